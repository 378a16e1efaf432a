import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import { action, programme } from '../db/tables/programmes.ts';
import { orderDirection } from '../records/attach.ts';
import type { AnyRecord } from '../records/define.ts';
import { conditionOf } from '../records/filter.ts';
import { type CoreTypes, pathText } from '../records/graphql-type.ts';
import { programmeRecordsOf } from '../records/groups/across.ts';
import { groupsCost, sharedArgs, withinArg } from '../records/groups/graphql.ts';
import { countTitles, groupsType } from '../records/groups/group-types.ts';
import { describe } from '../records/groups/number-types.ts';
import type { Counted } from '../records/groups/numbers.ts';
import { type AcrossArgs, type AcrossDimension, acrossDimensions, readAcross } from '../records/groups/read-across.ts';
import type { Group } from '../records/groups/read.ts';
import { counts, wantedOf } from '../records/groups/wanted.ts';
import type { TypeShelf } from '../records/kit.ts';
import type { RequestContext } from './context.ts';
import { placesByCode } from './place-data.ts';
import { rowBy } from './programme-data.ts';
import { programmeRefs } from './programme-refs.ts';

// biome-ignore lint/suspicious/noExplicitAny: places, counts and keys are of types made elsewhere
type FieldBuilder = any;

const titles: Record<AcrossDimension, { readonly description: string }> = {
  programme: describe('工程', 'One of the eight programmes'),
  action: describe('专项行动', 'Action that the rows belong to'),
  record: describe('记录种类', 'Kind of record'),
  year: describe('年度:记录的年度,否则其首个必有日期的年', 'Year of the row, else of the first date that every such row has; null where there is none, or the caller does not read it'),
  city: describe('截至日期居住的市', 'City the household lived in on the date'),
  county: describe('截至日期居住的县', 'County the household lived in on the date'),
  township: describe('截至日期居住的乡镇', 'Township the household lived in on the date'),
  village: describe('截至日期居住的村', 'Village the household lived in on the date'),
};

type Load = (ctx: RequestContext, group: Group, key: never) => unknown;
const placeOf: Load = (ctx, { asOf }, code) => placesByCode(ctx, asOf).load(code);

const keysType = (shelf: TypeShelf, { Place }: Pick<CoreTypes, 'Place'>) => {
  const refs = programmeRefs(shelf.builder);
  const shown: Record<AcrossDimension, readonly [type: unknown, load: Load]> = {
    programme: [refs.programme, (ctx, _, code) => rowBy(ctx, programme, programme.code, code)],
    action: [refs.action, (ctx, _, number) => rowBy(ctx, action, action.number, number)],
    record: ['String', (_, __, name) => name],
    year: ['Int', (_, __, year) => year],
    city: [Place, placeOf], county: [Place, placeOf], township: [Place, placeOf], village: [Place, placeOf],
  };
  return shelf.builder.objectRef<Group>('ProgrammeGroupKeys').implement({
    ...describe('分组的依据;未按其分组的为空', 'What a group is of; null for what the groups are not made by'),
    fields: (t: FieldBuilder) =>
      Object.fromEntries(acrossDimensions.map((name) => {
        const [type, load] = shown[name];
        return [name, t.field({
          type, nullable: true, ...titles[name],
          resolve: (group: Group, _: unknown, ctx: RequestContext) => {
            const key = group.keys.get(name);
            return key == null ? null : load(ctx, group, key as never);
          },
        })];
      })),
  } as never);
};

const countOf = (counted: Counted) => (group: Group, _: unknown, ctx: RequestContext, info: GraphQLResolveInfo): number | null => {
  const value = group.values.get(counted);
  if (value !== undefined) return Number(value);
  ctx.masked.push({ path: pathText(info.path as never), reason: 'FIELD_CLASS' });
  return null;
};

const groupType = (shelf: TypeShelf, core: Pick<CoreTypes, 'Place'>) => {
  const keys = keysType(shelf, core);
  return shelf.builder.objectRef<Group>('ProgrammeGroup').implement({
    ...describe('一组各专项行动的记录', 'A group of rows of all programmes'),
    fields: (t: FieldBuilder) => ({
      keys: t.field({ type: keys, ...describe('分组的依据', 'What it is of'), resolve: (group: Group) => group }),
      count: t.int({ ...countTitles.count, resolve: countOf('count') }),
      distinctHouseholds: t.int({ ...countTitles.distinctHouseholds, resolve: countOf('distinctHouseholds') }),
      distinctPersons: t.int({
        nullable: true,
        ...describe('人数(跨专项行动每人计一次):记录所指的人,及未指明人员的记录所属农户在截至日期的成员', 'Persons, each once however many programmes reach them: whom the rows name, and the members on the date of households whose rows name nobody'),
        resolve: countOf('distinctPersons'),
      }),
    }),
  } as never);
};

const inputs = (shelf: TypeShelf) => {
  const { builder } = shelf;
  const dimension = builder.enumType('ProgrammeDimension', { ...describe('各专项行动的记录可分组的依据', 'What rows of all programmes can be grouped by'), values: Object.fromEntries(acrossDimensions.map((name) => [name, titles[name]])) });
  const condition = conditionOf(shelf, 'Int');
  const input = (name: string, title: { readonly description: string }, fields: (t: FieldBuilder) => object) => builder.inputType(name, { ...title, fields } as never);
  return {
    dimension,
    filter: input('ProgrammeGroupFilter', describe('只计符合条件的记录', 'Only rows that meet the conditions'), (t) => ({ action: t.field({ type: condition }), year: t.field({ type: condition }) })),
    having: input('ProgrammeHaving', describe('各组应满足的条件,须同时成立', 'Conditions on groups, all of which must hold'), (t) => Object.fromEntries(counts.map((name) => [name, t.field({ type: condition })]))),
    order: input('ProgrammeGroupOrder', describe('一项排序依据:分组的依据及其方向,或一个数', 'One thing to order groups by: a key and its direction, or one number'), (t) => ({
      key: t.field({ type: dimension }), direction: t.field({ type: orderDirection(shelf) }),
      ...Object.fromEntries(counts.map((name) => [name, t.field({ type: orderDirection(shelf) })])),
    })),
  };
};

/** Totals across the programmes: every household and person once, however many of these records name them. */
export const defineProgrammeGroups = (shelf: TypeShelf, records: readonly AnyRecord[], core: Pick<CoreTypes, 'Place'>): void => {
  const across = programmeRecordsOf(records);
  const page = groupsType(shelf, 'ProgrammeGroups', groupType(shelf, core), describe('各专项行动的分组统计', 'Groups of rows of all programmes'));
  const { dimension, filter, having, order } = inputs(shelf);
  shelf.builder.queryField('programmeGroups', ((t: FieldBuilder) =>
    t.field({
      type: page,
      ...describe('跨专项行动的分组统计,每户每人计一次', 'Groups of the rows of all programmes that the caller may see; households and persons count once'),
      extensions: { cost: { ...groupsCost.cost, own: 100 } },
      args: {
        by: t.arg({ type: [dimension], required: true, ...describe('分组的依据;空表示合计', 'What to group by; nothing for the total') }),
        filter: t.arg({ type: filter }), having: t.arg({ type: having }), orderBy: t.arg({ type: [order] }),
        ...withinArg(t), ...sharedArgs(t),
      },
      resolve: (_: unknown, args: AcrossArgs, ctx: RequestContext, info: GraphQLResolveInfo) =>
        readAcross(ctx, across, args, wantedOf(info, info.schema.getType('ProgrammeGroup') as GraphQLObjectType)),
    })) as never);
};
