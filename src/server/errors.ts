import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { type Bilingual, errorCatalogue, PlatformError } from '../errors.ts';
import { toGraphQLError } from '../schema/graphql-error.ts';

/** Tells the operator about an error the caller only gets a request id for. */
export type ReportError = (error: unknown, requestId: string) => void;

const innermost = (error: GraphQLError): unknown => {
  const { originalError } = error;
  return originalError instanceof GraphQLError ? innermost(originalError) : (originalError ?? error);
};

const clientFault = (error: GraphQLError): string => {
  if (error.path) return 'INTERNAL_ERROR';
  return error.message.startsWith('Syntax Error') ? 'GRAPHQL_PARSE_FAILED' : 'GRAPHQL_VALIDATION_FAILED';
};

const english = (header: string | null): boolean => /^\s*en\b/i.test(header ?? '');

const spoken = (messages: Bilingual, headers: Headers): string =>
  english(headers.get('accept-language')) ? messages.en : messages.zh;

const explained = (error: GraphQLError, extensions: Record<string, unknown>, message: string): GraphQLError =>
  new GraphQLError(message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: error.path ?? null,
    extensions,
  });

/**
 * What the caller sees of an error: expected ones with code and both languages; faults of the
 * document with a code and graphql-js' own words; everything else only as a request id.
 */
export const presentError = (error: GraphQLError, requestId: string, headers: Headers, report: ReportError): GraphQLError => {
  const cause = innermost(error);
  if (cause instanceof PlatformError) {
    const { extensions } = toGraphQLError(cause);
    return explained(error, { ...extensions, ...httpOf(error, cause.code), requestId }, spoken(cause.messages, headers));
  }
  if (cause instanceof GraphQLError) {
    const code = (cause.extensions.code as string | undefined) ?? clientFault(error);
    const messages = { zh: `请求文档有误:${cause.message}`, en: cause.message };
    if (code !== 'INTERNAL_ERROR') return explained(error, { messages, ...cause.extensions, ...error.extensions, code, requestId }, cause.message);
  }
  report(cause, requestId);
  const messages = errorCatalogue.INTERNAL_ERROR;
  return explained(error, { code: 'INTERNAL_ERROR', messages, requestId }, spoken(messages, headers));
};

const outages = new Set(['DATABASE_UNAVAILABLE', 'DATABASE_BUSY', 'DEADLINE_EXCEEDED']);

/** An outage is told to proxies and clients as such; other errors keep the status GraphQL gives them. */
const httpOf = (error: GraphQLError, code: string): Record<string, unknown> => {
  if (outages.has(code)) return { http: { status: 503, headers: { 'retry-after': '1' } } };
  return error.extensions.http ? { http: error.extensions.http } : {};
};

const asGraphQLError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });

/** Presents every error of every result, from parsing to execution, in one form. */
export const usePresentedErrors = (requestIdOf: (request: Request) => string, report: ReportError): Plugin => ({
  onResultProcess: ({ request, result, setResult }) => {
    if (Array.isArray(result) || !('errors' in result) || !result.errors?.length) return;
    const requestId = requestIdOf(request);
    setResult({ ...result, errors: result.errors.map((error) => presentError(asGraphQLError(error), requestId, request.headers as never, report)) });
  },
});
