import { Decimal } from 'decimal.js';
import { getNamedType, type GraphQLEnumType, type GraphQLInputObjectType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { linkName } from '../../src/records/graphql-type.ts';
import type { ListField } from './graph.ts';
import { uuidOf } from './ids.ts';

/** A field that a list can be ordered by, how its value is read from a row, and how two values compare. */
export interface OrderField {
  readonly name: string;
  readonly selection: string;
  readonly valueOf: (node: Readonly<Record<string, unknown>>) => Value;
  /** The value as a filter takes it: an id stays the global one. */
  readonly givenBy: (node: Readonly<Record<string, unknown>>) => Value;
  readonly compare: (a: unknown, b: unknown) => number;
}

type Value = string | number | boolean | null;
export type Node = Readonly<Record<string, unknown>> & { readonly id: string };

// by code point, as the database does; JavaScript itself compares UTF-16 units
const byText = (a: unknown, b: unknown): number => Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
const byNumber = (a: unknown, b: unknown): number => new Decimal(String(a)).comparedTo(String(b));
const byTruth = (a: unknown, b: unknown): number => Number(a) - Number(b);

const comparisonOf = (typeName: string): OrderField['compare'] =>
  ['Int', 'Money', 'Decimal'].includes(typeName) ? byNumber : typeName === 'Boolean' ? byTruth : byText;

const orderFieldOf = (node: GraphQLObjectType, name: string): OrderField => {
  const field = node.getFields()[name];
  if (field) return { name, selection: name, valueOf: (row) => row[name] as Value, givenBy: (row) => row[name] as Value, compare: comparisonOf(getNamedType(field.type).name) };
  const link = linkName(name);
  const idOf = (row: Readonly<Record<string, unknown>>): string | null => (row[link] as Node | null)?.id ?? null;
  return {
    name,
    selection: `${link} { id }`,
    givenBy: idOf,
    valueOf: (row) => {
      const id = idOf(row);
      return id === null ? null : uuidOf(id);
    },
    compare: byText,
  };
};

/** Every field that the schema lets a list be ordered by. */
export const orderFieldsOf = (schema: GraphQLSchema, { node }: ListField): readonly OrderField[] =>
  (schema.getType(`${node.name}OrderField`) as GraphQLEnumType).getValues().map(({ name }) => orderFieldOf(node, name));

/** Every field that the schema lets a list be filtered by. */
export const filterFieldsOf = (schema: GraphQLSchema, { node }: ListField): readonly OrderField[] =>
  Object.keys((schema.getType(`${node.name}Filter`) as GraphQLInputObjectType).getFields()).map((name) => orderFieldOf(node, name));

/** Ids in the order the API promises: by the field, rows without a value last, then by id. */
export const idsInOrder = (rows: readonly Node[], field: OrderField | undefined, descending: boolean): readonly string[] => {
  const byId = (a: Node, b: Node): number => byText(uuidOf(a.id), uuidOf(b.id));
  const byField = (a: Node, b: Node): number => {
    const [left, right] = [field?.valueOf(a) ?? null, field?.valueOf(b) ?? null];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return (descending ? -1 : 1) * (field as OrderField).compare(left, right);
  };
  return [...rows].sort((a, b) => byField(a, b) || byId(a, b)).map(({ id }) => id);
};
