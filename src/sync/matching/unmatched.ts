import { eq, isNotNull } from 'drizzle-orm';
import { comparisonRow } from '../../db/tables/comparison.ts';
import { scopeOf } from '../../records/listing.ts';
import { pageArgsOf, listed } from '../../schema/administration/listed.ts';
import { type Connection, connectionType } from '../../schema/connection.ts';
import type { RequestContext } from '../../schema/context.ts';
import type { PageArgs } from '../../schema/page-args.ts';
import { bilingual, type TypeShelf } from '../../records/kit.ts';
import { comparisonRunRecord } from '../../schema/records/comparison.ts';
import { type ForeignRow, openForeignRow } from './seal-row.ts';
import { runOf } from './quadrants.ts';

type SealedRow = typeof comparisonRow.$inferSelect;

/** Rows of nobody in the register that are still kept: who may look at cases may look whether they should be in it. */
const unmatchedRows = async (ctx: RequestContext, runId: string, page: PageArgs): Promise<Connection<SealedRow>> => {
  const run = await runOf(ctx, runId);
  const where = [eq(comparisonRow.runId, run.id as string), isNotNull(comparisonRow.sealed), scopeOf(ctx.identity, comparisonRow)];
  return listed(ctx, comparisonRow, { id: comparisonRow.id }, page, where, ['unmatchedComparisonRows', run.id]);
};

/** Opened for reading, which the journal notes as any personal value of the county. */
const opened = (ctx: RequestContext, { id, sealed, countyCode }: SealedRow): ForeignRow => {
  ctx.accesses.note(comparisonRunRecord.name, { countyCode }, 'personal');
  return openForeignRow(ctx.vault, id, sealed as string);
};

/** People of a list whom the register does not have; their ID numbers are not shown. */
export const defineUnmatchedRows = (shelf: TypeShelf): void => {
  const row = shelf.builder.objectRef<SealedRow>('UnmatchedComparisonRow').implement({
    description: bilingual({ zh: '名单中不在册的一行,限期保存', en: 'A row of nobody in the register, kept for a limited time' }),
    fields: (t) => ({
      rowNumber: t.exposeInt('rowNumber'),
      name: t.string({ nullable: true, description: bilingual({ zh: '姓名', en: 'Name' }), resolve: (sealed, _, ctx) => opened(ctx, sealed).name ?? null }),
      bornOn: t.field({ type: 'Date', nullable: true, description: bilingual({ zh: '出生日期', en: 'Date of birth' }), resolve: (sealed, _, ctx) => opened(ctx, sealed).bornOn ?? null }),
      hasIdNumber: t.boolean({ description: bilingual({ zh: '名单中有无身份证号', en: 'Whether the list has an ID number' }), resolve: (sealed, _, ctx) => openForeignRow(ctx.vault, sealed.id, sealed.sealed as string).idNumber != null }),
    }),
  });
  shelf.builder.queryField('unmatchedComparisonRows', (t) => t.field({
    type: connectionType<SealedRow>(shelf.builder, 'UnmatchedComparisonRow', row as never),
    description: bilingual({ zh: '名单中不在册的人,按提交先后', en: 'The people of the list whom the register does not have' }),
    args: { ...pageArgsOf(t), runId: t.arg.id({ required: true, description: bilingual({ zh: '数据比对的标识', en: 'Id of the comparison' }) }) },
    resolve: (_, { runId, ...page }, ctx) => unmatchedRows(ctx, runId, page),
  }) as never);
};
