/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query PlaceOnDay($code: String!, $asOf: Date) {\n    place(code: $code, asOf: $asOf) {\n      code\n      name\n      level\n      successors { code name }\n    }\n  }\n": typeof types.PlaceOnDayDocument,
    "\n  query CasesByMode($filter: RelocationCaseFilter!, $first: Int!) {\n    relocationCases(filter: $filter, first: $first) {\n      totalCount\n      nodes { id mode persons appliedOn subsidyPaid household { registrationNumber } }\n    }\n  }\n": typeof types.CasesByModeDocument,
};
const documents: Documents = {
    "\n  query PlaceOnDay($code: String!, $asOf: Date) {\n    place(code: $code, asOf: $asOf) {\n      code\n      name\n      level\n      successors { code name }\n    }\n  }\n": types.PlaceOnDayDocument,
    "\n  query CasesByMode($filter: RelocationCaseFilter!, $first: Int!) {\n    relocationCases(filter: $filter, first: $first) {\n      totalCount\n      nodes { id mode persons appliedOn subsidyPaid household { registrationNumber } }\n    }\n  }\n": types.CasesByModeDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PlaceOnDay($code: String!, $asOf: Date) {\n    place(code: $code, asOf: $asOf) {\n      code\n      name\n      level\n      successors { code name }\n    }\n  }\n"): typeof import('./graphql.ts').PlaceOnDayDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CasesByMode($filter: RelocationCaseFilter!, $first: Int!) {\n    relocationCases(filter: $filter, first: $first) {\n      totalCount\n      nodes { id mode persons appliedOn subsidyPaid household { registrationNumber } }\n    }\n  }\n"): typeof import('./graphql.ts').CasesByModeDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
