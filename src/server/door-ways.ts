import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { noteArrival } from './deadline.ts';
import { type Door, type DoorAnswer, plainlyAsked } from './door.ts';
import { protectiveHeaders } from './protective-headers.ts';

interface WaysOptions {
  readonly door: Door;
  /** The fetch API of the general way in, so that answers are of one kind. */
  readonly fetchApi: { readonly Response: typeof Response };
  readonly production: boolean;
  readonly byOrigin: boolean;
}

/** Longer bodies are rare, and take their time. */
const longestBody = 100_000;
/** A body that takes longer is read by the general way in, against the time of its request. */
const patienceMs = 200;

/** The headers that the general way in gives the same answer. */
const headersOf = ({ body, mediaType }: DoorAnswer, { production, byOrigin }: WaysOptions): Record<string, string> => ({
  'content-type': `${mediaType}; charset=utf-8`,
  'content-length': String(Buffer.byteLength(body)),
  ...protectiveHeaders(production),
  vary: ['Authorization', 'Accept', 'Accept-Language', ...(byOrigin ? ['Origin'] : [])].join(', '),
  'cache-control': 'no-store',
});

const isGraph = (url: string | undefined): boolean => url === '/graphql';

/** Without an answer for whatever reason: the general way in tells what there is to tell. */
const answered = async (door: Door, ...asked: Parameters<Door>): Promise<DoorAnswer | undefined> => {
  try {
    return await door(...asked);
  } catch {
    return undefined;
  }
};

/** Asks for the fetch API: answers, or gives the request on with its body in hand. */
export const viaDoor = (options: WaysOptions, general: (request: Request) => Promise<Response>) => async (request: Request): Promise<Response> => {
  const mediaType = request.method === 'POST' && isGraph(request.url.replace(/^\w+:\/\/[^/]*/, '')) ? plainlyAsked(request) : undefined;
  if (mediaType === undefined || Number(request.headers.get('content-length') ?? 0) > longestBody) return general(request);
  noteArrival(request);
  const copy = request.clone();
  const body = await copy.text().catch(() => undefined);
  const answer = body === undefined || body.length > longestBody ? undefined : await answered(options.door, request, mediaType, body);
  return answer ? new options.fetchApi.Response(answer.body, { headers: headersOf(answer, options) }) : general(request);
};

/** What has arrived of a body, and whether that is all. */
interface Arrived {
  readonly chunks: readonly Buffer[];
  readonly isWhole: boolean;
}

const arrived = async (req: IncomingMessage): Promise<Arrived> => {
  const chunks: Buffer[] = [];
  const { promise: over, resolve } = Promise.withResolvers<boolean>();
  const take = (chunk: Buffer): void => void chunks.push(chunk);
  const [ended, broken] = [() => resolve(true), () => resolve(false)];
  req.on('data', take).once('end', ended).once('close', broken).once('error', broken);
  const late = new AbortController();
  const isWhole = await Promise.race([over, sleep(patienceMs, false, { signal: late.signal }).catch(() => false)]);
  late.abort();
  req.off('data', take).off('end', ended).off('close', broken).off('error', broken).pause();
  return { chunks, isWhole };
};

async function* withRest(chunks: readonly Buffer[], rest: IncomingMessage): AsyncGenerator<Buffer> {
  yield* chunks;
  yield* rest;
}

type Listener = (req: IncomingMessage, res: ServerResponse) => void;

const isShort = ({ headers }: IncomingMessage): boolean => /^\d{1,6}$/.test(headers['content-length'] ?? '') && Number(headers['content-length']) <= longestBody;

/** Node's request listener with the door before it. */
export const behindDoor = (options: WaysOptions, general: Listener): Listener => {
  const serve = async (req: IncomingMessage, res: ServerResponse, mediaType: string): Promise<void> => {
    noteArrival(req);
    const controller = new AbortController();
    const gone = (): void => controller.abort();
    res.once('close', gone);
    const { chunks, isWhole } = await arrived(req);
    const headers = { get: (name: string) => headerOf(req, name) };
    const answer = isWhole ? await answered(options.door, { headers, signal: controller.signal, req }, mediaType, Buffer.concat(chunks).toString()) : undefined;
    res.off('close', gone);
    if (answer) {
      if (!res.destroyed) res.writeHead(200, headersOf(answer, options)).end(answer.body);
      return;
    }
    if (controller.signal.aborted || res.destroyed) return; // nobody is there to be told anything
    const body = isWhole ? Buffer.concat(chunks) : Readable.from(withRest(chunks, req));
    general(Object.assign(req, { body }), res);
  };
  return (req, res) => {
    const mediaType = req.method === 'POST' && isGraph(req.url) && isShort(req) ? plainlyAsked({ headers: { get: (name) => headerOf(req, name) } }) : undefined;
    if (mediaType === undefined) general(req, res);
    else void serve(req, res, mediaType);
  };
};

const headerOf = ({ headers }: IncomingMessage, name: string): string | null => {
  const value = headers[name];
  return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value;
};
