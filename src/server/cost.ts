import {
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, getNamedType, getNullableType, type GraphQLField, type GraphQLNamedType, type GraphQLSchema,
  isCompositeType, isInterfaceType, isListType, isObjectType, Kind, type OperationDefinitionNode, type SelectionSetNode, valueFromASTUntyped,
} from 'graphql';
import { PlatformError } from '../errors.ts';
import { defaultPageSize, maxPageSize } from '../schema/page-args.ts';
import { checkLists, type Variables } from './list-bounds.ts';

/** What a field can say of its own cost, as `extensions: { cost: { own: 20, items: 5 } }`. */
export interface CostHint {
  /** Units for the field itself, whatever is selected below it. */
  readonly own?: number;
  /** Length to expect of a plain list. */
  readonly items?: number;
  /** The argument that bounds the list inside what it answers, as `first` does for a connection. */
  readonly page?: { readonly argument: string; readonly usual: number; readonly most: number };
}

/** Length that is assumed of a plain list: of members, of leads, of successors. */
const usualItems = 10;

/** A statement that writes, with its checks and its entry in the journal, for each row. */
const costOfWriting = 10;

interface Walk {
  readonly schema: GraphQLSchema;
  readonly variables: Variables;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly known: Map<string, number>;
}

type Field = GraphQLField<unknown, unknown>;

const hintOf = ({ extensions }: Field): CostHint => (extensions['cost'] as CostHint | undefined) ?? {};

const argumentOf = (node: FieldNode, name: string, variables: Variables): unknown => {
  const given = node.arguments?.find((argument) => argument.name.value === name);
  return given && valueFromASTUntyped(given.value, variables as Record<string, unknown>);
};

const isConnection = (type: GraphQLNamedType): boolean => isObjectType(type) && type.name.endsWith('Connection');

/** @throws PlatformError PAGE_SIZE_INVALID */
const pageSizeOf = (node: FieldNode, variables: Variables): number => {
  const sizes = ['first', 'last'].map((name) => argumentOf(node, name, variables)).filter((size) => typeof size === 'number');
  if (sizes.some((size) => size < 0 || size > maxPageSize)) throw new PlatformError('PAGE_SIZE_INVALID', { max: maxPageSize });
  return sizes.length > 0 ? Math.max(...sizes) : defaultPageSize;
};

/** Length of the list inside a field's answer, where it has one that is bounded. @throws PlatformError PAGE_SIZE_INVALID */
const pageOf = (node: FieldNode, field: Field, named: GraphQLNamedType, variables: Variables): number | undefined => {
  if (isConnection(named)) return pageSizeOf(node, variables);
  const { page } = hintOf(field);
  if (!page) return undefined;
  const size = argumentOf(node, page.argument, variables) ?? page.usual;
  if (typeof size !== 'number' || size < 0 || size > page.most) throw new PlatformError('PAGE_SIZE_INVALID', { max: page.most });
  return size;
};

/** A list of results is as long as the list that was given. */
const givenItems = (node: FieldNode, variables: Variables): number | undefined => {
  for (const name of ['rows', 'ids']) {
    const given = argumentOf(node, name, variables);
    if (given !== undefined && given !== null) return Array.isArray(given) ? given.length : 1;
  }
  return undefined;
};

const fieldOf = (type: GraphQLNamedType, name: string): Field | undefined =>
  isObjectType(type) || isInterfaceType(type) ? (type.getFields()[name] as Field | undefined) : undefined;

const listLength = (field: Field, node: FieldNode, named: GraphQLNamedType, page: number | undefined, { variables }: Walk): number => {
  if (page !== undefined && ['edges', 'nodes', 'groups'].includes(field.name)) return page;
  if (named.name === 'UserError') return 1;
  return givenItems(node, variables) ?? hintOf(field).items ?? usualItems;
};

/** Units of one field of one parent: an object is one, a list as many as it has, a leaf nothing. */
const fieldCost = (node: FieldNode, parent: GraphQLNamedType, page: number | undefined, walk: Walk): number => {
  const field = fieldOf(parent, node.name.value);
  if (!field) return 0; // __typename and introspection
  checkLists(node, field.args, walk.variables);
  const named = getNamedType(field.type);
  if (!isCompositeType(named)) return hintOf(field).own ?? (field.name === 'totalCount' ? 1 : 0);
  const below = node.selectionSet ? selectionCost(node.selectionSet, named, pageOf(node, field, named, walk.variables), walk) : 0;
  const own = hintOf(field).own ?? 1;
  if (!isListType(getNullableType(field.type))) return own + below;
  return own + listLength(field, node, named, page, walk) * (1 + below);
};

const fragmentCost = (name: string, page: number | undefined, walk: Walk): number => {
  const key = `${name}:${page ?? ''}`;
  const known = walk.known.get(key);
  if (known !== undefined) return known;
  walk.known.set(key, 0); // a cycle ends here; validation has refused it already
  const fragment = walk.fragments.get(name);
  const type = fragment && walk.schema.getType(fragment.typeCondition.name.value);
  const cost = fragment && type ? selectionCost(fragment.selectionSet, type, page, walk) : 0;
  walk.known.set(key, cost);
  return cost;
};

/** Both branches of @skip and @include count, and every type a fragment may be on. */
const selectionCost = (set: SelectionSetNode, parent: GraphQLNamedType, page: number | undefined, walk: Walk): number => {
  let cost = 0;
  for (const node of set.selections) {
    if (node.kind === Kind.FIELD) cost += fieldCost(node, parent, page, walk);
    else if (node.kind === Kind.FRAGMENT_SPREAD) cost += fragmentCost(node.name.value, page, walk);
    else cost += selectionCost(node.selectionSet, (node.typeCondition && walk.schema.getType(node.typeCondition.name.value)) ?? parent, page, walk);
  }
  return cost;
};

const writes = ({ operation, selectionSet }: OperationDefinitionNode, variables: Variables): number => {
  if (operation !== 'mutation') return 0;
  const fields = selectionSet.selections.filter((node) => node.kind === Kind.FIELD);
  return fields.reduce((sum, node) => sum + costOfWriting * (givenItems(node, variables) ?? 1), 0);
};

/**
 * What an operation may cost, known before it runs: the objects it can touch at most, from its text and its
 * variables alone. Checks the length of pages and lists on the way. The document must be valid, the variables coerced.
 * @throws PlatformError PAGE_SIZE_INVALID, LIST_TOO_LONG, BATCH_TOO_LARGE
 */
export const costOf = (schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): number => {
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const walk: Walk = { schema, variables, fragments: new Map(fragments.map((node) => [node.name.value, node])), known: new Map() };
  return 1 + writes(operation, variables) + selectionCost(operation.selectionSet, root, undefined, walk);
};
