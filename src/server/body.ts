import { GraphQLError } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { PlatformError } from '../errors.ts';

/** Deepest nesting of a JSON body; a filter within a list of rows has about ten levels. */
const deepest = 64;

/**
 * Whether a JSON text nests deeper than allowed, found without parsing it: what is parsed is followed by recursion later.
 * Brackets within strings are text.
 */
export const nestsTooDeep = (text: string): boolean => {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') {
      for (at += 1; at < text.length && text[at] !== '"'; at += 1) if (text[at] === '\\') at += 1;
    } else if (sign === '[' || sign === '{') {
      depth += 1;
      if (depth > deepest) return true;
    } else if (sign === ']' || sign === '}') depth -= 1;
  }
  return false;
};

/** The words are yoga's, which other GraphQL servers have too. */
const badRequest = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });

const parsed = (text: string, what: string): unknown => {
  if (nestsTooDeep(text)) throw new PlatformError('REQUEST_NESTED_TOO_DEEP', { max: deepest });
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badRequest(`${what} is no valid JSON.`);
  }
};

/** A body that breaks off is the caller's fault, or they have gone; the limit of its size speaks for itself. */
const textOf = (request: Request): Promise<string> =>
  request.text().catch((error: unknown) => {
    throw error instanceof GraphQLError ? error : badRequest('POST body did not arrive whole.');
  });

const fromBody = async (request: Request): Promise<GraphQLParams> => {
  const body = parsed(await textOf(request), 'POST body');
  if (typeof body !== 'object' || body === null) throw badRequest('POST body is expected to be an object.');
  return body as GraphQLParams;
};

const fromAddress = (request: Request): GraphQLParams => {
  const given = new URL(request.url, 'http://localhost').searchParams;
  const text = (name: string): string | undefined => given.get(name) || undefined;
  const json = (name: string): unknown => {
    const value = text(name);
    return value === undefined ? undefined : parsed(value, name);
  };
  const params = { query: text('query'), operationName: text('operationName'), variables: json('variables'), extensions: json('extensions'), documentId: text('documentId') };
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)) as GraphQLParams;
};

const mediaType = (request: Request): string => (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/**
 * The two ways to ask: JSON by POST, and by GET in the address. Nothing else is read: a form, plain text or several parts
 * are what a page of somebody else's can make a browser send.
 */
export const useRequestBody = (): Plugin => ({
  onRequestParse: ({ request, setRequestParser }) => {
    if (request.method === 'GET') setRequestParser(fromAddress as never);
    else if (request.method === 'POST') setRequestParser((mediaType(request) === 'application/json' ? fromBody : undefined) as never);
  },
});
