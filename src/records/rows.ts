import DataLoader from 'dataloader';
import { and, sql } from 'drizzle-orm';
import { type RequestContext, loaderOf } from '../schema/context.ts';
import type { AnyRecord } from './define.ts';
import { idColumnOf, idKeyOf, reachesRows, scopeOf } from './listing.ts';
import type { Row } from './page.ts';

/** Among rows of the past the same one is taken each time. */
const currentLast = (a: Row, b: Row): number =>
  Number(a.current ?? 0) - Number(b.current ?? 0) || (String(a.householdId) < String(b.householdId) ? 1 : -1);

/** Rows of a record by id within the caller's scope, batched; absent and out of reach are both null. */
export const rowsById = (ctx: RequestContext, record: AnyRecord): DataLoader<string, Row | null> =>
  loaderOf(ctx, `row:${record.name}`, () => new DataLoader(async (ids: readonly string[]) => {
    if (!reachesRows(ctx.identity, record)) return ids.map(() => null);
    const id = idColumnOf(record);
    const rows = (await ctx.tx.orm
      .select()
      .from(record.table)
      .where(and(sql`${id} = any(${sql.param(ids)}::uuid[])`, scopeOf(ctx.identity, record.table)))) as Row[];
    // A person who moved has a row in each household; the one recorded now comes last and wins.
    const byId = new Map(rows.sort(currentLast).map((row) => [row[idKeyOf(record)], row]));
    return ids.map((key) => byId.get(key) ?? null);
  }));
