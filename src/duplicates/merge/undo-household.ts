import { PlatformError, throwIfAny } from '../../errors.ts';
import type { AnyRecord } from '../../records/define.ts';
import { writeRows } from '../../records/write-rows.ts';
import type { RequestContext } from '../../schema/context.ts';
import { householdEventRecord } from '../../schema/records/welfare.ts';
import { conflict } from './conflicts.ts';
import { returnHousehold } from './household-lookups.ts';
import { bothHouseholds, eventsOf, type MovedHousehold } from './merge-household.ts';
import { carriedRecords, moveRows } from './move-rows.ts';
import { putBack, undoing } from './undo-person.ts';

/** Takes a merge of two households back, its members aside: the rows that went come back. */
export const undoHousehold = async (ctx: RequestContext, moved: MovedHousehold, reason: string, records: readonly AnyRecord[]): Promise<void> => {
  const [merged, kept] = await bothHouseholds(ctx, moved.merged, moved.kept);
  if (kept.mergedIntoId !== null) throw new PlatformError('DUPLICATE_MERGED_ALREADY', {}, { path: ['id'] });
  const back = await moveRows(ctx, records, { from: moved.kept, to: merged, ids: moved.rows, action: undoing, reason, refusal: 'DUPLICATE_UNDO_CONFLICT' });
  if (back.length < moved.rows.length) throwIfAny(conflict('DUPLICATE_UNDO_CONFLICT', ctx, carriedRecords(records)));
  await putBack(ctx, records, moved.values, reason);
  await writeRows(ctx, [{ record: householdEventRecord, drafts: eventsOf(ctx, merged, kept, reason) }], undoing, reason);
  await returnHousehold(ctx, merged, moved.kept, moved.lookups);
};
