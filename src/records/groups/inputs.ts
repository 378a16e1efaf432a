import { orderDirection } from '../attach.ts';
import type { AnyRecord } from '../define.ts';
import { conditionOf } from '../filter.ts';
import { bilingual, type TypeShelf } from '../kit.ts';
import { dimensionsOf } from './dimensions.ts';
import { countedOf } from './group-types.ts';
import { describe, numberHavingInput, numberOrderInput } from './number-types.ts';
import { numbersOf } from './numbers.ts';

// biome-ignore lint/suspicious/noExplicitAny: types are made from declarations and checked by the built schema
type FieldBuilder = any;

/** What rows of a record can be grouped by. */
export const dimensionEnum = (shelf: TypeShelf, record: AnyRecord) =>
  shelf.builder.enumType(`${record.name}Dimension`, {
    ...describe(`${record.title.zh}可分组的依据`, `What rows of ${record.name} can be grouped by`),
    values: Object.fromEntries(dimensionsOf(record).map(({ name, title }) => [name, { description: bilingual(title) }])),
  });

/** Conditions on groups of a record. */
export const havingInput = (shelf: TypeShelf, record: AnyRecord) =>
  shelf.builder.inputType(`${record.name}Having`, {
    ...describe('各组应满足的条件,须同时成立', 'Conditions on groups, all of which must hold'),
    fields: (t: FieldBuilder) => ({
      ...Object.fromEntries(countedOf(record).map((counted) => [counted, t.field({ type: conditionOf(shelf, 'Int') })])),
      ...Object.fromEntries(numbersOf(record).map(({ name }) => [name, t.field({ type: numberHavingInput(shelf, conditionOf(shelf, 'Decimal')) })])),
    }),
  } as never);

/** What groups of a record can be ordered by. */
export const orderInput = (shelf: TypeShelf, record: AnyRecord, dimension: unknown) =>
  shelf.builder.inputType(`${record.name}GroupOrder`, {
    ...describe('一项排序依据:分组的依据及其方向,或一个数', 'One thing to order groups by: a key and its direction, or one number'),
    fields: (t: FieldBuilder) => ({
      key: t.field({ type: dimension }),
      direction: t.field({ type: orderDirection(shelf), ...describe('key 的方向,默认升序', 'Direction of `key`; ascending unless given') }),
      ...Object.fromEntries(numbersOf(record).map(({ name }) => [name, t.field({ type: numberOrderInput(shelf, orderDirection(shelf)) })])),
      ...Object.fromEntries(countedOf(record).map((counted) => [counted, t.field({ type: orderDirection(shelf) })])),
    }),
  } as never);
