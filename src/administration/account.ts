import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { noteChanged } from '../access/changed-accounts.ts';
import { requireRole } from '../access/identity.ts';
import { insertRows } from '../db/insert-rows.ts';
import { account } from '../db/tables/access.ts';
import { department } from '../db/tables/programmes.ts';
import { PlatformError } from '../errors.ts';
import type { RequestContext } from '../schema/context.ts';
import { auditWrite, createdAs } from './audit.ts';
import { textOf } from './texts.ts';

export type AccountRow = typeof account.$inferSelect;

/** Only who manages accounts comes any further. */
export const requireSecurity = (ctx: RequestContext): void => requireRole(ctx.identity, 'SECURITY_ADMINISTRATOR');

/**
 * The account, locked until the end: whoever changes what it may do takes turns here.
 * @throws PlatformError ACCOUNT_UNKNOWN, ACCOUNT_IS_OWN
 */
export const lockAccount = async (ctx: RequestContext, id: string): Promise<AccountRow> => {
  if (id === ctx.identity.accountId) throw new PlatformError('ACCOUNT_IS_OWN', {}, { path: ['accountId'] });
  const [found] = await ctx.tx.orm.select().from(account).where(eq(account.id, id)).for('update');
  if (!found) throw new PlatformError('ACCOUNT_UNKNOWN', {}, { path: ['accountId'] });
  return found;
};

export interface CreateAccountInput {
  readonly subject: string;
  readonly name: string;
  readonly departmentCode: string;
}

/** Names under which the platform itself writes. */
const reserved = /^(system:|anonymous$)/i;

const subjectOf = (given: string): string => {
  const subject = textOf('subject', given, 1, 200);
  if (reserved.test(subject)) throw new PlatformError('SUBJECT_RESERVED', {}, { path: ['subject'] });
  return subject;
};

/** @throws PlatformError DEPARTMENT_UNKNOWN */
export const requireDepartment = async (ctx: RequestContext, code: string, field: string): Promise<void> => {
  const [found] = await ctx.tx.orm.select({ code: department.code }).from(department).where(eq(department.code, code));
  if (!found) throw new PlatformError('DEPARTMENT_UNKNOWN', { code: code.slice(0, 60) }, { path: [field] });
};

/** Opens an account under a subject of the identity provider; it holds no role yet. Answers its id. */
export const createAccount = async (ctx: RequestContext, input: CreateAccountInput): Promise<string> => {
  requireSecurity(ctx);
  const row = { id: uuidv7(), subject: subjectOf(input.subject), name: textOf('name', input.name, 1, 100), departmentCode: input.departmentCode, createdAt: ctx.now };
  await requireDepartment(ctx, row.departmentCode, 'departmentCode');
  const written = await insertRows(ctx.tx, account, [row], { onConflict: 'nothing' });
  if (written === 0) throw new PlatformError('SUBJECT_TAKEN', {}, { path: ['subject'] });
  auditWrite(ctx, { action: 'createAccount', recordType: 'Account', recordId: row.id, changes: createdAs({ subject: row.subject, departmentCode: row.departmentCode }) });
  noteChanged(ctx.tx, row.subject);
  return row.id;
};

export interface AccountInput {
  readonly accountId: string;
  readonly reason: string;
}

const setDisabled = async (ctx: RequestContext, { accountId, reason }: AccountInput, action: string, at: string | null): Promise<string> => {
  requireSecurity(ctx);
  const why = textOf('reason', reason, 2, 500);
  const row = await lockAccount(ctx, accountId);
  if ((row.disabledAt === null) === (at === null)) throw new PlatformError('NOTHING_TO_CHANGE', {}, { path: ['accountId'] });
  await ctx.tx.orm.update(account).set({ disabledAt: at }).where(eq(account.id, row.id));
  auditWrite(ctx, { action, recordType: 'Account', recordId: row.id, reason: why, changes: { disabledAt: [row.disabledAt, at] } });
  noteChanged(ctx.tx, row.subject);
  return row.id;
};

/** Closes an account: its tokens are worth nothing from then on, whatever their end. */
export const disableAccount = (ctx: RequestContext, input: AccountInput): Promise<string> => setDisabled(ctx, input, 'disableAccount', ctx.now);

/** Opens a closed account again, with the roles that still run. */
export const enableAccount = (ctx: RequestContext, input: AccountInput): Promise<string> => setDisabled(ctx, input, 'enableAccount', null);
