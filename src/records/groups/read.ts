import { PlatformError } from '../../errors.ts';
import type { RequestContext } from '../../schema/context.ts';
import { existsOn, type PlaceNode, placesByCode } from '../../schema/place-data.ts';
import { checkPlaceCode } from '../../schema/place-id.ts';
import type { AnyRecord } from '../define.ts';
import { type FilterInput, filterSql } from '../filter.ts';
import { requireReader } from '../listing.ts';
import { type GroupOrderInput, groupedBy, type HavingInput, havingSql, ordersOf, wantedSql, withholds } from './conditions.ts';
import { type GroupKey, isText, keySql, orderSql } from './keys.ts';
import { noteGroups } from './note.ts';
import { placesOf } from './places.ts';
import { runGroups } from './statement.ts';
import type { Wanted } from './wanted.ts';

export const defaultGroups = 100;
export const mostGroups = 1_000;

type Given<T> = T | null | undefined;

export interface GroupArgs {
  readonly by: readonly string[];
  readonly filter?: Given<FilterInput>;
  readonly within?: Given<string>;
  readonly having?: Given<HavingInput>;
  readonly orderBy?: Given<readonly GroupOrderInput[]>;
  readonly limit?: Given<number>;
  readonly asOf?: Given<string>;
}

/** One group: its keys by dimension, and what was wanted of it, exact as text. */
export interface Group {
  readonly asOf: string;
  readonly keys: ReadonlyMap<string, unknown>;
  readonly values: ReadonlyMap<string, string | null>;
}

export interface Groups {
  readonly groups: readonly Group[];
  readonly hasMore: boolean;
  readonly asOf: string;
  readonly computedAt: string;
  /** Kinds of record that were counted. */
  readonly sources: readonly string[];
}

/** @throws PlatformError PAGE_SIZE_INVALID */
export const limitOf = (limit: Given<number>): number => {
  const size = limit ?? defaultGroups;
  if (size < 0 || size > mostGroups) throw new PlatformError('PAGE_SIZE_INVALID', { max: mostGroups });
  return size;
};

/** The place asked for. @throws PlatformError PLACE_CODE_INVALID, PLACE_UNKNOWN */
export const placeWithin = async (ctx: RequestContext, code: Given<string>, asOf: string): Promise<PlaceNode | undefined> => {
  if (code == null) return undefined;
  const found = await placesByCode(ctx, asOf).load(checkPlaceCode(code));
  if (!found || !existsOn(found)) throw new PlatformError('PLACE_UNKNOWN', { code });
  return found;
};

interface Read extends Pick<Groups, 'asOf' | 'computedAt' | 'sources'> {
  readonly keys: readonly GroupKey[];
  readonly wanted: readonly Wanted[];
  readonly limit: number;
}

/** Groups from the rows of a statement, which reads one more than was asked for. */
export const groupsFrom = (rows: readonly (readonly unknown[])[], { keys, wanted, limit, ...told }: Read): Groups => ({
  groups: rows.slice(0, limit).map((row) => ({
    asOf: told.asOf,
    keys: new Map(keys.map(({ name }, at) => [name, row[at]])),
    values: new Map(wanted.map(({ key }, at) => [key, row[keys.length + at] as string | null])),
  })),
  hasMore: rows.length > limit,
  ...told,
});

/**
 * The groups of a record's rows that the caller may see, in one statement.
 * @throws PlatformError UNAUTHENTICATED, FORBIDDEN, PAGE_SIZE_INVALID, GROUP_NOT_ALLOWED, FILTER_NOT_ALLOWED,
 * GROUP_ORDER_NOT_SINGLE, GROUP_ORDER_NOT_GROUPED, PLACE_CODE_INVALID, PLACE_UNKNOWN, INVALID_ID
 */
export const readGroups = async (ctx: RequestContext, record: AnyRecord, args: GroupArgs, wanted: readonly Wanted[]): Promise<Groups> => {
  requireReader(ctx.identity);
  const asOf = args.asOf ?? ctx.today;
  const limit = limitOf(args.limit);
  const dimensions = groupedBy(ctx, record, args.by);
  const having = havingSql(ctx, record, args.having);
  const orders = ordersOf(ctx, record, dimensions, args.orderBy);
  const where = filterSql(record, ctx.identity, args.filter);
  const readable = wanted.map((one) => ({ ...one, ...wantedSql(record, one) })).filter((one) => !withholds(ctx, record, one.class));
  const within = await placeWithin(ctx, args.within, asOf);
  const places = placesOf(ctx.identity, record, asOf);
  const keys = dimensions.map((dimension) => ({ name: dimension.name, isText: isText(dimension.kind), sql: keySql(dimension.kind, places) }));
  if (within) where.push(places.within(within));
  const joins = places.joins();
  const rows = await runGroups(ctx, record, readable.map((one) => one.sql), {
    keys: keys.map((key) => key.sql), joins, where, having, orders: orders.map((order) => orderSql(order, keys)), limit: limit + 1,
  });
  noteGroups(ctx, record, [...dimensions, ...readable]);
  const sources = [...new Set([record.name, ...joins.flatMap(({ record: name }) => name ?? [])])];
  return groupsFrom(rows, { keys, wanted: readable, limit, asOf, computedAt: ctx.now, sources });
};
