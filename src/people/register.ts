import { randomInt } from 'node:crypto';
import { insertRows } from '../db/insert-rows.ts';
import { householdRegistry } from '../db/tables/household.ts';
import { PlatformError, throwIfAny } from '../errors.ts';
import type { RequestContext } from '../schema/context.ts';
import { householdRecord, residenceRecord } from '../schema/records/household.ts';
import { householdEventRecord, statusChangeRecord } from '../schema/records/welfare.ts';
import { addMembers } from './add-members.ts';
import { requireRegistrar } from './household-row.ts';
import { type CheckedMember, checkMember, checkRelations, checkRepeats, type MemberInput } from './member-input.ts';
import { residenceValues, type Village, villageOn } from './villages.ts';
import { createWork, type Owner, registered, type Work } from './work.ts';

export interface RegisterInput {
  readonly registrationNumber?: string | null;
  readonly villageCode: string;
  readonly registeredOn: string;
  readonly isRegisteredPoor: boolean;
  readonly address?: string | null;
  readonly mainCause?: string | null;
  readonly otherCauses?: readonly string[] | null;
  readonly members: readonly MemberInput[];
}

const causeFaults = ({ isRegisteredPoor, mainCause, otherCauses }: RegisterInput): PlatformError[] => {
  const others = otherCauses ?? [];
  const fault = (code: 'CAUSE_REQUIRED' | 'CAUSE_NOT_ALLOWED' | 'CAUSE_REPEATED' | 'TOO_MANY_CAUSES', path: string) => [new PlatformError(code, {}, { path: [path] })];
  if (!isRegisteredPoor) return mainCause || others.length > 0 ? fault('CAUSE_NOT_ALLOWED', 'mainCause') : [];
  return [
    ...(mainCause ? [] : fault('CAUSE_REQUIRED', 'mainCause')),
    ...(others.length > 2 ? fault('TOO_MANY_CAUSES', 'otherCauses') : []),
    ...(new Set([mainCause, ...others]).size < others.length + 1 ? fault('CAUSE_REPEATED', 'otherCauses') : []),
  ];
};

/** What is wrong with an input by itself, its members aside. */
export const inputFaults = (ctx: RequestContext, input: RegisterInput): PlatformError[] => [
  ...causeFaults(input),
  ...(input.registeredOn > ctx.today ? [new PlatformError('DATE_IN_FUTURE', { date: input.registeredOn }, { path: ['registeredOn'] })] : []),
  ...(input.registrationNumber && !/^\d{10,20}$/.test(input.registrationNumber)
    ? [new PlatformError('REGISTRATION_NUMBER_INVALID', {}, { path: ['registrationNumber'] })]
    : []),
  ...(input.members.length === 0 ? [new PlatformError('HOUSEHOLD_WITHOUT_MEMBERS', {}, { path: ['members'] })] : []),
];

/** County of registration and ten random digits. It never changes, even when the household moves. */
export const newNumber = (countyCode: string): string => countyCode + String(randomInt(10 ** 10)).padStart(10, '0');

const claimNumber = async (ctx: RequestContext, owner: Owner, registrationNumber: string): Promise<void> => {
  const claimed = await insertRows(ctx.tx, householdRegistry, [{ registrationNumber, ...registered(owner) }], { onConflict: 'nothing' });
  if (claimed === 0) throw new PlatformError('REGISTRATION_NUMBER_TAKEN', {}, { path: ['registrationNumber'] });
};

/** A household as it is registered. */
export const householdValues = (input: RegisterInput, village: Village, registrationNumber: string) => ({
  countyCode: village.placeCountyCode,
  registrationNumber,
  isRegisteredPoor: input.isRegisteredPoor,
  villageCode: village.villageCode,
  registeredOn: input.registeredOn,
  endedOn: null,
  address: input.address ?? null,
  status: input.isRegisteredPoor ? 'REGISTERED' : null,
  mainCause: input.mainCause ?? null,
  otherCauses: input.otherCauses ?? [],
});

/** Adds a household with what is recorded of it on the day it is registered, its members aside. */
export const addHousehold = (work: Work, input: RegisterInput, village: Village, registrationNumber: string): Owner => {
  const row = work.addHousehold(householdRecord, householdValues(input, village, registrationNumber));
  const owner = { householdId: row.householdId, countyCode: row.countyCode, villageCode: village.villageCode };
  const day = input.registeredOn;
  work.add(residenceRecord, owner, residenceValues(village, day, 'REGISTER'));
  work.add(householdEventRecord, owner, { kind: 'REGISTER', happenedOn: day, reason: '建档立卡', personId: null, otherHouseholdId: null });
  if (input.isRegisteredPoor) {
    work.add(statusChangeRecord, owner, { year: Number(day.slice(0, 4)), status: 'REGISTERED', decidedOn: day, relapseCause: null, exitPath: null, reason: null });
  }
  return owner;
};

const write = async (ctx: RequestContext, input: RegisterInput, village: Village, members: readonly CheckedMember[]): Promise<string> => {
  const work = createWork(ctx);
  const registrationNumber = input.registrationNumber ?? newNumber(village.placeCountyCode);
  const owner = addHousehold(work, input, village, registrationNumber);
  await claimNumber(ctx, owner, registrationNumber);
  const day = input.registeredOn;
  await addMembers(ctx, work, owner, members.map((member) => ({ member, from: member.bornOn > day ? member.bornOn : day, reason: 'REGISTER' })), 'members');
  await work.commit('registerHousehold', undefined);
  return owner.householdId;
};

/**
 * Registers a household with its members. All faults of the input are answered at once.
 * @returns the household's id
 * @throws PlatformErrors; nothing is written then
 */
export const registerHousehold = async (ctx: RequestContext, input: RegisterInput): Promise<string> => {
  await requireRegistrar(ctx, 'CLERK', 'INTEGRATOR');
  const errors = inputFaults(ctx, input);
  const members = input.members.map((member, index) => checkMember(ctx, member, ['members', index], errors));
  errors.push(...checkRepeats(members, ['members']));
  if (members.length > 0) errors.push(...checkRelations(members.map(({ relation }) => relation), ['members']));
  throwIfAny(errors);
  const village = await villageOn(ctx, input.villageCode, input.registeredOn, ['villageCode']);
  return write(ctx, input, village, members);
};
