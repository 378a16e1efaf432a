import { sql } from 'drizzle-orm';
import { placeKind, placeLevel } from '../db/codes/places.ts';
import { told } from '../records/facts.ts';
import { bilingual, type TypeShelf } from '../records/kit.ts';
import { connectionType } from './connection.ts';
import type { RequestContext } from './context.ts';
import { type PlaceNode, type PlaceRow, placesByCode } from './place-data.ts';
import { defineDesignation, designationsOf, isPoorCounty, isPoorSql } from './place-designation.ts';
import { defineEvent, eventsOf, predecessorsOf, successorsOf } from './place-event.ts';
import { parsePlaceId, placeIdOf } from './place-id.ts';
import { childrenOf, type DescendantArgs, descendantsOf } from './place-lists.ts';
import { definePlaceQueries, placeListArgs } from './place-queries.ts';

/** The codes above a unit, from the province down. */
const ancestorCodes = ({ code, cityCode, countyCode, townshipCode }: PlaceNode): readonly string[] =>
  [`${code.slice(0, 2)}0000`, cityCode, countyCode, townshipCode].filter((above) => above !== null && above !== code) as string[];

const ancestorsOf = async (ctx: RequestContext, node: PlaceNode): Promise<readonly PlaceNode[]> =>
  (await placesByCode(ctx, node.asOf).loadMany(ancestorCodes(node))).filter((above) => above !== null);

const parentOf = (ctx: RequestContext, { parentCode, asOf }: PlaceNode): Promise<PlaceNode | null> | null =>
  parentCode === null ? null : placesByCode(ctx, asOf).load(parentCode);

/** The node type without fields: what identifies a place and how it is found again. */
const placeNode = ({ builder }: TypeShelf) =>
  builder.node(builder.objectRef<PlaceNode>('Place'), {
    description: bilingual({ zh: '行政区划,按某一日期所见', en: 'A place as seen on a date; everything below it is seen on the same date' }),
    id: { resolve: placeIdOf, parse: (id, ctx) => placeIdOf(parsePlaceId(id, ctx.today)) },
    loadMany: (ids, ctx) => Promise.all(ids.map((id) => {
      const { code, asOf } = parsePlaceId(id, ctx.today);
      return placesByCode(ctx, asOf).load(code);
    })),
  });

export type PlaceRef = ReturnType<typeof placeNode>;

const column = (name: keyof PlaceRow) => told({ is: 'value', column: name });

const defineOwnFields = (shelf: TypeShelf, ref: PlaceRef): void =>
  shelf.builder.objectFields(ref, (t) => ({
    code: t.exposeString('code', { ...column('code'), description: '区划代码 / Code: 6 digits to county level, 9 for a township, 12 for a village' }),
    name: t.exposeString('name', { ...column('name'), description: '名称 / Name in Chinese' }),
    namePinyin: t.exposeString('namePinyin', { ...column('namePinyin'), nullable: true, description: '名称拼音 / Name in pinyin, where known' }),
    level: t.expose('level', { ...column('level'), type: shelf.enumOf(placeLevel), description: bilingual(placeLevel.title) }),
    kind: t.expose('kind', { ...column('kind'), type: shelf.enumOf(placeKind), description: bilingual(placeKind.title) }),
    isStatistical: t.exposeBoolean('isStatistical', { ...column('isStatistical'), description: '是否仅供统计 / Whether it exists for statistics only' }),
    validFrom: t.expose('validFrom', { ...column('validFrom'), type: 'Date', description: '首次见于此日区划 / First list of places that has it; it may be older' }),
    validTo: t.expose('validTo', { ...column('validTo'), type: 'Date', nullable: true, description: '自此日起不再存在 / The day from which it is no more' }),
    asOf: t.expose('asOf', { ...told({ is: 'day' }), type: 'Date', description: '所见日期 / The date it is seen on' }),
  }));

const defineTreeFields = (shelf: TypeShelf, ref: PlaceRef, connection: never): void =>
  shelf.builder.objectFields(ref, (t) => ({
    parent: t.field({ type: ref, nullable: true, ...told({ is: 'place', sql: (row) => sql`${row.column('parentCode')}` }), description: '上级区划 / The unit directly above', resolve: (node, _, ctx) => parentOf(ctx, node) }),
    ancestors: t.field({ type: [ref], description: '各级上级,自省而下 / The units above, from the province down', resolve: (node, _, ctx) => ancestorsOf(ctx, node) }),
    children: t.field({
      type: connection,
      description: '直接下级 / The units directly below',
      args: placeListArgs(t),
      resolve: (node, args, ctx) => childrenOf(ctx, node, args) as never,
    }),
    descendants: t.field({
      type: connection,
      description: '所有下级 / The units anywhere below; those under a statistical unit too',
      args: { level: t.arg({ type: shelf.enumOf(placeLevel), description: bilingual(placeLevel.title) }), ...placeListArgs(t) },
      resolve: (node, args, ctx) => descendantsOf(ctx, node, args as DescendantArgs) as never,
    }),
  }));

const defineHistoryFields = (shelf: TypeShelf, ref: PlaceRef): void => {
  const [designation, event] = [defineDesignation(shelf), defineEvent(shelf, ref as never)];
  shelf.builder.objectFields(ref, (t) => ({
    designations: t.field({ type: [designation], description: '当日的贫困县认定 / Poverty designations held on the date', resolve: (node, _, ctx) => designationsOf(ctx, node) }),
    isPoorCounty: t.boolean({ description: '当日是否国定或省定贫困县 / Whether it is a national or provincial key county on the date', ...told({ is: 'computed', sql: isPoorSql }), resolve: (node, _, ctx) => isPoorCounty(ctx, node) }),
    events: t.field({ type: [event], description: '历次区划变更 / The changes it went through, before and after the date', resolve: (node, _, ctx) => eventsOf(ctx, node) }),
    successors: t.field({ type: [ref], description: '变更后成为的单位 / What it became, each seen on its first day', resolve: (node, _, ctx) => successorsOf(ctx, node) }),
    predecessors: t.field({ type: [ref], description: '变更前的单位 / What it came from, each seen on its last day', resolve: (node, _, ctx) => predecessorsOf(ctx, node) }),
  }));
};

/** The place tree of the graph: the type, its lists and its queries. */
export const definePlace = (shelf: TypeShelf): PlaceRef => {
  const ref = placeNode(shelf);
  const connection = connectionType<PlaceNode>(shelf.builder, 'Place', ref as never);
  defineOwnFields(shelf, ref);
  defineTreeFields(shelf, ref, connection as never);
  defineHistoryFields(shelf, ref);
  definePlaceQueries(shelf, ref as never, connection);
  return ref;
};
