import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { noteChanged } from '../access/changed-accounts.ts';
import type { Role } from '../db/codes/access.ts';
import { dutyOfRole } from '../db/codes/administration.ts';
import { constraintName, sqlState } from '../db/engine-errors.ts';
import { insertRows } from '../db/insert-rows.ts';
import { account, accountRole } from '../db/tables/access.ts';
import { PlatformError } from '../errors.ts';
import type { RequestContext } from '../schema/context.ts';
import { type AccountRow, lockAccount, requireSecurity } from './account.ts';
import { auditWrite, createdAs } from './audit.ts';
import { apartFrom, excludedBy, heldAlready, type RoleRow, type WantedRole } from './exclusions.ts';
import { addNotices } from './notices.ts';
import { type PlaceWeb, readPlaceWeb, requirePlace } from './places.ts';
import { checkPeriod, textOf } from './texts.ts';

export interface GrantRoleInput {
  readonly accountId: string;
  readonly role: Role;
  readonly placeCode: string;
  readonly fromOn?: string | null | undefined;
  readonly toOn?: string | null | undefined;
  readonly reason: string;
}

/** Rows that count now or later. Read after the account was locked, so that nothing is added meanwhile. */
const runningRoles = (ctx: RequestContext, accountId: string): Promise<RoleRow[]> =>
  ctx.tx.orm.select().from(accountRole).where(and(
    eq(accountRole.accountId, accountId), isNull(accountRole.revokedAt), sql`(${accountRole.toOn} is null or ${accountRole.toOn} >= ${ctx.today}::date)`,
  ));

const requireReach = (ctx: RequestContext, places: PlaceWeb, code: string): void => {
  if (!ctx.identity.places.some((own) => places.covers(own, code))) throw new PlatformError('PLACE_OUT_OF_REACH', { code }, { path: ['placeCode'] });
};

/** Turns an account to another line of duty, once nothing of the old one runs. */
const changeDuty = async (ctx: RequestContext, row: AccountRow, role: Role): Promise<void> => {
  const duty = dutyOfRole[role];
  if (duty === null || duty === row.duty) return;
  await ctx.tx.orm.update(accountRole).set({ duty: null })
    .where(and(eq(accountRole.accountId, row.id), isNotNull(accountRole.duty), sql`${accountRole.toOn} < ${ctx.today}::date`));
  await ctx.tx.orm.update(account).set({ duty }).where(eq(account.id, row.id));
  auditWrite(ctx, { action: 'grantRole', recordType: 'Account', recordId: row.id, changes: { duty: [row.duty, duty] } });
};

const exclusive = (role: Role, other: string): PlatformError => new PlatformError('ROLES_EXCLUSIVE', { role, other }, { path: ['role'] });

/** The database's own refusals of two roles that do not go together, should they get past the checks. */
const ownRefusals: ReadonlySet<string | undefined> = new Set(['account_role_one_duty', 'account_role_four_eyes', 'account_role_held']);

const refusedByDatabase = (role: Role) => (error: unknown): never => {
  throw sqlState(error)?.startsWith('23') && ownRefusals.has(constraintName(error)) ? exclusive(role, '?') : error;
};

const write = async (ctx: RequestContext, row: AccountRow, wanted: WantedRole, reason: string): Promise<string> => {
  const id = uuidv7();
  const values = { ...wanted, id, accountId: row.id, duty: dutyOfRole[wanted.role] };
  await ctx.tx.savepoint(async () => {
    await changeDuty(ctx, row, wanted.role);
    await insertRows(ctx.tx, accountRole, [values]);
  }).catch(refusedByDatabase(wanted.role));
  auditWrite(ctx, { action: 'grantRole', recordType: 'AccountRole', recordId: id, reason, changes: createdAs({ accountId: row.id, ...wanted }) });
  await addNotices(ctx, [{ toActor: row.subject, kind: 'ROLE_GRANTED', recordType: 'AccountRole', recordId: id }]);
  noteChanged(ctx.tx, row.subject);
  return row.id;
};

/**
 * Gives a role for a place and everything below it. Nobody gives one to themselves, or for a place they
 * do not administer. Answers the account's id.
 */
export const grantRole = async (ctx: RequestContext, input: GrantRoleInput): Promise<string> => {
  requireSecurity(ctx);
  const reason = textOf('reason', input.reason, 2, 500);
  const wanted: WantedRole = { role: input.role, placeCode: input.placeCode, fromOn: input.fromOn ?? ctx.today, toOn: input.toOn ?? null };
  checkPeriod(ctx.today, wanted.fromOn, wanted.toOn);
  const row = await lockAccount(ctx, input.accountId);
  if (row.disabledAt !== null) throw new PlatformError('ACCOUNT_DISABLED', {}, { path: ['accountId'] });
  await requirePlace(ctx.tx, wanted.placeCode);
  const places = await readPlaceWeb(ctx.tx);
  requireReach(ctx, places, wanted.placeCode);
  const running = await runningRoles(ctx, row.id);
  const other = excludedBy(running, wanted, places);
  if (other) throw exclusive(wanted.role, other.role);
  const apart = apartFrom(running, wanted);
  if (apart) throw new PlatformError('ROLES_OF_TWO_PLACES', { role: apart.role, place: apart.placeCode }, { path: ['placeCode'] });
  if (heldAlready(running, wanted, places)) throw new PlatformError('ROLE_HELD', { role: wanted.role }, { path: ['role'] });
  return write(ctx, row, wanted, reason);
};

export interface RevokeRoleInput {
  readonly accountRoleId: string;
  readonly reason: string;
}

/** Takes a role away at once. The row stays: who held what, and when, can be read for ever. */
export const revokeRole = async (ctx: RequestContext, input: RevokeRoleInput): Promise<string> => {
  requireSecurity(ctx);
  const reason = textOf('reason', input.reason, 2, 500);
  const [found] = await ctx.tx.orm.select({ accountId: accountRole.accountId }).from(accountRole).where(eq(accountRole.id, input.accountRoleId));
  if (!found) throw new PlatformError('ACCOUNT_ROLE_UNKNOWN', {}, { path: ['accountRoleId'] });
  const row = await lockAccount(ctx, found.accountId);
  const [held] = (await runningRoles(ctx, row.id)).filter(({ id }) => id === input.accountRoleId);
  if (!held) throw new PlatformError('NOTHING_TO_CHANGE', {}, { path: ['accountRoleId'] });
  requireReach(ctx, await readPlaceWeb(ctx.tx), held.placeCode);
  const toOn = held.fromOn > ctx.today ? held.fromOn : ctx.today;
  await ctx.tx.orm.update(accountRole).set({ revokedAt: ctx.now, toOn, duty: null }).where(eq(accountRole.id, held.id));
  auditWrite(ctx, { action: 'revokeRole', recordType: 'AccountRole', recordId: held.id, reason, changes: { revokedAt: [null, ctx.now], toOn: [held.toOn, toOn] } });
  await addNotices(ctx, [{ toActor: row.subject, kind: 'ROLE_REVOKED', recordType: 'AccountRole', recordId: held.id }]);
  noteChanged(ctx.tx, row.subject);
  return row.id;
};
