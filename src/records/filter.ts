import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { type Identity, mayReadField } from '../access/identity.ts';
import { PlatformError } from '../errors.ts';
import { graphqlTypeOf, isList, kindOf, type ValueKind } from './column-type.ts';
import { type AnyRecord, type FieldSpec, fieldsOf } from './define.ts';
import { localIdOf } from './global-id.ts';
import type { TypeShelf } from './kit.ts';

type Operator = 'eq' | 'in' | 'gte' | 'lte' | 'isNull';
export type FilterInput = Readonly<Record<string, Readonly<Partial<Record<Operator, unknown>>> | null | undefined>>;

const operatorsOf: Record<ValueKind, readonly Operator[]> = {
  Enum: ['eq', 'in', 'isNull'],
  Id: ['eq', 'in', 'isNull'],
  String: ['eq', 'in', 'isNull'],
  Boolean: ['eq', 'isNull'],
  Int: ['eq', 'in', 'gte', 'lte', 'isNull'],
  Money: ['eq', 'gte', 'lte', 'isNull'],
  Decimal: ['eq', 'gte', 'lte', 'isNull'],
  Date: ['eq', 'gte', 'lte', 'isNull'],
  DateTime: ['gte', 'lte'],
};

/** Fields a filter or an order may name: single values that are not about a person's secrets. */
export const filterableFields = (record: AnyRecord): readonly (readonly [string, FieldSpec, PgColumn])[] => {
  const columns = getTableColumns(record.table);
  return fieldsOf(record)
    .map(([name, field]) => [name, field, columns[name] as PgColumn] as const)
    .filter(([, field, column]) => field.class !== 'sensitive' && !isList(column));
};

/** Fields an order may name. Not what points elsewhere: a cursor holds the value, and the row there may be out of reach. */
export const orderableFields = (record: AnyRecord): ReturnType<typeof filterableFields> => filterableFields(record).filter(([, , column]) => kindOf(column) !== 'Id');

const operatorType = (operator: Operator, type: unknown) => (operator === 'isNull' ? 'Boolean' : operator === 'in' ? [type] : type);

const conditionNamed = (shelf: TypeShelf, name: string, kind: ValueKind, type: unknown) =>
  shelf.inputOf(name, () =>
    shelf.builder.inputType(name, {
      description: '条件;多项同时成立 / A condition; all given parts must hold',
      fields: (t) =>
        Object.fromEntries(operatorsOf[kind].map((operator) => [operator, t.field({ type: operatorType(operator, type) as never })])) as never,
    }) as never,
  );

/** The condition on numbers that no column holds: counts, sums. */
export const conditionOf = (shelf: TypeShelf, kind: 'Int' | 'Decimal'): never => conditionNamed(shelf, `${kind}Condition`, kind, kind) as never;

const conditionInput = (shelf: TypeShelf, column: PgColumn) => {
  const kind = kindOf(column);
  const type = graphqlTypeOf(shelf, column) as unknown;
  return conditionNamed(shelf, `${kind === 'Enum' ? (type as { name: string }).name : kind}Condition`, kind, type);
};

/** The filter input of a record: one optional condition a field, all of which must hold. */
export const filterInputOf = (shelf: TypeShelf, record: AnyRecord) => {
  const name = `${record.name}Filter`;
  return shelf.inputOf(name, () =>
    shelf.builder.inputType(name, {
      description: `${record.title.zh}筛选 / Filter of ${record.name}`,
      fields: (t) =>
        Object.fromEntries(
          filterableFields(record).map(([field, , column]) => [field, t.field({ type: conditionInput(shelf, column) as never })]),
        ) as never,
    }) as never,
  );
};

/** Numbers compare in a type that holds whatever may be asked; the column's own would refuse or round it. */
const comparedAs = (column: PgColumn): string => {
  const kind = kindOf(column);
  return kind === 'Int' ? 'integer' : kind === 'Money' || kind === 'Decimal' ? 'numeric' : column.getSQLType();
};

const among = (column: PgColumn, values: readonly unknown[]): SQL => sql`${column} = any(${sql.param(values)}::${sql.raw(`${comparedAs(column)}[]`)})`;
const one = (column: PgColumn, value: unknown): SQL => sql`${value}::${sql.raw(comparedAs(column))}`;

const comparison: Record<Operator, (column: PgColumn, value: unknown) => SQL> = {
  eq: (column, value) => among(column, [value]),
  in: (column, value) => among(column, value as readonly unknown[]),
  gte: (column, value) => sql`${column} >= ${one(column, value)}`,
  lte: (column, value) => sql`${column} <= ${one(column, value)}`,
  isNull: (column, value) => (value ? sql`${column} is null` : sql`${column} is not null`),
};

/** Whose ids a field holds; an id of anything else can only be a mistake of the caller. */
const typeOfIds = ({ ref, person, household }: FieldSpec): string | undefined => ref?.().name ?? (person ? 'Person' : household ? 'Household' : undefined);

const opened = (field: FieldSpec, column: PgColumn, value: unknown): unknown => {
  if (kindOf(column) !== 'Id' || typeof value === 'boolean') return value;
  const type = typeOfIds(field);
  return Array.isArray(value) ? value.map((id) => localIdOf(String(id), type)) : localIdOf(String(value), type);
};

/** One part of a filter, checked: a field, an operator, and a value as the column holds it. */
export interface Condition {
  readonly name: string;
  readonly operator: Operator;
  readonly value: unknown;
}

/**
 * The parts of a filter.
 * @throws PlatformError FILTER_NOT_ALLOWED for a field whose class the caller may not read, INVALID_ID
 */
export const conditionsOf = (record: AnyRecord, identity: Identity, filter: FilterInput | null | undefined): readonly Condition[] => {
  const known = new Map(filterableFields(record).map(([name, field, column]) => [name, { field, column }]));
  return Object.entries(filter ?? {}).flatMap(([name, condition]) => {
    if (!condition) return [];
    const { field, column } = known.get(name) as { field: FieldSpec; column: PgColumn };
    if (!mayReadField(identity, record, field.class)) throw new PlatformError('FILTER_NOT_ALLOWED', { field: name });
    return (Object.entries(condition) as [Operator, unknown][])
      .filter(([, value]) => value != null)
      .map(([operator, value]) => ({ name, operator, value: opened(field, column, value) }));
  });
};

/** A part of a filter as SQL; `value` stands for the condition's own, but for `isNull`, which is answered in the text. */
export const conditionSql = (record: AnyRecord, { name, operator, value: own }: Condition, value: unknown): SQL =>
  comparison[operator](getTableColumns(record.table)[name] as PgColumn, operator === 'isNull' ? own : value);

/**
 * A filter as SQL conditions.
 * @throws PlatformError FILTER_NOT_ALLOWED for a field whose class the caller may not read, INVALID_ID
 */
export const filterSql = (record: AnyRecord, identity: Identity, filter: FilterInput | null | undefined): SQL[] =>
  conditionsOf(record, identity, filter).map((condition) => conditionSql(record, condition, condition.value));
