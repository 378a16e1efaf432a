import { bilingual, type TypeShelf } from '../kit.ts';
import type { NumberFunction, NumberKind } from './numbers.ts';
import { checkPercent, numberKey } from './wanted.ts';

// biome-ignore lint/suspicious/noExplicitAny: types are made from declarations and checked by the built schema
type FieldBuilder = any;

/** What was worked out of one column of a group. */
export interface Numbers {
  readonly name: string;
  readonly values: ReadonlyMap<string, string | null>;
}

/** A description in both languages, as options of a field or type. */
export const describe = (zh: string, en: string): { readonly description: string } => ({ description: bilingual({ zh, en }) });

const workedOut = ({ name, values }: Numbers, of: NumberFunction, percent?: number): string | null => values.get(numberKey(name, of, percent)) ?? null;

const inType = (kind: NumberKind, value: string | null): string | number | null => (value !== null && kind === 'Int' ? Number(value) : value);

/** What is worked out of a column, by the kind of its numbers; one type for all columns of a kind. */
export const numbersType = (shelf: TypeShelf, kind: NumberKind): never => {
  const name = `${kind}Aggregate`;
  return shelf.inputOf(name, () =>
    shelf.builder.objectRef<Numbers>(name).implement({
      ...describe('一组记录中某一数值的汇总;没有值时为空', 'What is worked out of the numbers of a group; null where none has a value'),
      fields: (t: FieldBuilder) => {
        const exact = (of: NumberFunction, type: string, title: { description: string }) =>
          t.field({ type, nullable: true, ...title, resolve: (numbers: Numbers) => inType(type as NumberKind, workedOut(numbers, of)) });
        return {
          sum: exact('sum', kind === 'Int' ? 'Decimal' : kind, describe('合计', 'Sum, exact')),
          avg: exact('avg', 'Decimal', describe('平均,四舍五入到六位小数', 'Average, rounded to six decimals')),
          min: exact('min', kind, describe('最小', 'Least')),
          max: exact('max', kind, describe('最大', 'Greatest')),
          percentile: t.field({
            type: kind,
            nullable: true,
            ...describe('百分位:确有其值的最近秩', 'Percentile by nearest rank: a value that some row has'),
            args: { p: t.arg.int({ required: true, ...describe('0 至 100,50 为中位数', '0 to 100; 50 is the median') }) },
            resolve: (numbers: Numbers, { p }: { p: number }) => inType(kind, workedOut(numbers, 'percentile', checkPercent(p))),
          }),
        };
      },
    } as never) as never) as never;
};

const functions = ['sum', 'avg', 'min', 'max'] as const;

/** Conditions on what is worked out of a column. */
export const numberHavingInput = (shelf: TypeShelf, condition: never): never =>
  shelf.inputOf('AggregateHaving', () =>
    shelf.builder.inputType('AggregateHaving', {
      ...describe('汇总值的条件', 'Conditions on what is worked out of the numbers of a group'),
      fields: (t: FieldBuilder) => Object.fromEntries(functions.map((of) => [of, t.field({ type: condition })])),
    } as never) as never) as never;

/** An order by what is worked out of a column. */
export const numberOrderInput = (shelf: TypeShelf, direction: never): never =>
  shelf.inputOf('AggregateOrder', () =>
    shelf.builder.inputType('AggregateOrder', {
      ...describe('按汇总值排序,只给一项', 'An order by what is worked out of the numbers of a group; one of them'),
      fields: (t: FieldBuilder) => Object.fromEntries(functions.map((of) => [of, t.field({ type: direction })])),
    } as never) as never) as never;
