import { type DocumentNode, GraphQLError, type GraphQLSchema, Kind, type OperationDefinitionNode, parse, specifiedRules, validate, valueFromAST, typeFromAST } from 'graphql';
import { costOf } from './cost.ts';
import { documentLimits, documentRules } from './limits.ts';
import type { Variables } from './list-bounds.ts';

/** Variables as they are when a caller gives none. */
const defaultsOf = (schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode): Variables =>
  Object.fromEntries(variableDefinitions.flatMap(({ variable, type, defaultValue }) => {
    const known = typeFromAST(schema, type as never);
    return defaultValue && known ? [[variable.name.value, valueFromAST(defaultValue, known as never)]] : [];
  }));

const costFault = (schema: GraphQLSchema, document: DocumentNode, budget: number): string | undefined => {
  for (const operation of document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)) {
    const cost = costOf(schema, document, operation, defaultsOf(schema, operation));
    if (cost > budget) return `it costs ${cost}, more than the ${budget} allowed`;
  }
  return undefined;
};

/**
 * What is wrong with a document by the schema and the limits, before anybody has asked with it; undefined for nothing.
 * Its variables count with their defaults here, and with what is given whenever it runs.
 */
export const faultOf = (schema: GraphQLSchema, text: string, budget: number): string | undefined => {
  try {
    if (text.length > documentLimits.characters) return `it has more than ${documentLimits.characters} characters`;
    const document = parse(text, { maxTokens: documentLimits.tokens });
    const [first] = validate(schema, document, [...specifiedRules, ...documentRules({ introspection: false })]);
    return first?.message ?? costFault(schema, document, budget);
  } catch (error) {
    if (error instanceof GraphQLError || error instanceof Error) return error.message;
    throw error;
  }
};
