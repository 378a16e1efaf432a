import { stringify } from 'csv-stringify/sync';
import iconv from 'iconv-lite';
import type { Encoding, FileColumn, FileFormat, OutCell } from './cells.ts';
import { neutral } from './formula.ts';
import { writeXlsx } from './write-xlsx.ts';

/** Rows in the order of the columns. */
export type OutRows = AsyncIterable<readonly OutCell[]> | Iterable<readonly OutCell[]>;

export interface WriteOptions {
  /** Of CSV; Excel reads Chinese from UTF-8 only behind a mark, so that is the default. */
  readonly encoding?: Encoding;
  /** Name of the sheet of a workbook. */
  readonly sheet?: string;
  /** At the foot of every printed page of a workbook: who had it made, and when. */
  readonly footer?: string;
}

async function* encoded(texts: AsyncIterable<string>, encoding: Encoding): AsyncGenerator<Uint8Array> {
  if (encoding === 'utf-8-bom') yield Buffer.from('\ufeff');
  const encoder = iconv.getEncoder(encoding === 'gb18030' ? 'gb18030' : 'utf-8');
  for await (const text of texts) yield encoder.write(text);
  const rest = encoder.end();
  if (rest && rest.length > 0) yield rest;
}

async function* neutralRows(columns: readonly FileColumn[], rows: OutRows): AsyncGenerator<readonly OutCell[]> {
  for await (const row of rows) yield columns.map((column, at) => neutral(column, row[at] ?? null));
}

const batchRows = 500;
const form = { record_delimiter: '\r\n', cast: { boolean: (value: boolean) => String(value) } } as const;

/** Lines by the batch: an error of the rows is thrown here, and by no stream on its own. */
async function* csvTexts(columns: readonly FileColumn[], rows: OutRows): AsyncGenerator<string> {
  let batch: (readonly OutCell[])[] = [columns.map(({ header }) => header)];
  for await (const row of neutralRows(columns, rows)) {
    batch.push(row);
    if (batch.length < batchRows) continue;
    yield stringify(batch as OutCell[][], form);
    batch = [];
  }
  if (batch.length > 0) yield stringify(batch as OutCell[][], form);
}

async function* ndjson(columns: readonly FileColumn[], rows: OutRows): AsyncGenerator<Uint8Array> {
  let text = '';
  for await (const row of rows) {
    text += `${JSON.stringify(Object.fromEntries(columns.map(({ header }, at) => [header, row[at]])))}\n`;
    if (text.length < 64_000) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

/** A file's bytes, made while rows come and with constant memory; what a spreadsheet would calculate is text. */
export const writeFile = (format: FileFormat, columns: readonly FileColumn[], rows: OutRows, { encoding = 'utf-8-bom', sheet = 'data', footer }: WriteOptions = {}): AsyncIterable<Uint8Array> => {
  if (format === 'NDJSON') return ndjson(columns, rows);
  return format === 'CSV' ? encoded(csvTexts(columns, rows), encoding) : writeXlsx(columns, neutralRows(columns, rows), sheet, footer);
};
