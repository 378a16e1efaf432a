import { countiesByRole } from '../access/identity.ts';
import type { Database } from '../db/database.ts';
import { PlatformError } from '../errors.ts';
import type { NoticeEvent } from '../schema/administration/notices.ts';
import { createStreamHub, type HubOptions, type OpenStream, type StreamHub } from './stream-hub.ts';

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

const isFor = ({ toActor, toRole, toCounty }: News, { subject, identity }: OpenStream<NoticeEvent>): boolean =>
  toActor !== null ? toActor === subject : countiesByRole(identity).some(([role, counties]) => role === toRole && (counties === '*' || counties.includes(toCounty ?? '')));

/** Passes news on; who is too far behind is let go. */
const pass = (streams: ReadonlySet<OpenStream<NoticeEvent>>, news: readonly News[]): void => {
  for (const stream of streams) {
    const late = news.some((one) => isFor(one, stream) && !stream.queue.put({ noticeId: one.id }));
    if (late) stream.queue.end(new PlatformError('STREAM_TOO_SLOW'));
  }
};

/** News for all streams of notices of this process. */
export const createNoticeHub = (options: HubOptions): StreamHub<NoticeEvent> =>
  createStreamHub<NoticeEvent, Position>(options, {
    start: startOf,
    look: async (db, streams, position) => {
      const news = await readNews(db, position);
      pass(streams, news);
      return news.at(-1) ?? position;
    },
  });
