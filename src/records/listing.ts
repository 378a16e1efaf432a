import { getTableColumns, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { type Identity, mayRead, mayReadField, reachesTable, requireSignedIn } from '../access/identity.ts';
import type { Scope } from '../db/database.ts';
import { scopeColumnsOf } from '../db/scope-columns.ts';
import { PlatformError } from '../errors.ts';
import type { RequestContext } from '../schema/context.ts';
import { fingerprint } from '../schema/cursor.ts';
import { type AnyRecord, recordOf } from './define.ts';
import { type FilterInput, filterSql, orderableFields } from './filter.ts';
import type { Listing } from './page.ts';

export interface OrderInput {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
}

export interface ListArgs {
  readonly filter?: FilterInput | null | undefined;
  readonly orderBy?: OrderInput | null | undefined;
}

/** The column of a table by its key, or undefined. */
export const columnOf = (table: PgTable, key: string): PgColumn | undefined => getTableColumns(table)[key];

/** The key of the column that tells rows of a record apart: a household's own id is `householdId`. */
export const idKeyOf = ({ table }: AnyRecord): 'id' | 'householdId' => (columnOf(table, 'id') ? 'id' : 'householdId');

/** The column that tells rows of a record apart for cursors and ids. */
export const idColumnOf = (record: AnyRecord): PgColumn => columnOf(record.table, idKeyOf(record)) as PgColumn;

const among = (column: PgColumn, values: readonly string[], type = 'text'): SQL => sql`${column} = any(${sql.param(values)}::${sql.raw(type)}[])`;

/** Rows of the caller's counties, villages and single households; only what there is stands in the condition. */
const placeCondition = ({ counties, villages = [], households = [] }: Scope, table: PgTable): SQL | undefined => {
  const columns = scopeColumnsOf(table, recordOf(table)?.place);
  const { county } = columns;
  if (county === undefined || counties === '*') return undefined;
  const parts = [
    among(county, counties),
    ...(villages.length > 0 ? columns.areas.map((column) => among(column, villages)) : []),
    ...(households.length > 0 && columns.household ? [among(columns.household, households, 'uuid')] : []),
  ];
  // without counties that part would only keep the planner from an index
  return or(...(counties.length === 0 && parts.length > 1 ? parts.slice(1) : parts));
};

/**
 * Lock one: only rows within the caller's places, of tables that their department keeps or was
 * granted. It stands in every statement over a scoped table, before joins and counts; row security is
 * the second lock behind it.
 */
export const scopeOf = (identity: Identity, table: PgTable): SQL | undefined =>
  reachesTable(identity, table) ? placeCondition(identity.scope, table) : sql`false`;

/** Whether the caller may know that rows of the record are there. Figures count them nevertheless: they name nobody. */
export const reachesRows = (identity: Identity, { table, rows }: AnyRecord): boolean => rows === undefined || mayReadField(identity, { table }, rows);

/** Refuses callers who may not read records at all. */
export const requireReader = (identity: Identity): void => {
  requireSignedIn(identity);
  if (!mayRead(identity, 'internal')) throw new PlatformError('FORBIDDEN');
};

/**
 * The column that a list is to be ordered by.
 * @throws PlatformError FILTER_NOT_ALLOWED
 */
export const orderColumn = (record: AnyRecord, identity: Identity, name: string): PgColumn => {
  const found = orderableFields(record).find(([field]) => field === name);
  if (!found || !mayReadField(identity, record, found[1].class)) throw new PlatformError('FILTER_NOT_ALLOWED', { field: name });
  return found[2];
};

/** What decides the rows of a list and their order, for its cursors. */
export const listPrint = (record: AnyRecord, { filter, orderBy }: ListArgs, more?: unknown): string => fingerprint(record.name, filter ?? null, orderBy ?? null, more ?? null);

/** The list of a record's rows that the caller may see, under a filter, in an order. */
export const listingOf = (
  ctx: RequestContext,
  record: AnyRecord,
  { filter, orderBy }: ListArgs,
  extra: { readonly where?: SQL | undefined; readonly print?: unknown } = {},
): Listing => {
  requireReader(ctx.identity);
  return {
    table: record.table,
    order: {
      id: idColumnOf(record),
      column: orderBy ? orderColumn(record, ctx.identity, orderBy.field) : undefined,
      descending: orderBy?.direction === 'DESC',
    },
    where: [scopeOf(ctx.identity, record.table), reachesRows(ctx.identity, record) ? undefined : sql`false`, extra.where, ...filterSql(record, ctx.identity, filter)],
    print: listPrint(record, { filter, orderBy }, extra.print),
  };
};
