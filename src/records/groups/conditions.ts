import { type SQL, sql } from 'drizzle-orm';
import { type FieldClass, mayReadField, reachesTable } from '../../access/identity.ts';
import { PlatformError } from '../../errors.ts';
import type { RequestContext } from '../../schema/context.ts';
import type { AnyRecord } from '../define.ts';
import { type Dimension, dimensionsOf } from './dimensions.ts';
import { type Counted, householdOf, type NumberColumn, type NumberFunction, numberSql, numbersOf, personOf, type Told } from './numbers.ts';
import { counts, type Wanted } from './wanted.ts';

type Given<T> = T | null | undefined;
export type Direction = 'ASC' | 'DESC';

/** A condition on a count or a worked-out number, as the API takes it. */
export interface NumberCondition {
  readonly eq?: Given<number | string>;
  readonly in?: Given<readonly (number | string)[]>;
  readonly gte?: Given<number | string>;
  readonly lte?: Given<number | string>;
  readonly isNull?: Given<boolean>;
}

/** `{ count: { gte: 5 }, cost: { sum: { gte: "1000" } } }` */
export type HavingInput = Readonly<Record<string, Given<NumberCondition | Readonly<Partial<Record<NumberFunction, Given<NumberCondition>>>>>>>;
/** `{ count: DESC }`, `{ key: county, direction: DESC }` or `{ cost: { sum: DESC } }` */
export type GroupOrderInput = Readonly<Record<string, Given<string | Readonly<Partial<Record<NumberFunction, Given<Direction>>>>>>>;

const isCounted = (name: string): name is Counted => (counts as readonly string[]).includes(name);

/** What counts what: the expression, and the class of the column behind it. */
export interface Countable {
  readonly class: Told['class'];
  readonly sql: SQL;
}

const distinct = (told: Told | undefined): Countable | undefined => told && { class: told.class, sql: sql`count(distinct ${told.column})` };

export const countableOf = (record: AnyRecord, counted: Counted): Countable | undefined =>
  counted === 'count' ? { class: 'internal', sql: sql`count(*)` } : distinct(counted === 'distinctPersons' ? personOf(record) : householdOf(record));

/** Whether values of a class are kept from the caller. Where a department has no rows at all, there is nothing to keep. */
export const withholds = ({ identity }: RequestContext, record: AnyRecord, fieldClass: FieldClass): boolean =>
  reachesTable(identity, record.table) && !mayReadField(identity, record, fieldClass);

/** @throws PlatformError GROUP_NOT_ALLOWED */
const requireField = (ctx: RequestContext, record: AnyRecord, name: string, { class: fieldClass }: Pick<Dimension, 'class'>): void => {
  if (withholds(ctx, record, fieldClass)) throw new PlatformError('GROUP_NOT_ALLOWED', { field: name });
};

/** The dimensions asked for, each once. @throws PlatformError GROUP_NOT_ALLOWED for what the caller may not read */
export const groupedBy = (ctx: RequestContext, record: AnyRecord, by: readonly string[]): readonly Dimension[] => {
  const known = new Map(dimensionsOf(record).map((dimension) => [dimension.name, dimension]));
  return [...new Set(by)].map((name) => {
    const dimension = known.get(name) as Dimension;
    requireField(ctx, record, name, dimension);
    return dimension;
  });
};

const comparisons: Record<keyof NumberCondition, (value: SQL, given: never) => SQL> = {
  eq: (value, given) => sql`${value} = ${given}::numeric`,
  in: (value, given) => sql`${value} = any(${sql.param(given)}::numeric[])`,
  gte: (value, given) => sql`${value} >= ${given}::numeric`,
  lte: (value, given) => sql`${value} <= ${given}::numeric`,
  isNull: (value, given) => (given ? sql`${value} is null` : sql`${value} is not null`),
};

/** Conditions on a number, in SQL. */
export const holds = (value: SQL, condition: NumberCondition): SQL[] =>
  (Object.entries(condition) as [keyof NumberCondition, never][]).filter(([, given]) => given != null).map(([operator, given]) => comparisons[operator](value, given));

const numberOf = (record: AnyRecord, name: string): NumberColumn => numbersOf(record).find((one) => one.name === name) as NumberColumn;

/** What is given of an input; null is nothing. */
export const entriesOf = <T>(input: object): [string, T][] => (Object.entries(input) as [string, Given<T>][]).filter((entry): entry is [string, T] => entry[1] != null);

/**
 * Conditions on groups.
 * @throws PlatformError GROUP_NOT_ALLOWED for what the caller may not read
 */
export const havingSql = (ctx: RequestContext, record: AnyRecord, having: Given<HavingInput>): SQL[] =>
  entriesOf<NumberCondition & Record<NumberFunction, NumberCondition>>(having ?? {}).flatMap(([name, condition]) => {
    if (isCounted(name)) {
      const countable = countableOf(record, name) as Countable;
      requireField(ctx, record, name, countable);
      return holds(countable.sql, condition);
    }
    const number = numberOf(record, name);
    requireField(ctx, record, name, number);
    return entriesOf<NumberCondition>(condition).flatMap(([of, inner]) => holds(numberSql(number, of as NumberFunction), inner));
  });

/** Something to order groups by: a key of theirs, or what is counted or worked out. */
export interface GroupOrder {
  readonly key?: string;
  readonly sql?: SQL;
  readonly descending: boolean;
}

/** @throws PlatformError GROUP_ORDER_NOT_GROUPED */
export const keyOrder = (dimensions: readonly Pick<Dimension, 'name'>[], name: string, direction: unknown): GroupOrder => {
  if (!dimensions.some((dimension) => dimension.name === name)) throw new PlatformError('GROUP_ORDER_NOT_GROUPED', { field: name });
  return { key: name, descending: direction === 'DESC' };
};

const orderOf = (ctx: RequestContext, record: AnyRecord, dimensions: readonly Dimension[], { direction, ...item }: GroupOrderInput): GroupOrder => {
  const [first, ...more] = entriesOf<string | Record<NumberFunction, Direction>>(item);
  if (!first || more.length > 0 || (direction != null && first[0] !== 'key')) throw new PlatformError('GROUP_ORDER_NOT_SINGLE');
  const [name, way] = first;
  if (name === 'key') return keyOrder(dimensions, way as string, direction);
  if (isCounted(name)) {
    const countable = countableOf(record, name) as Countable;
    requireField(ctx, record, name, countable);
    return { sql: countable.sql, descending: way === 'DESC' };
  }
  const [inner, ...others] = entriesOf<Direction>(way as object);
  if (!inner || others.length > 0) throw new PlatformError('GROUP_ORDER_NOT_SINGLE');
  const number = numberOf(record, name);
  requireField(ctx, record, name, number);
  return { sql: numberSql(number, inner[0] as NumberFunction), descending: inner[1] === 'DESC' };
};

/**
 * The order of groups: as asked, then by their keys.
 * @throws PlatformError GROUP_ORDER_NOT_SINGLE, GROUP_ORDER_NOT_GROUPED, GROUP_NOT_ALLOWED
 */
export const ordersOf = (ctx: RequestContext, record: AnyRecord, dimensions: readonly Dimension[], orderBy: Given<readonly GroupOrderInput[]>): readonly GroupOrder[] => {
  const asked = (orderBy ?? []).map((item) => orderOf(ctx, record, dimensions, item));
  const rest = dimensions.filter(({ name }) => !asked.some(({ key }) => key === name)).map(({ name }) => ({ key: name, descending: false }));
  return [...asked, ...rest];
};

/** The expression of something wanted of each group, with its class. */
export const wantedSql = (record: AnyRecord, { counted, number, function: of, percent }: Wanted): Countable => {
  if (counted) return countableOf(record, counted) as Countable;
  const column = numberOf(record, number as string);
  return { class: column.class, sql: numberSql(column, of as NumberFunction, percent) };
};
