import type { Row } from '../records/page.ts';
import type { RequestContext } from '../schema/context.ts';
import { membershipRecord, personRecord } from '../schema/records/household.ts';
import type { Member } from './current-roster.ts';
import type { Owner, Work } from './work.ts';

export interface Transfer {
  readonly member: Member;
  readonly relation: string;
}

export interface Reasons {
  readonly on: string;
  /** Why they left the one household, and why they joined the other. */
  readonly out: string;
  readonly in: string;
}

/**
 * Takes persons to another household. They keep their id; the row in the old household stays as it
 * was, no longer current, so that the old roster of any past day can still be read.
 */
export const transfer = async (ctx: RequestContext, work: Work, to: Owner, moving: readonly Transfer[], reasons: Reasons): Promise<void> => {
  for (const { member: { person, membership }, relation } of moving) {
    work.change(membershipRecord, membership, { toOn: reasons.on, toReason: reasons.out });
    work.change(personRecord, person, { current: false });
    const { householdId: _, countyCode: __, version: ___, ...facts } = person as Row;
    work.add(personRecord, to, facts);
    work.add(membershipRecord, to, { personId: person.id, relation, fromOn: reasons.on, toOn: null, fromReason: reasons.in, toReason: null });
  }
  await ctx.tx.query('update core.person_identity set household_id = $2::uuid, county_code = $3 where person_id = any($1::uuid[])', [
    moving.map(({ member }) => member.person.id),
    to.householdId,
    to.countyCode,
  ]);
};
