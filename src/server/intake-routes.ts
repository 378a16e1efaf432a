import type { Plugin } from 'graphql-yoga';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Identity } from '../access/identity.ts';
import { requireSignedIn } from '../access/identity.ts';
import { PlatformError } from '../errors.ts';
import type { Importers } from '../sync/intake/importers.ts';
import { admitImport, type IntakeService, runImport } from '../sync/intake/run.ts';
import { type IdentityOptions, requestIdOf, settleIdentity } from './identity.ts';
import type { Rates } from './rates.ts';
import { spool } from './spool.ts';

/** What the routes of files work with. */
export interface IntakeRouteOptions {
  readonly service: IntakeService;
  readonly importers: Importers;
  readonly identity: IdentityOptions;
  readonly rates: Rates;
}

/** What a file is charged: about as much as the largest operation. */
const uploadCharge = 10_000;

/** An answer that takes longer begins with blanks, so that nothing between gives the connection up. */
const quietMs = 5_000;

const statusOf: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401, TOKEN_INVALID: 401, FORBIDDEN: 403, DEPARTMENT_NOT_IN_CHARGE: 403, COUNTY_OUT_OF_REACH: 403, IMPORT_RECORD_UNKNOWN: 404, IMPORT_RUN_UNKNOWN: 404, UPLOAD_TYPE: 405,
  IMPORT_TAKEN_OVER: 409, FILE_TOO_LARGE: 413, RATE_LIMITED: 429, TOO_MANY_CONCURRENT: 429, SIGN_IN_UNAVAILABLE: 503, DATABASE_UNAVAILABLE: 503, DATABASE_BUSY: 503,
};

const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

/** A failure in the form of the GraphQL side. */
export const failureText = (error: unknown, requestId: string, report: (error: unknown) => void): { readonly status: number; readonly text: string } => {
  const told = error instanceof PlatformError ? error : new PlatformError('INTERNAL_ERROR');
  if (told !== error) report(error);
  return { status: told === error ? (statusOf[told.code] ?? 400) : 500, text: JSON.stringify({ errors: [{ message: told.messages.zh, extensions: { code: told.code, messages: told.messages, requestId } }] }) };
};

/** Signs the caller in, and takes one of their places and the charge while the work goes on. */
export const admitted = async (request: Request, { identity, rates }: Pick<IntakeRouteOptions, 'identity' | 'rates'>, charge: number): Promise<{ readonly caller: Identity; readonly release: () => void }> => {
  const caller = await settleIdentity(request, identity);
  requireSignedIn(caller);
  return { caller, release: await rates.admit({ key: caller.accountId as string, anonymous: false }, charge) };
};

const importBody = async (request: Request, url: URL, record: string, options: IntakeRouteOptions): Promise<string> => {
  const { caller, release } = await admitted(request, options, uploadCharge);
  try {
    const importer = options.importers.find(record);
    const asked = { subject: caller.subject as string, importer, county: url.searchParams.get('county') ?? undefined };
    await admitImport(options.service, asked);
    const file = await spool(url.searchParams.get('file') ?? `${importer.name}`, (request.body ?? []) as unknown as AsyncIterable<Uint8Array>, options.service.maxBytes);
    try {
      const report = await runImport(options.service, {
        ...asked, source: file, dryRun: ['1', 'true'].includes(url.searchParams.get('dryRun') ?? ''), signal: request.signal,
      });
      return JSON.stringify(report);
    } finally {
      await file.remove();
    }
  } finally {
    release();
  }
};

/** The answer when it is there, or a body that stays open until it is. */
const answer = async (work: Promise<{ readonly status: number; readonly text: string }>): Promise<Response> => {
  const first = await Promise.race([work, sleep(quietMs, undefined, { ref: false })]);
  if (first) return new Response(first.text, { status: first.status, headers });
  const encoder = new TextEncoder();
  return new Response(new ReadableStream<Uint8Array>({
    start: (controller) => {
      const blank = setInterval(() => controller.enqueue(encoder.encode('\n')), quietMs);
      void work.then(({ text }) => {
        clearInterval(blank);
        controller.enqueue(encoder.encode(text));
        controller.close();
      });
    },
  }), { status: 200, headers });
};

/**
 * Files over HTTP: `POST /import/<record>` with the file as body; `?dryRun=1` changes nothing, `?file=` names
 * it. The answer is the report. A token is needed, so no page of somebody else's can send one.
 */
export const useIntakeRoutes = (options: IntakeRouteOptions): Plugin => ({
  onRequest: async ({ request, url, endResponse }) => {
    const record = /^\/import\/(\w{1,60})$/.exec(url.pathname)?.[1];
    if (record === undefined) return;
    const requestId = requestIdOf(request);
    const failed = (error: unknown) => failureText(error, requestId, options.service.report);
    if (request.method !== 'POST') {
      const { status, text } = failed(new PlatformError('UPLOAD_TYPE'));
      endResponse(new Response(text, { status, headers: { ...headers, allow: 'POST' } }));
      return;
    }
    endResponse(await answer(importBody(request, new URL(request.url, 'http://localhost'), record, options).then((text) => ({ status: 200, text }), failed)));
  },
});
