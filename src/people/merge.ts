import { and, eq, isNull } from 'drizzle-orm';
import { residence } from '../db/tables/people.ts';
import { PlatformError, throwIfAny } from '../errors.ts';
import { scopeOf } from '../records/listing.ts';
import type { RequestContext } from '../schema/context.ts';
import { householdRecord, residenceRecord } from '../schema/records/household.ts';
import { householdEventRecord } from '../schema/records/welfare.ts';
import type { RelationInput } from './change-members.ts';
import { currentRoster, type Member, memberById } from './current-roster.ts';
import { dayFault, type HouseholdRow, lockHousehold, requireRegistrar } from './household-row.ts';
import { checkRelations } from './member-input.ts';
import { transfer, type Transfer } from './transfer.ts';
import { createWork, type Work } from './work.ts';

export interface MergeInput {
  /** The household that ends. */
  readonly registrationNumber: string;
  readonly intoRegistrationNumber: string;
  readonly on: string;
  readonly reason: string;
  /** The relations of those who come, in the household that stays; all of them must be named. */
  readonly coming: readonly RelationInput[];
}

const endHousehold = async (ctx: RequestContext, work: Work, row: HouseholdRow, on: string): Promise<void> => {
  const [home] = await ctx.tx.orm.select().from(residence)
    .where(and(eq(residence.householdId, row.householdId), isNull(residence.toOn), scopeOf(ctx.identity, residence)));
  if (home) work.change(residenceRecord, home, { toOn: on });
  work.change(householdRecord, row, { endedOn: on });
};

const comers = (input: MergeInput, roster: readonly Member[]): Transfer[] => {
  const moving = input.coming.map(({ personId, relation }, index) => ({ member: memberById(roster, personId, input.on, ['coming', index, 'personId']), relation }));
  const named = new Set(moving.map(({ member }) => member));
  if (named.size < roster.length) throw new PlatformError('MERGE_LEAVES_MEMBERS', {}, { path: ['coming'] });
  return moving;
};

/**
 * Merges one household into another: its members join the other, it ends, its history stays.
 * @returns ids of the household that stays and of the one that ended
 */
export const mergeHouseholds = async (ctx: RequestContext, input: MergeInput): Promise<readonly [string, string]> => {
  await requireRegistrar(ctx, 'CLERK');
  const { on, reason } = input;
  if (input.registrationNumber === input.intoRegistrationNumber) throw new PlatformError('SAME_HOUSEHOLD', {}, { path: ['intoRegistrationNumber'] });
  const from = await lockHousehold(ctx, input.registrationNumber);
  const into = await lockHousehold(ctx, input.intoRegistrationNumber, 'intoRegistrationNumber');
  const moving = comers(input, await currentRoster(ctx, from.householdId));
  const staying = await currentRoster(ctx, into.householdId);
  throwIfAny([
    ...[dayFault(ctx, from, on) ?? [], dayFault(ctx, into, on) ?? []].flat(),
    ...checkRelations([...staying.map(({ membership }) => membership.relation), ...moving.map(({ relation }) => relation)], ['coming']),
  ]);
  const work = createWork(ctx);
  await transfer(ctx, work, into, moving, { on, out: 'MERGE', in: 'MERGE' });
  await endHousehold(ctx, work, from, on);
  work.add(householdEventRecord, from, { kind: 'MERGE', happenedOn: on, reason, personId: null, otherHouseholdId: into.householdId });
  work.add(householdEventRecord, into, { kind: 'MERGE', happenedOn: on, reason, personId: null, otherHouseholdId: from.householdId });
  await work.commit('mergeHouseholds', reason);
  return [into.householdId, from.householdId];
};
