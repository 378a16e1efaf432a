import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { Plugin } from '../plugins/define.ts';
import type { RecordAbout } from '../records/define.ts';
import type { Guard } from './guards.ts';

/**
 * Whose rows a table holds. Grants, row policies, derived keys and the place of the table on a
 * cluster follow from it:
 * - `household`: rows of one household, spread by it, seen by county;
 * - `county`: rows with a county of their own, seen by county;
 * - `open`: rows of the whole province, written by the service;
 * - `reference`: read by the service, written by the owner only;
 * - `private`: for the owner only;
 * - `guarded`: for the owner, and for some roles by rules of the table's own;
 * - `journal`: the service adds and reads, nobody changes;
 * - `audit`: a journal that only auditors and reviewers read;
 * - `published`: read by everybody, added to by work for the whole province only, and never changed;
 * - `head`: where journals end, one row a chain: the service moves them on, and adds none.
 */
export type Placement = 'household' | 'county' | 'open' | 'reference' | 'private' | 'guarded' | 'journal' | 'audit' | 'head' | 'published';

export interface PlacedTable {
  readonly table: PgTable;
  readonly placement: Placement;
  /** Key of the column with the village that a row of a county is about, if it has one. */
  readonly place?: string | undefined;
  /** Rules of its own, beside those of its placement. */
  readonly guard?: Guard | undefined;
}

/** Who owns tables: the core or a plugin, each with a schema and migrations of its own. */
export interface Owner {
  /** Name of the PostgreSQL schema and of the migration journal. */
  readonly id: string;
  /** Folder of the migrations. */
  readonly migrations: URL;
  readonly tables: readonly PlacedTable[];
}

const placementOf: Readonly<Record<RecordAbout, Placement>> = { household: 'household', county: 'county', province: 'open' };

/** A plugin's tables are those of its records; whose they are is said by the record. */
export const ownerOf = (plugin: Pick<Plugin, 'id' | 'db' | 'records'>): Owner => ({
  id: plugin.id,
  migrations: plugin.db.migrations,
  tables: plugin.records.map(({ table, about, place }) => ({ table: table as PgTable, placement: placementOf[about], place })),
});

/** Name of a table with its schema, as the catalogue and messages have it. */
export const qualifiedName = (table: PgTable): string => {
  const { schema, name } = getTableConfig(table);
  return `${schema ?? 'public'}.${name}`;
};
