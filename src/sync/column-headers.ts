import type { Wording } from './code-text.ts';
import type { ExchangeColumn } from './columns.ts';

const wordOf = ({ name, title }: ExchangeColumn, wording: Wording): string => (wording === 'code' ? name : title[wording]);

/** A title that several columns have takes the name of its field with it: alone it would be read back as none of them. */
const toldApart = (column: ExchangeColumn, wording: Wording): string => `${wordOf(column, wording)} ${column.name}`;

/** Headers of some columns of a record, told apart among all that its files may have. */
export const headersOf = (columns: readonly ExchangeColumn[], wording: Wording, all: readonly ExchangeColumn[] = columns): readonly string[] => {
  const times = Map.groupBy(all, (column) => wordOf(column, wording));
  return columns.map((column) => ((times.get(wordOf(column, wording))?.length ?? 0) > 1 ? toldApart(column, wording) : wordOf(column, wording)));
};

/** How a header may name a column, in the order in which they are tried. */
export const spellings: readonly ((column: ExchangeColumn) => string)[] = [
  ({ name }) => name, ({ title }) => title.zh, ({ title }) => title.en, (column) => toldApart(column, 'zh'), (column) => toldApart(column, 'en'),
];
