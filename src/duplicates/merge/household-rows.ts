import { and, eq, sql } from 'drizzle-orm';
import { household } from '../../db/tables/household.ts';
import { person, residence } from '../../db/tables/people.ts';
import { PlatformError } from '../../errors.ts';
import type { HouseholdRow } from '../../people/household-row.ts';
import { scopeOf } from '../../records/listing.ts';
import type { Row } from '../../records/page.ts';
import type { RequestContext } from '../../schema/context.ts';
import type { PersonRow } from './people.ts';

type ResidenceRow = typeof residence.$inferSelect & Row;

/**
 * A household by its id, locked.
 * @throws PlatformError HOUSEHOLD_UNKNOWN when it is absent or out of reach
 */
export const lockedHousehold = async (ctx: RequestContext, id: string): Promise<HouseholdRow> => {
  const [row] = await ctx.tx.orm.select().from(household).where(and(eq(household.householdId, id), scopeOf(ctx.identity, household))).for('update');
  if (!row) throw new PlatformError('HOUSEHOLD_UNKNOWN', {}, { path: ['id'] });
  return row as HouseholdRow;
};

/** Residences of a household that count on some day, locked. */
export const countedResidences = async (ctx: RequestContext, householdId: string): Promise<readonly ResidenceRow[]> =>
  (await ctx.tx.orm.select().from(residence).where(and(
    eq(residence.householdId, householdId), sql`${residence.toOn} is distinct from ${residence.fromOn}`, scopeOf(ctx.identity, residence),
  )).orderBy(residence.id).for('update')) as ResidenceRow[];

/** Persons whom the one household recorded and the other did not; who was merged into another is named by nothing any more. */
export const recordedOnlyIn = async (ctx: RequestContext, one: string, other: string): Promise<readonly PersonRow[]> =>
  (await ctx.tx.orm.select().from(person).where(and(
    eq(person.householdId, one), sql`${person.mergedIntoId} is null`, scopeOf(ctx.identity, person),
    sql`not exists (select from ${person} there where there.household_id = ${other}::uuid and there.id = ${person.id})`,
  )).orderBy(person.id).for('update')) as PersonRow[];
