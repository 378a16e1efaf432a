import { and, sql } from 'drizzle-orm';
import { membership, person } from '../db/tables/people.ts';
import { PlatformError } from '../errors.ts';
import { localIdOf } from '../records/global-id.ts';
import { scopeOf } from '../records/listing.ts';
import type { Row } from '../records/page.ts';
import type { RequestContext } from '../schema/context.ts';

/** A member of a household now: the person and the open membership. */
export interface Member {
  readonly person: typeof person.$inferSelect & Row;
  readonly membership: typeof membership.$inferSelect & Row;
}

/** The members of a household whose membership is open, locked. */
export const currentRoster = async (ctx: RequestContext, householdId: string): Promise<Member[]> => {
  const rows = await ctx.tx.orm
    .select({ person, membership })
    .from(membership)
    .innerJoin(person, and(sql`${person.householdId} = ${membership.householdId}`, sql`${person.id} = ${membership.personId}`))
    .where(and(
      sql`${membership.householdId} = ${householdId}::uuid`,
      sql`${membership.toOn} is null`,
      scopeOf(ctx.identity, membership),
      scopeOf(ctx.identity, person),
    ))
    .for('update');
  return rows as Member[];
};

/**
 * The member with a global person id, on a day.
 * @throws PlatformError MEMBER_UNKNOWN
 */
export const memberById = (roster: readonly Member[], personId: string, day: string, path: readonly (string | number)[]): Member => {
  const id = localIdOf(personId, 'Person');
  const found = roster.find(({ person: row, membership: { fromOn } }) => row.id === id && fromOn <= day);
  if (!found) throw new PlatformError('MEMBER_UNKNOWN', { date: day }, { path });
  return found;
};
