import excel from '@protobi/exceljs';
import { neutral } from '../formats/formula.ts';
import { writeFile } from '../formats/write.ts';
import type { Form, FormColumn, FormSection } from './form.ts';
import type { PageLanguage } from './page.ts';

const kindOf = ({ isFigure }: FormColumn): 'Decimal' | 'String' => (isFigure ? 'Decimal' : 'String');

/** Spreadsheets forbid these in names of sheets, and more than 31 characters. */
const sheetName = (name: string, at: number): string => `${at + 1} ${name.replace(/[[\]*?:\\/]/g, ' ')}`.slice(0, 31);

const exact = /^-?\d{1,15}(\.\d+)?$/;

const cellOf = (column: FormColumn, text: string): string | number => (column.isFigure && exact.test(text) ? Number(text) : String(neutral({ kind: kindOf(column) }, text) ?? ''));

const addSection = (book: InstanceType<typeof excel.Workbook>, { watermark }: Form, section: FormSection, at: number, language: PageLanguage): void => {
  const sheet = book.addWorksheet(sheetName(section.title[language], at), {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:1' },
    headerFooter: { oddFooter: `&L${watermark[language].replaceAll('&', '&&')}&R&P / &N` },
  });
  sheet.columns = section.columns.map((column) => ({ header: column.title[language], width: Math.max(10, column.title[language].length * 2), style: { numFmt: column.isFigure ? 'General' : '@' } }));
  for (const row of section.rows) sheet.addRow(section.columns.map((column, of) => cellOf(column, row[of] ?? '')));
};

/** A workbook with a sheet for each section; who had it made stands at the foot of every printed page. */
export const workbookOf = async (form: Form, language: PageLanguage): Promise<Uint8Array> => {
  const book = new excel.Workbook();
  form.sections.forEach((section, at) => addSection(book, form, section, at, language));
  return new Uint8Array(await book.xlsx.writeBuffer());
};

/** The one table of a form as CSV; a form of several has none. */
export const csvOf = (form: Form, language: PageLanguage): AsyncIterable<Uint8Array> | undefined => {
  const [section, ...more] = form.sections;
  if (!section || more.length > 0) return undefined;
  return writeFile('CSV', section.columns.map((column) => ({ header: column.title[language], kind: kindOf(column) })), section.rows);
};
