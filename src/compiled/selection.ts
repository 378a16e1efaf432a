import {
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, getDirectiveValues, GraphQLIncludeDirective, type GraphQLObjectType, GraphQLSkipDirective, type GraphQLSchema,
  isAbstractType, Kind, type SelectionNode, type SelectionSetNode, visit,
} from 'graphql';
import type { Variables } from '../server/list-bounds.ts';

/** What the selections of one document are read with. */
export interface Reading {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Variables;
}

/** The fragments of a document by name. */
export const fragmentsOf = ({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> =>
  new Map(definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]));

/** Names of the variables that `@skip` and `@include` of a document ask: their values are part of what is selected. */
export const switchesOf = (document: DocumentNode): readonly string[] => {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: given = [] }) => {
      if (!['skip', 'include'].includes(name.value)) return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
};

const isIncluded = (node: SelectionNode, variables: Variables): boolean => {
  if (!node.directives?.length) return true;
  const skip = getDirectiveValues(GraphQLSkipDirective, node, variables as Record<string, unknown>);
  if (skip?.['if'] === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, variables as Record<string, unknown>)?.['if'] !== false;
};

const appliesTo = ({ schema }: Reading, condition: string | undefined, type: GraphQLObjectType): boolean => {
  const wanted = condition === undefined ? type : schema.getType(condition);
  return wanted === type || (isAbstractType(wanted) && schema.isSubType(wanted, type));
};

type Found = Map<string, [FieldNode, ...FieldNode[]]>;

const collect = (reading: Reading, type: GraphQLObjectType, { selections }: SelectionSetNode, found: Found, spread: Set<string>): void => {
  for (const node of selections) {
    if (!isIncluded(node, reading.variables)) continue;
    if (node.kind === Kind.FIELD) {
      const key = (node.alias ?? node.name).value;
      const known = found.get(key);
      if (known) known.push(node);
      else found.set(key, [node]);
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      if (appliesTo(reading, node.typeCondition?.name.value, type)) collect(reading, type, node.selectionSet, found, spread);
    } else {
      const name = node.name.value;
      const fragment = reading.fragments.get(name);
      if (spread.has(name) || !fragment) continue;
      spread.add(name);
      if (appliesTo(reading, fragment.typeCondition.name.value, type)) collect(reading, type, fragment.selectionSet, found, spread);
    }
  }
};

/** The fields of an object in the order in which the specification answers them, equal keys together. */
export const fieldsOfSelection = (reading: Reading, type: GraphQLObjectType, sets: readonly SelectionSetNode[]): ReadonlyMap<string, readonly [FieldNode, ...FieldNode[]]> => {
  const [found, spread]: [Found, Set<string>] = [new Map(), new Set()];
  for (const set of sets) collect(reading, type, set, found, spread);
  return found;
};
