import { and, eq, gt, isNull, or, type SQL, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { keepAccess } from '../access/audit/keep.ts';
import { noteChanged } from '../access/changed-accounts.ts';
import { countiesByRole, type Identity, requireRole } from '../access/identity.ts';
import { insertRows } from '../db/insert-rows.ts';
import { breakGlass } from '../db/tables/administration.ts';
import { household, householdRegistry } from '../db/tables/household.ts';
import { PlatformError } from '../errors.ts';
import { scopeOf } from '../records/listing.ts';
import { accessFacts, type RequestContext } from '../schema/context.ts';
import { auditWrite, createdAs } from './audit.ts';
import { addNotices } from './notices.ts';
import { textOf } from './texts.ts';

export type BreakGlassRow = typeof breakGlass.$inferSelect;

export interface BreakGlassInput {
  readonly registrationNumber: string;
  readonly reason: string;
  readonly minutes?: number | null | undefined;
}

const [defaultMinutes, mostMinutes, mostPerDay] = [60, 240, 5] as const;

const minutesOf = (given: number | null | undefined): number => {
  const minutes = given ?? defaultMinutes;
  if (minutes < 1 || minutes > mostMinutes) throw new PlatformError('BREAK_GLASS_MINUTES', { max: mostMinutes }, { path: ['minutes'] });
  return minutes;
};

const actorOf = ({ identity }: RequestContext): string => identity.subject as string;

/** Attempts of one account take turns, so that the day's limit holds for those at the same time too. */
const takeTurn = async (ctx: RequestContext): Promise<void> => {
  await ctx.tx.query("select pg_advisory_xact_lock(hashtextextended('break-glass:' || $1, 0))", [actorOf(ctx)]);
  const [today] = await ctx.tx.orm.select({ count: sql<number>`count(*)::int` }).from(breakGlass)
    .where(and(eq(breakGlass.actor, actorOf(ctx)), sql`${breakGlass.openedAt} >= ${`${ctx.today}T00:00:00+08:00`}::timestamptz`));
  if ((today?.count ?? 0) >= mostPerDay) throw new PlatformError('BREAK_GLASS_LIMIT', { max: mostPerDay });
};

interface Found {
  readonly householdId: string;
  readonly countyCode: string;
}

const numberPattern = /^\d{10,20}$/;

/**
 * Where a household is, beyond the caller's places. The second lock shows the one row of the register
 * whose number stands in a setting of the transaction, to clerks and reviewers, and only while it does.
 */
const seek = async (ctx: RequestContext, registrationNumber: string): Promise<Found | undefined> => {
  if (!numberPattern.test(registrationNumber)) return undefined;
  await ctx.tx.query(`set local app.sought = '${registrationNumber}'`);
  const [found] = await ctx.tx.orm.select({ householdId: householdRegistry.householdId, countyCode: householdRegistry.countyCode })
    .from(householdRegistry).where(eq(householdRegistry.registrationNumber, registrationNumber));
  await ctx.tx.query("set local app.sought = ''");
  return found;
};

const isInReach = async (ctx: RequestContext, { householdId }: Found): Promise<boolean> =>
  (await ctx.tx.orm.select({ id: household.householdId }).from(household).where(and(eq(household.householdId, householdId), scopeOf(ctx.identity, household)))).length > 0;

const minutesAfter = (instant: string, minutes: number): string => new Date(Date.parse(instant) + minutes * 60_000).toISOString();

const keep = async (ctx: RequestContext, found: Found | undefined, reason: string, minutes: number): Promise<BreakGlassRow> => {
  const row: BreakGlassRow = {
    id: uuidv7(), accountId: ctx.identity.accountId as string, actor: actorOf(ctx), reason, openedAt: ctx.now,
    householdId: found?.householdId ?? null, countyCode: found?.countyCode ?? null,
    until: found ? minutesAfter(ctx.now, minutes) : ctx.now,
    endedAt: found ? null : ctx.now,
  };
  await insertRows(ctx.tx, breakGlass, [row]);
  const { id, until, householdId, countyCode } = row;
  auditWrite(ctx, { action: found ? 'breakGlass' : 'breakGlassInVain', recordType: 'BreakGlassUse', recordId: id, householdId, countyCode, reason, changes: createdAs({ until }) });
  return row;
};

/** Tells those who answer for the household, and the log of who was shown what. */
const tell = async (ctx: RequestContext, { householdId, countyCode }: Found, { id }: BreakGlassRow): Promise<void> => {
  await addNotices(ctx, [{ toRole: 'REVIEWER', toCounty: countyCode, kind: 'BREAK_GLASS', recordType: 'BreakGlassUse', recordId: id }]);
  keepAccess(ctx.tx, ctx.vault, [{ ...accessFacts(ctx), kind: 'BREAK_GLASS', recordTypes: ['Household'], classes: [], householdIds: [householdId], countyCode }]);
  noteChanged(ctx.tx, actorOf(ctx));
};

/** What became of an attempt: the use, or why there is none. An attempt in vain is kept, so it is no throw. */
export interface Opened {
  readonly id: string | undefined;
  readonly errors: readonly PlatformError[];
}

/**
 * Opens one household beyond the caller's places for a limited time. Classes and domains stay those the
 * caller has. It takes effect with the caller's next request.
 */
export const openBreakGlass = async (ctx: RequestContext, input: BreakGlassInput): Promise<Opened> => {
  requireRole(ctx.identity, 'CLERK', 'REVIEWER');
  const reason = textOf('reason', input.reason, 10, 500);
  const minutes = minutesOf(input.minutes);
  await takeTurn(ctx);
  const found = await seek(ctx, input.registrationNumber);
  if (found && (await isInReach(ctx, found))) throw new PlatformError('BREAK_GLASS_NOT_NEEDED', {}, { path: ['registrationNumber'] });
  const row = await keep(ctx, found, reason, minutes);
  if (!found) return { id: undefined, errors: [new PlatformError('HOUSEHOLD_UNKNOWN', {}, { path: ['registrationNumber'] })] };
  await tell(ctx, found, row);
  return { id: row.id, errors: [] };
};

/** Ends an own use before its time. Answers its id. */
export const endBreakGlass = async (ctx: RequestContext, id: string): Promise<string> => {
  requireRole(ctx.identity, 'CLERK', 'REVIEWER');
  const own = and(eq(breakGlass.id, id), eq(breakGlass.actor, actorOf(ctx)), isNull(breakGlass.endedAt), gt(breakGlass.until, ctx.now));
  const [row] = await ctx.tx.orm.select().from(breakGlass).where(own).for('update');
  if (!row) throw new PlatformError('BREAK_GLASS_UNKNOWN', {}, { path: ['id'] });
  await ctx.tx.orm.update(breakGlass).set({ endedAt: ctx.now }).where(eq(breakGlass.id, id));
  const { householdId, countyCode } = row;
  auditWrite(ctx, { action: 'endBreakGlass', recordType: 'BreakGlassUse', recordId: id, householdId, countyCode, changes: { endedAt: [null, ctx.now] } });
  noteChanged(ctx.tx, actorOf(ctx));
  return id;
};

/** Lock one of uses: one's own; all for auditors; those in their counties for reviewers. */
export const breakGlassUsesOf = (identity: Identity): SQL | undefined => {
  if (identity.roles.has('AUDITOR')) return undefined;
  const reviewed = countiesByRole(identity).filter(([role]) => role === 'REVIEWER')
    .map(([, counties]) => (counties === '*' ? sql`${breakGlass.countyCode} is not null` : sql`${breakGlass.countyCode} = any(${sql.param(counties)}::text[])`));
  return or(eq(breakGlass.actor, identity.subject ?? ''), ...reviewed);
};
