import type { Letter } from './wire.ts';

/** An ID number whose check character is wrong; no answer may ever repeat it. */
export const wrongIdNumber = '140224197001010018';

type Case = readonly [what: string, query: string, variables: object | undefined, code: string];

const byNumber = 'query($n: String) { person(idNumber: $n) { name } }';

/** Queries with one thing wrong, and the code that says so. */
export const wrongQueries: readonly Case[] = [
  ['a place code of letters', '{ place(code: "abc") { name } }', undefined, 'PLACE_CODE_INVALID'],
  ['a place code that is an ID number', 'query($c: String!) { place(code: $c) { name } }', { c: wrongIdNumber }, 'PLACE_CODE_INVALID'],
  ['an ID number in the document', `{ place(code: "${wrongIdNumber}") { name } }`, undefined, 'ID_NUMBER_IN_DOCUMENT'],
  ['an ID number for a name in the document', `query A${wrongIdNumber} { viewer { name } }`, undefined, 'ID_NUMBER_IN_DOCUMENT'],
  ['a day that does not exist', '{ household(registrationNumber: "1", asOf: "2016-02-30") { id } }', undefined, 'INVALID_DATE'],
  ['the same in a variable', 'query($d: Date) { household(registrationNumber: "1", asOf: $d) { id } }', { d: '2016-02-30' }, 'INVALID_DATE'],
  ['a day of year zero', '{ assurances(filter: { checkedOn: { gte: "0000-01-01" } }) { totalCount } }', undefined, 'VALUE_NOT_STORABLE'],
  ['an ID number for a date', 'query($d: Date) { household(registrationNumber: "1", asOf: $d) { id } }', { d: wrongIdNumber }, 'INVALID_DATE'],
  ['an impossible ID number', byNumber, { n: wrongIdNumber }, 'ID_NUMBER_INVALID'],
  ['a short ID number', byNumber, { n: '14022419700101001' }, 'ID_NUMBER_INVALID'],
  ['an old ID number', byNumber, { n: '140224700101001' }, 'ID_NUMBER_LEGACY'],
  ['nothing to look up', '{ person { name } }', undefined, 'NOTHING_TO_LOOK_UP'],
  ['an unknown value of a list', '{ households(filter: { status: { eq: POOR } }) { totalCount } }', undefined, 'GRAPHQL_VALIDATION_FAILED'],
  ['an ID number for a value of a list', 'query($s: HouseholdStatus) { households(filter: { status: { eq: $s } }) { totalCount } }', { s: wrongIdNumber }, 'GRAPHQL_VALIDATION_FAILED'],
  ['an unknown field', '{ households { nodes { idNumber } } }', undefined, 'GRAPHQL_VALIDATION_FAILED'],
  ['an unknown order', '{ households(orderBy: { field: createdAt }) { totalCount } }', undefined, 'GRAPHQL_VALIDATION_FAILED'],
  ['fewer than no rows', '{ households(first: -1) { totalCount } }', undefined, 'PAGE_SIZE_INVALID'],
  ['too many rows', '{ households(first: 100000) { totalCount } }', undefined, 'PAGE_SIZE_INVALID'],
  ['too many of the last rows', '{ households(last: 201) { totalCount } }', undefined, 'PAGE_SIZE_INVALID'],
  ['both ends at once', '{ households(first: 1, last: 1) { totalCount } }', undefined, 'PAGE_ARGUMENTS_CONFLICT'],
  ['a number beyond 32 bits', '{ households(first: 99999999999) { totalCount } }', undefined, 'GRAPHQL_VALIDATION_FAILED'],
  ['the same in a variable', 'query($n: Int) { households(first: $n) { totalCount } }', { n: 99999999999 }, 'GRAPHQL_VALIDATION_FAILED'],
  ['a fraction for a whole number', 'query($n: Int) { households(first: $n) { totalCount } }', { n: 1.5 }, 'GRAPHQL_VALIDATION_FAILED'],
  ['a variable that is not declared', '{ households(first: $n) { totalCount } }', undefined, 'GRAPHQL_VALIDATION_FAILED'],
  ['a variable that is not given', 'query($n: Int!) { households(first: $n) { totalCount } }', undefined, 'GRAPHQL_VALIDATION_FAILED'],
  ['a document that does not parse', '{ households', undefined, 'GRAPHQL_PARSE_FAILED'],
  ['an empty document', ' ', undefined, 'GRAPHQL_PARSE_FAILED'],
  ['a subscription', 'subscription { viewer { name } }', undefined, 'GRAPHQL_VALIDATION_FAILED'],
];

/** Amounts that are none: money has at most two decimals and comes as text. */
export const noMoney: readonly unknown[] = [
  '1.234', 'NaN', 'Infinity', '1e3', '', ' 1', '1,000', '0x10', '--1', '٣', '12345678901234567', wrongIdNumber, 1.1, true, {}, [],
];

const json = { 'content-type': 'application/json' };
const query = '{ viewer { name } }';

/** Requests that no GraphQL client sends, the status they are answered with, and the code. */
export const wrongRequests: readonly (readonly [what: string, letter: Letter, status: number, code: string])[] = [
  ['a body over 1 MB', { body: JSON.stringify({ query, variables: { x: 'x'.repeat(1_000_001) } }) }, 413, 'REQUEST_ENTITY_TOO_LARGE'],
  ['no JSON', { body: `{"query": "${query}", "variables": {"idNumber": "${wrongIdNumber}"` }, 400, 'BAD_REQUEST'],
  ['nothing', { body: '' }, 400, 'BAD_REQUEST'],
  ['null', { body: 'null' }, 400, 'BAD_REQUEST'],
  ['a text', { body: '"x"' }, 400, 'BAD_REQUEST'],
  ['several operations in one body', { body: JSON.stringify([{ query }, { query }]) }, 400, 'BAD_REQUEST'],
  ['no query', { body: '{}' }, 400, 'BAD_REQUEST'],
  ['a query that is no text', { body: '{"query": 5}' }, 400, 'BAD_REQUEST'],
  ['variables that are none', { body: JSON.stringify({ query, variables: wrongIdNumber }) }, 400, 'BAD_REQUEST'],
  ['an unknown operation', { body: JSON.stringify({ query: `query A ${query}`, operationName: 'B' }) }, 400, 'OPERATION_RESOLUTION_FAILURE'],
  ['plain text', { headers: { 'content-type': 'text/plain' }, body: JSON.stringify({ query }) }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['a form that a page sent', { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `query=${encodeURIComponent(query)}` }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['GraphQL as it is', { headers: { 'content-type': 'application/graphql' }, body: query }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['variables in the address that are no JSON', { method: 'GET', path: '/graphql?query={__typename}&variables={' }, 400, 'BAD_REQUEST'],
  ['JSON nested 65 levels deep', { body: `{"query": "${query}", "variables": {"x": ${'['.repeat(63)}${']'.repeat(63)}}}` }, 400, 'REQUEST_NESTED_TOO_DEEP'],
  ['an id of a document that nobody knows', { body: '{"documentId": "sha256:0"}' }, 404, 'DOCUMENT_UNKNOWN'],
  ['time that is none', { headers: { ...json, 'x-youyu-deadline-ms': '-1' }, body: JSON.stringify({ query }) }, 400, 'DEADLINE_INVALID'],
  ['a form', { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x--' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['no content type', { headers: { 'content-type': '' }, body: JSON.stringify({ query }) }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['an answer that is no JSON', { headers: { ...json, accept: 'text/csv' }, body: JSON.stringify({ query }) }, 406, 'NOT_ACCEPTABLE'],
  ['another method', { method: 'PUT', body: JSON.stringify({ query }) }, 405, 'BAD_REQUEST'],
  ['an ID number in the address', { method: 'GET', path: `/graphql?query={viewer{name}}&variables={"n":"${wrongIdNumber}"}` }, 200, 'ID_NUMBER_IN_ADDRESS'],
  ['a mutation by GET', { method: 'GET', path: '/graphql?query=mutation{saveNeeds(rows:[]){outcome}}' }, 405, 'BAD_REQUEST'],
  ['another address', { method: 'GET', path: '/elsewhere' }, 404, 'NOT_FOUND'],
  ['a token that is none', { headers: { ...json, authorization: 'Bearer x' }, body: JSON.stringify({ query }) }, 401, 'TOKEN_INVALID'],
  ['an authorization that is none', { headers: { ...json, authorization: 'Basic eDp5' }, body: JSON.stringify({ query }) }, 401, 'TOKEN_INVALID'],
];
