import type { Style } from '@protobi/exceljs';
import type { ExchangeColumn } from '../columns.ts';
import { choicesOf } from './columns.ts';

const filled = (argb: string): Style['fill'] => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });
const line = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const;
const border = { top: line, left: line, bottom: line, right: line };

const headerFill = ({ isKey, required }: ExchangeColumn): string => (isKey ? 'FFBDD7EE' : required ? 'FFF8CBAD' : 'FFEDEDED');

const font = { name: 'Microsoft YaHei', size: 10 };

export const headerStyle = (column: ExchangeColumn): Partial<Style> => ({
  font: { ...font, bold: true }, fill: filled(headerFill(column)), border, numFmt: '@', alignment: { vertical: 'middle', horizontal: 'center', wrapText: true }, protection: { locked: true },
});

/** Text keeps every digit of numbers of households, persons and places. */
export const formatOf = ({ kind, codes, names, isList }: ExchangeColumn): string => {
  if (codes || isList || names !== 'value') return '@';
  return { Date: 'yyyy-mm-dd', Money: '0.00', Int: 'General', Decimal: 'General' }[kind as string] ?? '@';
};

export const cellStyle = (column: ExchangeColumn): Partial<Style> => ({ font, numFmt: formatOf(column), alignment: { vertical: 'middle' }, protection: { locked: false } });

/** A key of a record that is there. */
export const lockedStyle = (column: ExchangeColumn): Partial<Style> => ({ ...cellStyle(column), fill: filled('FFF2F2F2'), border, protection: { locked: true } });

export const plainStyle: Partial<Style> = { font, alignment: { vertical: 'top', wrapText: true } };
export const titleStyle: Partial<Style> = { font: { ...font, size: 14, bold: true } };
export const tableHeadStyle: Partial<Style> = { font: { ...font, bold: true }, fill: filled('FFEDEDED'), border, alignment: { vertical: 'middle' } };

/** Chinese signs are twice as wide. */
export const widthOf = (text: string): number => [...text].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 2 : 1), 0);

const least = ({ names, kind }: ExchangeColumn): number => (names === 'registration' ? 20 : names === 'person' || names === 'reference' ? 26 : names === 'place' ? 16 : kind === 'Date' ? 13 : 12);

/** As wide as what stands in it, within what fits on a screen. */
export const columnWidth = (column: ExchangeColumn, header: string): number =>
  Math.min(36, Math.max(least(column), Math.min(22, widthOf(header) + 3), ...(choicesOf(column) ?? []).map((word) => widthOf(word) + 4)));
