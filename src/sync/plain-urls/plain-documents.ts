import { type DocumentNode, type GraphQLInputType, type GraphQLObjectType, type GraphQLSchema, isInputType, Kind, type OperationDefinitionNode, parse, typeFromAST, type VariableDefinitionNode, valueFromASTUntyped } from 'graphql';
import { type AnswerNode, answerTree } from './answer-tree.ts';
import { type AnswerTable, tableOf } from './table.ts';

/** A variable of a document, as a parameter of its address. */
export interface Parameter {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly required: boolean;
  readonly preset: unknown;
}

/** A trusted document that answers at an address of its own. */
export interface PlainDocument {
  readonly name: string;
  readonly id: string;
  /** What stands before it as a comment. */
  readonly about: string;
  readonly parameters: readonly Parameter[];
  readonly tree: readonly AnswerNode[];
  readonly table: AnswerTable;
}

const parameterOf = (schema: GraphQLSchema, { variable, type: node, defaultValue }: VariableDefinitionNode): Parameter | undefined => {
  const type = typeFromAST(schema, node as never) as GraphQLInputType | undefined;
  if (!type || !isInputType(type)) return undefined;
  return { name: variable.name.value, type, required: node.kind === Kind.NON_NULL_TYPE && !defaultValue, preset: defaultValue ? valueFromASTUntyped(defaultValue) : undefined };
};

const commentOf = (text: string): string => text.split('\n').filter((line) => line.startsWith('#')).map((line) => line.slice(1).trim()).join(' ');

const operationsIn = (document: DocumentNode): readonly OperationDefinitionNode[] => document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);

const plainOf = (schema: GraphQLSchema, id: string, given: string, sources: ReadonlyMap<string, string>): PlainDocument | undefined => {
  const text = sources.get(operationsIn(parse(given))[0]?.name?.value ?? '') ?? given;
  const document = parse(text);
  const [operation, ...more] = operationsIn(document);
  // only reading: nothing is changed, and no stream opened, by an address
  if (!operation?.name || more.length > 0 || operation.operation !== 'query') return undefined;
  const tree = answerTree(schema.getQueryType() as GraphQLObjectType, document, operation);
  return {
    name: operation.name.value, id, about: commentOf(text), tree, table: tableOf(tree),
    parameters: (operation.variableDefinitions ?? []).map((node) => parameterOf(schema, node)).filter((parameter) => parameter !== undefined),
  };
};

/**
 * The documents that have addresses, by name. Of two with one name the later counts: an operator's own come last.
 * @param sources the shipped ones as they were written: their columns stand in that order
 */
export const plainDocuments = (schema: GraphQLSchema, shipped: ReadonlyMap<string, string>, own: ReadonlyMap<string, string>, sources: ReadonlyMap<string, string>): ReadonlyMap<string, PlainDocument> =>
  new Map([...[...shipped].map(([id, text]) => plainOf(schema, id, text, sources)), ...[...own].map(([id, text]) => plainOf(schema, id, text, new Map()))].filter((one) => one !== undefined).map((one) => [one.name, one]));
