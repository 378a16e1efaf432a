import { eq, and } from 'drizzle-orm';
import { household } from '../db/tables/household.ts';
import { person } from '../db/tables/people.ts';
import { PlatformError, throwIfAny } from '../errors.ts';
import { localIdOf } from '../records/global-id.ts';
import { scopeOf } from '../records/listing.ts';
import type { RequestContext } from '../schema/context.ts';
import { householdEventRecord } from '../schema/records/welfare.ts';
import { changeRelation, type RelationInput } from './change-members.ts';
import { currentRoster, memberById } from './current-roster.ts';
import { dayFault, type HouseholdRow, lockHousehold, requireRegistrar } from './household-row.ts';
import { checkRelations } from './member-input.ts';
import { transfer } from './transfer.ts';
import { createWork } from './work.ts';

export interface MovePersonInput {
  readonly kind: 'MARRIAGE' | 'JOIN';
  readonly personId: string;
  readonly toRegistrationNumber: string;
  readonly relation: string;
  readonly on: string;
  readonly reason: string;
  /** New relations of those left behind, where the head goes. */
  readonly staying?: readonly RelationInput[] | null;
}

const reasons = { MARRIAGE: { out: 'MARRIAGE_OUT', in: 'MARRIAGE_IN' }, JOIN: { out: 'LEAVE', in: 'JOIN' } } as const;

/** The household the person is recorded in now, locked. */
const householdOf = async (ctx: RequestContext, personId: string): Promise<HouseholdRow> => {
  const [found] = await ctx.tx.orm.select({ number: household.registrationNumber }).from(person)
    .innerJoin(household, eq(household.householdId, person.householdId))
    .where(and(eq(person.id, localIdOf(personId, 'Person')), eq(person.current, true), scopeOf(ctx.identity, person), scopeOf(ctx.identity, household)));
  if (!found) throw new PlatformError('PERSON_UNKNOWN', {}, { path: ['personId'] });
  return lockHousehold(ctx, found.number, 'personId');
};

/**
 * Takes one person from one registered household to another, e.g. by marriage. Both must be within
 * the caller's reach and have one head afterwards; a household is not emptied this way but merged.
 * @returns ids of the household joined and of the one left
 */
export const movePerson = async (ctx: RequestContext, input: MovePersonInput): Promise<readonly [string, string]> => {
  await requireRegistrar(ctx, 'CLERK');
  const { on, reason, relation } = input;
  const from = await householdOf(ctx, input.personId);
  const to = await lockHousehold(ctx, input.toRegistrationNumber, 'toRegistrationNumber');
  if (from.householdId === to.householdId) throw new PlatformError('SAME_HOUSEHOLD', {}, { path: ['toRegistrationNumber'] });
  const roster = await currentRoster(ctx, from.householdId);
  const mover = memberById(roster, input.personId, on, ['personId']);
  const changed = new Map((input.staying ?? []).map(({ personId, relation: next }, index) => [memberById(roster, personId, on, ['staying', index, 'personId']), next]));
  const left = roster.filter((member) => member !== mover);
  const joined = await currentRoster(ctx, to.householdId);
  throwIfAny([
    ...[dayFault(ctx, from, on) ?? [], dayFault(ctx, to, on) ?? []].flat(),
    ...(left.length === 0
      ? [new PlatformError('HOUSEHOLD_WITHOUT_MEMBERS', {}, { path: ['personId'] })]
      : checkRelations(left.map((member) => changed.get(member) ?? member.membership.relation), ['staying'])),
    ...checkRelations([...joined.map(({ membership }) => membership.relation), relation], ['relation']),
  ]);
  const why = reasons[input.kind];
  const work = createWork(ctx);
  await transfer(ctx, work, to, [{ member: mover, relation }], { on, ...why });
  for (const [member, next] of changed) if (member !== mover) changeRelation(work, from, member, next, on);
  const { id } = mover.person;
  work.add(householdEventRecord, from, { kind: why.out, happenedOn: on, reason, personId: id, otherHouseholdId: to.householdId });
  work.add(householdEventRecord, to, { kind: why.in, happenedOn: on, reason, personId: id, otherHouseholdId: from.householdId });
  await work.commit('movePerson', reason);
  return [to.householdId, from.householdId];
};
