import { type GraphQLInputType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import type { Random } from '../../../src/demo/random.ts';

/** A request to the API. */
export interface Request {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A document while it is written: some values stand in it, others are given as variables. */
export interface Draft {
  readonly random: Random;
  readonly variables: Map<string, { readonly type: string; readonly value: unknown }>;
  readonly fragments: Map<string, string>;
}

export const newDraft = (random: Random): Draft => ({ random, variables: new Map(), fragments: new Map() });

/** A value as GraphQL writes it. */
export const literalOf = (value: unknown, type: GraphQLInputType): string => {
  if (isNonNullType(type)) return literalOf(value, type.ofType);
  if (value === null || value === undefined) return 'null';
  if (isListType(type)) return `[${(value as readonly unknown[]).map((item) => literalOf(item, type.ofType)).join(', ')}]`;
  if (isEnumType(type)) return String(value);
  if (!isInputObjectType(type)) return JSON.stringify(value);
  const fields = type.getFields();
  return `{${Object.entries(value as object).map(([name, inner]) => `${name}: ${literalOf(inner, fields[name]?.type as GraphQLInputType)}`).join(', ')}}`;
};

/** Writes a value into the document, or as a variable beside it. */
export const written = ({ random, variables }: Draft, value: unknown, type: GraphQLInputType, asVariable = random.chance(0.5)): string => {
  if (!asVariable) return literalOf(value, type);
  const name = `v${variables.size + 1}`;
  variables.set(name, { type: String(type), value });
  return `$${name}`;
};

/** Moves a selection into a fragment of its own, now and then. */
export const fragmented = ({ random, fragments }: Draft, type: string, selection: string): string => {
  if (selection === '' || !random.chance(0.12)) return selection;
  if (random.chance(0.4)) return `... on ${type} { ${selection} }`;
  const name = `f${fragments.size + 1}`;
  fragments.set(name, `fragment ${name} on ${type} { ${selection} }`);
  return `...${name}`;
};

/** The finished request. */
export const finished = ({ variables, fragments }: Draft, operation: 'query' | 'mutation', selection: string, name = ''): Request => {
  const declared = [...variables].map(([variable, { type }]) => `$${variable}: ${type}`).join(', ');
  return {
    query: `${operation} ${name}${declared ? `(${declared})` : ''} { ${selection} } ${[...fragments.values()].join(' ')}`,
    variables: Object.fromEntries([...variables].map(([variable, { value }]) => [variable, value])),
  };
};

/** Tokens as the limit counts them, roughly. */
export const tokensOf = (text: string): number => text.match(/"(?:[^"\\]|\\.)*"|\w+|[^\s\w]/g)?.length ?? 0;
