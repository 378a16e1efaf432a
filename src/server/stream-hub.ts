import type { Accounts } from '../access/accounts.ts';
import type { Identity } from '../access/identity.ts';
import type { Database } from '../db/database.ts';
import { PlatformError } from '../errors.ts';
import { createStreamQueue, type StreamQueue } from './stream-queue.ts';

/** Who opens a stream, and until when their token lets them. */
export interface StreamOwner {
  readonly identity: Identity;
  readonly signedInUntil: number;
}

export interface StreamSettings {
  /** How often the database is asked for news, for all streams together. */
  readonly everyMs?: number;
  readonly perAccount?: number;
  readonly inAll?: number;
  /** Events that a slow reader may be behind. */
  readonly longest?: number;
}

export interface HubOptions extends StreamSettings {
  readonly db: Database;
  readonly accounts: Accounts;
  readonly clock: () => Date;
  readonly today: () => string;
}

export interface OpenStream<E> {
  readonly queue: StreamQueue<E>;
  readonly subject: string;
  readonly signedInUntil: number;
  /** Roles it began with: when one is gone, so is the stream. */
  readonly roles: readonly string[];
  identity: Identity;
}

/** Where the streams of a hub get their news from. */
export interface NewsSource<E, P> {
  /** The place that news is looked for from. */
  start(db: Database, streams: ReadonlySet<OpenStream<E>>): Promise<P>;
  /** Looks once for all streams, and gives each what is its own. Answers how far it came. */
  look(db: Database, streams: ReadonlySet<OpenStream<E>>, from: P): Promise<P>;
}

export interface StreamHub<E> {
  /** A stream to this caller, from now on. @throws PlatformError STREAMS_TOO_MANY, STREAM_ENDED */
  open(owner: StreamOwner): StreamQueue<E>;
  /** Ends every stream and opens no more. */
  close(): void;
}

const rolesOf = ({ held }: Identity): readonly string[] => held.map(({ id }) => id);

/** Looks at who a stream belongs to anew; false when it must end. An outage ends none: nothing flows meanwhile. */
const stillMay = async (stream: OpenStream<never>, { accounts, clock, today }: HubOptions): Promise<boolean> => {
  if (clock().getTime() >= stream.signedInUntil) return false;
  const identity = await accounts.find(stream.subject, today()).catch(() => stream.identity);
  if (!identity) return false;
  stream.identity = identity;
  const roles = new Set(rolesOf(identity));
  return stream.roles.every((role) => roles.has(role));
};

/** Runs `look` again and again while there is somebody to look for, never twice at a time. */
const createPoller = (look: () => Promise<void>, everyMs: number) => {
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  const turn = async (): Promise<void> => {
    await look().catch(() => undefined); // an outage: the next turn asks again, from the same place
    if (running) timer = setTimeout(turn, everyMs).unref();
  };
  return {
    start: (): void => {
      if (running) return;
      running = true;
      void turn();
    },
    stop: (): void => {
      running = false;
      clearTimeout(timer);
    },
  };
};

/** Streams of one kind: the database is asked once a turn, however many they are, and not at all without any. */
export const createStreamHub = <E, P>(options: HubOptions, source: NewsSource<E, P>): StreamHub<E> => {
  const { db, everyMs = 1_500, perAccount = 5, inAll = 1_000, longest = 100 } = options;
  const streams = new Set<OpenStream<E>>();
  let position: P | undefined;
  let closed = false;
  const poller = createPoller(async () => {
    if (position === undefined) {
      position = await source.start(db, streams);
      return;
    }
    for (const stream of streams) if (!(await stillMay(stream as OpenStream<never>, options))) stream.queue.end(new PlatformError('STREAM_ENDED'));
    if (streams.size > 0) position = await source.look(db, streams, position);
  }, everyMs);
  const leave = (stream: OpenStream<E>): void => {
    streams.delete(stream);
    if (streams.size > 0) return;
    poller.stop();
    position = undefined;
  };
  return {
    open: ({ identity, signedInUntil }) => {
      if (closed) throw new PlatformError('STREAM_ENDED');
      const subject = identity.subject as string;
      const own = [...streams].filter((stream) => stream.subject === subject).length;
      if (own >= perAccount || streams.size >= inAll) throw new PlatformError('STREAMS_TOO_MANY', { max: own >= perAccount ? perAccount : inAll });
      const stream: OpenStream<E> = { subject, signedInUntil, identity, roles: rolesOf(identity), queue: createStreamQueue<E>(longest, () => leave(stream)) };
      streams.add(stream);
      poller.start();
      return stream.queue;
    },
    close: () => {
      closed = true;
      for (const stream of streams) stream.queue.end(new PlatformError('STREAM_ENDED'));
    },
  };
};
