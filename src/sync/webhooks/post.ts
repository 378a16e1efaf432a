import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import type { WebhookFailure } from '../../db/codes/webhooks.ts';
import { type AllowedNetworks, destinationOf, type Resolve } from './address.ts';

/** What became of a message: taken, or why not. */
export type Outcome = 'TAKEN' | WebhookFailure;

export interface PostOptions {
  readonly networks: AllowedNetworks;
  readonly timeoutMs: number;
  readonly resolve?: Resolve;
}

/** Longest answer that is read; nothing in it is looked at. */
const longestAnswer = 65_536;

const busy: ReadonlySet<number> = new Set([408, 425, 429]);

const outcomeOf = (status: number): Outcome => {
  if (status >= 200 && status < 300) return 'TAKEN';
  if (status === 410) return 'GONE';
  return status < 200 || status >= 500 || busy.has(status) ? 'SERVER_ERROR' : 'REFUSED'; // redirects are followed nowhere
};

const send = (url: URL, headers: Record<string, string>, body: string, signal: AbortSignal, to: { address: string; family: 4 | 6 }): Promise<Outcome> =>
  new Promise((resolve) => {
    const fault = (): void => resolve(signal.aborted ? 'TIMED_OUT' : 'UNREACHABLE');
    const request = (url.protocol === 'https:' ? overHttps : overHttp)(url, {
      method: 'POST', headers, signal, agent: false,
      // the address that was checked: a second answer of the name server is not asked for
      lookup: ((_: string, options: { all?: boolean }, done: (...given: unknown[]) => void) =>
        (options.all ? done(null, [to]) : done(null, to.address, to.family))) as never,
    }, (response) => {
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length <= longestAnswer) return;
        resolve('BAD_ANSWER');
        response.destroy();
      });
      response.on('end', () => resolve(response.complete ? outcomeOf(response.statusCode ?? 0) : 'BAD_ANSWER'));
      response.on('error', () => resolve(signal.aborted ? 'TIMED_OUT' : 'BAD_ANSWER'));
      response.on('close', () => resolve('BAD_ANSWER'));
    });
    request.on('error', fault);
    request.end(body);
  });

/**
 * Sends a message once. The name is looked up once and every address it has is checked; the connection
 * goes to the one that was. A message is taken when a whole, short answer in the two hundreds came in time.
 */
export const post = async (text: string, headers: Record<string, string>, body: string, { networks, timeoutMs, resolve }: PostOptions): Promise<Outcome> => {
  const signal = AbortSignal.timeout(timeoutMs);
  const url = new URL(text);
  const late = new Promise<'TIMED_OUT'>((done) => signal.addEventListener('abort', () => done('TIMED_OUT'), { once: true }));
  const to = await Promise.race([late, destinationOf(url, networks, resolve).catch(() => 'UNREACHABLE' as const)]);
  if (to === undefined) return 'ADDRESS_REFUSED';
  if (typeof to === 'string') return to;
  return Promise.race([late, send(url, { ...headers, 'content-type': 'application/json', 'user-agent': 'youyu-webhooks' }, body, signal, to)]);
};
