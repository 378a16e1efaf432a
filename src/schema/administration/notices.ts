import type { ObjectRef } from '@pothos/core';
import { and, isNull } from 'drizzle-orm';
import { requireSignedIn } from '../../access/identity.ts';
import type { BreakGlassRow } from '../../administration/break-glass.ts';
import { type NoticeRow, noticesOf, readNotice } from '../../administration/notices.ts';
import { noticeKind } from '../../db/codes/administration.ts';
import { notice } from '../../db/tables/administration.ts';
import type { PlatformError } from '../../errors.ts';
import { globalIdOf, localIdOf } from '../../records/global-id.ts';
import { bilingual, type TypeShelf } from '../../records/kit.ts';
import type { Types } from '../builder.ts';
import { connectionType } from '../connection.ts';
import type { RequestContext } from '../context.ts';
import { placesByCode } from '../place-data.ts';
import { rowsBy } from '../programme-data.ts';
import { asData, asUserErrors, type UserErrorRef } from '../user-error.ts';
import { useById } from './break-glass.ts';
import { listed, pageArgsOf } from './listed.ts';

interface Payload {
  readonly id: string | null;
  readonly errors: readonly PlatformError[];
}

/** What a stream of notices carries: ids. Each is read anew, with the rights of that moment. */
export interface NoticeEvent {
  readonly noticeId: string;
}

const noticeById = async (ctx: RequestContext, id: string): Promise<NoticeRow | null> =>
  (await rowsBy(ctx, notice, notice.id, { where: noticesOf(ctx.identity), print: 'mine' }).load(id))[0] ?? null;

type UseType = ObjectRef<Types, BreakGlassRow, BreakGlassRow>;

const noticeType = (shelf: TypeShelf, use: UseType, place: never) =>
  shelf.builder.objectRef<NoticeRow>('Notice').implement({
    description: bilingual({ zh: '通知', en: 'Something the caller should know; it names nobody' }),
    fields: (t) => ({
      id: t.id({ resolve: ({ id }) => globalIdOf('Notice', id) }),
      kind: t.field({ type: shelf.enumOf(noticeKind), description: bilingual(noticeKind.title), resolve: ({ kind }) => kind }),
      recordType: t.exposeString('recordType', { description: '所涉记录的类型 / Type of what it is about' }),
      recordId: t.id({ description: '所涉记录的标识 / Id of what it is about', resolve: ({ recordType, recordId }) => globalIdOf(recordType, recordId) }),
      county: t.field({
        type: place,
        nullable: true,
        resolve: (({ toCounty }: NoticeRow, _: unknown, ctx: RequestContext) => (toCounty === null ? null : placesByCode(ctx, ctx.today).load(toCounty))) as never,
      }),
      breakGlassUse: t.field({ type: use, nullable: true, resolve: ({ recordType, recordId }, _, ctx) => (recordType === 'BreakGlassUse' ? useById(ctx, recordId) : null) }),
      createdAt: t.expose('createdAt', { type: 'DateTime' }),
      readAt: t.expose('readAt', { type: 'DateTime', nullable: true, description: '首次标为已读的时刻 / When the first of its readers marked it as read' }),
    }),
  });

/** Notices: a list, a mark, and a stream of new ones. */
export const defineNotices = (shelf: TypeShelf, userError: UserErrorRef, use: UseType, place: never): void => {
  const { builder } = shelf;
  const type = noticeType(shelf, use, place);
  const payload = builder.objectRef<Payload>('NoticePayload').implement({
    description: bilingual({ zh: '标记结果', en: 'What became of a mark' }),
    fields: (t) => ({
      notice: t.field({ type, nullable: true, resolve: ({ id }, _, ctx) => (id === null ? null : noticeById(ctx, id)) }),
      errors: t.field({ type: [userError], resolve: ({ errors }) => asData(errors) }),
    }),
  });
  builder.queryField('notices', (t) => t.field({
    type: connectionType<NoticeRow>(builder, 'Notice', type as never),
    description: bilingual({ zh: '给当前用户的通知,新的在前', en: 'Notices to the caller, the newest first' }),
    args: { ...pageArgsOf(t), unread: t.arg.boolean({ description: '只看未读 / Only those nobody has read' }) },
    resolve: (_, { unread, ...page }, ctx) => {
      requireSignedIn(ctx.identity);
      const where = and(noticesOf(ctx.identity), unread ? isNull(notice.readAt) : undefined);
      return listed(ctx, notice, { id: notice.id, column: notice.createdAt, descending: true }, page, [where], ['notices', unread ?? null]);
    },
  }) as never);
  builder.mutationField('markNoticeRead', (t) => t.field({
    type: payload,
    description: bilingual({ zh: '标记通知为已读', en: 'Marks a notice as read' }),
    args: { id: t.arg.id({ required: true }) },
    resolve: async (_, { id }, ctx) => {
      requireSignedIn(ctx.identity);
      const { value, errors } = await asUserErrors(ctx, () => readNotice(ctx, localIdOf(id, 'Notice')));
      ctx.loaders.clear();
      return { id: value, errors };
    },
  }));
  builder.subscriptionField('notices', (t) => t.field({
    type,
    nullable: true,
    description: bilingual({ zh: '新通知,以 SSE 推送', en: 'New notices to the caller, over server-sent events' }),
    subscribe: (_, __, ctx) => (ctx as unknown as StreamContext).openNotices(),
    resolve: (event, _, ctx) => noticeById(ctx, (event as NoticeEvent).noticeId),
  }) as never);
};

/** What a subscription is opened with; its events are then resolved with a context as any operation's. */
export interface StreamContext {
  openNotices(): AsyncIterable<NoticeEvent>;
}
