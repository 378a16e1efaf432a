import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../schema/context.ts';
import { placesByCode } from '../../schema/place-data.ts';
import { graphqlTypeOf } from '../column-type.ts';
import type { AnyRecord } from '../define.ts';
import { type CoreTypes, pathText } from '../graphql-type.ts';
import { bilingual, type TypeShelf } from '../kit.ts';
import { rowsById } from '../rows.ts';
import { countableOf, withholds } from './conditions.ts';
import { type Dimension, dimensionsOf } from './dimensions.ts';
import { type Counted, type NumberColumn, numbersOf } from './numbers.ts';
import { describe, numbersType } from './number-types.ts';
import type { Group, Groups } from './read.ts';
import { counts } from './wanted.ts';

// biome-ignore lint/suspicious/noExplicitAny: types are made from declarations and checked by the built schema
type FieldBuilder = any;

/** What counts are called. */
export const countTitles: Record<Counted, { readonly description: string }> = {
  count: describe('记录数', 'Number of rows'),
  distinctPersons: describe('人数(每人计一次)', 'Number of persons, each once'),
  distinctHouseholds: describe('户数(每户计一次)', 'Number of households, each once'),
};

/** What can be counted of a record: persons where it says whose it is. */
export const countedOf = (record: AnyRecord): readonly Counted[] => counts.filter((counted) => countableOf(record, counted) !== undefined);

type Loaded = (group: Group, key: unknown, ctx: RequestContext) => unknown;

/** How a key is shown: what it names is looked up within the caller's reach, on the date of the groups. */
const shown = (shelf: TypeShelf, core: Pick<CoreTypes, 'Place'>, { kind }: Dimension): { readonly type: unknown; readonly load: Loaded } => {
  switch (kind.of) {
    case 'home':
    case 'named': return { type: core.Place, load: ({ asOf }, code, ctx) => placesByCode(ctx, asOf).load(String(code)) };
    case 'ref': return { type: shelf.typeOf(kind.target()), load: (_, id, ctx) => rowsById(ctx, kind.target()).load(String(id)) };
    case 'year': return { type: 'Int', load: (_, year) => year };
    case 'month': return { type: 'String', load: (_, month) => month };
    default: return { type: graphqlTypeOf(shelf, kind.column), load: (_, value) => value };
  }
};

const keysType = (shelf: TypeShelf, record: AnyRecord, core: CoreTypes) =>
  shelf.builder.objectRef<Group>(`${record.name}GroupKeys`).implement({
    ...describe(`${record.title.zh}:分组的依据;未按其分组的为空`, `What a group of ${record.name} is of; null for what the groups are not made by`),
    fields: (t: FieldBuilder) =>
      Object.fromEntries(dimensionsOf(record).map((dimension) => {
        const { type, load } = shown(shelf, core, dimension);
        return [dimension.name, t.field({
          type,
          nullable: true,
          description: bilingual(dimension.title),
          resolve: (group: Group, _: unknown, ctx: RequestContext) => {
            const key = group.keys.get(dimension.name);
            return key == null ? null : load(group, key, ctx);
          },
        })];
      })),
  } as never);

type Masked = { readonly class: Dimension['class'] };

/** A worked-out value if the caller reads what it is of; else null, and the response says so. */
const orMasked = <T>(ctx: RequestContext, record: AnyRecord, { class: fieldClass }: Masked, info: GraphQLResolveInfo, value: () => T): T | null => {
  if (!withholds(ctx, record, fieldClass)) return value();
  ctx.masked.push({ path: pathText(info.path as never), reason: 'FIELD_CLASS' });
  return null;
};

const countField = (t: FieldBuilder, record: AnyRecord, counted: Counted) => {
  const countable = countableOf(record, counted) as Masked;
  return t.field({
    type: 'Int',
    nullable: countable.class === 'personal',
    ...countTitles[counted],
    resolve: ({ values }: Group, _: unknown, ctx: RequestContext, info: GraphQLResolveInfo) => orMasked(ctx, record, countable, info, () => Number(values.get(counted))),
  });
};

const numberField = (t: FieldBuilder, shelf: TypeShelf, record: AnyRecord, number: NumberColumn) =>
  t.field({
    type: numbersType(shelf, number.kind),
    nullable: number.class === 'personal',
    description: bilingual(number.title),
    resolve: ({ values }: Group, _: unknown, ctx: RequestContext, info: GraphQLResolveInfo) => orMasked(ctx, record, number, info, () => ({ name: number.name, values })),
  });

/** A group of a record: what it is of, what it counts, and its numbers. */
export const groupType = (shelf: TypeShelf, record: AnyRecord, core: CoreTypes) => {
  const keys = keysType(shelf, record, core);
  return shelf.builder.objectRef<Group>(`${record.name}Group`).implement({
    ...describe(`${record.title.zh}:一组记录`, `A group of rows of ${record.name}`),
    fields: (t: FieldBuilder) => ({
      keys: t.field({ type: keys, ...describe('分组的依据', 'What it is of'), resolve: (group: Group) => group }),
      ...Object.fromEntries(countedOf(record).map((counted) => [counted, countField(t, record, counted)])),
      ...Object.fromEntries(numbersOf(record).map((number) => [number.name, numberField(t, shelf, record, number)])),
    }),
  } as never);
};

/** The page of groups with what every figure must say of itself. */
export const groupsType = (shelf: TypeShelf, name: string, group: unknown, title: { readonly description: string }) =>
  shelf.builder.objectRef<Groups>(name).implement({
    ...title,
    fields: (t: FieldBuilder) => ({
      groups: t.field({ type: [group], ...describe('各组', 'The groups'), resolve: ({ groups }: Groups) => groups }),
      hasMore: t.exposeBoolean('hasMore', describe('是否还有更多组', 'Whether there are more groups than the limit')),
      asOf: t.expose('asOf', { type: 'Date', ...describe('截至日期', 'The date whose map of places counts') }),
      computedAt: t.expose('computedAt', { type: 'DateTime', ...describe('计算时刻', 'When it was counted') }),
      sources: t.exposeStringList('sources', describe('所依据的记录种类', 'Kinds of record that were counted')),
    }),
  } as never);
