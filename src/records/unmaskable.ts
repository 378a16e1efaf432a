import { type GraphQLLeafType, type GraphQLObjectType, type GraphQLOutputType, getNamedType, getNullableType, isListType } from 'graphql';
import { type AnyRecord, type FieldSpec, fieldsOf } from './define.ts';
import { globalIdOf } from './global-id.ts';
import { linkName } from './graphql-type.ts';
import type { Row } from './page.ts';

/** A sensitive field as the graph names it, and its value as text. */
export interface Unmaskable {
  readonly name: string;
  textOf(row: Row): string | null;
}

/** A value as the graph would answer it, as text; lists as JSON. */
const asText = (type: GraphQLOutputType, value: unknown): string | null => {
  if (value == null) return null;
  const leaf = getNamedType(type) as GraphQLLeafType;
  const serialized = (one: unknown): unknown => leaf.serialize(one);
  return isListType(getNullableType(type)) ? JSON.stringify((value as readonly unknown[]).map(serialized)) : String(serialized(value));
};

/** The record that a link leads to, by the type that the graph gives it. */
const linkOf = (name: string, type: GraphQLObjectType): Unmaskable => {
  const link = linkName(name);
  const target = getNamedType((type.getFields()[link] as { type: GraphQLOutputType }).type).name;
  return { name: link, textOf: ({ [name]: id }) => (id == null ? null : globalIdOf(target, String(id))) };
};

const isLink = ({ ref, person, household }: FieldSpec): boolean => Boolean(ref ?? person ?? household);

/** The declared sensitive fields of a record; `type` is its type in the built schema. */
export const unmaskableFields = (record: AnyRecord, type: GraphQLObjectType): readonly Unmaskable[] =>
  fieldsOf(record).filter(([, field]) => field.class === 'sensitive').map(([name, field]) => {
    if (isLink(field)) return linkOf(name, type);
    const { type: output } = type.getFields()[name] as { type: GraphQLOutputType };
    return { name, textOf: ({ [name]: value }) => asText(output, value) };
  });
