import { PassThrough } from 'node:stream';
import { setImmediate, setTimeout } from 'node:timers/promises';
import excel from '@protobi/exceljs';
import type { FileColumn, OutCell } from './cells.ts';

/** Rows that a sheet can hold, its header among them. */
const sheetRows = 1_048_576;

/** Spreadsheets calculate with 15 digits; a number with more would be changed. */
const exactDigits = 15;

const isExact = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text) && text.replace(/[-.]/g, '').replace(/^0+/, '').length <= exactDigits;

const numeric = new Set(['Int', 'Money', 'Decimal']);

/** Text keeps its digits: numbers of households and persons are longer than a spreadsheet can count. */
const formatOf = ({ kind }: FileColumn): string => (kind === 'Money' ? '0.00' : numeric.has(kind) ? 'General' : '@');

const cellValue = ({ kind }: FileColumn, cell: OutCell): OutCell =>
  typeof cell === 'string' && numeric.has(kind) && isExact(cell) ? Number(cell) : cell;

const addSheet = (book: InstanceType<typeof excel.stream.xlsx.WorkbookWriter>, columns: readonly FileColumn[], name: string, footer: string | undefined) => {
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }], ...(footer === undefined ? {} : { headerFooter: { oddFooter: `&L${footer.replaceAll('&', '&&')}&R&P / &N` } }) });
  sheet.columns = columns.map((column) => ({ header: column.header, width: Math.max(12, column.header.length * 2 + 2), style: { numFmt: formatOf(column) } }));
  return sheet;
};

/** A workbook's bytes, written while rows come; what does not fit on a sheet goes on on a next one, header included. */
export async function* writeXlsx(columns: readonly FileColumn[], rows: AsyncIterable<readonly OutCell[]>, name: string, footer?: string): AsyncGenerator<Uint8Array> {
  const stream = new PassThrough({ highWaterMark: 256_000 });
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const write = async (): Promise<void> => {
    let [sheets, used] = [1, 1];
    let sheet = addSheet(book, columns, name, footer);
    for await (const row of rows) {
      if (used === sheetRows) {
        sheet.commit();
        sheets += 1;
        used = 1;
        sheet = addSheet(book, columns, `${name} ${sheets}`, footer);
      }
      sheet.addRow(columns.map((column, at) => cellValue(column, row[at] ?? null))).commit();
      used += 1;
      // the writer waits neither for its compressor nor for its reader, so this does
      if (used % 500 === 0) await setImmediate();
      while (stream.writableNeedDrain && !stream.destroyed) await setTimeout(2);
    }
    sheet.commit();
    await book.commit();
  };
  const written = write();
  written.catch((error: unknown) => stream.destroy(error as Error));
  try {
    yield* stream as AsyncIterable<Uint8Array>;
    await written;
  } finally {
    stream.destroy();
  }
}
