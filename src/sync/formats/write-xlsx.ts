import type { FileColumn, OutCell } from './cells.ts';
import { type StreamBook, streamBook } from './stream-book.ts';

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

const addSheet = (book: StreamBook, columns: readonly FileColumn[], name: string, footer: string | undefined) => {
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }], ...(footer === undefined ? {} : { headerFooter: { oddFooter: `&L${footer.replaceAll('&', '&&')}&R&P / &N` } }) });
  sheet.columns = columns.map((column) => ({ header: column.header, width: Math.max(12, column.header.length * 2 + 2), style: { numFmt: formatOf(column) } }));
  return sheet;
};

/** A workbook's bytes, written while rows come; what does not fit on a sheet goes on on a next one, header included. */
export const writeXlsx = (columns: readonly FileColumn[], rows: AsyncIterable<readonly OutCell[]>, name: string, footer?: string): AsyncGenerator<Uint8Array> =>
  streamBook(async (book, pause) => {
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
      await pause(used);
    }
    sheet.commit();
  });
