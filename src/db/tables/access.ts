import { type SQL, sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { grantedClass, role } from '../codes/access.ts';
import { duty, dutyOfRole } from '../codes/administration.ts';
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
  /** The one line of duty whose roles it may hold. */
  duty: coded(duty).notNull().default('BUSINESS'),
  createdAt: instant().notNull(),
  disabledAt: instant(),
}, (t) => [unique().on(t.subject), unique('account_id_duty').on(t.id, t.duty), index().on(t.departmentCode)]);

/** The line of duty of a row's role, null for none. */
const dutyOfRow = sql.raw(`case role ${Object.entries(dutyOfRole).map(([name, line]) => `when '${name}' then ${line === null ? 'null' : `'${line}'`}`).join(' ')} end`) as SQL;

/**
 * A role held for a place and everything below it, from and to (the last day included), unless it was
 * revoked before. Two lines of duty never meet in one account: a row that counts carries the line of
 * its role, and the key holds it to the account's. Past rows carry none, so that an account may change
 * over once nothing of the old line is held.
 */
export const accountRole = table(core, 'account_role', {
  id: uuid().primaryKey(),
  accountId: uuid().notNull().references(() => account.id),
  role: coded(role).notNull(),
  placeCode: placeCode().notNull(),
  fromOn: civilDate().notNull(),
  toOn: civilDate(),
  duty: coded(duty),
  /** When it was taken away, at once; `to_on` is that day. */
  revokedAt: instant(),
}, (t) => [
  uniqueIndex('account_role_held').on(t.accountId, t.role, t.placeCode, t.fromOn).where(sql`${t.revokedAt} is null`),
  index().on(t.accountId, t.duty),
  foreignKey({ name: 'account_role_one_duty', columns: [t.accountId, t.duty], foreignColumns: [account.id, account.duty] }),
  check('account_role_duty', sql`${t.duty} is not distinct from (${dutyOfRow}) or (${t.duty} is null and ${t.toOn} is not null)`),
  check('account_role_revoked', sql`${t.revokedAt} is null or ${t.toOn} is not null`),
]);

/**
 * How many sensitive values an account has unmasked on a day in China. The row is the lock that
 * holds the limit. No foreign key: accounts are for the owner only, this the service writes.
 */
export const unmaskUse = table(core, 'unmask_use', {
  accountId: uuid().notNull(),
  day: civilDate().notNull(),
  count: integer().notNull(),
}, (t) => [primaryKey({ columns: [t.accountId, t.day] })]);

/**
 * A department may read what another keeps: a whole domain (the records of a plugin) or one table of
 * it, up to a class of fields, from and to (the last day included), on the basis of a document.
 */
export const departmentGrant = table(core, 'department_grant', {
  id: uuid().primaryKey(),
  toDepartmentCode: text().notNull().references(() => department.code),
  domain: text().notNull(),
  /** Name of the table within the domain; null for all of it. */
  tableName: text(),
  fieldClass: coded(grantedClass).notNull(),
  fromOn: civilDate().notNull(),
  toOn: civilDate(),
  basis: text().notNull(),
  createdAt: instant().notNull().default(sql`now()`),
  /** When it was taken back, at once; `to_on` is that day. */
  revokedAt: instant(),
}, (t) => [index().on(t.toDepartmentCode), check('department_grant_period', sql`${t.toOn} >= ${t.fromOn}`)]);
