import { and, getTableColumns, type SQL, type Subquery, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { RequestContext } from '../schema/context.ts';
import { decodeCursor, encodeCursor, type Position } from '../schema/cursor.ts';
import type { PageRequest } from '../schema/page-args.ts';
import { beyond, type Order, orderBy } from './keyset.ts';

export type Row = Record<string, unknown>;

/** How rows hang on parents: an expression for the parent's key, and a join where the row itself has none. */
export interface Parentage {
  readonly key: SQL;
  /** The condition that the key is among these. */
  among(keys: readonly string[]): SQL;
  join?(keys: readonly string[]): { readonly source: SQL; readonly on: SQL };
}

/** A list of rows of one table: scoped, filtered, ordered, and read page by page. */
export interface Listing {
  readonly table: PgTable;
  /** Where the rows come from when they are computed; then the table only names its columns, under the same alias. */
  readonly source?: Subquery;
  readonly order: Order;
  readonly where: readonly (SQL | undefined)[];
  /** Print of what decides the list; part of its cursors. */
  readonly print: string;
}

/** A page of rows with what Relay asks about it. */
export interface Page<T = Row> {
  readonly nodes: readonly T[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  cursorOf(node: T): string;
}

const positionOf = ({ column, id }: Order, table: PgTable) => {
  const columns = Object.entries(getTableColumns(table));
  const keyOf = (wanted: PgColumn) => (columns.find(([, column]) => column === wanted) as [string, PgColumn])[0];
  const [idKey, valueKey] = [keyOf(id), column && keyOf(column)];
  return (row: Row): Position => {
    const value = valueKey === undefined ? null : row[valueKey];
    return { id: String(row[idKey]), value: value == null ? null : String(value) };
  };
};

const pageOf = ({ vault }: RequestContext, listing: Listing, { size, cursor, backward }: PageRequest, found: readonly Row[]): Page => {
  const more = found.length > size;
  const nodes = found.slice(0, size);
  const position = positionOf(listing.order, listing.table);
  return {
    nodes: backward ? nodes.reverse() : nodes,
    hasNextPage: backward ? cursor !== undefined : more,
    hasPreviousPage: backward ? more : cursor !== undefined,
    cursorOf: (row) => encodeCursor(vault.hash, listing.print, position(row)),
  };
};

/** The table, or what stands for it. */
const rowsOf = ({ table, source }: Listing): PgTable => (source as unknown as PgTable | undefined) ?? table;

const conditions = ({ vault }: RequestContext, listing: Listing, { cursor, backward }: PageRequest): SQL | undefined =>
  and(...listing.where, cursor === undefined ? undefined : beyond(listing.order, decodeCursor(vault.hashes, listing.print, cursor), backward));

/** One page of a list without parents: one statement. */
export const readPage = async (ctx: RequestContext, listing: Listing, page: PageRequest): Promise<Page> => {
  const rows = await ctx.tx.orm
    .select(getTableColumns(listing.table))
    .from(rowsOf(listing))
    .where(conditions(ctx, listing, page))
    .orderBy(orderBy(listing.order, page.backward))
    .limit(page.size + 1);
  return pageOf(ctx, listing, page, rows as Row[]);
};

/**
 * The same page of many parents in one statement: rows are ranked within their parent and the first
 * of each are kept. Answers one page a key, in order; a parent without rows gets an empty page.
 */
export const readPages = async (
  ctx: RequestContext,
  listing: Listing,
  parents: Parentage,
  keys: readonly string[],
  page: PageRequest,
): Promise<readonly Page[]> => {
  const columns = getTableColumns(listing.table);
  const rank = sql<number>`row_number() over (partition by ${parents.key} order by ${orderBy(listing.order, page.backward)})`;
  const join = parents.join?.(keys);
  const from = ctx.tx.orm
    .select({ ...columns, parentKey: sql<string>`${parents.key}`.as('parent_key'), rank: rank.as('page_rank') })
    .from(rowsOf(listing))
    .$dynamic();
  const ranked = (join ? from.innerJoin(join.source, join.on) : from)
    .where(and(parents.among(keys), conditions(ctx, listing, page)))
    .as('ranked');
  const rows = (await ctx.tx.orm
    .select()
    .from(ranked)
    .where(sql`${ranked.rank} <= ${page.size + 1}`)
    .orderBy(ranked.parentKey, ranked.rank)) as (Row & { parentKey: unknown })[];
  const byParent = Map.groupBy(rows, (row) => String(row.parentKey));
  return keys.map((key) => pageOf(ctx, listing, page, byParent.get(key) ?? []));
};

/** How many rows the list has for each parent, in one statement. */
export const countPerParent = async (
  ctx: RequestContext,
  listing: Listing,
  parents: Parentage,
  keys: readonly string[],
): Promise<readonly number[]> => {
  const join = parents.join?.(keys);
  const from = ctx.tx.orm
    .select({ key: sql<string>`${parents.key}`.as('parent_key'), count: sql<number>`count(*)::int` })
    .from(rowsOf(listing))
    .$dynamic();
  const rows = await (join ? from.innerJoin(join.source, join.on) : from)
    .where(and(parents.among(keys), ...listing.where))
    .groupBy(parents.key);
  const counts = new Map(rows.map((row) => [String(row.key), row.count]));
  return keys.map((key) => counts.get(key) ?? 0);
};

/** How many rows the list has. */
export const countAll = async (ctx: RequestContext, listing: Listing): Promise<number> => {
  const [row] = await ctx.tx.orm.select({ count: sql<number>`count(*)::int` }).from(rowsOf(listing)).where(and(...listing.where));
  return row?.count ?? 0;
};
