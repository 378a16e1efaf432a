import DataLoader from 'dataloader';
import { and, getTableName, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { loaderOf, type RequestContext } from '../schema/context.ts';
import { scopeOf } from './listing.ts';
import { among } from './rule-rows.ts';

/** A row of a household record, as far as sums over its children need it. */
export interface HouseholdRow {
  readonly householdId: string;
  readonly id: string;
}

interface Children<V> {
  readonly table: PgTable & { readonly householdId: PgColumn };
  readonly parent: PgColumn;
  readonly value: SQL<V>;
}

/** A value over the children of many rows: one statement for all that are asked for together. */
export const overChildren = <V>(ctx: RequestContext, name: string, row: HouseholdRow, { table, parent, value }: Children<V>): Promise<V | null> =>
  loaderOf(ctx, `children:${getTableName(table)}:${name}`, () => new DataLoader<HouseholdRow, V | null, string>(async (rows) => {
    const found = await ctx.tx.orm
      .select({ key: sql<string>`${parent}`, value })
      .from(table as PgTable)
      .where(and(among(table.householdId, rows.map(({ householdId }) => householdId)), among(parent, rows.map(({ id }) => id)), scopeOf(ctx.identity, table)))
      .groupBy(parent);
    const byParent = new Map(found.map((one) => [one.key, one.value as V]));
    return rows.map(({ id }) => byParent.get(id) ?? null);
  }, { cacheKeyFn: ({ id }) => id }) as never).load(row as never) as Promise<V | null>;
