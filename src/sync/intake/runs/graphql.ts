import { importState, quarantineState } from '../../../db/codes/intake.ts';
import { globalIdOf } from '../../../records/global-id.ts';
import { bilingual, type TypeShelf } from '../../../records/kit.ts';
import { pageArgsOf } from '../../../schema/administration/listed.ts';
import { connectionType } from '../../../schema/connection.ts';
import type { UserErrorRef } from '../../../schema/user-error.ts';
import type { Importers } from '../importers.ts';
import type { RunRow } from '../run-store.ts';
import { rateOf, remainingSeconds } from './progress.ts';
import { defineQuarantineMutations } from './graphql-retry.ts';
import { type QuarantinedRowRef, quarantinedRowType } from './graphql-rows.ts';
import { countsByState, findRun, quarantineOf, type QuarantineRow, runIdOf, runsPage } from './read.ts';

/** What the graph of imports works with. */
export interface ImportGraphOptions {
  readonly importers: Importers;
  /** Told of what nobody foresaw of a row. */
  readonly report?: ((error: unknown, requestId: string) => void) | undefined;
}

const stateArg = (state: string): string => bilingual({ zh: `只看此状态的${state === 'row' ? '行' : '导入'}`, en: `Only ${state === 'row' ? 'rows' : 'runs'} of this state` });

const runType = (shelf: TypeShelf, row: QuarantinedRowRef) => {
  const rows = connectionType<QuarantineRow>(shelf.builder, 'QuarantinedRow', row as never);
  return shelf.builder.objectRef<RunRow>('ImportRun').implement({
    description: bilingual({ zh: '一个文件的导入;rows = created + updated + unchanged + quarantined', en: 'One file on its way in; rows = created + updated + unchanged + quarantined, always' }),
    fields: (t) => ({
      id: t.id({ resolve: ({ id }) => globalIdOf('ImportRun', id) }),
      recordType: t.exposeString('recordType', { description: '记录类型 / Type of the records' }),
      fileName: t.exposeString('fileName', { description: '文件名 / Name of the file' }),
      format: t.string({ description: 'CSV、XLSX 或 NDJSON / CSV, XLSX or NDJSON', resolve: ({ format }) => format }),
      encoding: t.string({ nullable: true, description: '文字编码,工作簿无 / Encoding of the text; none of a workbook', resolve: ({ encoding }) => encoding }),
      state: t.field({ type: shelf.enumOf(importState), description: bilingual(importState.title), resolve: ({ state }) => state }),
      rows: t.exposeInt('rows', { description: '已处理的行数 / Rows that are settled' }),
      expectedRows: t.exposeInt('expectedRows', { nullable: true, description: '大约的总行数 / About how many there are' }),
      created: t.exposeInt('created', { description: '新增 / Rows that were created' }),
      updated: t.exposeInt('updated', { description: '更新 / Rows that were updated' }),
      unchanged: t.exposeInt('unchanged', { description: '未变 / Rows that were stored as they are already' }),
      quarantined: t.exposeInt('quarantined', { description: '导入时被隔离的行数 = open + corrected + discarded / Rows that went into quarantine = open + corrected + discarded' }),
      open: t.int({ description: '其中待处理 / Of these, waiting', resolve: async ({ id }, _, ctx) => (await countsByState(ctx, id)).OPEN }),
      corrected: t.int({ description: '其中已更正入库 / Of these, put right and stored', resolve: async ({ id }, _, ctx) => (await countsByState(ctx, id)).CORRECTED }),
      discarded: t.int({ description: '其中已弃用 / Of these, not to be stored', resolve: async ({ id }, _, ctx) => (await countsByState(ctx, id)).DISCARDED }),
      rate: t.field({ type: 'Decimal', nullable: true, description: '每秒行数,自开始起平均 / Rows a second, on average since it began', resolve: rateOf }),
      remainingSeconds: t.int({ nullable: true, description: '预计剩余秒数 / Seconds until the last row, at that rate', resolve: remainingSeconds }),
      startedAt: t.expose('startedAt', { type: 'DateTime', description: '开始时刻 / When it began' }),
      movedAt: t.expose('movedAt', { type: 'DateTime', description: '最近进展时刻 / When it moved last' }),
      finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true, description: '完成时刻 / When it was done' }),
      quarantine: t.field({
        type: rows,
        description: bilingual({ zh: '被隔离的行,按行号', en: 'Rows in quarantine, by line' }),
        args: { ...pageArgsOf(t), state: t.arg({ type: shelf.enumOf(quarantineState), description: stateArg('row') }) },
        resolve: ({ id }: RunRow, args: Parameters<typeof quarantineOf>[2], ctx: Parameters<typeof quarantineOf>[0]) => quarantineOf(ctx, id, args),
      } as never) as never,
    }),
  });
};

/** Imports: each account sees its own, as long as it may import. */
export const defineImportRuns = (shelf: TypeShelf, userError: UserErrorRef, { importers, report }: ImportGraphOptions): void => {
  const { builder } = shelf;
  const row = quarantinedRowType(shelf, importers);
  const run = runType(shelf, row);
  defineQuarantineMutations(shelf, userError, row, ({ requestId }) => ({ importers, report: (error) => report?.(error, requestId) }));
  builder.queryField('importRun', (t) => t.field({
    type: run,
    nullable: true,
    description: bilingual({ zh: '本账号的一次导入(经办、对接账号)', en: 'An import of the caller, for those who may import; null when absent or not theirs' }),
    args: { id: t.arg.id({ required: true, description: bilingual({ zh: '标识,或导入报告中的 run', en: 'Its id, or the run that the report of an import names' }) }) },
    resolve: async (_, { id }, ctx) => (await findRun(ctx, importers, runIdOf(id))) ?? null,
  }));
  builder.queryField('importRuns', (t) => t.field({
    type: connectionType<RunRow>(builder, 'ImportRun', run as never),
    description: bilingual({ zh: '本账号的导入,按开始先后;最新的用 last', en: 'The imports of the caller in the order they began; the newest with last' }),
    args: {
      ...pageArgsOf(t),
      recordType: t.arg.string({ description: '只看此类记录的导入 / Only runs of these records' }),
      state: t.arg({ type: shelf.enumOf(importState), description: stateArg('run') }),
    },
    resolve: (_, args, ctx) => runsPage(ctx, importers, args as Parameters<typeof runsPage>[2]),
  }) as never);
};
