import { importState, quarantineState } from '../../../db/codes/intake.ts';
import { globalIdOf } from '../../../records/global-id.ts';
import { bilingual, type TypeShelf } from '../../../records/kit.ts';
import { pageArgsOf } from '../../../schema/administration/listed.ts';
import { connectionType } from '../../../schema/connection.ts';
import type { Importers } from '../importers.ts';
import type { RunRow } from '../run-store.ts';
import { rateOf, remainingSeconds } from './progress.ts';
import { countsByState, findRun, quarantineOf, type QuarantineRow, runIdOf, runsPage } from './read.ts';

/** What the graph of imports works with. */
export interface ImportGraphOptions {
  readonly importers: Importers;
}

const stateArg = (state: string): string => bilingual({ zh: `只看此状态的${state === 'row' ? '行' : '导入'}`, en: `Only ${state === 'row' ? 'rows' : 'runs'} of this state` });

const rowType = (shelf: TypeShelf) =>
  shelf.builder.objectRef<QuarantineRow>('QuarantinedRow').implement({
    description: bilingual({ zh: '导入时未能入库而被隔离的一行', en: 'A row of a file that could not be stored and waits' }),
    fields: (t) => ({
      id: t.id({ resolve: ({ id }) => globalIdOf('QuarantinedRow', id) }),
      line: t.exposeInt('line', { description: '文件中的行号 / Line of the file' }),
      columns: t.exposeStringList('columns', { description: '有误的列,与 codes 一一对应;整行有误时为空 / Columns at fault, one for each code; empty where the row as a whole is' }),
      codes: t.exposeStringList('codes', { description: '错误代码 / Codes of the faults' }),
      state: t.field({ type: shelf.enumOf(quarantineState), description: bilingual(quarantineState.title), resolve: ({ state }) => state }),
      settledAt: t.expose('settledAt', { type: 'DateTime', nullable: true, description: '处理时刻 / When it was settled' }),
    }),
  });

const runType = (shelf: TypeShelf) => {
  const rows = connectionType<QuarantineRow>(shelf.builder, 'QuarantinedRow', rowType(shelf) as never);
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
export const defineImportRuns = (shelf: TypeShelf, { importers }: ImportGraphOptions): void => {
  const { builder } = shelf;
  const run = runType(shelf);
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
