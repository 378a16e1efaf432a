import { Readable } from 'node:stream';
import excel from '@protobi/exceljs';
import type { FileRow, FileSource, InCell } from './cells.ts';
import { unmarked } from './formula.ts';

const richText = (value: object): string | undefined =>
  'richText' in value ? (value.richText as readonly { text: string }[]).map(({ text }) => text).join('') : undefined;

/** What a cell shows: of a formula its stored result, of a link its text. Nothing is calculated. */
const cellOf = (value: unknown): InCell => {
  if (value == null || typeof value === 'number' || typeof value === 'boolean' || value instanceof Date) return value as InCell;
  if (typeof value === 'string') return unmarked(value);
  const inner = value as { readonly result?: unknown; readonly text?: unknown; readonly error?: unknown };
  if (inner.error !== undefined) return String(inner.error);
  return richText(inner) ?? cellOf(inner.result ?? inner.text ?? null);
};

const isEmpty = (cell: InCell): boolean => cell == null || (typeof cell === 'string' && cell.trim() === '');

async function* sheetRows(sheet: AsyncIterable<{ readonly number: number; readonly values: readonly unknown[] }>): AsyncGenerator<FileRow> {
  let header: readonly string[] | undefined;
  for await (const { number, values } of sheet) {
    const cells = Array.from(values.slice(1), cellOf);
    if (cells.every(isEmpty)) continue;
    if (header) {
      const names = header;
      yield { line: number, cells: Object.fromEntries(names.flatMap((name, at) => (name === '' ? [] : [[name, cells[at]]]))) };
    } else {
      header = cells.map((cell) => String(cell ?? '').trim());
    }
  }
}

/** Rows of all sheets but those whose name begins with `_`, each under its own header. */
export async function* readXlsx(source: FileSource): AsyncGenerator<FileRow> {
  const book = new excel.stream.xlsx.WorkbookReader(Readable.from(source.open()) as never, { worksheets: 'emit', sharedStrings: 'cache', styles: 'cache', hyperlinks: 'ignore', entries: 'ignore' });
  for await (const sheet of book) {
    const { name = '' } = sheet as unknown as { readonly name?: string };
    if (name.startsWith('_')) for await (const _ of sheet) void _;
    else yield* sheetRows(sheet as never);
  }
}
