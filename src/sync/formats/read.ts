import { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse';
import { PlatformError } from '../../errors.ts';
import type { FileRow, FileSource, InCell } from './cells.ts';
import type { Examined } from './examine.ts';
import { unmarked } from './formula.ts';
import { readXlsx } from './read-xlsx.ts';

/** No row of a register is longer; a quote that never closes would take the rest of the file for one. */
const longestRow = 1_000_000;

async function* decoded(source: FileSource, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding === 'utf-8-bom' ? 'utf-8' : encoding); // takes the mark away
  for await (const chunk of source.open()) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** Line ends of one kind: the parser counts those of Windows twice within quotes. */
async function* withPlainLines(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  for await (const part of texts) {
    const text = held + part;
    held = text.endsWith('\r') ? '\r' : '';
    yield text.slice(0, text.length - held.length).replaceAll('\r\n', '\n');
  }
  yield held;
}

const linesWithin = (record: readonly string[]): number => record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);

const unreadable = (line: number, text: string): FileRow => ({ line, cells: { '': text }, fault: new PlatformError('FILE_ROW_UNREADABLE') });

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Cells beyond the header belong to no column: such a row was cut in the wrong places. */
const csvRow = (header: readonly string[], { record }: Parsed, line: number): FileRow => {
  if (record.length > header.length && record.slice(header.length).some((cell) => cell.trim() !== '')) {
    return { line, cells: { '': record.join(',') }, fault: new PlatformError('FILE_ROW_CELLS', { expected: header.length, found: record.length }) };
  }
  return { line, cells: Object.fromEntries(header.map((name, at) => [name, unmarked(record[at] ?? '')])) };
};

const delimiterOf = (firstLine: string): string =>
  [',', '\t', ';'].map((mark) => [mark, firstLine.split(mark).length] as const).reduce((best, one) => (one[1] > best[1] ? one : best))[0];

const csvOptions = {
  bom: true, info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, skip_records_with_all_empty_values: true, max_record_size: longestRow,
} as const;

async function* csvRows(source: FileSource, encoding: string): AsyncGenerator<FileRow> {
  const delimiter = delimiterOf(await firstLine(source, encoding));
  const parser = Readable.from(withPlainLines(decoded(source, encoding))).compose(parse({ ...csvOptions, delimiter }) as never) as AsyncIterable<Parsed>;
  let header: readonly string[] | undefined;
  let ended = 0;
  try {
    for await (const parsed of parser) {
      if (header) yield csvRow(header, parsed, parsed.info.lines - linesWithin(parsed.record));
      else header = parsed.record.map((name) => name.trim());
      ended = parsed.info.lines;
    }
  } catch (error) {
    // what stands behind a quote that never closes cannot be told apart: it is one bad row, to be put right in the file
    if (!(error as { code?: string }).code?.startsWith('CSV_')) throw error;
    yield unreadable(ended + 1, '');
  }
}

const firstLine = async (source: FileSource, encoding: string): Promise<string> => {
  let text = '';
  for await (const part of decoded(source, encoding)) {
    text += part;
    if (text.includes('\n') || text.length > longestRow) break;
  }
  return text.split('\n', 1)[0] ?? '';
};

const isPlainObject = (value: unknown): value is Record<string, InCell> => typeof value === 'object' && value !== null && !Array.isArray(value);

async function* jsonRows(source: FileSource, encoding: string): AsyncGenerator<FileRow> {
  let line = 0;
  for await (const text of createInterface({ input: Readable.from(decoded(source, encoding)), crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (text.trim() === '') continue;
    yield jsonRow(line, text);
  }
}

const jsonRow = (line: number, text: string): FileRow => {
  try {
    const value: unknown = text.length > longestRow ? undefined : JSON.parse(text);
    return isPlainObject(value) ? { line, cells: value } : unreadable(line, text.slice(0, longestRow));
  } catch {
    return unreadable(line, text);
  }
};

/** The rows of a file, one after the other, with constant memory. */
export const readRows = (source: FileSource, { format, encoding }: Examined): AsyncIterable<FileRow> => {
  if (format === 'XLSX') return readXlsx(source);
  return format === 'CSV' ? csvRows(source, encoding ?? 'utf-8') : jsonRows(source, encoding ?? 'utf-8');
};
