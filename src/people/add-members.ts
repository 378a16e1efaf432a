import { and, sql } from 'drizzle-orm';
import { sealIdNumber } from '../access/id-number.ts';
import { insertRows } from '../db/insert-rows.ts';
import { personIdentity } from '../db/tables/people.ts';
import { PlatformError, throwIfAny } from '../errors.ts';
import { scopeOf } from '../records/listing.ts';
import type { Row } from '../records/page.ts';
import type { RequestContext } from '../schema/context.ts';
import { membershipRecord, personRecord } from '../schema/records/household.ts';
import { v7 as uuidv7 } from 'uuid';
import type { CheckedMember } from './member-input.ts';
import type { Owner, Work } from './work.ts';

interface Joining {
  readonly member: CheckedMember;
  readonly from: string;
  readonly reason: string;
}

const personValues = (ctx: RequestContext, id: string, { relation: _, idNumber, ...facts }: CheckedMember) => {
  const sealed = idNumber === null ? undefined : sealIdNumber(ctx.vault, idNumber, id);
  const values: Row = { ...facts, id, current: true, diedOn: null, idNumberCipher: sealed?.idNumberCipher ?? null, idNumberTail: sealed?.idNumberTail ?? null };
  return { values, idHash: sealed?.idHash };
};

/**
 * Claims the ID numbers in the province-wide index. Whoever holds one already may be in a county the
 * caller cannot see, so the answer is the same wherever that is: a review must look at it.
 */
const claimIdentities = async (
  ctx: RequestContext,
  owner: Owner,
  persons: readonly { readonly id: string; readonly idHash: string | undefined; readonly path: readonly (string | number)[] }[],
): Promise<void> => {
  const rows = persons.flatMap(({ id, idHash }) => (idHash ? [{ idHash, personId: id, householdId: owner.householdId, countyCode: owner.countyCode }] : []));
  if (rows.length === 0) return;
  const claimed = await insertRows(ctx.tx, personIdentity, rows, { onConflict: 'nothing' });
  if (claimed === rows.length) return;
  const mine = new Set(await claimedHashes(ctx, rows.map(({ personId }) => personId)));
  throwIfAny(persons.filter(({ idHash }) => idHash && !mine.has(idHash)).map(({ path }) => new PlatformError('ID_NUMBER_NEEDS_REVIEW', {}, { path })));
};

/** The hashes that these persons hold. */
const claimedHashes = async (ctx: RequestContext, personIds: readonly string[]): Promise<string[]> => {
  const rows = await ctx.tx.orm.select({ idHash: personIdentity.idHash }).from(personIdentity)
    .where(and(sql`${personIdentity.personId} = any(${sql.param(personIds)}::uuid[])`, scopeOf(ctx.identity, personIdentity)));
  return rows.map(({ idHash }) => idHash);
};

/** Adds new persons to a household from a day on, and claims their ID numbers. */
export const addMembers = async (ctx: RequestContext, work: Work, owner: Owner, joining: readonly Joining[], path: string): Promise<string[]> => {
  const persons = joining.map(({ member, from, reason }, index) => {
    const id = uuidv7();
    const { values, idHash } = personValues(ctx, id, member);
    work.add(personRecord, owner, values);
    work.add(membershipRecord, owner, { personId: id, relation: member.relation, fromOn: from, toOn: null, fromReason: reason, toReason: null });
    return { id, idHash, path: [path, index, 'idNumber'] };
  });
  await claimIdentities(ctx, owner, persons);
  return persons.map(({ id }) => id);
};
