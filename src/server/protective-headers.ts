import type { Plugin } from 'graphql-yoga';
import { identityOf } from './identity.ts';

const forData = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** The query page is one file with all its scripts, styles and fonts in it; it asks nobody but us. */
const forPage = [
  "default-src 'none'", "script-src 'unsafe-inline' blob:", 'worker-src blob:', "style-src 'unsafe-inline'", 'font-src data:', 'img-src data:', "connect-src 'self'",
  "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'",
].join('; ');

/** Headers of every answer, whoever makes it. */
export const protectiveHeaders = (production: boolean, isPage = false): Readonly<Record<string, string>> => ({
  'content-security-policy': isPage ? forPage : forData,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  ...(production ? { 'strict-transport-security': 'max-age=31536000' } : {}),
});

/** What a proxy may keep for a minute: a public answer without errors, asked for by the id of its document. */
const shared = 'public, max-age=60';

/** What its reader may keep, and asks for anew each time: it has a tag to ask with. */
const revalidated = 'private, no-cache';

const named = (request: Request): boolean => request.method === 'GET' && /[?&]documentId=/.test(request.url);

const isPublic = (request: Request): boolean => named(request) && identityOf(request).accountId === null && !request.headers.has('authorization') && !request.headers.has('x-youyu-cost');

interface HeaderOptions {
  readonly production: boolean;
  /** Whether answers differ by the page that asks. */
  readonly byOrigin: boolean;
}

/** Sets the headers that keep browsers and proxies from doing with an answer what they should not. */
export const useProtectiveHeaders = ({ production, byOrigin }: HeaderOptions): Plugin => {
  const faultless = new WeakSet<Request>();
  return {
    onResultProcess: ({ request, result }) => {
      if (!Array.isArray(result) && 'data' in result && !result.errors?.length) faultless.add(request);
    },
    onResponse: ({ request, response: { headers, status } }) => {
      headers.delete('x-yoga-id');
      const isPage = (headers.get('content-type') ?? '').startsWith('text/html');
      for (const [name, value] of Object.entries(protectiveHeaders(production, isPage))) headers.set(name, value);
      headers.set('vary', ['Authorization', 'Accept', 'Accept-Language', ...(byOrigin ? ['Origin'] : [])].join(', '));
      headers.set('cache-control', headers.has('etag') ? revalidated : status === 200 && faultless.has(request) && isPublic(request) ? shared : 'no-store');
    },
  };
};
