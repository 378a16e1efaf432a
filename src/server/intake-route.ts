import { setTimeout as sleep } from 'node:timers/promises';
import { requireSignedIn } from '../access/identity.ts';
import { PlatformError } from '../errors.ts';
import type { Importers } from '../sync/intake/importers.ts';
import { listFileName, nameOfAsked } from '../sync/matching/list-name.ts';
import { runIdOf } from '../sync/intake/runs/read.ts';
import { admitImport, type IntakeService, runImport } from '../sync/intake/run.ts';
import type { ReportError } from './errors.ts';
import { refusedResponse, type Route, type RouteCall } from './routes.ts';
import { spool } from './spool.ts';

/** What the route of files works with. */
export interface IntakeRouteOptions {
  readonly service: IntakeService;
  readonly importers: Importers;
  readonly report: ReportError;
}

/** Longest life of an import over HTTP: a run that is cut is taken up by sending the file again. */
const importMs = 3_600_000;

/** An answer that takes longer begins with blanks, so that nothing between gives the connection up. */
const quietMs = 5_000;

const headers = { 'content-type': 'application/json; charset=utf-8' };

const correctsIn = ({ searchParams }: URL): string | undefined => {
  const given = searchParams.get('corrects');
  return given === null ? undefined : runIdOf(given);
};

const imported = async ({ request, url, identity, ended }: RouteCall, { service, importers }: IntakeRouteOptions): Promise<string> => {
  requireSignedIn(identity);
  const name = /^\/import\/(\w{1,60})$/.exec(url.pathname)?.[1];
  if (name === undefined) throw new PlatformError('IMPORT_RECORD_UNKNOWN', { record: '' });
  const importer = importers.find(name === listFileName ? nameOfAsked(url.searchParams) : name);
  const asked = { subject: identity.subject as string, importer, county: url.searchParams.get('county') ?? undefined, corrects: correctsIn(url) };
  await admitImport(service, asked);
  const file = await spool(url.searchParams.get('file') ?? importer.name, (request.body ?? []) as unknown as AsyncIterable<Uint8Array>, service.maxBytes);
  try {
    return JSON.stringify(await runImport(service, { ...asked, source: file, dryRun: ['1', 'true'].includes(url.searchParams.get('dryRun') ?? ''), signal: ended }));
  } finally {
    await file.remove();
  }
};

/** A body that stays open, blank, until the report is there: its status has left already. */
const laterBody = (text: Promise<string>): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  let blank: NodeJS.Timeout | undefined;
  let isOpen = true;
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      blank = setInterval(() => controller.enqueue(encoder.encode('\n')), quietMs);
      void text.then((told) => {
        clearInterval(blank);
        if (!isOpen) return;
        controller.enqueue(encoder.encode(told));
        controller.close();
      });
    },
    cancel: () => {
      isOpen = false;
      clearInterval(blank);
    },
  });
};

/**
 * Files over HTTP: `POST /import/<record>` with the file as body; `?dryRun=1` changes nothing, `?file=` names
 * it, `?corrects=` the run whose rows it puts right. A list to be compared goes to `/import/ComparisonRow`, with
 * `?county=`, `?list=`, `?asOf=` and `?title=`. The answer is the report.
 */
export const intakeRoute = (options: IntakeRouteOptions): Route => ({
  method: 'POST',
  path: '/import/',
  otherMethod: 'UPLOAD_TYPE',
  cost: 10_000,
  deadlineMs: importMs,
  answer: async (call) => {
    const work = imported(call, options).then((text) => new Response(text, { headers }), (error: unknown) => refusedResponse(error, call.request, options.report));
    const first = await Promise.race([work, sleep(quietMs, undefined, { ref: false })]);
    if (first) return first;
    call.hold(work);
    return new Response(laterBody(work.then((response) => response.text())), { headers });
  },
});
