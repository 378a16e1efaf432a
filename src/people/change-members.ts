import { PlatformError, throwIfAny } from '../errors.ts';
import type { RequestContext } from '../schema/context.ts';
import { membershipRecord, personRecord } from '../schema/records/household.ts';
import { householdEventRecord } from '../schema/records/welfare.ts';
import { addMembers } from './add-members.ts';
import { currentRoster, type Member, memberById } from './current-roster.ts';
import { dayFault, type HouseholdRow, lockHousehold, requireRegistrar } from './household-row.ts';
import { checkMember, checkRelations, checkRepeats, type MemberInput } from './member-input.ts';
import { createWork, type Work } from './work.ts';

export interface JoinInput {
  readonly kind: 'BIRTH' | 'MARRIAGE_IN' | 'JOIN';
  readonly member: MemberInput;
}

export interface LeaveInput {
  readonly kind: 'DEATH' | 'MARRIAGE_OUT' | 'LEAVE';
  readonly personId: string;
}

export interface RelationInput {
  readonly personId: string;
  readonly relation: string;
}

export interface ChangeMembersInput {
  readonly registrationNumber: string;
  readonly on: string;
  readonly reason: string;
  readonly join?: readonly JoinInput[] | null;
  readonly leave?: readonly LeaveInput[] | null;
  /** New relations of members who stay, e.g. after the head died. */
  readonly relations?: readonly RelationInput[] | null;
}

const event = (work: Work, row: HouseholdRow, kind: string, { on, reason }: ChangeMembersInput, personId: string): void => {
  work.add(householdEventRecord, row, { kind, happenedOn: on, reason, personId, otherHouseholdId: null });
};

/** Ends a membership; who dies keeps the day in the person's record. */
const leave = (work: Work, row: HouseholdRow, { person, membership }: Member, kind: string, input: ChangeMembersInput): void => {
  work.change(membershipRecord, membership, { toOn: input.on, toReason: kind });
  if (kind === 'DEATH') work.change(personRecord, person, { diedOn: input.on });
  event(work, row, kind, input, person.id);
};

/** Ends the old relation and begins the new one on the same day; on its first day it is put right instead. */
export const changeRelation = (work: Work, row: HouseholdRow, { person, membership }: Member, relation: string, on: string): void => {
  if (membership.fromOn === on) {
    work.change(membershipRecord, membership, { relation });
    return;
  }
  work.change(membershipRecord, membership, { toOn: on, toReason: 'JOIN' });
  work.add(membershipRecord, row, { personId: person.id, relation, fromOn: on, toOn: null, fromReason: 'JOIN', toReason: null });
};

const relationsAfter = (
  roster: readonly Member[],
  leaving: ReadonlySet<Member>,
  changed: ReadonlyMap<Member, string>,
  joining: readonly string[],
): string[] => [
  ...roster.filter((member) => !leaving.has(member)).map((member) => changed.get(member) ?? member.membership.relation),
  ...joining,
];

const rosterFaults = (relations: readonly string[]): PlatformError[] =>
  relations.length === 0 ? [new PlatformError('HOUSEHOLD_WITHOUT_MEMBERS', {}, { path: ['leave'] })] : checkRelations(relations, ['relations']);

/**
 * Records births, deaths, marriages and other joinings and leavings of one day. Afterwards the
 * household must have exactly one head.
 * @returns the household's id
 */
export const changeMembers = async (ctx: RequestContext, input: ChangeMembersInput): Promise<string> => {
  await requireRegistrar(ctx, 'CLERK', 'INTEGRATOR');
  const [joins, leaves, changes] = [input.join ?? [], input.leave ?? [], input.relations ?? []];
  if (joins.length + leaves.length + changes.length === 0) throw new PlatformError('NOTHING_TO_CHANGE');
  const row = await lockHousehold(ctx, input.registrationNumber);
  const roster = await currentRoster(ctx, row.householdId);
  const errors = [dayFault(ctx, row, input.on) ?? []].flat();
  const leaving = new Map(leaves.map(({ personId, kind }, index) => [memberById(roster, personId, input.on, ['leave', index, 'personId']), kind]));
  const changed = new Map(changes.map(({ personId, relation }, index) => [memberById(roster, personId, input.on, ['relations', index, 'personId']), relation]));
  const members = joins.map(({ member }, index) => checkMember(ctx, member, ['join', index, 'member'], errors));
  errors.push(...checkRepeats(members, ['join']));
  errors.push(...rosterFaults(relationsAfter(roster, new Set(leaving.keys()), changed, members.map(({ relation }) => relation))));
  throwIfAny(errors);
  const work = createWork(ctx);
  for (const [member, kind] of leaving) leave(work, row, member, kind, input);
  for (const [member, relation] of changed) if (!leaving.has(member)) changeRelation(work, row, member, relation, input.on);
  const ids = await addMembers(ctx, work, row, members.map((member, index) => ({ member, from: input.on, reason: (joins[index] as JoinInput).kind })), 'join');
  ids.forEach((id, index) => event(work, row, (joins[index] as JoinInput).kind, input, id));
  await work.commit('changeMembers', input.reason);
  return row.householdId;
};
