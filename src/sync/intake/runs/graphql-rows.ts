import DataLoader from 'dataloader';
import { and, eq, inArray } from 'drizzle-orm';
import { quarantineState } from '../../../db/codes/intake.ts';
import { importRun } from '../../../db/tables/intake.ts';
import { globalIdOf } from '../../../records/global-id.ts';
import { pathText } from '../../../records/graphql-type.ts';
import { bilingual, type TypeShelf } from '../../../records/kit.ts';
import { loaderOf, type RequestContext } from '../../../schema/context.ts';
import { inLanguage, langArg } from '../../../schema/field-args.ts';
import type { Importer } from '../importer.ts';
import type { Importers } from '../importers.ts';
import { columnOfFault, type KeptFault } from '../seal-row.ts';
import { openedRow } from './opened.ts';
import type { QuarantineRow } from './read.ts';
import { shownCells, type ShownCell, tellsFaultOf } from './shown.ts';

/** What rows of a run are of. */
const importerOf = async (ctx: RequestContext, importers: Importers, runId: string): Promise<Importer> => {
  const load = loaderOf<string, string>(ctx, 'quarantine-record', () => new DataLoader(async (ids) => {
    const runs = await ctx.tx.orm.select({ id: importRun.id, recordType: importRun.recordType }).from(importRun).where(and(inArray(importRun.id, [...ids]), eq(importRun.actor, ctx.identity.subject as string)));
    const known = new Map(runs.map(({ id, recordType }) => [id, recordType]));
    return ids.map((id) => known.get(id) ?? '');
  }));
  return importers.find(await load.load(runId));
};

interface ToldFault extends KeptFault {
  readonly column: string;
  readonly isTold: boolean;
}

const faultType = (shelf: TypeShelf) => shelf.builder.objectRef<ToldFault>('QuarantinedFault').implement({
  description: bilingual({ zh: '隔离行的一处错误', en: 'What is wrong with a row in quarantine' }),
  fields: (t) => ({
    code: t.exposeString('code', { description: '错误代码 / Stable code' }),
    column: t.exposeString('column', { description: '有误的列;整行有误时为空 / Column at fault; empty where the row as a whole is' }),
    message: t.string({
      nullable: true, description: '说明;无权读该列时为空 / Message; null for those who may not read the column', args: langArg(t, shelf),
      resolve: ({ messages, isTold }, args) => (isTold ? inLanguage(messages, args) : null),
    }),
    messageZh: t.string({ nullable: true, description: '中文说明 / In Chinese', resolve: ({ messages, isTold }) => (isTold ? messages.zh : null) }),
    messageEn: t.string({ nullable: true, description: '英文说明 / In English', resolve: ({ messages, isTold }) => (isTold ? messages.en : null) }),
  }),
});

const cellType = (shelf: TypeShelf) => shelf.builder.objectRef<ShownCell>('QuarantinedCell').implement({
  description: bilingual({ zh: '隔离行的一格', en: 'A cell of a row in quarantine' }),
  fields: (t) => ({
    column: t.exposeString('column', { description: '列名;不认识的列为其表头 / Name of the column; its header where nobody knows it' }),
    title: t.string({ nullable: true, description: '列的标题 / Title of the column', args: langArg(t, shelf), resolve: ({ title }, args) => (title ? inLanguage(title, args) : null) }),
    value: t.string({
      nullable: true,
      description: bilingual({ zh: '文件中的值;按列的级别遮蔽,敏感列一律遮蔽', en: 'What the file had; withheld by the class of the column, and always where that is sensitive' }),
      resolve: ({ text, withheld, read }, _, ctx, { path }) => {
        if (withheld) ctx.masked.push({ path: pathText(path), reason: withheld });
        else ctx.accesses.note(read.recordType, read.owner, read.class);
        return text;
      },
    }),
  }),
});

/** The type of a row in quarantine. Settled rows have no cells any more. */
export const quarantinedRowType = (shelf: TypeShelf, importers: Importers) => {
  const [fault, cell] = [faultType(shelf), cellType(shelf)];
  return shelf.builder.objectRef<QuarantineRow>('QuarantinedRow').implement({
    description: bilingual({ zh: '导入时未能入库而被隔离的一行', en: 'A row of a file that could not be stored and waits' }),
    fields: (t) => ({
      id: t.id({ resolve: ({ id }) => globalIdOf('QuarantinedRow', id) }),
      line: t.exposeInt('line', { description: '文件中的行号 / Line of the file' }),
      columns: t.exposeStringList('columns', { description: '有误的列,与 codes 一一对应;整行有误时为空 / Columns at fault, one for each code; empty where the row as a whole is' }),
      codes: t.exposeStringList('codes', { description: '错误代码 / Codes of the faults' }),
      state: t.field({ type: shelf.enumOf(quarantineState), description: bilingual(quarantineState.title), resolve: ({ state }) => state }),
      settledAt: t.expose('settledAt', { type: 'DateTime', nullable: true, description: '处理时刻 / When it was settled' }),
      faults: t.field({
        type: [fault],
        description: bilingual({ zh: '错误及其说明', en: 'The faults, with their messages' }),
        resolve: async (row, _, ctx) => {
          const importer = await importerOf(ctx, importers, row.runId);
          return openedRow(ctx.vault, importer, row).faults.map((one): ToldFault => ({ ...one, column: columnOfFault(one), isTold: tellsFaultOf(ctx, importer, columnOfFault(one)) }));
        },
      }),
      cells: t.field({
        type: [cell],
        description: bilingual({ zh: '文件中该行的各格;处理后不再保留', en: 'The cells of the row; once it is settled they are not kept' }),
        resolve: async (row, _, ctx) => {
          const importer = await importerOf(ctx, importers, row.runId);
          return [...(await shownCells(ctx, importer, openedRow(ctx.vault, importer, row)))];
        },
      }),
    }),
  });
};

export type QuarantinedRowRef = ReturnType<typeof quarantinedRowType>;
