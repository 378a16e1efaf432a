import {
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, getNamedType, type GraphQLEnumType, type GraphQLField, type GraphQLNamedOutputType, type GraphQLObjectType,
  isEnumType, isLeafType, isListType, isNonNullType, isObjectType, Kind, type OperationDefinitionNode, type SelectionSetNode,
} from 'graphql';
import type { Bilingual } from '../../errors.ts';

/** A field of an answer as a document asks for it: a value, an object, or a list of them. */
export interface AnswerNode {
  /** Its name in the answer. */
  readonly key: string;
  readonly title: Bilingual;
  readonly shape: 'value' | 'object' | 'list' | 'connection';
  readonly type: GraphQLNamedOutputType;
  readonly isList: boolean;
  readonly nullable: boolean;
  readonly children: readonly AnswerNode[];
  /** Of connections: whether the document asks where the next page begins. */
  readonly tellsMore: boolean;
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** What stands before a first comma or semicolon: the rest explains, and is too long for a header. */
const headOf = (text: string): string => text.split(/[,;,;]/)[0] as string;

/** Descriptions are `zh / en`; what has none is called by its name. */
export const titleOf = (description: string | null | undefined, name: string): Bilingual => {
  const [zh = name, ...en] = (description ?? name).split(' / ');
  return { zh: headOf(zh), en: headOf(en.length > 0 ? en.join(' / ') : zh) };
};

/** The words for the values of an enum. */
export const wordsOfEnum = (type: GraphQLEnumType): ReadonlyMap<string, Bilingual> => new Map(type.getValues().map(({ name, description }) => [name, titleOf(description, name)]));

const fieldsIn = (set: SelectionSetNode, fragments: Fragments): readonly FieldNode[] =>
  set.selections.flatMap((node) => {
    if (node.kind === Kind.FIELD) return [node];
    const inner = node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : fragments.get(node.name.value)?.selectionSet;
    return inner ? fieldsIn(inner, fragments) : [];
  });

const isListed = (field: GraphQLField<unknown, unknown>): boolean => isListType(isNonNullType(field.type) ? field.type.ofType : field.type);

/** Of a connection what its rows are asked for, whether by `nodes` or by `edges`. */
const rowNodes = (children: readonly AnswerNode[]): readonly AnswerNode[] => {
  const nodes = children.find(({ key }) => key === 'nodes');
  return nodes?.children ?? children.find(({ key }) => key === 'edges')?.children.find(({ key }) => key === 'node')?.children ?? [];
};

const nodeOf = (node: FieldNode, type: GraphQLObjectType, fragments: Fragments): AnswerNode | undefined => {
  const field = type.getFields()[node.name.value];
  if (!field) return undefined;
  const named = getNamedType(field.type);
  const [isList, isConnection] = [isListed(field), named.name.endsWith('Connection')];
  const children = node.selectionSet && isObjectType(named) ? nodesIn(named, node.selectionSet, fragments) : [];
  const pageInfo = children.find(({ key }) => key === 'pageInfo')?.children.map(({ key }) => key) ?? [];
  return {
    key: (node.alias ?? node.name).value,
    title: titleOf(field.description, node.name.value),
    shape: isLeafType(named) ? 'value' : isConnection ? 'connection' : isList ? 'list' : 'object',
    type: named, isList, nullable: !isNonNullType(field.type), children,
    tellsMore: pageInfo.includes('hasNextPage') && pageInfo.includes('endCursor'),
  };
};

const nodesIn = (type: GraphQLObjectType, set: SelectionSetNode, fragments: Fragments): readonly AnswerNode[] =>
  fieldsIn(set, fragments).map((node) => nodeOf(node, type, fragments)).filter((node) => node !== undefined);

/** What an operation answers, field by field. */
export const answerTree = (query: GraphQLObjectType, document: DocumentNode, operation: OperationDefinitionNode): readonly AnswerNode[] =>
  nodesIn(query, operation.selectionSet, new Map(document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : []))));

/** The fields of a row below a node: of a connection those of its nodes. */
export const rowChildren = (node: AnswerNode): readonly AnswerNode[] => (node.shape === 'connection' ? rowNodes(node.children) : node.children);

export const enumOf = ({ type }: AnswerNode): GraphQLEnumType | undefined => (isEnumType(type) ? type : undefined);
