import { sealIdNumber } from '../access/id-number.ts';
import type { Row } from '../records/page.ts';
import { newId } from '../random.ts';
import type { RequestContext } from '../schema/context.ts';
import { membershipRecord, personRecord } from '../schema/records/household.ts';
import { type Claim, claimIdentities } from './identities.ts';
import type { CheckedMember } from './member-input.ts';
import type { Owner, Work } from './work.ts';

/** A person who joins, from when, and how. */
export interface Joining {
  readonly member: CheckedMember;
  readonly from: string;
  readonly reason: string;
}

const personValues = (ctx: RequestContext, id: string, { relation: _, idNumber, ...facts }: CheckedMember): Row => {
  const sealed = idNumber === null ? undefined : sealIdNumber(ctx.vault, idNumber, id);
  return { ...facts, id, current: true, diedOn: null, idNumberCipher: sealed?.idNumberCipher ?? null, idNumberTail: sealed?.idNumberTail ?? null };
};

/** Adds a new person to a household, without a claim to the ID number. Answers the person's id. */
export const addMember = (ctx: RequestContext, work: Work, owner: Owner, { member, from, reason }: Joining): string => {
  const id = newId();
  work.add(personRecord, owner, personValues(ctx, id, member));
  work.add(membershipRecord, owner, { personId: id, relation: member.relation, fromOn: from, toOn: null, fromReason: reason, toReason: null });
  return id;
};

/** Adds new persons to a household from a day on, and claims their ID numbers. */
export const addMembers = async (ctx: RequestContext, work: Work, owner: Owner, joining: readonly Joining[], path: string): Promise<string[]> => {
  const persons = joining.map((one, index) => ({ personId: addMember(ctx, work, owner, one), idNumber: one.member.idNumber, path: [path, index, 'idNumber'] }));
  await claimIdentities(ctx, owner, persons.flatMap(({ idNumber, ...one }): Claim[] => (idNumber === null ? [] : [{ ...one, idNumber }])));
  return persons.map(({ personId }) => personId);
};
