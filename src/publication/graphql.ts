import type { ObjectRef } from '@pothos/core';
import { placeLevel } from '../db/codes/places.ts';
import { qualifiedName } from '../db/placement.ts';
import { PlatformError } from '../errors.ts';
import type { CoreTypes } from '../records/graphql-type.ts';
import { bilingual, type TypeShelf } from '../records/kit.ts';
import { type ConnectionRef, connectionType, mapPage } from '../schema/connection.ts';
import { inLanguage, langArg } from '../schema/field-args.ts';
import type { PlaceRef } from '../schema/place.ts';
import { type PlaceNode, placesByCode } from '../schema/place-data.ts';
import { placeListArgs } from '../schema/place-queries.ts';
import type { UserErrorRef } from '../schema/user-error.ts';
import { total } from './define.ts';
import { definePublishMutation } from './graphql-publish.ts';
import { type PublicationRefs, refsOf, type TableRelease } from './graphql-refs.ts';
import { cellsOf, type CellArgs, cellsOfPlace, type PlaceLevel, type ReleasedCell, releasesOf } from './read.ts';
import type { OwnedTable } from './tables.ts';

const defineDimension = (shelf: TypeShelf, { code, dimension }: PublicationRefs): void => {
  code.implement({
    description: '分组的一个取值 / One code of a dimension',
    fields: (t) => ({
      code: t.exposeString('code', { description: '代码 / Code' }),
      title: t.string({ description: '名称 / Title', args: langArg(t, shelf), resolve: ({ list, code: value }, args) => inLanguage(list.titles[value] ?? { zh: value, en: value }, args) }),
    }),
  });
  dimension.implement({
    description: '公布表的一个分组 / What a table is broken down by, besides the place',
    fields: (t) => ({
      id: t.exposeString('id', { description: '代码表标识 / Id of its code list' }),
      title: t.string({ description: '名称 / Title', args: langArg(t, shelf), resolve: ({ title }, args) => inLanguage(title, args) }),
      codes: t.field({ type: [code], description: '取值 / Its codes', resolve: (list) => list.values.map((value) => ({ list, code: value })) }),
    }),
  });
};

const defineTable = (shelf: TypeShelf, { table, dimension, release }: PublicationRefs): void => {
  table.implement({
    description: '公布表:固定口径的统计表,人数过少的格不公布 / A fixed table of counts for everybody, in which counts of few people are hidden',
    fields: (t) => ({
      id: t.exposeString('id', { description: '标识 / Id, prefixed by its owner' }),
      owner: t.exposeString('owner', { description: '核心或插件 / The core or the plugin that counts it' }),
      title: t.string({ description: '标题 / Title', args: langArg(t, shelf), resolve: ({ title }, args) => inLanguage(title, args) }),
      definition: t.string({ description: '统计口径 / What is counted, from which records', args: langArg(t, shelf), resolve: ({ definition }, args) => inLanguage(definition, args) }),
      unit: t.exposeString('unit', { description: '单位 / Unit: household or person' }),
      population: t.string({ description: '统计对象;同一对象的各表合计相同 / Who is counted; tables of one population have equal totals', resolve: ({ population }) => population.id }),
      isCumulative: t.boolean({ description: '是否只增不减 / Whether counts can only grow with the date', resolve: ({ population }) => population.cumulative }),
      sources: t.stringList({ description: '所据的记录表 / The tables it is counted from', resolve: ({ from }) => from.map(qualifiedName) }),
      dimensions: t.field({ type: [dimension], description: '除地区外的分组 / What it is broken down by, besides the place', resolve: ({ dimensions }) => [...dimensions] }),
      releases: t.field({
        type: [release],
        description: '已公布的各期,最近的在前 / Its releases, the latest first',
        resolve: async (one, _, ctx) => (await releasesOf(ctx).load(one.id)).map((found) => ({ release: found, table: one })),
      }),
    }),
  });
};

const cellTitle = ({ cell, table }: ReleasedCell, lang: { lang?: string | null | undefined }): string =>
  codesOf({ cell, table }).map((code, at) => (code === total ? inLanguage({ zh: '合计', en: 'Total' }, lang) : inLanguage(table.dimensions[at]?.titles[code] ?? { zh: code, en: code }, lang))).join(' · ');

const codesOf = ({ cell: { firstCode, secondCode, thirdCode } }: Pick<ReleasedCell, 'cell' | 'table'>): readonly string[] =>
  [firstCode, secondCode, thirdCode].filter((code) => code !== null);

const defineCell = (shelf: TypeShelf, { cell, release }: PublicationRefs, place: PlaceRef): void => {
  cell.implement({
    description: '公布表的一格 / A count of a release, for one place and one code of each dimension',
    fields: (t) => ({
      placeCode: t.string({ description: '区划代码 / Code of the place', resolve: (one) => one.cell.placeCode }),
      place: t.field({
        type: place,
        nullable: true,
        description: '地方,按公布日期的区划 / The place as it was on the date of the release',
        resolve: (one, _, ctx) => placesByCode(ctx, one.release.asOf).load(one.cell.placeCode) as never,
      }),
      codes: t.stringList({ description: `各分组的代码,合计为 ${total} / Code of each dimension in its order, ${total} for all`, resolve: (one) => [...codesOf(one)] }),
      title: t.string({ description: '各分组的名称 / Titles of the codes', args: langArg(t, shelf), resolve: cellTitle }),
      value: t.int({ nullable: true, description: '数值;不公布的为空 / The count; null where it is hidden', resolve: (one) => one.cell.value }),
      suppressed: t.boolean({ description: '是否不公布 / Whether the count is hidden because it, or what it would give away, tells about few people', resolve: (one) => one.cell.value === null }),
      release: t.field({ type: release, description: '所属一期 / The release it stands in', resolve: (one) => one }),
    }),
  });
};

const cellArgs = (t: Parameters<typeof placeListArgs>[0], shelf: TypeShelf) => {
  const { includeStatistical: _, ...page } = placeListArgs(t);
  return {
    place: t.arg.string({ description: '只要此地 / Only of the place with this code' }),
    level: t.arg({ type: shelf.enumOf(placeLevel), description: '只要此级:省、市或县 / Only of this level: province, city or county' }),
    ...page,
  };
};

const published = new Set<string>(['PROVINCE', 'CITY', 'COUNTY']);

/** Villages and townships are in no table. */
const asLevel = (level: string | null | undefined): PlaceLevel | null => {
  if (level != null && !published.has(level)) throw new PlatformError('PUBLISHED_LEVEL_UNKNOWN', { level });
  return (level ?? null) as PlaceLevel | null;
};

const defineRelease = (shelf: TypeShelf, { release, table }: PublicationRefs, connection: ConnectionRef<ReleasedCell>): void => {
  release.implement({
    description: '公布表的一期,公布后不再改变 / A table as of one date; once released it never changes',
    fields: (t) => ({
      table: t.field({ type: table, description: '公布表 / Its table', resolve: (one) => one.table }),
      asOf: t.field({ type: 'Date', description: '统计日期 / The date it is of', resolve: (one) => one.release.asOf }),
      computedAt: t.field({ type: 'DateTime', description: '计算时刻 / When it was computed', resolve: (one) => one.release.computedAt }),
      threshold: t.int({ description: '1 至此数减 1 的数值不公布 / Counts from 1 to below this are hidden', resolve: (one) => one.release.threshold }),
      cellCount: t.int({ description: '总格数 / How many cells it has', resolve: (one) => one.release.cellCount }),
      hiddenCount: t.int({ description: '不公布的格数 / How many of them are hidden', resolve: (one) => one.release.hiddenCount }),
      cells: t.field({
        type: connection as never,
        description: '各格,自省而下 / Its cells, from the province down',
        args: cellArgs(t, shelf),
        resolve: (async (one: TableRelease, args: CellArgs & { level?: string }, ctx: never) => {
          const { page, total: count } = await cellsOf(ctx, one.release, { ...args, level: asLevel(args.level) });
          return { page: mapPage(page, (cell) => ({ cell, ...one })), total: count };
        }) as never,
      }),
    }),
  });
};

const defineQueries = ({ builder }: TypeShelf, { table }: PublicationRefs, tables: readonly OwnedTable[]): void =>
  builder.queryFields((t) => ({
    publishedTables: t.field({ type: [table], description: '全部公布表,无需登录 / Every published table; no token is needed', resolve: () => [...tables] }),
    publishedTable: t.field({
      type: table,
      nullable: true,
      description: '按标识取公布表 / The published table with this id',
      args: { id: t.arg.string({ required: true, description: '标识 / Id' }) },
      resolve: (_, { id }) => tables.find((one) => one.id === id) ?? null,
    }),
  }));

/** The figures of everybody: tables, their releases and cells, what is published of a place, and the publishing. */
export const definePublications = (shelf: TypeShelf, tables: readonly OwnedTable[], core: CoreTypes, userError: UserErrorRef, threshold: number): void => {
  const refs = refsOf(shelf);
  const place = core.Place as PlaceRef;
  defineDimension(shelf, refs);
  defineTable(shelf, refs);
  defineCell(shelf, refs, place);
  const connection = connectionType<ReleasedCell>(shelf.builder, 'PublishedCell', refs.cell as unknown as ObjectRef<never, ReleasedCell, ReleasedCell>);
  defineRelease(shelf, refs, connection);
  defineQueries(shelf, refs, tables);
  shelf.builder.objectField(place, 'published', (t) =>
    t.field({
      type: [refs.cell],
      description: bilingual({ zh: '截至其日期最近一期公布的数字', en: 'What is published of the place: the latest release of each table up to the date it is seen on' }),
      args: { table: t.arg.string({ description: '公布表标识,默认全部 / Id of a published table, all by default' }) },
      resolve: async (node: PlaceNode, { table: id }, ctx) => {
        if (id != null && !tables.some((one) => one.id === id)) throw new PlatformError('PUBLISHED_TABLE_UNKNOWN', { id: id.slice(0, 80) });
        return (await cellsOfPlace(ctx, node, tables)).filter(({ table }) => id == null || table.id === id);
      },
    }));
  definePublishMutation(shelf, refs, userError, { tables, threshold });
};
