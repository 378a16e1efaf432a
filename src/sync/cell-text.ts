import { codeText, type Wording } from './code-text.ts';
import type { ExchangeColumn } from './columns.ts';
import type { OutCell } from './formats/cells.ts';

/** Between the values of a list in one cell. */
export const listSeparator = ';';

/** What empties a field when it is read; an empty cell leaves it as it is. */
export const emptyWords: Readonly<Record<Wording, string>> = { zh: '(空)', en: '(empty)', code: '(empty)' };

const truth: Record<Wording, readonly [yes: string, no: string]> = { code: ['true', 'false'], zh: ['是', '否'], en: ['yes', 'no'] };

/** A truth value in the words of a file. */
export const truthText = (value: boolean, wording: Wording): string => truth[wording][value ? 0 : 1];

const one = ({ kind, codes }: ExchangeColumn, value: unknown, wording: Wording): OutCell => {
  if (value == null) return null;
  if (codes) return codeText(codes, String(value), wording);
  if (kind === 'Boolean') return truthText(value === true, wording);
  if (kind === 'Int') return Number(value);
  return String(value);
};

/**
 * A stored value as a file has it. References come as readable keys, see `keys.ts`. NDJSON keeps lists
 * and truth values as JSON has them, so ask for the wording `code` there.
 */
export const cellOf = (column: ExchangeColumn, value: unknown, wording: Wording): OutCell => {
  if (!column.isList || value == null) return one(column, value, wording);
  return (value as readonly unknown[]).map((item) => String(one(column, item, wording))).join(listSeparator);
};
