import type { Plugin } from '../plugins/define.ts';
import { coreOwner } from './core-owner.ts';
import type { Database } from './database.ts';
import { applyDerived } from './derived.ts';
import { assertCatalogue } from './lint.ts';
import { migrate, type MigrateOptions } from './migrate.ts';
import { type Owner, ownerOf } from './placement.ts';

export interface PrepareOptions extends MigrateOptions {
  /** Also compares the catalogue with the rules and refuses violations: for development and tests. */
  readonly lint?: boolean;
}

/** The core and the plugins as owners of tables. */
export const ownersOf = (plugins: readonly Plugin[]): readonly Owner[] => [coreOwner, ...plugins.map(ownerOf)];

/** Brings a database to the tables, keys, grants and policies of this release. Safe to call at every start. */
export const prepareDatabase = async (db: Database, plugins: readonly Plugin[], options: PrepareOptions = {}): Promise<void> => {
  const owners = ownersOf(plugins);
  await migrate(db, owners, options);
  await applyDerived(db, owners);
  if (options.lint) await assertCatalogue(db, owners);
};
