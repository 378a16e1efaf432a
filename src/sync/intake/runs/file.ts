import { and, eq, type SQL, sql } from 'drizzle-orm';
import { createAccesses } from '../../../access/audit/accesses.ts';
import { importQuarantine } from '../../../db/tables/intake.ts';
import type { RequestContext } from '../../../schema/context.ts';
import { emptyWords } from '../../cell-text.ts';
import type { Wording } from '../../code-text.ts';
import { headersOf } from '../../column-headers.ts';
import type { ExchangeColumn } from '../../columns.ts';
import type { OutCell } from '../../formats/cells.ts';
import type { Importer } from '../importer.ts';
import { noteColumns, withheldMarks } from '../notes.ts';
import { columnOfFault, type KeptRow } from '../seal-row.ts';
import { openedRow } from './opened.ts';
import { ownRows } from './reach.ts';
import type { QuarantineRow } from './read.ts';
import { isReadable, shownCells, tellsFaultOf } from './shown.ts';

const pageRows = 500;

/** The rows of a run that wait, those of a group together, page by page. */
async function* openPages(ctx: RequestContext, runId: string): AsyncGenerator<readonly QuarantineRow[]> {
  for (let after: QuarantineRow | undefined; ;) {
    const beyond: SQL | undefined = after && sql`(${importQuarantine.groupId}, ${importQuarantine.line}, ${importQuarantine.id}) > (${after.groupId}::uuid, ${after.line}::integer, ${after.id}::uuid)`;
    const rows: readonly QuarantineRow[] = await ctx.tx.orm.select().from(importQuarantine)
      .where(and(ownRows(ctx), eq(importQuarantine.runId, runId), eq(importQuarantine.state, 'OPEN'), beyond))
      .orderBy(importQuarantine.groupId, importQuarantine.line, importQuarantine.id).limit(pageRows);
    if (rows.length > 0) yield rows;
    if (rows.length < pageRows) return;
    after = rows.at(-1);
  }
}

/** The columns of the file: all that a row needs, and whatever else was brought. */
export const columnsOfFile = async (ctx: RequestContext, importer: Importer, runId: string): Promise<readonly ExchangeColumn[]> => {
  const met = new Set<string>();
  for await (const page of openPages(ctx, runId)) for (const row of page) for (const name of Object.keys(openedRow(ctx.vault, importer, row).cells)) met.add(name);
  return importer.columns.filter(({ name, writable, isKey, required }) => writable && (met.has(name) || isKey || required));
};

/** Whether the file would show something personal. */
export const isPersonal = (ctx: RequestContext, importer: Importer, columns: readonly ExchangeColumn[]): boolean =>
  columns.some((column) => column.class === 'personal' && isReadable(ctx, importer, column));

const reasons = (ctx: RequestContext, importer: Importer, { faults }: KeptRow, language: 'zh' | 'en'): string =>
  faults.map((fault) => {
    const column = importer.columns.find(({ name }) => name === columnOfFault(fault));
    const text = tellsFaultOf(ctx, importer, columnOfFault(fault)) ? fault.messages[language] : fault.code;
    return column ? `${column.title[language]}: ${text}` : text;
  }).join('; ');

const notesOf = (ctx: RequestContext, importer: Importer, row: QuarantineRow, kept: KeptRow): readonly OutCell[] =>
  [row.line, [...new Set(row.columns.filter((name) => name !== ''))].join(';'), reasons(ctx, importer, kept, 'zh'), reasons(ctx, importer, kept, 'en')];

/** A page of the file: its cells, and whose personal values stand in them. */
export interface QuarantinePage {
  readonly rows: readonly (readonly OutCell[])[];
  readonly accesses: RequestContext['accesses'];
}

/** The rows of the file, page by page: what is said of each, then its cells; those withheld hold a mark. */
export async function* pagesOfFile(given: RequestContext, importer: Importer, runId: string, columns: readonly ExchangeColumn[], wording: Wording): AsyncGenerator<QuarantinePage> {
  for await (const page of openPages(given, runId)) {
    const ctx: RequestContext = { ...given, loaders: new Map(), accesses: createAccesses() };
    const opened = page.map((row) => openedRow(ctx.vault, importer, row));
    const shown = await Promise.all(opened.map((kept) => shownCells(ctx, importer, kept)));
    const rows = page.map((row, at) => {
      const kept = opened[at] as KeptRow;
      const cells = new Map(shown[at]?.map((cell) => [cell.column, cell]));
      return [...notesOf(ctx, importer, row, kept), ...columns.map(({ name }): OutCell => {
        const cell = cells.get(name);
        if (!cell) return null;
        if (cell.withheld) return withheldMarks[wording];
        ctx.accesses.note(cell.read.recordType, cell.read.owner, cell.read.class);
        return cell.text ?? emptyWords[wording];
      })];
    });
    yield { rows, accesses: ctx.accesses };
  }
}

/** Headers of the file, so that it can be imported again. */
export const headersOfFile = (importer: Importer, columns: readonly ExchangeColumn[], wording: Wording): readonly string[] =>
  headersOf([...noteColumns, ...columns], wording, [...noteColumns, ...importer.columns]);

