import type { Plugin } from '../plugins/define.ts';
import { coreOwner } from './core-owner.ts';
import type { Database } from './database.ts';
import { applyDerived } from './derived.ts';
import { assertCatalogue } from './lint.ts';
import { migrate, type MigrateOptions } from './migrate.ts';
import { type Owner, ownerOf } from './placement.ts';

export interface PrepareOptions extends MigrateOptions {
  /**
   * Also compares the catalogue with the rules and refuses violations: for development and tests;
   * `changed` only where this start changed something.
   */
  readonly lint?: boolean | 'changed';
}

/** The core and the plugins as owners of tables. */
export const ownersOf = (plugins: readonly Plugin[]): readonly Owner[] => [coreOwner, ...plugins.map(ownerOf)];

/** Brings a database to the tables, keys, grants and policies of this release. Safe to call at every start. */
export const prepareDatabase = async (db: Database, plugins: readonly Plugin[], options: PrepareOptions = {}): Promise<void> => {
  const owners = ownersOf(plugins);
  const migrated = await migrate(db, owners, options);
  const derived = await applyDerived(db, owners);
  const changed = migrated > 0 || derived.length > 0;
  if (options.lint === true || (options.lint === 'changed' && changed)) await assertCatalogue(db, owners);
};
