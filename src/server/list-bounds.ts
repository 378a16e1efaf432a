import {
  type FieldNode, getNamedType, getNullableType, type GraphQLArgument, type GraphQLInputType, isInputObjectType, isListType, Kind, type OperationDefinitionNode,
  typeFromAST, type GraphQLSchema, type ValueNode,
} from 'graphql';
import { PlatformError } from '../errors.ts';

/** Coerced values of an operation's variables. */
export type Variables = Readonly<Record<string, unknown>>;

/** The longest of any list that a caller may give. */
export const longestList = 500;

/** Most items of the list argument or list field of this name: every list that can be given has a bound. */
export const boundOf = (name: string): number => (name === 'in' ? longestList : 200);

const refuse = (name: string): never => {
  const max = boundOf(name);
  throw name === 'rows' ? new PlatformError('BATCH_TOO_LARGE', { max }) : new PlatformError('LIST_TOO_LONG', { field: name, max });
};

const checkLength = (name: string, length: number): void => {
  if (length > boundOf(name)) refuse(name);
};

const isList = (type: GraphQLInputType): boolean => isListType(getNullableType(type));

/** Lists inside a value, by the names of the input fields that hold them. */
const checkValue = (value: unknown, type: GraphQLInputType): void => {
  if (Array.isArray(value)) {
    for (const item of value) checkValue(item, type);
    return;
  }
  const named = getNamedType(type);
  if (!isInputObjectType(named) || typeof value !== 'object' || value === null) return;
  for (const field of Object.values(named.getFields())) {
    const inner = (value as Record<string, unknown>)[field.name];
    if (Array.isArray(inner) && isList(field.type)) checkLength(field.name, inner.length);
    checkValue(inner, field.type);
  }
};

const checkLiteral = (name: string, node: ValueNode, type: GraphQLInputType, variables: Variables): void => {
  if (node.kind === Kind.VARIABLE) {
    const value = variables[node.name.value];
    if (Array.isArray(value)) checkLength(name, value.length);
    return;
  }
  if (node.kind === Kind.LIST) {
    if (isList(type)) checkLength(name, node.values.length);
    for (const item of node.values) checkLiteral(name, item, type, variables);
    return;
  }
  const named = getNamedType(type);
  if (node.kind !== Kind.OBJECT || !isInputObjectType(named)) return;
  const fields = named.getFields();
  for (const { name: field, value } of node.fields) {
    const known = fields[field.value];
    if (known) checkLiteral(field.value, value, known.type, variables);
  }
};

/** Checks the lists among the arguments of one field. @throws PlatformError LIST_TOO_LONG, BATCH_TOO_LARGE */
export const checkLists = ({ arguments: given = [] }: FieldNode, known: readonly GraphQLArgument[], variables: Variables): void => {
  for (const { name, value } of given) {
    const argument = known.find((one) => one.name === name.value);
    if (argument) checkLiteral(name.value, value, argument.type, variables);
  }
};

/** Checks the lists inside the variables, each once, however often it is used. @throws PlatformError LIST_TOO_LONG, BATCH_TOO_LARGE */
export const checkVariables = (schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode, variables: Variables): void => {
  for (const { variable, type } of variableDefinitions) {
    const known = typeFromAST(schema, type as never) as GraphQLInputType | undefined;
    if (known) checkValue(variables[variable.name.value], known);
  }
};
