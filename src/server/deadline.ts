import type { Plugin } from 'graphql-yoga';
import { PlatformError } from '../errors.ts';

const header = 'x-youyu-deadline-ms';

/** The time a caller gives us, if it is less than we give ourselves. @throws PlatformError DEADLINE_INVALID */
const askedMs = (request: Request, longest: number): number | undefined => {
  const text = request.headers.get(header);
  if (text === null) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new PlatformError('DEADLINE_INVALID');
  return Number(text) < longest ? Number(text) : undefined;
};

interface Timed {
  readonly signal: AbortSignal;
  readonly asked: number | undefined;
  /** From now on only the caller's leaving ends it. */
  clear(): void;
}

const arrivals = new WeakMap<object, number>();

/** Says that a request is here already: its time runs from now on, whichever way it goes. */
export const noteArrival = (carrier: object): void => {
  arrivals.set(carrier, performance.now());
};

/** Starts the time of a request, or goes on with it. @throws PlatformError DEADLINE_INVALID */
export const timed = (request: Request, longest: number, carrier: object = request): Timed => {
  const asked = askedMs(request, longest);
  const spent = performance.now() - (arrivals.get(carrier) ?? performance.now());
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new PlatformError('DEADLINE_EXCEEDED')), Math.max((asked ?? longest) - spent, 0));
  const gone = (): void => {
    clearTimeout(timer);
    controller.abort(new PlatformError('CALLER_GONE'));
  };
  if (request.signal.aborted) gone();
  else request.signal.addEventListener('abort', gone, { once: true });
  return { signal: controller.signal, asked, clear: () => clearTimeout(timer) };
};

/**
 * The time of an operation: from the arrival of its request to its answer, with all waiting. When it is up, or the
 * caller has gone, the running statement is ended and no further resolver runs. A stream goes on; it ends with its caller.
 */
export const useDeadline = (longest: number): Plugin => {
  const timers = new WeakMap<Request, Timed>();
  return {
    onRequestParse: ({ request, serverContext }) => {
      const { req } = (serverContext ?? {}) as { req?: object };
      timers.set(request, timed(request, longest, req ?? request));
    },
    onContextBuilding: ({ context, extendContext }) => {
      const its = timers.get((context as unknown as { request: Request }).request);
      if (its) extendContext({ ended: its.signal, ...(its.asked === undefined ? {} : { deadlineMs: its.asked }) } as never);
    },
    onSubscribe: ({ args }) => timers.get((args.contextValue as unknown as { request: Request }).request)?.clear(),
    onResponse: ({ request }) => timers.get(request)?.clear(),
  };
};
