import {
  getNamedType, type GraphQLArgument, type GraphQLField, type GraphQLObjectType, isCompositeType, isInterfaceType, isLeafType, isObjectType, isRequiredArgument,
} from 'graphql';
import type { Random } from '../../../src/demo/random.ts';
import { type Draft, fragmented, written } from './document.ts';
import { type Pools, valueFor } from './values.ts';

export type Field = GraphQLField<unknown, unknown>;

export const fieldsOfType = (type: GraphQLObjectType): readonly Field[] => Object.values(type.getFields()) as Field[];

const isPaging = ({ name }: GraphQLArgument): boolean => ['first', 'last', 'after', 'before'].includes(name);

/** Pages are kept small, and mostly turned forward. */
const pagingOf = (random: Random, pools: Pools, args: readonly GraphQLArgument[], draft: Draft, deep: boolean): string[] => {
  const first = args.find(({ name }) => name === 'first');
  if (!first) return [];
  const backward = random.chance(0.15) && args.some(({ name }) => name === 'last');
  const size = random.chance(0.02) ? random.pick([-1, 0, 201, 100_000]) : random.between(1, deep ? 2 : 5);
  const cursor = pools.cursors.length > 0 && random.chance(0.12) ? random.pick(pools.cursors) : undefined;
  const arg = (name: string, value: unknown): string => `${name}: ${written(draft, value, args.find((one) => one.name === name)?.type ?? first.type)}`;
  return [arg(backward ? 'last' : 'first', size), ...(cursor === undefined ? [] : [arg(backward ? 'before' : 'after', cursor)])];
};

/** Arguments of a field: what it needs, and some of the rest. */
export const argumentsOf = (draft: Draft, pools: Pools, owner: string, { args, type }: Field, deep = false, optional = 0.35): string => {
  const { random } = draft;
  const wanted = getNamedType(type).name;
  const values = args
    .filter((arg) => !isPaging(arg) && (isRequiredArgument(arg) || random.chance(deep ? optional / 3 : optional)))
    .map((arg) => `${arg.name}: ${written(draft, valueFor(random, pools, arg.type, { owner, name: arg.name, wanted }), arg.type)}`);
  const all = [...pagingOf(random, pools, args, draft, deep), ...values];
  return all.length > 0 ? `(${all.join(', ')})` : '';
};

const isPage = (type: GraphQLObjectType): boolean => type.name.endsWith('Connection');

/** Everything of a connection but the rows stays; of the rows, what the type below them gives. */
const pageSelection = (draft: Draft, pools: Pools, type: GraphQLObjectType, depth: number): string => {
  const { random } = draft;
  const node = getNamedType(type.getFields()['nodes']?.type) as unknown as GraphQLObjectType;
  const below = selectionOf(draft, pools, node, depth - 1, true);
  const rows = random.chance(0.3) ? `edges { cursor node { ${below} } }` : `nodes { ${below} }`;
  return [random.chance(0.5) && type.getFields()['totalCount'] ? 'totalCount' : '', rows, random.chance(0.3) ? 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }' : ''].filter(Boolean).join(' ');
};

/** One field with its arguments and what is below it; undefined where the depth left is not enough. */
export const fieldText = (draft: Draft, pools: Pools, owner: GraphQLObjectType, field: Field, depth: number, deep = false): string | undefined => {
  const type = getNamedType(field.type);
  const args = () => argumentsOf(draft, pools, owner.name, field, deep);
  if (isLeafType(type)) return `${field.name}${args()}`;
  if (depth <= 0 || !isCompositeType(type)) return undefined;
  if (isInterfaceType(type)) return `${field.name}${args()} { __typename id ${nodeFragment(draft, pools)} }`;
  if (!isObjectType(type)) return `${field.name}${args()} { __typename }`;
  const below = isPage(type) ? pageSelection(draft, pools, type, depth) : selectionOf(draft, pools, type, depth - 1, deep);
  return below === '' ? undefined : `${field.name}${args()} { ${below} }`;
};

const nodeFragment = ({ random }: Draft, pools: Pools): string => `... on ${random.pick(pools.types)} { version createdAt }`;

/** Some of a type's fields, fewer the deeper it goes; never none. */
export const selectionOf = (draft: Draft, pools: Pools, type: GraphQLObjectType, depth: number, deep: boolean): string => {
  const { random } = draft;
  const fields = fieldsOfType(type);
  const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
  const branches = depth > 0 ? fields.filter((field) => !leaves.includes(field)) : [];
  const few = random.shuffled(leaves).slice(0, random.between(1, Math.min(leaves.length, 7)));
  const some = random.shuffled(branches).slice(0, random.weighted([[0, 4], [1, 5], [2, deep ? 1 : 3]]));
  const texts = [...few, ...some].map((field) => fieldText(draft, pools, type, field, depth, deep)).filter((text) => text !== undefined);
  const aliased = texts.map((text, at) => (random.chance(0.04) ? `a${at}: ${text}` : text));
  return fragmented(draft, type.name, aliased.length > 0 ? aliased.join(' ') : '__typename');
};
