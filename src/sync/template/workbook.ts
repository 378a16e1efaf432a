import type { Worksheet } from '@protobi/exceljs';
import type { Bilingual } from '../../errors.ts';
import { headersOf } from '../column-headers.ts';
import type { ExchangeColumn } from '../columns.ts';
import type { OutCell } from '../formats/cells.ts';
import { neutral } from '../formats/formula.ts';
import { type StreamBook, streamBook } from '../formats/stream-book.ts';
import { choicesOf } from './columns.ts';
import { addExplanation } from './explanation-sheet.ts';
import { formOf, needOf } from './explain.ts';
import { cellStyle, columnWidth, headerStyle, lockedStyle } from './styles.ts';
import { listsSheet, rangeOf, validationOf } from './validation.ts';

/** What a template is made of. */
export interface TemplatePlan {
  readonly title: Bilingual;
  readonly columns: readonly ExchangeColumn[];
  /** All columns that the importer knows: headers are told apart among them. */
  readonly all: readonly ExchangeColumn[];
  /** Keys of records that are there, in the order of the columns' keys. */
  readonly keys: AsyncIterable<readonly OutCell[]>;
  /** At the foot of every printed page. */
  readonly footer: string;
}

/** Headers as the reader takes them; required ones carry a star. */
export const templateHeaders = ({ columns, all }: Pick<TemplatePlan, 'columns' | 'all'>): readonly string[] =>
  headersOf(columns, 'zh', all).map((header, at) => (columns[at]?.required ? `${header} *` : header));

interface Inner {
  _writeCloseSheetData(): void;
  _writeSheetProtection(): void;
}

/** The writer puts the protection behind the validations; Excel calls such a file damaged, since it stands right behind the rows. */
const protect = (sheet: Worksheet): void => {
  void sheet.protect('', { formatCells: true, formatColumns: true, formatRows: true, insertRows: true, deleteRows: true, sort: true, autoFilter: true });
  const inner = sheet as unknown as Inner;
  const [close, write] = [inner._writeCloseSheetData.bind(sheet), inner._writeSheetProtection.bind(sheet)];
  inner._writeCloseSheetData = () => {
    close();
    write();
  };
  inner._writeSheetProtection = () => undefined;
};

const noteOf = (column: ExchangeColumn): string => {
  const [form, need] = [formOf(column), needOf(column)];
  return `${column.title.en}\n${column.name}\n\n${form.zh}\n${need.zh}\n\n${form.en}\n${need.en}`;
};

const addHeader = (sheet: Worksheet, columns: readonly ExchangeColumn[], headers: readonly string[]): void => {
  const row = sheet.addRow(headers);
  row.height = 34;
  columns.forEach((column, at) => {
    const cell = row.getCell(at + 1);
    cell.style = headerStyle(column);
    cell.note = noteOf(column);
  });
  row.commit();
};

const keyValue = ({ kind, names, codes, isList }: ExchangeColumn, cell: OutCell): OutCell | Date => {
  if (typeof cell === 'string' && kind === 'Date' && names === 'value' && !codes && !isList) return new Date(`${cell}T00:00:00Z`);
  return neutral({ kind: codes || names !== 'value' ? 'String' : kind }, cell);
};

const listPlaces = (columns: readonly ExchangeColumn[]): ReadonlyMap<ExchangeColumn, number> => new Map(columns.filter((column) => choicesOf(column)).map((column, at) => [column, at]));

const forbidden = /[[\]*?:\\/]/g;

/** The sheet to be filled in: keys of what is there are locked, everything else is open. */
const addRecords = async (book: StreamBook, plan: TemplatePlan, pause: (row: number) => Promise<void>): Promise<void> => {
  const { columns, title, keys, footer } = plan;
  const sheet = book.addWorksheet(title.zh.replace(forbidden, ' ').replace(/^_+/, '').slice(0, 31), {
    views: [{ state: 'frozen', ySplit: 1, xSplit: columns[0]?.isKey ? 1 : 0 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:1' },
    headerFooter: { oddFooter: `&L${footer.replaceAll('&', '&&')}&R&P / &N` },
  });
  const headers = templateHeaders(plan);
  sheet.columns = columns.map((column, at) => ({ width: columnWidth(column, headers[at] as string), style: cellStyle(column) }));
  protect(sheet);
  addHeader(sheet, columns, headers);
  const keyColumns = columns.filter(({ isKey }) => isKey);
  const styles = keyColumns.map(lockedStyle);
  let used = 1;
  for await (const cells of keys) {
    const row = sheet.addRow(keyColumns.map((column, at) => keyValue(column, cells[at])));
    styles.forEach((style, at) => { row.getCell(at + 1).style = style; });
    row.commit();
    used += 1;
    await pause(used);
  }
  const places = listPlaces(columns);
  const { dataValidations } = sheet as unknown as { readonly dataValidations: { add(range: string, rule: object): void } };
  columns.forEach((column, at) => dataValidations.add(rangeOf(at, used), validationOf(column, places.get(column))));
  sheet.commit();
};

/** What the drop-downs offer; nobody needs to see it. */
const addLists = (book: StreamBook, columns: readonly ExchangeColumn[]): void => {
  const lists = columns.flatMap((column) => {
    const choices = choicesOf(column);
    return choices ? [[column.name, ...choices]] : [];
  });
  if (lists.length === 0) return;
  const sheet = book.addWorksheet(listsSheet, { state: 'veryHidden' });
  for (let at = 0; lists.some((list) => at < list.length); at += 1) sheet.addRow(lists.map((list) => list[at] ?? null)).commit();
  sheet.commit();
};

/** A template as a workbook, written while the keys come. */
export const templateBook = (plan: TemplatePlan): AsyncIterable<Uint8Array> =>
  streamBook(async (book, pause) => {
    await addRecords(book, plan, pause);
    addExplanation(book, plan.title, plan.columns, templateHeaders(plan));
    addLists(book, plan.columns);
  });
