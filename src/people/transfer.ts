import { and, sql } from 'drizzle-orm';
import { person } from '../db/tables/people.ts';
import { scopeOf } from '../records/listing.ts';
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

/** Rows of those who were in the household before: who comes back is recorded there again. */
const formerRows = async (ctx: RequestContext, { householdId }: Owner, moving: readonly Transfer[]): Promise<ReadonlyMap<string, Row>> => {
  const ids = moving.map(({ member }) => member.person.id);
  const rows = await ctx.tx.orm.select().from(person)
    .where(and(sql`${person.householdId} = ${householdId}::uuid`, sql`${person.id} = any(${sql.param(ids)}::uuid[])`, scopeOf(ctx.identity, person)));
  return new Map(rows.map((row) => [row.id, row]));
};

/**
 * Takes persons to another household. They keep their id; the row in the old household stays as it
 * was, no longer current, so that the old roster of any past day can still be read.
 */
export const transfer = async (ctx: RequestContext, work: Work, to: Owner, moving: readonly Transfer[], reasons: Reasons): Promise<void> => {
  const before = await formerRows(ctx, to, moving);
  for (const { member: { person: leaver, membership }, relation } of moving) {
    work.change(membershipRecord, membership, { toOn: reasons.on, toReason: reasons.out });
    work.change(personRecord, leaver, { current: false });
    const { householdId: _, countyCode: __, areaCode: ___, version: ____, ...facts } = leaver as Row;
    const former = before.get(leaver.id);
    if (former) work.change(personRecord, former, { ...facts, createdAt: former.createdAt });
    else work.add(personRecord, to, facts);
    work.add(membershipRecord, to, { personId: leaver.id, relation, fromOn: reasons.on, toOn: null, fromReason: reasons.in, toReason: null });
  }
  const home = [moving.map(({ member }) => member.person.id), to.householdId, to.countyCode, to.villageCode];
  await ctx.tx.query('update core.person_identity set household_id = $2::uuid, county_code = $3, area_code = $4 where person_id = any($1::uuid[])', home);
  await ctx.tx.query("update core.external_id set household_id = $2::uuid, county_code = $3, area_code = $4 where record_id = any($1::uuid[]) and record_type = 'Person'", home);
};
