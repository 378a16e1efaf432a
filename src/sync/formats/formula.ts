import type { FileColumn, OutCell } from './cells.ts';

/** What spreadsheets would calculate, behind any number of the marks that keep them from it. */
const formula = /^'*[=+\-@\t\r]/;
const marked = /^'+[=+\-@\t\r]/;
const plainNumber = /^[+-]?\d+(\.\d+)?$/;
const numeric = new Set(['Int', 'Money', 'Decimal']);

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe in front
 * (https://owasp.org/www-community/attacks/CSV_Injection). Negative numbers in columns of numbers stay.
 */
export const neutral = ({ kind }: Pick<FileColumn, 'kind'>, cell: OutCell): OutCell => {
  if (typeof cell !== 'string' || !formula.test(cell)) return cell;
  return numeric.has(kind) && plainNumber.test(cell) ? cell : `'${cell}`;
};

/** The text as it was before {@link neutral}. */
export const unmarked = (text: string): string => (marked.test(text) ? text.slice(1) : text);
