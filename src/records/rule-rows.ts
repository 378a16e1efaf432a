import { and, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { RequestContext } from '../schema/context.ts';
import { scopeOf } from './listing.ts';

/** The condition that a column holds one of these values: one parameter however many. */
export const among = (column: PgColumn, values: readonly string[]): SQL =>
  sql`${column} = any(${sql.param([...new Set(values)])}::${sql.raw(column.getSQLType())}[])`;

/** Rows whose column holds one of these values, within the caller's scope: one statement, or none for no value. */
export const rowsAmong = async <T extends PgTable>(ctx: RequestContext, table: T, column: PgColumn, values: readonly string[]): Promise<T['$inferSelect'][]> => {
  if (values.length === 0) return [];
  const rows = await ctx.tx.orm.select().from(table as PgTable).where(and(among(column, values), scopeOf(ctx.identity, table)));
  return rows as T['$inferSelect'][];
};

/** Rows by id, within the caller's scope. */
export const rowsByIds = async <T extends PgTable & { readonly id: PgColumn }>(
  ctx: RequestContext,
  table: T,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, T['$inferSelect']>> => {
  const rows = await rowsAmong(ctx, table, table.id, ids.filter((id) => id !== null));
  return new Map(rows.map((row) => [row.id as string, row]));
};

/** Ids of the households that drafts are about. */
export const householdsOf = (drafts: readonly { readonly after: { readonly householdId: string } }[]): string[] => [
  ...new Set(drafts.map(({ after }) => after.householdId)),
];
