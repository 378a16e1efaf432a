import { and, type SQL, sql } from 'drizzle-orm';
import type { RequestContext } from '../../schema/context.ts';
import type { AnyRecord } from '../define.ts';
import { reachesRows, scopeOf } from '../listing.ts';
import type { Join } from './places.ts';

/** A statement over the rows of one record, grouped. */
export interface GroupStatement {
  readonly keys: readonly SQL[];
  readonly joins: readonly Join[];
  readonly where: readonly (SQL | undefined)[];
  readonly having: readonly SQL[];
  readonly orders: readonly SQL[];
  readonly limit: number;
}

/** Columns of a statement by their position: keys, then values as text; a count where nothing is wanted. */
export const columnsOf = (keys: readonly SQL[], values: readonly SQL[]) =>
  Object.fromEntries([...keys, ...(values.length > 0 ? values : [sql`count(*)`]).map((value) => sql`(${value})::text`)].map((value, at) => [`c${at}`, sql`${value}`.as(`c${at}`)]));

/** A query that reads rows, before it is told which and how. */
interface Rows {
  leftJoin(source: never, on: SQL): Rows;
  where(condition: SQL | undefined): Rows;
  groupBy(...keys: readonly SQL[]): Rows;
  having(condition: SQL | undefined): Rows;
  orderBy(...orders: readonly SQL[]): Rows;
  limit(most: number): PromiseLike<readonly Readonly<Record<string, unknown>>[]>;
}

/** Keys and values of each group, in order. Without keys there is one group of all rows, or of none. */
export const finishGroups = async (query: Rows, { keys, joins, where, having, orders, limit }: GroupStatement): Promise<readonly (readonly unknown[])[]> => {
  const joined = joins.reduce((from, { source, on }) => from.leftJoin(source as never, on), query).where(and(...where));
  const rows = await (keys.length > 0 ? joined.groupBy(...keys) : joined).having(and(...having)).orderBy(...orders).limit(limit);
  return rows.map((row) => Object.keys(row).map((_, at) => row[`c${at}`]));
};

/** The groups of a record's rows within the caller's scope. */
export const runGroups = (ctx: RequestContext, record: AnyRecord, values: readonly SQL[], statement: GroupStatement): Promise<readonly (readonly unknown[])[]> => {
  const query = ctx.tx.orm.select(columnsOf(statement.keys, values)).from(record.table).$dynamic();
  const seen = [scopeOf(ctx.identity, record.table), reachesRows(ctx.identity, record) ? undefined : sql`false`];
  return finishGroups(query as unknown as Rows, { ...statement, where: [...seen, ...statement.where] });
};
