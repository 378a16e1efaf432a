import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention';
import type { Plugin, YogaServerOptions } from 'graphql-yoga';
import { PlatformError } from '../errors.ts';

/** One of these shows that no page of somebody else's made a browser ask: it would have had to ask us first whether it may. */
const proofs = ['authorization', 'x-graphql-yoga-csrf', 'x-requested-with', 'apollo-require-preflight'];

type RequestHook = NonNullable<Plugin['onRequestParse']>;

const csrf = useCSRFPrevention({ requestHeaders: proofs });

/** Refuses a GET that any page could make a browser send. What such a page can post is no JSON, and not read at all. */
export const useCrossSiteRefusal = (): Plugin => ({
  onRequestParse: (payload) => {
    if (payload.request.method !== 'GET') return;
    try {
      (csrf.onRequestParse as RequestHook)(payload);
    } catch {
      throw new PlatformError('CROSS_SITE_REQUEST');
    }
  },
});

type Cors = Exclude<YogaServerOptions<object, object>['cors'], undefined>;

const allowedHeaders = ['authorization', 'content-type', 'idempotency-key', 'x-graphql-yoga-csrf', 'x-requested-with', 'x-request-id', 'x-youyu-cost', 'x-youyu-deadline-ms'];

/** Pages of these origins may ask from a browser; without any, none of another origin may. Tokens are sent by hand, so no cookies. */
export const corsFor = (origins: readonly string[]): Cors =>
  origins.length === 0
    ? false
    : ((request: Request) => {
        const origin = request.headers.get('origin') ?? '';
        return origins.includes(origin) ? { origin: [origin], credentials: false, methods: ['GET', 'POST'], allowedHeaders, exposedHeaders: ['retry-after'], maxAge: 600 } : false;
      }) as Cors;
