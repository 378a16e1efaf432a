import type { Accounts } from '../access/accounts.ts';
import { countiesByRole, type Identity } from '../access/identity.ts';
import type { Database } from '../db/database.ts';
import { PlatformError } from '../errors.ts';
import type { NoticeEvent } from '../schema/administration/notices.ts';
import { createStreamQueue, type StreamQueue } from './stream-queue.ts';

/** Who opens a stream, and until when their token lets them. */
export interface StreamOwner {
  readonly identity: Identity;
  readonly signedInUntil: number;
}

export interface NoticeHub {
  /** A stream of notices to this caller, from now on. @throws PlatformError STREAMS_TOO_MANY, STREAM_ENDED */
  open(owner: StreamOwner): AsyncIterableIterator<NoticeEvent>;
  /** Ends every stream and opens no more. */
  close(): void;
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

interface Open {
  readonly queue: StreamQueue<NoticeEvent>;
  readonly subject: string;
  readonly signedInUntil: number;
  /** Roles it began with: when one is gone, so is the stream. */
  readonly roles: readonly string[];
  identity: Identity;
}

interface News {
  readonly id: string;
  readonly toActor: string | null;
  readonly toRole: string | null;
  readonly toCounty: string | null;
}

interface Position {
  readonly xid: string;
  readonly id: string;
}

const first = '00000000-0000-0000-0000-000000000000';

/** Below the horizon nothing can appear any more that is not there yet; so no notice is passed over. */
const horizonText = 'select pg_snapshot_xmin(pg_current_snapshot())::text';
const newsText = `
  select id, to_actor, to_role, to_county, xid::text from core.notice
  where (xid, id) > ($1::xid8, $2::uuid) and xid < pg_snapshot_xmin(pg_current_snapshot())
  order by xid, id limit 500`;

const asOwner = { scope: 'owner', readOnly: true } as const;

const startOf = (db: Database): Promise<Position> =>
  db.transaction(asOwner, async (tx) => ({ xid: String((await tx.query(horizonText)).rows[0]?.[0]), id: first }));

const readNews = (db: Database, { xid, id }: Position): Promise<readonly (News & Position)[]> =>
  db.transaction(asOwner, async (tx) => {
    const { rows } = await tx.query(newsText, [xid, id]);
    return rows.map(([found, toActor, toRole, toCounty, at]) => ({ id: found, toActor, toRole, toCounty, xid: at }) as News & Position);
  });

const isFor = ({ toActor, toRole, toCounty }: News, { subject, identity }: Open): boolean =>
  toActor !== null ? toActor === subject : countiesByRole(identity).some(([role, counties]) => role === toRole && (counties === '*' || counties.includes(toCounty ?? '')));

const rolesOf = ({ held }: Identity): readonly string[] => held.map(({ id }) => id);

/** Looks at who a stream belongs to anew; false when it must end. An outage ends none: nothing flows meanwhile. */
const stillMay = async (stream: Open, { accounts, clock, today }: HubOptions): Promise<boolean> => {
  if (clock().getTime() >= stream.signedInUntil) return false;
  const identity = await accounts.find(stream.subject, today()).catch(() => stream.identity);
  if (!identity) return false;
  stream.identity = identity;
  const roles = new Set(rolesOf(identity));
  return stream.roles.every((role) => roles.has(role));
};

/** One look at everything: ends streams whose time is over, and passes news on to the others. Answers how far it came. */
const lookOnce = async (streams: ReadonlySet<Open>, options: HubOptions, position: Position): Promise<Position> => {
  for (const stream of streams) if (!(await stillMay(stream, options))) stream.queue.end(new PlatformError('STREAM_ENDED'));
  if (streams.size === 0) return position;
  const news = await readNews(options.db, position);
  for (const stream of streams) {
    const late = news.some((one) => isFor(one, stream) && !stream.queue.put({ noticeId: one.id }));
    if (late) stream.queue.end(new PlatformError('STREAM_TOO_SLOW'));
  }
  return news.at(-1) ?? position;
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

/** News for all streams of this process: the database is asked once a turn, however many they are, and not at all without any. */
export const createNoticeHub = (options: HubOptions): NoticeHub => {
  const { everyMs = 1_500, perAccount = 5, inAll = 1_000, longest = 100 } = options;
  const streams = new Set<Open>();
  let position: Position | undefined;
  let closed = false;
  const poller = createPoller(async () => {
    position = position === undefined ? await startOf(options.db) : await lookOnce(streams, options, position);
  }, everyMs);
  const leave = (stream: Open): void => {
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
      const stream: Open = { subject, signedInUntil, identity, roles: rolesOf(identity), queue: createStreamQueue<NoticeEvent>(longest, () => leave(stream)) };
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
