import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { countiesByRole, type Identity } from '../access/identity.ts';
import { insertRows } from '../db/insert-rows.ts';
import { notice } from '../db/tables/administration.ts';
import { PlatformError } from '../errors.ts';
import type { RequestContext } from '../schema/context.ts';

export type NoticeRow = typeof notice.$inferSelect;

type ToSomebody = { readonly toActor: string } | { readonly toRole: NonNullable<NoticeRow['toRole']>; readonly toCounty: string };

/** A notice to be: to one account, or to those with a role in a county. */
export type NewNotice = Pick<NoticeRow, 'kind' | 'recordType' | 'recordId'> & ToSomebody;

/** Adds notices in the transaction of what they tell of; they appear with its commit. */
export const addNotices = async (ctx: RequestContext, notices: readonly NewNotice[]): Promise<void> => {
  await insertRows(ctx.tx, notice, notices.map((one) => ({ toActor: null, toRole: null, toCounty: null, ...one, id: uuidv7(), createdAt: ctx.now })));
};

/** Lock one of notices: those to the caller, and those to a role of theirs in a county they hold it for. */
export const noticesOf = (identity: Identity): SQL => {
  const byRole = countiesByRole(identity).map(([role, counties]) =>
    and(eq(notice.toRole, role), counties === '*' ? undefined : sql`${notice.toCounty} = any(${sql.param(counties)}::text[])`));
  return or(eq(notice.toActor, identity.subject ?? ''), ...byRole) as SQL;
};

/** Marks a notice as read by whoever of its readers comes first. Answers its id. */
export const readNotice = async (ctx: RequestContext, id: string): Promise<string> => {
  const mine = and(eq(notice.id, id), noticesOf(ctx.identity));
  const [found] = await ctx.tx.orm.select({ id: notice.id }).from(notice).where(mine);
  if (!found) throw new PlatformError('NOTICE_UNKNOWN', {}, { path: ['id'] });
  await ctx.tx.orm.update(notice).set({ readAt: ctx.now, readBy: ctx.identity.subject }).where(and(mine, isNull(notice.readAt)));
  return found.id;
};
