import { PlatformError } from '../../errors.ts';
import type { HouseholdRow } from '../../people/household-row.ts';
import type { AnyRecord } from '../../records/define.ts';
import { newRow } from '../../records/drafts.ts';
import { writeRows } from '../../records/write-rows.ts';
import type { Draft } from '../../records/rules.ts';
import type { Row } from '../../records/page.ts';
import type { RequestContext } from '../../schema/context.ts';
import { householdRecord, personRecord, residenceRecord } from '../../schema/records/household.ts';
import { householdEventRecord } from '../../schema/records/welfare.ts';
import { type HouseholdLookups, leadHousehold } from './household-lookups.ts';
import { countedResidences, lockedHousehold, recordedOnlyIn } from './household-rows.ts';
import { changed, deed, moveReferences } from './move-references.ts';
import { moveRows } from './move-rows.ts';
import type { MovedValue } from './moved.ts';
import { standIn } from './merge-person.ts';

export interface HouseholdMerge {
  readonly merged: string;
  readonly kept: string;
  readonly reason: string;
}

/** What one merge of two households did, so that it can be undone. */
export interface MovedHousehold {
  readonly merged: string;
  readonly kept: string;
  /** Pairs of members that were merged with it. */
  readonly pairs: readonly string[];
  readonly values: readonly MovedValue[];
  /** Ids of the rows that went to the kept household. */
  readonly rows: readonly string[];
  readonly lookups: HouseholdLookups;
}

/** Both households, locked in one order. */
export const bothHouseholds = async (ctx: RequestContext, merged: string, kept: string): Promise<readonly [merged: HouseholdRow, kept: HouseholdRow]> => {
  const rows = new Map<string, HouseholdRow>();
  for (const id of [merged, kept].sort()) rows.set(id, await lockedHousehold(ctx, id));
  return [rows.get(merged) as HouseholdRow, rows.get(kept) as HouseholdRow];
};

/** Both, to be merged: neither has gone on in another, and neither has ended. */
export const householdsToMerge = async (ctx: RequestContext, merged: string, kept: string): Promise<readonly [merged: HouseholdRow, kept: HouseholdRow]> => {
  const both = await bothHouseholds(ctx, merged, kept);
  if (both.some(({ mergedIntoId }) => mergedIntoId !== null)) throw new PlatformError('DUPLICATE_MERGED_ALREADY', {}, { path: ['id'] });
  if (both.some(({ endedOn }) => endedOn !== null)) throw new PlatformError('HOUSEHOLD_ENDED', {}, { path: ['id'] });
  return both;
};

/** What both households say of it. */
export const eventsOf = (ctx: RequestContext, merged: HouseholdRow, kept: HouseholdRow, reason: string): readonly Draft<Row>[] =>
  ([[merged, kept], [kept, merged]] as const).map(([{ householdId, countyCode, villageCode: areaCode }, other]) => ({
    before: undefined,
    after: newRow(ctx, householdEventRecord, { householdId, countyCode, areaCode, kind: 'DUPLICATE', happenedOn: ctx.today, reason, personId: null, otherHouseholdId: other.householdId }),
  }));

/**
 * Makes one household of two, whose members have been merged: what is recorded of the one that goes is the other's, its
 * own life (where it lived, what it was, what happened to it) stays with it, and it counts on no day any more.
 */
export const mergeHousehold = async (ctx: RequestContext, { merged: goes, kept: stays, reason }: HouseholdMerge, pairs: readonly string[], records: readonly AnyRecord[]): Promise<MovedHousehold> => {
  const [merged, kept] = await bothHouseholds(ctx, goes, stays);
  const ended = changed(householdRecord, merged, { mergedIntoId: stays, endedOn: ctx.today });
  const emptied = (await countedResidences(ctx, goes)).map((row) => changed(residenceRecord, row, { toOn: row.fromOn }));
  const { countyCode, villageCode: areaCode } = kept;
  const others = (await recordedOnlyIn(ctx, goes, stays)).map((row) => standIn(ctx, { ...row, householdId: stays, countyCode, areaCode }, row));
  await writeRows(ctx, [
    { record: householdRecord, drafts: [ended] }, { record: personRecord, drafts: others }, { record: residenceRecord, drafts: emptied },
  ].filter(({ drafts }) => drafts.length > 0), deed, reason);
  const named = await moveReferences(ctx, records, 'household', { merged: goes, kept: stays, reason, households: [goes] });
  const rows = await moveRows(ctx, records, { from: goes, to: kept, action: deed, reason, refusal: 'DUPLICATE_MERGE_CONFLICT' });
  await writeRows(ctx, [{ record: householdEventRecord, drafts: eventsOf(ctx, merged, kept, reason) }], deed, reason);
  const lookups = await leadHousehold(ctx, goes, kept, rows);
  return { merged: goes, kept: stays, pairs, values: [...ended.values, ...emptied.flatMap(({ values }) => values), ...named], rows, lookups };
};
