import { type GraphQLArgument, type GraphQLField, type GraphQLInputType, isInputObjectType, isLeafType, isListType, isNonNullType } from 'graphql';

/** A place within an argument where one value is written. */
export interface Slot {
  readonly path: readonly string[];
  readonly owner: string;
  readonly name: string;
  readonly scalar: string;
}

const deepest = 6;

/** Every place within a type where a scalar is written; the items of a list are one place. */
export const slotsOf = (type: GraphQLInputType, owner: string, name: string, path: readonly string[] = []): readonly Slot[] => {
  const inner = isNonNullType(type) ? type.ofType : type;
  if (isListType(inner)) return slotsOf(inner.ofType, owner, name, [...path, '0']);
  if (isLeafType(inner)) return [{ path, owner, name, scalar: inner.name }];
  if (!isInputObjectType(inner) || path.length > deepest) return [];
  return Object.values(inner.getFields()).flatMap((field) => slotsOf(field.type, inner.name, field.name, [...path, field.name]));
};

/** The slots of all arguments of a field, each with its argument. */
export const slotsOfField = (field: GraphQLField<unknown, unknown>, owner: string): readonly (readonly [GraphQLArgument, Slot])[] =>
  field.args.flatMap((arg) => slotsOf(arg.type, owner, arg.name).map((slot) => [arg, slot] as const));

/** A value with another one at a place within it. */
export const withAt = (value: unknown, path: readonly string[], put: unknown): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return put;
  if (key === '0') return [withAt((value as readonly unknown[] | undefined)?.[0], rest, put)];
  return { ...(value as object | undefined), [key]: withAt((value as Record<string, unknown> | undefined)?.[key], rest, put) };
};

