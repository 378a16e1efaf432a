import { sql } from 'drizzle-orm';
import { check, index, text, uuid } from 'drizzle-orm/pg-core';
import { role } from '../codes/access.ts';
import { noticeKind } from '../codes/administration.ts';
import { coded, instant, placeCode } from '../columns.ts';
import { core } from '../core-schema.ts';
import { table } from '../table.ts';
import { account } from './access.ts';
import { xid8 } from './journal.ts';

/**
 * One household beyond an account's places, opened in an emergency for a limited time and for a reason
 * that is read afterwards. An attempt at a number that no household has is kept too, without household.
 */
export const breakGlass = table(core, 'break_glass', {
  id: uuid().primaryKey(),
  accountId: uuid().notNull().references(() => account.id),
  /** Subject of the account, by which a transaction knows its own. */
  actor: text().notNull(),
  householdId: uuid(),
  countyCode: placeCode(),
  reason: text().notNull(),
  openedAt: instant().notNull(),
  until: instant().notNull(),
  endedAt: instant(),
}, (t) => [
  index().on(t.accountId),
  index().on(t.actor, t.openedAt),
  index().on(t.countyCode, t.openedAt),
  check('break_glass_reason', sql`char_length(${t.reason}) >= 10`),
  check('break_glass_time', sql`${t.until} >= ${t.openedAt} and ${t.until} <= ${t.openedAt} + interval '240 minutes'`),
  check('break_glass_county', sql`(${t.householdId} is null) = (${t.countyCode} is null)`),
]);

/**
 * Something somebody should know: for one account, or for those with a role in a county. It says what
 * kind of thing happened and where to look, and nothing about anybody. Whoever of them reads it first
 * marks it as read.
 */
export const notice = table(core, 'notice', {
  id: uuid().primaryKey(),
  xid: xid8().notNull().default(sql`pg_current_xact_id()`),
  toActor: text(),
  toRole: coded(role),
  toCounty: placeCode(),
  kind: coded(noticeKind).notNull(),
  /** Type and id of what it is about. */
  recordType: text().notNull(),
  recordId: uuid().notNull(),
  createdAt: instant().notNull(),
  readAt: instant(),
  readBy: text(),
}, (t) => [
  index().on(t.xid, t.id),
  index().on(t.toActor, t.id),
  index().on(t.toRole, t.toCounty, t.id),
  check('notice_to', sql`(${t.toActor} is null) <> (${t.toRole} is null and ${t.toCounty} is null)`),
  check('notice_role', sql`(${t.toRole} is null) = (${t.toCounty} is null)`),
]);
