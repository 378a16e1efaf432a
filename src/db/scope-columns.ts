import { getTableColumns } from 'drizzle-orm';
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';

/** The columns of a table by which rows are scoped. */
export interface ScopeColumns {
  readonly county: PgColumn | undefined;
  /** Columns that hold the village of a row: its household's, or the one it is about. */
  readonly areas: readonly PgColumn[];
  readonly household: PgColumn | undefined;
  /** Whose records these are: a plugin's schema; what stands in the core is everybody's. */
  readonly domain: string | undefined;
}

/** What scopes the rows of a table; the condition in statements and the row policy are both made from it. */
export const scopeColumnsOf = (table: PgTable, place?: string): ScopeColumns => {
  const columns = getTableColumns(table) as Record<string, PgColumn | undefined>;
  const { schema } = getTableConfig(table);
  const isHousehold = columns.householdId !== undefined && columns.id === undefined;
  const areas = [columns.areaCode ?? (isHousehold ? columns.villageCode : undefined), place === undefined ? undefined : columns[place]];
  return {
    county: columns.countyCode,
    areas: areas.filter((column) => column !== undefined),
    household: columns.householdId,
    domain: schema === undefined || schema === 'core' ? undefined : schema,
  };
};

/** A table's own name, also where a statement has it under another one. */
const ownName = (table: PgTable): string => (table as unknown as Readonly<Record<symbol, string>>)[Symbol.for('drizzle:OriginalName')] ?? getTableConfig(table).name;

/** What a caller's domains must hold one of, for a table of a domain: the whole domain, or this table. */
export const domainKeysOf = (table: PgTable, domain: string): readonly string[] => [domain, `${domain}.${ownName(table)}`];
