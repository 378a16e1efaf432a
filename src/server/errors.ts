import { GraphQLError } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import { type Bilingual, errorCatalogue, PlatformError } from '../errors.ts';
import { sqlState, unwrapped } from '../db/engine-errors.ts';
import { toGraphQLError } from '../schema/graphql-error.ts';
import { withoutIdNumbers } from '../access/id-number-text.ts';
import { httpOfRefusal } from './refusal.ts';
import { mapStream } from './stream-map.ts';

/** Tells the operator about an error the caller only gets a request id for. */
export type ReportError = (error: unknown, requestId: string) => void;

const innermost = (error: GraphQLError): unknown => {
  const { originalError } = error;
  return originalError instanceof GraphQLError ? innermost(originalError) : (originalError ?? error);
};

/** The limits report themselves as errors of syntax. */
const overLimit = /^Syntax Error: (.*\blimit of \d+ exceeded.*)$/s;

const codeOf = (error: GraphQLError, { message, extensions }: GraphQLError): string => {
  if (overLimit.test(message)) return 'GRAPHQL_LIMIT_EXCEEDED';
  if (typeof extensions.code === 'string') return extensions.code;
  if (error.path) return 'INTERNAL_ERROR';
  return message.startsWith('Syntax Error') ? 'GRAPHQL_PARSE_FAILED' : 'GRAPHQL_VALIDATION_FAILED';
};

/** Messages quote the document: a name of a megabyte would come back three times. */
const shortened = (text: string): string => (text.length > 500 ? `${text.slice(0, 500)}…` : text);

const documentFault = (text: string): Bilingual => {
  const en = shortened(withoutIdNumbers(text.replace(overLimit, '$1')));
  return { zh: `请求有误:${en}`, en };
};

const harmless = ({ zh, en }: Bilingual): Bilingual => ({ zh: shortened(withoutIdNumbers(zh)), en: shortened(withoutIdNumbers(en)) });

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
  const cause = known(innermost(error));
  if (cause instanceof PlatformError) {
    const { extensions } = toGraphQLError(cause);
    const messages = harmless(cause.messages);
    return explained(error, { ...extensions, messages, ...httpOf(httpOfRefusal(cause) ?? error.extensions.http, cause.code), requestId }, spoken(messages, headers));
  }
  if (cause instanceof GraphQLError) {
    const code = codeOf(error, cause);
    const messages = documentFault(cause.message);
    // other extensions stay here: a parser's may quote the body
    if (code !== 'INTERNAL_ERROR') return explained(error, { code, messages, ...httpOf(error.extensions.http ?? cause.extensions.http, code), requestId }, messages.en);
  }
  report(unwrapped(cause), requestId); // drizzle's own message quotes parameters
  const messages = errorCatalogue.INTERNAL_ERROR;
  return explained(error, { code: 'INTERNAL_ERROR', messages, requestId }, spoken(messages, headers));
};

/** Out of range: a number, a date. Whatever reads such a value first should refuse it; here nobody did. */
const outOfRange = new Set(['22003', '22007', '22008']);

const known = (cause: unknown): unknown => (outOfRange.has(sqlState(cause) ?? '') ? new PlatformError('VALUE_NOT_STORABLE') : cause);

const outages = new Set(['DATABASE_UNAVAILABLE', 'DATABASE_BUSY', 'DEADLINE_EXCEEDED', 'ACCESS_NOT_RECORDED']);

/**
 * An outage is told to proxies and clients as such, and so is a request that is none: with `spec` it
 * would be answered 200. Other errors keep the status GraphQL gives them.
 */
const httpOf = (http: unknown, code: string): Record<string, unknown> => {
  if (outages.has(code)) return { http: { status: 503, headers: { 'retry-after': '1' } } };
  if (code === 'GRAPHQL_LIMIT_EXCEEDED') return { http: { status: 400, spec: true } }; // thrown while validating, which gives no status
  if (!http) return {};
  return { http: code === 'BAD_REQUEST' ? { ...http, spec: false } : http };
};

const asGraphQLError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });

/** Refusals that come without a body. */
const bareRefusals: ReadonlyMap<number, { readonly code: string; readonly messages: Bilingual }> = new Map([
  [404, { code: 'NOT_FOUND', messages: { zh: '此地址没有服务', en: 'Nothing is served at this address' } }],
  [406, { code: 'NOT_ACCEPTABLE', messages: { zh: '只能以 JSON 应答', en: 'Answers come as JSON' } }],
  [415, { code: 'UNSUPPORTED_MEDIA_TYPE', messages: { zh: '请以 application/json 提交请求', en: 'Send requests as application/json' } }],
]);

const withBody = (response: Response, requestId: string, asked: Headers): Response | undefined => {
  const refusal = bareRefusals.get(response.status);
  if (!refusal || response.body) return undefined;
  const headers = new Headers(response.headers);
  headers.set('content-type', 'application/json; charset=utf-8');
  const { code, messages } = refusal;
  const error = { message: spoken(messages, asked), extensions: { code, messages, requestId } };
  return new Response(JSON.stringify({ errors: [error] }), { status: response.status, headers });
};

interface Failing {
  readonly data?: unknown;
  readonly errors?: readonly unknown[];
}

/** Faults of a document that are told at once: the same one can be made a hundred times. */
const mostFaults = 10;

const toldOf = ({ data, errors = [] }: Failing): readonly unknown[] => (data ? errors : errors.slice(0, mostFaults));

const presenter = (request: Request, requestId: string, report: ReportError) => <R extends Failing>(result: R): R =>
  result.errors?.length ? { ...result, errors: toldOf(result).map((error) => presentError(asGraphQLError(error), requestId, request.headers, report)) } : result;

/** Presents every error of every result, those of streams too, from parsing to execution, in one form. */
export const usePresentedErrors = (requestIdOf: (request: Request) => string, report: ReportError): Plugin => ({
  onResponse: ({ request, response, setResponse }) => {
    const told = withBody(response, requestIdOf(request), request.headers);
    if (told) setResponse(told as never);
  },
  onResultProcess: ({ request, result, setResult }) => {
    if (Array.isArray(result)) return;
    const present = presenter(request, requestIdOf(request), report);
    setResult((isAsyncIterable(result) ? mapStream(result as AsyncIterable<Failing>, present) : present(result as Failing)) as never);
  },
});
