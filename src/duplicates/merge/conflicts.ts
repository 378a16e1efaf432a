import { sqlState } from '../../db/engine-errors.ts';
import { PlatformError } from '../../errors.ts';
import type { AnyRecord } from '../../records/define.ts';
import { reachesRows } from '../../records/listing.ts';
import { reachesTable } from '../../access/identity.ts';
import { type RecordDrafts, writeRows } from '../../records/write-rows.ts';
import type { RequestContext } from '../../schema/context.ts';

const others = '其他部门的记录 records of other departments';

/** Kinds of records as this caller may hear of them: what another department keeps is not named. */
const namesFor = (ctx: RequestContext, records: readonly AnyRecord[]): string =>
  [...new Set(records.map((record) => (reachesTable(ctx.identity, record.table) && reachesRows(ctx.identity, record) ? `${record.title.zh} ${record.name}` : others)))].sort().join(', ');

/** The error that says which kinds of records stand in the way, if any do. */
export const conflict = (code: 'DUPLICATE_MERGE_CONFLICT' | 'DUPLICATE_UNDO_CONFLICT', ctx: RequestContext, records: readonly AnyRecord[]): PlatformError[] =>
  (records.length === 0 ? [] : [new PlatformError(code, { records: namesFor(ctx, records) }, { path: ['id'] })]);

/** Writes rows of each record by itself; answers the records whose rows the database refused. */
export const writeEach = async (ctx: RequestContext, sets: readonly RecordDrafts[], action: string, reason: string): Promise<readonly AnyRecord[]> => {
  const refused: AnyRecord[] = [];
  for (const set of sets) {
    if (set.drafts.length === 0) continue;
    await ctx.tx.savepoint(() => writeRows(ctx, [set], action, reason)).catch((error: unknown) => {
      if (!sqlState(error)?.startsWith('23')) throw error;
      refused.push(set.record);
    });
  }
  return refused;
};
