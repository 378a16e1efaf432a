import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { mayHoldIdNumber } from '../access/id-number-text.ts';
import type { Identity } from '../access/identity.ts';
import { PlatformError } from '../errors.ts';
import { whoAsks } from './admission.ts';
import { timed } from './deadline.ts';
import { presentError, type ReportError } from './errors.ts';
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
export const statusOf: ReadonlyMap<string, number> = new Map([['UNAUTHENTICATED', 401], ['TOKEN_INVALID', 401], ['FORBIDDEN', 403], ['FORM_NOT_FOUND', 404], ['EXPORT_UNKNOWN', 404], ['DOCUMENT_NOT_WHOLE', 422], ['TABLE_TOO_LONG', 422]]);

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

const addressOf = (url: URL): string => {
  try {
    return decodeURIComponent(`${url.pathname}${url.search}`);
  } catch {
    return url.pathname;
  }
};

const routeOf = (routes: readonly Route[], method: string, { pathname }: URL): Route | undefined =>
  routes.find((route) => route.method === method && (route.path.endsWith('/') ? pathname.startsWith(route.path) : pathname === route.path));

const served = async (route: Route, request: Request, url: URL, req: IncomingMessage | undefined, options: RouteOptions): Promise<Response> => {
  if (mayHoldIdNumber(addressOf(url))) throw new PlatformError('ID_NUMBER_IN_ADDRESS');
  const identity = await settleIdentity(request, options.identity);
  const release = await options.rates.admit(whoAsks(identity, request, req, options.trustedHops), route.cost);
  const timer = timed(request, route.deadlineMs ?? options.deadlineMs);
  try {
    return await route.answer({ request, url, identity, requestId: requestIdOf(request), ended: timer.signal });
  } finally {
    timer.clear();
    release();
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
    const route = routeOf(options.routes, request.method, at);
    if (!route) return;
    const { req } = (serverContext ?? {}) as { req?: IncomingMessage };
    endResponse(await served(route, request, at, req, options).catch((error: unknown) => refusedResponse(error, request, options.report)));
  },
});
