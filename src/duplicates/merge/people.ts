import { and, eq, sql } from 'drizzle-orm';
import { membership, person } from '../../db/tables/people.ts';
import { PlatformError, throwIfAny } from '../../errors.ts';
import { currentRoster } from '../../people/current-roster.ts';
import { checkRelations } from '../../people/member-input.ts';
import { scopeOf } from '../../records/listing.ts';
import type { Row } from '../../records/page.ts';
import type { RequestContext } from '../../schema/context.ts';

export type PersonRow = typeof person.$inferSelect & Row;
export type MembershipRow = typeof membership.$inferSelect & Row;

/** Somebody with their row in every household that recorded them. */
export interface Recorded {
  readonly rows: readonly PersonRow[];
  readonly now: PersonRow;
}

/**
 * Every row of these persons, locked: nobody adds a record of theirs meanwhile.
 * @throws PlatformError PERSON_UNKNOWN when one is absent or out of reach
 */
export const recordedPersons = async (ctx: RequestContext, ids: readonly string[]): Promise<readonly Recorded[]> => {
  const rows = (await ctx.tx.orm.select().from(person)
    .where(and(sql`${person.id} = any(${sql.param(ids)}::uuid[])`, scopeOf(ctx.identity, person)))
    .orderBy(person.householdId, person.id).for('update')) as PersonRow[];
  return ids.map((id) => {
    const own = rows.filter((row) => row.id === id);
    const now = own.find(({ current }) => current) ?? own.find(({ mergedIntoId }) => mergedIntoId !== null);
    if (!now) throw new PlatformError('PERSON_UNKNOWN', {}, { path: ['id'] });
    return { rows: own, now };
  });
};

/** Rows of those who were merged into this one before: they go on to where this one goes. */
export const mergedBefore = async (ctx: RequestContext, { rows, now }: Recorded): Promise<readonly PersonRow[]> =>
  (await ctx.tx.orm.select().from(person).where(and(
    sql`${person.householdId} = any(${sql.param(rows.map(({ householdId }) => householdId))}::uuid[])`, eq(person.mergedIntoId, now.id), scopeOf(ctx.identity, person),
  )).orderBy(person.householdId, person.id).for('update')) as PersonRow[];

/** The memberships of a person that count on some day, locked. */
export const countedMemberships = async (ctx: RequestContext, personId: string, households: readonly string[]): Promise<readonly MembershipRow[]> =>
  (await ctx.tx.orm.select().from(membership).where(and(
    sql`${membership.householdId} = any(${sql.param(households)}::uuid[])`, eq(membership.personId, personId),
    sql`${membership.toOn} is distinct from ${membership.fromOn}`, scopeOf(ctx.identity, membership),
  )).orderBy(membership.id).for('update')) as MembershipRow[];

/** Refuses what leaves a household without members or without its one head. */
export const checkRoster = async (ctx: RequestContext, householdId: string): Promise<void> => {
  const relations = (await currentRoster(ctx, householdId)).map(({ membership: { relation } }) => relation);
  if (relations.length === 0) throw new PlatformError('HOUSEHOLD_WITHOUT_MEMBERS', {}, { path: ['keep'] });
  throwIfAny(checkRelations(relations, ['keep']));
};
