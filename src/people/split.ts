import { and, eq, isNull } from 'drizzle-orm';
import { insertRows } from '../db/insert-rows.ts';
import { householdRegistry } from '../db/tables/household.ts';
import { residence } from '../db/tables/people.ts';
import { PlatformError, throwIfAny } from '../errors.ts';
import { scopeOf } from '../records/listing.ts';
import type { RequestContext } from '../schema/context.ts';
import { householdRecord, residenceRecord } from '../schema/records/household.ts';
import { householdEventRecord, statusChangeRecord } from '../schema/records/welfare.ts';
import { changeRelation, type RelationInput } from './change-members.ts';
import { currentRoster, memberById } from './current-roster.ts';
import { dayFault, type HouseholdRow, lockHousehold, requireRegistrar } from './household-row.ts';
import { checkRelations } from './member-input.ts';
import { newNumber } from './register.ts';
import { transfer } from './transfer.ts';
import { createWork, type Owner, registered, type Work } from './work.ts';

export interface SplitInput {
  readonly registrationNumber: string;
  readonly on: string;
  readonly reason: string;
  /** Who goes, with the relations in the new household. */
  readonly going: readonly RelationInput[];
  /** New relations of those who stay, where the head goes. */
  readonly staying?: readonly RelationInput[] | null;
}

const newHousehold = async (ctx: RequestContext, work: Work, row: HouseholdRow, on: string): Promise<Owner> => {
  const registrationNumber = newNumber(row.countyCode);
  const { countyCode, isRegisteredPoor, villageCode, address, status, mainCause, otherCauses } = row;
  const made = work.addHousehold(householdRecord, {
    countyCode, isRegisteredPoor, villageCode, address, status, mainCause, otherCauses, registrationNumber, registeredOn: on, endedOn: null,
  });
  const owner = { householdId: made.householdId, countyCode, villageCode };
  await insertRows(ctx.tx, householdRegistry, [{ registrationNumber, ...registered(owner) }]);
  return owner;
};

const copyResidence = async (ctx: RequestContext, work: Work, row: HouseholdRow, owner: Owner, on: string): Promise<void> => {
  const [home] = await ctx.tx.orm.select().from(residence)
    .where(and(eq(residence.householdId, row.householdId), isNull(residence.toOn), scopeOf(ctx.identity, residence)));
  if (!home) throw new PlatformError('HOUSEHOLD_ENDED');
  const { villageCode, townshipCode, placeCountyCode, cityCode } = home;
  work.add(residenceRecord, owner, { villageCode, townshipCode, placeCountyCode, cityCode, fromOn: on, toOn: null, reason: 'SPLIT' });
};

/**
 * Splits a household: some members go on as a new household in the same village, with the same
 * status. Both must have one head afterwards.
 * @returns ids of the old and the new household
 */
export const splitHousehold = async (ctx: RequestContext, input: SplitInput): Promise<readonly [string, string]> => {
  await requireRegistrar(ctx, 'CLERK');
  const { on, reason } = input;
  const row = await lockHousehold(ctx, input.registrationNumber);
  const roster = await currentRoster(ctx, row.householdId);
  const going = input.going.map(({ personId, relation }, index) => ({ member: memberById(roster, personId, on, ['going', index, 'personId']), relation }));
  const changed = new Map((input.staying ?? []).map(({ personId, relation }, index) => [memberById(roster, personId, on, ['staying', index, 'personId']), relation]));
  const goers = new Set(going.map(({ member }) => member));
  const staying = roster.filter((member) => !goers.has(member));
  throwIfAny([
    ...[dayFault(ctx, row, on) ?? []].flat(),
    ...(going.length === 0 || staying.length === 0 ? [new PlatformError('HOUSEHOLD_WITHOUT_MEMBERS', {}, { path: ['going'] })] : []),
    ...checkRelations(going.map(({ relation }) => relation), ['going']),
    ...checkRelations(staying.map((member) => changed.get(member) ?? member.membership.relation), ['staying']),
  ]);
  const work = createWork(ctx);
  const owner = await newHousehold(ctx, work, row, on);
  await copyResidence(ctx, work, row, owner, on);
  await transfer(ctx, work, owner, going, { on, out: 'SPLIT', in: 'SPLIT' });
  for (const [member, relation] of changed) if (!goers.has(member)) changeRelation(work, row, member, relation, on);
  if (row.status) {
    work.add(statusChangeRecord, owner, { year: Number(on.slice(0, 4)), status: row.status, decidedOn: on, relapseCause: null, exitPath: null, reason });
  }
  work.add(householdEventRecord, row, { kind: 'SPLIT', happenedOn: on, reason, personId: null, otherHouseholdId: owner.householdId });
  work.add(householdEventRecord, owner, { kind: 'SPLIT', happenedOn: on, reason, personId: null, otherHouseholdId: row.householdId });
  await work.commit('splitHousehold', reason);
  return [row.householdId, owner.householdId];
};
