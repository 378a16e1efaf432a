import type { Bilingual } from '../../errors.ts';
import type { ExchangeColumn } from '../columns.ts';
import type { StreamBook } from '../formats/stream-book.ts';
import { choicesOf } from './columns.ts';
import { formOf, introduction, needOf } from './explain.ts';
import { plainStyle, tableHeadStyle, titleStyle, widthOf } from './styles.ts';

const heads = [['列', 22], ['列(英文)', 28], ['字段', 20], ['是否必填', 20], ['填写方法', 40], ['Column is', 24], ['How to fill it in', 44], ['可选值', 60]] as const;

const lineHeight = 15;

/** Not every spreadsheet makes a row as high as what is wrapped in it. */
const heightOf = (cells: readonly string[]): number =>
  lineHeight * Math.min(20, Math.max(...cells.map((text, at) => Math.ceil((widthOf(text) * 1.1) / (heads[at]?.[1] ?? 20))), 1));

/** The sheet that says what each column is and takes, in both languages; imports do not read it. */
export const addExplanation = (book: StreamBook, title: Bilingual, columns: readonly ExchangeColumn[], headers: readonly string[]): void => {
  const sheet = book.addWorksheet('_说明', { pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 } });
  sheet.columns = heads.map(([, width]) => ({ width, style: plainStyle }));
  introduction(title).forEach(({ zh, en }, at) => {
    for (const text of [zh, en]) {
      const row = sheet.addRow([text]);
      row.getCell(1).style = at === 0 ? titleStyle : { ...plainStyle, alignment: { wrapText: false } };
      row.height = at === 0 ? 22 : lineHeight;
      row.commit();
    }
  });
  const head = sheet.addRow(heads.map(([text]) => text));
  heads.forEach((_, at) => { head.getCell(at + 1).style = tableHeadStyle; });
  head.commit();
  columns.forEach((column, at) => {
    const [form, need] = [formOf(column), needOf(column)];
    const cells = [headers[at] as string, column.title.en, column.name, need.zh, form.zh, need.en, form.en, choicesOf(column)?.join('、') ?? ''];
    const row = sheet.addRow(cells);
    row.height = heightOf(cells);
    row.commit();
  });
  sheet.commit();
};
