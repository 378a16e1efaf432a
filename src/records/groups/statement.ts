import { and, type SQL, sql } from 'drizzle-orm';
import type { RequestContext } from '../../schema/context.ts';
import type { AnyRecord } from '../define.ts';
import { reachesRows, scopeOf } from '../listing.ts';
import type { Join } from './places.ts';

/** A statement over the rows of one record, grouped. */
export interface GroupStatement {
  readonly keys: readonly SQL[];
  /** What is worked out of each group; it is answered as text. */
  readonly values: readonly SQL[];
  readonly joins: readonly Join[];
  readonly where: readonly (SQL | undefined)[];
  readonly having: readonly SQL[];
  readonly orders: readonly SQL[];
  readonly limit: number;
}

/** Columns of a statement by their position. */
export const columnsOf = (keys: readonly SQL[], values: readonly SQL[]) =>
  Object.fromEntries([...keys, ...values.map((value) => sql`(${value})::text`)].map((value, at) => [`c${at}`, sql`${value}`.as(`c${at}`)]));

/** Keys and values of each group, in order. Without keys there is one group of all rows, or of none. */
export const runGroups = async (ctx: RequestContext, record: AnyRecord, { keys, values, joins, where, having, orders, limit }: GroupStatement): Promise<readonly (readonly unknown[])[]> => {
  const all = values.length > 0 ? values : [sql`count(*)`];
  const query = ctx.tx.orm.select(columnsOf(keys, all)).from(record.table).$dynamic();
  const joined = joins.reduce((from, { source, on }) => from.leftJoin(source as never, on) as never, query);
  const seen = joined.where(and(scopeOf(ctx.identity, record.table), reachesRows(ctx.identity, record) ? undefined : sql`false`, ...where));
  const rows = await (keys.length > 0 ? seen.groupBy(...keys) : seen).having(and(...having)).orderBy(...orders).limit(limit);
  return rows.map((row) => Object.keys(row).map((_, at) => row[`c${at}`]));
};
