import type { Database, Scope } from '../db/database.ts';
import type { ChangeEvent } from '../sync/feed/stream.ts';
import { createStreamHub, type HubOptions, type OpenStream, type StreamOwner } from './stream-hub.ts';

export interface ChangeHub {
  /** A stream of turns to read what comes after a cursor. @throws PlatformError STREAMS_TOO_MANY, STREAM_ENDED */
  open(owner: StreamOwner, after: string | undefined): AsyncIterableIterator<ChangeEvent>;
  close(): void;
}

interface Place {
  readonly xid: string;
  readonly seq: string;
}

const scope: Scope = { counties: '*', domains: '*', actor: 'system:feed' };

const horizonText = 'select pg_snapshot_xmin(pg_current_snapshot())::text';
/** Where something happened. So many entries tell it; when there are more, everybody is told. */
const many = 2_000;
const newsText = `
  select county_code, prior_county_code, xid::text as at_xid, seq::text as at_seq from core.change_entry
  where (xid, seq) > ($1::xid8, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid, seq limit ${many}`;

interface News {
  /** Counties in which something changed; undefined for any. */
  readonly counties: ReadonlySet<unknown> | undefined;
  readonly next: Place;
}

const readNews = (db: Database, { xid, seq }: Place): Promise<News> =>
  db.transaction({ scope, readOnly: true }, async (tx) => {
    const horizon = String((await tx.query(horizonText)).rows[0]?.[0]);
    const { rows } = await tx.query(newsText, [xid, seq]);
    const [, , lastXid, lastSeq] = rows.at(-1) ?? [null, null, xid, seq];
    if (rows.length === many) return { counties: undefined, next: { xid: horizon, seq: '0' } };
    return { counties: new Set(rows.flatMap(([now, prior]) => (prior === null ? [now] : [now, prior]))), next: { xid: String(lastXid), seq: String(lastSeq) } };
  });

const concerns = ({ identity: { scope: own } }: OpenStream<ChangeEvent>, counties: News['counties']): boolean => {
  if (counties === undefined) return true;
  if (counties.size === 0) return false;
  const { villages = [] } = own;
  return own.counties === '*' || villages.length > 0 || [...counties].some((code) => code === null || own.counties.includes(code as string));
};

/** Turns of one stream: one at a time is due, however much has happened. */
const turnsOf = (open: { put(event: ChangeEvent): boolean; end(): void }, after: string | undefined): ChangeEvent => {
  let place = after;
  const event: ChangeEvent = {
    get after() { return place; },
    read: ({ end, hasNextPage }) => {
      place = end;
      if (hasNextPage) open.put(event);
    },
    failed: () => open.end(),
  };
  return event;
};

/**
 * Wakes the streams of changes of this process. It looks only where something happened; what it was each
 * stream reads for itself, in its own scope, when its reader is ready for it.
 */
export const createChangeHub = (options: HubOptions): ChangeHub => {
  const events = new WeakMap<object, ChangeEvent>();
  const wake = (streams: ReadonlySet<OpenStream<ChangeEvent>>, counties: News['counties']): void => {
    for (const stream of streams) {
      const event = events.get(stream.queue);
      if (event && concerns(stream, counties)) stream.queue.put(event);
    }
  };
  const hub = createStreamHub<ChangeEvent, Place>({ ...options, longest: 1 }, {
    start: async (db, streams) => {
      const { rows } = await db.transaction({ scope, readOnly: true }, (tx) => tx.query(horizonText));
      wake(streams, undefined); // what happened between a stream's first turn and now
      return { xid: String(rows[0]?.[0]), seq: '0' };
    },
    look: async (db, streams, from) => {
      const { counties, next } = await readNews(db, from);
      wake(streams, counties);
      return next;
    },
  });
  return {
    open: (owner, after) => {
      const queue = hub.open(owner);
      const event = turnsOf(queue, after);
      events.set(queue, event);
      queue.put(event);
      return queue;
    },
    close: hub.close,
  };
};
