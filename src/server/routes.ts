import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Identity } from '../access/identity.ts';
import { type ErrorCode, PlatformError } from '../errors.ts';
import { whoAsks } from './admission.ts';
import { timed } from './deadline.ts';
import { presentError, type ReportError } from './errors.ts';
import { addressMayHoldIdNumber } from './id-number-guard.ts';
import { type IdentityOptions, requestIdOf, settleIdentity } from './identity.ts';
import type { Rates } from './rates.ts';
import { refusalError } from './refusal.ts';

/** A request to a route, with all that was settled before it. */
export interface RouteCall {
  readonly request: Request;
  readonly url: URL;
  readonly identity: Identity;
  readonly requestId: string;
  /** Aborted when the caller has gone or the time is up. */
  readonly ended: AbortSignal;
  /** Keeps the caller's place and the time running until work that outlives the answer is over. */
  hold(work: Promise<unknown>): void;
}

/** Something that is served beside the graph. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** First part of its address, such as `/forms/`; without a slash at its end the whole address. */
  readonly path: string;
  /** What one request counts among what the caller may ask for. */
  readonly cost: number;
  /** Its own longest life, where that is another than an operation's. */
  readonly deadlineMs?: number;
  /** What another method is told, with 405; without, such an address is not there. */
  readonly otherMethod?: ErrorCode;
  /** @throws PlatformError what it refuses */
  answer(call: RouteCall): Promise<Response>;
}

export interface RouteOptions {
  readonly routes: readonly Route[];
  readonly identity: IdentityOptions;
  readonly rates: Rates;
  readonly trustedHops: number;
  readonly deadlineMs: number;
  readonly report: ReportError;
}

/** Statuses of refusals that the graph tells within its answer. */
export const statusOf: ReadonlyMap<string, number> = new Map([
  ['UNAUTHENTICATED', 401], ['TOKEN_INVALID', 401],
  ['FORBIDDEN', 403], ['DEPARTMENT_NOT_IN_CHARGE', 403], ['COUNTY_OUT_OF_REACH', 403],
  ['FORM_NOT_FOUND', 404], ['EXPORT_UNKNOWN', 404], ['IMPORT_RECORD_UNKNOWN', 404], ['IMPORT_RUN_UNKNOWN', 404], ['UPLOAD_TYPE', 405],
  ['IMPORT_TAKEN_OVER', 409], ['FILE_TOO_LARGE', 413], ['DOCUMENT_NOT_WHOLE', 422], ['TABLE_TOO_LONG', 422], ['TEMPLATE_TOO_LONG', 422], ['SIGN_IN_UNAVAILABLE', 503],
]);

/** An error as GraphQL tells it, under the status that says the same. */
export const refusedResponse = (error: unknown, request: Request, report: ReportError): Response => {
  const given = error instanceof PlatformError ? refusalError(error) : new GraphQLError('', { originalError: error as Error });
  const requestId = requestIdOf(request);
  const { message, extensions: { http, ...extensions } } = presentError(given, requestId, request.headers, report);
  const { status = 500, headers = {} } = (http ?? {}) as { status?: number; headers?: Record<string, string> };
  const code = String(extensions['code']);
  return new Response(JSON.stringify({ errors: [{ message, extensions }] }), {
    status: statusOf.get(code) ?? (code === 'INTERNAL_ERROR' ? 500 : status),
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  });
};

const isAt = ({ path }: Route, { pathname }: URL): boolean => (path.endsWith('/') ? pathname.startsWith(path) : pathname === path);

const wrongMethod = ({ method, otherMethod }: Route, request: Request, report: ReportError): Response | undefined => {
  if (otherMethod === undefined) return undefined;
  const response = refusedResponse(new PlatformError(otherMethod), request, report);
  response.headers.set('allow', method);
  return response;
};

const served = async (route: Route, request: Request, url: URL, req: IncomingMessage | undefined, options: RouteOptions): Promise<Response> => {
  if (addressMayHoldIdNumber(url.toString())) throw new PlatformError('ID_NUMBER_IN_ADDRESS');
  const identity = await settleIdentity(request, options.identity);
  const timer = timed(request, route.deadlineMs ?? options.deadlineMs);
  const release = await options.rates.admit(whoAsks(identity, request, req, options.trustedHops), route.cost).catch((error: unknown) => {
    timer.clear();
    throw error;
  });
  const held: Promise<unknown>[] = [];
  const letGo = (): void => {
    timer.clear();
    release();
  };
  try {
    return await route.answer({ request, url, identity, requestId: requestIdOf(request), ended: timer.signal, hold: (work) => void held.push(work) });
  } finally {
    if (held.length === 0) letGo();
    else void Promise.allSettled(held).then(letGo);
  }
};

/**
 * Addresses beside the graph, behind the same door: who asks, what they may still ask for, how long it may
 * take, and errors in the same form. A token is asked for by all of them, so no page of somebody else's can
 * make a browser ask.
 */
export const useRoutes = (options: RouteOptions): Plugin => ({
  onRequest: async ({ request, url, serverContext, endResponse }) => {
    const at = new URL(url.toString());
    const route = options.routes.find((one) => isAt(one, at));
    if (!route) return;
    if (route.method !== request.method) {
      const refused = wrongMethod(route, request, options.report);
      if (refused) endResponse(refused);
      return;
    }
    const { req } = (serverContext ?? {}) as { req?: IncomingMessage };
    endResponse(await served(route, request, at, req, options).catch((error: unknown) => refusedResponse(error, request, options.report)));
  },
});
