import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { getNamedType, type GraphQLLeafType, type GraphQLOutputType, isNonNullType } from 'graphql';
import type { FieldClass } from '../access/identity.ts';
import { isList, kindOf, type ValueKind } from '../records/column-type.ts';
import type { Computed, FieldFact } from '../records/facts.ts';
import { reasonOf } from '../records/graphql-type.ts';
import { dayAsked, seenOn } from './day.ts';
import { type Finish, NotCompiled, type Part, type Selected } from './part.ts';
import type { Rows } from './rows.ts';

/** Kinds that JSON would round or print otherwise than the graph does. */
const asText: ReadonlySet<ValueKind> = new Set(['Money', 'Decimal', 'DateTime']);
/** Kinds whose value the type has a word in; the others are answered as they come. */
const serialized: ReadonlySet<ValueKind> = new Set(['Enum', 'Int', 'DateTime']);

const selectedAs = (column: PgColumn): SQL => {
  if (!asText.has(kindOf(column))) return sql`${column}`;
  return isList(column) ? sql`${column}::text[]` : sql`${column}::text`;
};

const serializer = (type: GraphQLOutputType, isSerialized: boolean): ((value: unknown) => unknown) => {
  const leaf = getNamedType(type) as GraphQLLeafType;
  if (!isSerialized) return (value) => value;
  return (value) => (Array.isArray(value) ? value.map((one) => leaf.serialize(one)) : leaf.serialize(value));
};

/**
 * A field with a class, for whoever asks: withheld, which the answer says, or shown, which the journal of reads is told.
 * Undefined where the class keeps nothing from the caller.
 */
export const withheld = (rows: Rows, fieldClass: FieldClass | undefined, key: string): Finish | undefined => {
  if (fieldClass === undefined || !rows.record) return undefined;
  const reason = reasonOf(rows.identity, rows.record, { class: fieldClass });
  if (!reason) {
    rows.shown.add(fieldClass);
    return undefined;
  }
  return (_, { masked }, path) => {
    masked.push({ path: `${path}${key}`, reason });
    return null;
  };
};

/** A null where the type has none is an error with a place; the general path tells it. */
const checked = (type: GraphQLOutputType, finish: Finish): Finish => {
  if (!isNonNullType(type)) return finish;
  return (row, run, path) => {
    const value = finish(row, run, path);
    if (value === null) throw new NotCompiled('a null where none may be');
    return value;
  };
};

type ValueFact = Extract<FieldFact, { readonly is: 'value' }>;

/** The value of a column. */
export const valuePart = ({ key, field: { type } }: Selected, { column: name, class: fieldClass }: ValueFact): Part => ({
  key,
  build: (rows) => {
    const hidden = withheld(rows, fieldClass, key);
    if (hidden) return hidden;
    const column = rows.column(name);
    const isSerialized = serialized.has(kindOf(column));
    const at = rows.select(selectedAs(column), `value ${name}`);
    const serialize = serializer(type, isSerialized);
    return checked(type, isSerialized ? (row) => (row[at] === null ? null : serialize(row[at])) : (row) => row[at]);
  },
});

/** A value that is worked out. */
export const computedPart = (selected: Selected, { class: fieldClass, sql: expression, finish }: Computed): Part => {
  const { key, field: { type } } = selected;
  const asOf = dayAsked(selected);
  return {
    key,
    ...(asOf ? { ask: asOf.ask } : {}),
    build: (rows, build) => {
      const hidden = withheld(rows, fieldClass, key);
      if (hidden) return hidden;
      const day = asOf?.of(rows, build) ?? rows.on;
      const at = rows.select(expression(seenOn(rows, day)));
      const serialize = serializer(type, true);
      return checked(type, (row, { values }) => {
        const value = row[at] === null || !finish ? row[at] : finish(row[at], values[day.at] as string);
        return value === null ? null : serialize(value);
      });
    },
  };
};
