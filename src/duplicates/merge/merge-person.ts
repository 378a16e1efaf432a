import { PlatformError } from '../../errors.ts';
import type { AnyRecord } from '../../records/define.ts';
import { newRow } from '../../records/drafts.ts';
import type { Row } from '../../records/page.ts';
import type { Draft } from '../../records/rules.ts';
import { writeRows } from '../../records/write-rows.ts';
import type { RequestContext } from '../../schema/context.ts';
import { membershipRecord, personRecord } from '../../schema/records/household.ts';
import { householdEventRecord } from '../../schema/records/welfare.ts';
import { leadLookups } from './lookups.ts';
import type { MovedPerson } from './moved.ts';
import { changed, deed, moveReferences } from './move-references.ts';
import { checkRoster, countedMemberships, mergedBefore, type PersonRow, type Recorded, recordedPersons } from './people.ts';

export interface PersonMerge {
  readonly merged: string;
  readonly kept: string;
  readonly reason: string;
  /** Whether the households are merged as well: then the one that goes needs no head. */
  readonly wholeHousehold?: boolean;
}

/** A person as another household recorded them, for a household that has none of their rows: what was said there stays said. */
export const standIn = (ctx: RequestContext, there: PersonRow, kept: PersonRow): Draft<Row> => {
  const { id: _, version: __, createdAt: ___, updatedAt: ____, ...facts } = there;
  return { before: undefined, after: { ...newRow(ctx, personRecord, facts), id: kept.id, current: false, mergedIntoId: null, idNumberCipher: null, idNumberTail: null } };
};

/** Rows of persons: the merged one's are marked, and the kept one gets one wherever the other has one. */
const personDrafts = (ctx: RequestContext, merged: Recorded, kept: Recorded, before: readonly PersonRow[]) => {
  const marked = [
    ...merged.rows.map((row) => changed(personRecord, row, { mergedIntoId: kept.now.id, current: false })),
    ...before.filter(({ id }) => id !== kept.now.id).map((row) => changed(personRecord, row, { mergedIntoId: kept.now.id })),
  ];
  const there = new Map(kept.rows.map((row) => [row.householdId, row]));
  const cleared = merged.rows.flatMap(({ householdId }) => {
    const row = there.get(householdId);
    return row && row.mergedIntoId !== null ? [changed(personRecord, row, { mergedIntoId: null })] : [];
  });
  const added = merged.rows.filter(({ householdId }) => !there.has(householdId)).map((row) => standIn(ctx, row, kept.now));
  return { changes: [...marked, ...cleared], added };
};

const eventOf = (ctx: RequestContext, { householdId, countyCode, areaCode }: PersonRow, kept: PersonRow, reason: string): Draft<Row> => ({
  before: undefined,
  after: newRow(ctx, householdEventRecord, {
    householdId, countyCode, areaCode, kind: 'DUPLICATE', happenedOn: ctx.today, reason, personId: kept.id,
    otherHouseholdId: householdId === kept.householdId ? null : kept.householdId,
  }),
});

const refuseMerged = (...persons: readonly Recorded[]): void => {
  if (persons.some(({ now }) => now.mergedIntoId !== null)) throw new PlatformError('DUPLICATE_MERGED_ALREADY', {}, { path: ['id'] });
};

/**
 * Makes one person of two. The rows and the id of the one that goes stay and say into whom it was merged; it counts on no
 * day any more, and what named it, found it or was found by it leads to the other. All of it or nothing.
 */
export const mergePerson = async (ctx: RequestContext, merge: PersonMerge, records: readonly AnyRecord[]): Promise<MovedPerson> => {
  const [merged, kept] = (await recordedPersons(ctx, [merge.merged, merge.kept])) as [Recorded, Recorded];
  refuseMerged(merged, kept);
  const households = merged.rows.map(({ householdId }) => householdId);
  const { changes, added } = personDrafts(ctx, merged, kept, await mergedBefore(ctx, merged));
  const emptied = (await countedMemberships(ctx, merge.merged, households)).map((row) => changed(membershipRecord, row, { toOn: row.fromOn, toReason: 'DUPLICATE' }));
  await writeRows(ctx, [
    { record: personRecord, drafts: [...changes, ...added] },
    { record: membershipRecord, drafts: emptied },
  ], deed, merge.reason);
  const values = await moveReferences(ctx, records, 'person', { ...merge, households });
  await writeRows(ctx, [{ record: householdEventRecord, drafts: [eventOf(ctx, merged.now, kept.now, merge.reason)] }], deed, merge.reason);
  const lookups = await leadLookups(ctx, merged.now, kept.now);
  if (!merge.wholeHousehold) await checkRoster(ctx, merged.now.householdId);
  return {
    merged: merge.merged, kept: merge.kept, ...lookups,
    values: [...changes, ...emptied].flatMap(({ values: some }) => some).concat(values),
    added: added.map(({ after }) => after.householdId as string),
  };
};
