import { createHash } from 'node:crypto';
import type { Plugin } from 'graphql-yoga';
import { PlatformError } from '../../errors.ts';
import type { ReportError } from '../../server/errors.ts';
import { addressMayHoldIdNumber } from '../../server/id-number-guard.ts';
import { refusedResponse, statusOf } from '../../server/routes.ts';
import { type Encoding, encodings, type FileFormat, mediaTypes } from '../formats/cells.ts';
import { writeFile } from '../formats/write.ts';
import type { Wording } from '../code-text.ts';
import { chosenIn } from '../search-params.ts';
import { openApiOf } from './open-api.ts';
import { variablesOf } from './parameters.ts';
import type { PlainDocument } from './plain-documents.ts';
import type { TableColumn } from './table.ts';

/** Asks the graph as the caller would: through every limit, with every journal. */
export type AskGraph = (request: Request, serverContext: object) => Promise<Response>;

export interface PlainOptions {
  readonly documents: ReadonlyMap<string, PlainDocument>;
  readonly ask: AskGraph;
  readonly report: ReportError;
}

interface Asked {
  readonly document: PlainDocument;
  readonly format: 'json' | 'csv' | 'xlsx';
  readonly url: URL;
  readonly request: Request;
  readonly serverContext: object;
}

const path = /^\/documents\/(\w{1,100})(?:\.(json|csv|xlsx))?$/;

const wordings: readonly Wording[] = ['zh', 'en', 'code'];

/** Headers that say who asks and how; the rest is about this address. */
const passedOn = ['authorization', 'accept-language', 'x-request-id', 'x-youyu-deadline-ms', 'x-forwarded-for'] as const;

const inner = ({ request, document, url }: Asked, variables: object): Request => {
  const headers = new Headers({ 'content-type': 'application/json', accept: 'application/graphql-response+json' });
  for (const name of passedOn) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return new Request(new URL('/graphql', url), { method: 'POST', headers, body: JSON.stringify({ documentId: document.id, variables }), signal: request.signal });
};

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly unknown[];
}

/** An answer with an error is no table and no whole JSON either: then only the errors are given. */
class Refused extends Error {
  readonly response: Response;
  constructor(response: Response) {
    super('refused');
    this.response = response;
  }
}

const codeIn = ([first]: readonly unknown[]): string => String((first as { extensions?: { code?: unknown } } | undefined)?.extensions?.code);

const askOnce = async (asked: Asked, variables: object, ask: AskGraph): Promise<{ readonly answer: Answer; readonly text: string }> => {
  const response = await ask(inner(asked, variables), asked.serverContext);
  const text = await response.text();
  const answer = JSON.parse(text) as Answer;
  if (!answer.errors?.length) return { answer, text };
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8' });
  for (const name of ['retry-after', 'www-authenticate']) if (response.headers.has(name)) headers.set(name, response.headers.get(name) as string);
  throw new Refused(new Response(JSON.stringify({ errors: answer.errors }), { status: response.status === 200 ? (statusOf.get(codeIn(answer.errors)) ?? 422) : response.status, headers }));
};

/** Pages of one table are followed so far; more is for an export. */
const mostPages = 100;

/** All rows of a table, page after page: never the first ones only. */
const allRows = async (asked: Asked, variables: object, ask: AskGraph): Promise<readonly unknown[]> => {
  const { table, parameters } = asked.document;
  if (table.isUncertain) throw new PlatformError('DOCUMENT_NOT_WHOLE');
  const rows: unknown[] = [];
  let after: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const { answer } = await askOnce(asked, after === null ? variables : { ...variables, after }, ask);
    rows.push(...table.rowsOf(answer.data));
    const info = table.pageOf(answer.data);
    if (!info?.hasNextPage) return rows;
    if (!parameters.some(({ name }) => name === 'after')) throw new PlatformError('DOCUMENT_NOT_WHOLE');
    after = info.endCursor;
  }
  throw new PlatformError('TABLE_TOO_LONG', { max: rows.length });
};

const headerOf = ({ path: name, title }: TableColumn, wording: Wording): string => (wording === 'code' ? name : title[wording]);

const tableBytes = async (asked: Asked, variables: object, ask: AskGraph): Promise<Uint8Array> => {
  const wording = chosenIn(asked.url.searchParams, 'headers', wordings, 'zh');
  const encoding: Encoding = chosenIn(asked.url.searchParams, 'encoding', encodings, 'utf-8-bom');
  const rows = await allRows(asked, variables, ask);
  const { columns } = asked.document.table;
  const cells = rows.map((row) => columns.map((column) => column.cellOf(row, wording)));
  const format = asked.format.toUpperCase() as FileFormat;
  const parts: Uint8Array[] = [];
  for await (const part of writeFile(format, columns.map((column) => ({ header: headerOf(column, wording), kind: column.kind })), cells, { encoding, sheet: asked.document.name })) parts.push(part);
  return Buffer.concat(parts);
};

const typeOf = ({ format, url }: Asked): string => {
  if (format === 'json') return 'application/json; charset=utf-8';
  if (format === 'xlsx') return mediaTypes.XLSX;
  return url.searchParams.get('encoding') === 'gb18030' ? 'text/csv; charset=gb18030' : mediaTypes.CSV;
};

/** Strong: of what is answered, to this caller. A workbook has the time it was made in it, so its tag is of the answer's rows alone. */
const tagOf = (bytes: Uint8Array | string): string => `"${createHash('sha256').update(bytes).digest('base64url')}"`;

const matches = (request: Request, tag: string): boolean => (request.headers.get('if-none-match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, '')).some((one) => one === tag || one === '*');

const answered = async (asked: Asked, ask: AskGraph): Promise<Response> => {
  const variables = variablesOf(asked.document, asked.url.searchParams);
  const body = asked.format === 'json' ? (await askOnce(asked, variables, ask)).text : await tableBytes(asked, variables, ask);
  const headers: Record<string, string> = { 'content-type': typeOf(asked), ...(asked.format === 'xlsx' ? {} : { etag: tagOf(body) }) };
  // only now: who may not read it is not told that it is what it was
  if (headers['etag'] !== undefined && matches(asked.request, headers['etag'])) return new Response(null, { status: 304, headers: { etag: headers['etag'] } });
  if (asked.format !== 'json') headers['content-disposition'] = `attachment; filename="${asked.document.name}.${asked.format}"`;
  return new Response(body as BodyInit, { headers });
};

const formatOf = (request: Request, ending: string | undefined): Asked['format'] =>
  (ending as Asked['format'] | undefined) ?? (/^\s*text\/csv\b/.test(request.headers.get('accept') ?? '') ? 'csv' : 'json');

const serve = async (request: Request, url: URL, serverContext: object, { documents, ask }: PlainOptions): Promise<Response> => {
  if (addressMayHoldIdNumber(url.toString())) throw new PlatformError('ID_NUMBER_IN_ADDRESS');
  const [, name, ending] = path.exec(url.pathname) ?? [];
  const document = documents.get(name ?? '');
  if (!document) throw new PlatformError('DOCUMENT_UNKNOWN');
  // a page of somebody else's cannot send this header: what it could ask for is public
  return answered({ document, format: formatOf(request, ending), url, request, serverContext }, ask);
};

/**
 * Every trusted document at an address of its own: `GET /documents/CountyOverview?code=140224`, as JSON, or with
 * `.csv` and `.xlsx` as a table; and `GET /openapi.json`, which describes them all. What is asked goes through
 * the graph, so it is the same answer to the same caller under the same limits.
 */
export const usePlainUrls = (options: PlainOptions): Plugin => {
  const description = JSON.stringify(openApiOf([...options.documents.values()]));
  return {
    onRequest: async ({ request, url: given, serverContext, endResponse }) => {
      const url = new URL(given.toString());
      if (request.method !== 'GET') return;
      if (url.pathname === '/openapi.json') endResponse(new Response(description, { headers: { 'content-type': 'application/json; charset=utf-8' } }));
      if (!url.pathname.startsWith('/documents/')) return;
      endResponse(await serve(request, url, serverContext ?? {}, options).catch((error: unknown) => (error instanceof Refused ? error.response : refusedResponse(error, request, options.report))));
    },
  };
};
