import type { PgColumn } from 'drizzle-orm/pg-core';
import { codesOf } from '../db/codes.ts';
import type { TypeShelf } from './kit.ts';

/** The kinds of value a declared column can hold; each has its GraphQL type and its filter. */
export type ValueKind = 'Enum' | 'Money' | 'Decimal' | 'Int' | 'Boolean' | 'Date' | 'DateTime' | 'Id' | 'String';

const kinds: readonly (readonly [RegExp, ValueKind])[] = [
  [/^numeric\(18, 2\)$/, 'Money'],
  [/^numeric/, 'Decimal'],
  [/^(small|big)?int(eger)?$/, 'Int'],
  [/^boolean$/, 'Boolean'],
  [/^date$/, 'Date'],
  [/^timestamp/, 'DateTime'],
  [/^uuid$/, 'Id'],
  [/^text$/, 'String'],
];

/** The element column of an array column, else the column itself. */
export const elementOf = (column: PgColumn): PgColumn => (column as { baseColumn?: PgColumn }).baseColumn ?? column;
export const isList = (column: PgColumn): boolean => elementOf(column) !== column;

/** @throws Error for a column type that records do not use; it names the column. */
export const kindOf = (column: PgColumn): ValueKind => {
  const element = elementOf(column);
  if (codesOf(element)) return 'Enum';
  const type = element.getSQLType();
  const kind = kinds.find(([pattern]) => pattern.test(type))?.[1];
  if (!kind) throw new Error(`Column ${column.name} has the type ${type}, which no record field can have`);
  return kind;
};

/** The GraphQL type name or enum of a column, for output and input alike. */
export const graphqlTypeOf = (shelf: TypeShelf, column: PgColumn): never => {
  const kind = kindOf(column);
  const type = kind === 'Enum' ? shelf.enumOf(codesOf(elementOf(column)) as never) : kind === 'Id' ? 'ID' : kind;
  return (isList(column) ? [type] : type) as never;
};
