import { index, integer, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { role } from '../codes/access.ts';
import { civilDate, coded, instant, placeCode } from '../columns.ts';
import { core } from '../core-schema.ts';
import { table } from '../table.ts';
import { department } from './programmes.ts';

/** Someone who may sign in. The token carries the subject, these tables say what it may do. */
export const account = table(core, 'account', {
  id: uuid().primaryKey(),
  subject: text().notNull(),
  name: text().notNull(),
  departmentCode: text().notNull().references(() => department.code),
  createdAt: instant().notNull(),
  disabledAt: instant(),
}, (t) => [unique().on(t.subject), index().on(t.departmentCode)]);

/** A role held for a place and everything below it, from and to (the last day included). */
export const accountRole = table(core, 'account_role', {
  id: uuid().primaryKey(),
  accountId: uuid().notNull().references(() => account.id),
  role: coded(role).notNull(),
  placeCode: placeCode().notNull(),
  fromOn: civilDate().notNull(),
  toOn: civilDate(),
}, (t) => [unique().on(t.accountId, t.role, t.placeCode, t.fromOn), index().on(t.accountId)]);

/**
 * How many sensitive values an account has unmasked on a day in China. The row is the lock that
 * holds the limit. No foreign key: accounts are for the owner only, this the service writes.
 */
export const unmaskUse = table(core, 'unmask_use', {
  accountId: uuid().notNull(),
  day: civilDate().notNull(),
  count: integer().notNull(),
}, (t) => [primaryKey({ columns: [t.accountId, t.day] })]);
