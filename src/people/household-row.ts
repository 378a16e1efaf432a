import { and, eq } from 'drizzle-orm';
import { requireRole } from '../access/identity.ts';
import { inCharge, registrationAction } from '../access/in-charge.ts';
import type { Role } from '../db/codes/access.ts';
import { household, householdRegistry } from '../db/tables/household.ts';
import { PlatformError } from '../errors.ts';
import { scopeOf } from '../records/listing.ts';
import type { Row } from '../records/page.ts';
import type { RequestContext } from '../schema/context.ts';
import type { Owner } from './work.ts';

/** Refuses callers who may not write the register: wrong role, or a department that does not keep it. */
export const requireRegistrar = async (ctx: RequestContext, ...roles: readonly Role[]): Promise<void> => {
  requireRole(ctx.identity, ...roles);
  if (!(await inCharge(ctx)).has(registrationAction)) throw new PlatformError('DEPARTMENT_NOT_IN_CHARGE', { action: registrationAction });
};

export type HouseholdRow = typeof household.$inferSelect & Row & Owner;

/**
 * The household with this number, locked until the operation ends.
 * @throws PlatformError HOUSEHOLD_UNKNOWN when absent or out of reach, HOUSEHOLD_ENDED
 */
export const lockHousehold = async (ctx: RequestContext, registrationNumber: string, path = 'registrationNumber'): Promise<HouseholdRow> => {
  const [found] = await ctx.tx.orm.select().from(householdRegistry)
    .where(and(eq(householdRegistry.registrationNumber, registrationNumber), scopeOf(ctx.identity, householdRegistry)));
  const [row] = found
    ? await ctx.tx.orm.select().from(household).where(and(eq(household.householdId, found.householdId), scopeOf(ctx.identity, household))).for('update')
    : [];
  if (!row) throw new PlatformError('HOUSEHOLD_UNKNOWN', {}, { path: [path] });
  if (row.endedOn !== null) throw new PlatformError('HOUSEHOLD_ENDED', {}, { path: [path] });
  return row;
};

/** Refuses days in the future and days before the household was registered. */
export const dayFault = (ctx: RequestContext, row: HouseholdRow, day: string, path = 'on'): PlatformError | undefined => {
  if (day > ctx.today) return new PlatformError('DATE_IN_FUTURE', { date: day }, { path: [path] });
  return day < row.registeredOn ? new PlatformError('EVENT_BEFORE_REGISTRATION', {}, { path: [path] }) : undefined;
};
