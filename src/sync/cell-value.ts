import { PlatformError } from '../errors.ts';
import { emptyWords, listSeparator } from './cell-text.ts';
import { codeOfText } from './code-text.ts';
import type { ExchangeColumn } from './columns.ts';
import type { InCell } from './formats/cells.ts';
import { isWithheldMark } from './intake/notes.ts';

const emptying = new Set(Object.values(emptyWords));

/** Spreadsheets calculate with 15 digits: a longer whole number has lost its end. */
const exactBelow = 1e15;
const exponent = /^[+-]?\d(\.\d+)?e\+?\d{2}$/i;

const lost = (): PlatformError => new PlatformError('ID_LOST_DIGITS');

const textOf = (cell: InCell): string => {
  if (typeof cell === 'string') {
    if (exponent.test(cell.trim())) throw lost();
    return cell.trim();
  }
  if (typeof cell === 'number') {
    if (Number.isInteger(cell) && Math.abs(cell) >= exactBelow) throw lost();
    return String(cell);
  }
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'boolean') return String(cell);
  throw new PlatformError('CELL_NO_TEXT');
};

/** The same in plain characters: full-width digits and signs are what a Chinese keyboard gives. */
const plainOf = (cell: InCell): string => (typeof cell === 'string' ? cell : textOf(cell)).normalize('NFKC').trim();

const dayParts = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[ T]0{1,2}:00(?::00)?)?$/;

/** Days are counted from 1899-12-30 in spreadsheets; plausible ones only, 1927 to 2119. */
const daySerial = (cell: InCell): string | undefined =>
  typeof cell === 'number' && Number.isInteger(cell) && cell > 10_000 && cell < 80_000 ? new Date(Date.UTC(1899, 11, 30) + cell * 86_400_000).toISOString().slice(0, 10) : undefined;

const dateOf = (cell: InCell): string => {
  if (cell instanceof Date && !Number.isNaN(cell.getTime())) return cell.toISOString().slice(0, 10);
  const found = dayParts.exec(plainOf(cell));
  const day = daySerial(cell) ?? (found ? [found[1], (found[2] ?? found[4] ?? '').padStart(2, '0'), (found[3] ?? found[5] ?? '').padStart(2, '0')].join('-') : '');
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime()) || !at.toISOString().startsWith(day) || day === '') throw new PlatformError('CELL_NO_DATE');
  return day;
};

const instantOf = (cell: InCell): string => {
  const at = cell instanceof Date ? cell : new Date(plainOf(cell));
  if (Number.isNaN(at.getTime())) throw new PlatformError('CELL_NO_INSTANT');
  return at.toISOString();
};

/** Cells with figures hold floats; what they show has at most 15 digits. */
const decimalOf = (cell: InCell): string => {
  const text = typeof cell === 'number' ? String(Number(cell.toPrecision(15))) : plainOf(cell).replace(/(?<=\d),(?=\d{3}(\D|$))/g, '');
  if (!/^[+-]?\d{1,16}(\.\d+)?$/.test(text)) throw new PlatformError('CELL_NO_NUMBER');
  return text.replace(/^\+/, '');
};

const wholeOf = (cell: InCell): number => {
  const text = decimalOf(cell);
  const value = Number(text);
  if (!Number.isInteger(value) || Math.abs(value) > 2_147_483_647) throw new PlatformError('CELL_NO_WHOLE_NUMBER');
  return value;
};

const truths: ReadonlyMap<string, boolean> = new Map([
  ['是', true], ['yes', true], ['true', true], ['1', true], ['√', true],
  ['否', false], ['no', false], ['false', false], ['0', false], ['×', false],
]);

const truthOf = (cell: InCell): boolean => {
  const found = typeof cell === 'boolean' ? cell : truths.get(plainOf(cell).toLowerCase());
  if (found === undefined) throw new PlatformError('CELL_NO_TRUTH');
  return found;
};

const one = ({ kind, codes, names }: ExchangeColumn, cell: InCell): unknown => {
  if (codes) {
    const code = codeOfText(codes, textOf(cell)) ?? codeOfText(codes, plainOf(cell));
    if (code === undefined) throw new PlatformError('CELL_NO_CODE', { list: `${codes.title.zh} ${codes.name}` });
    return code;
  }
  if (names !== 'value' || kind === 'String' || kind === 'Id') return textOf(cell);
  if (kind === 'Date') return dateOf(cell);
  if (kind === 'DateTime') return instantOf(cell);
  if (kind === 'Boolean') return truthOf(cell);
  return kind === 'Int' ? wholeOf(cell) : decimalOf(cell);
};

const isEmpty = (cell: InCell): boolean => cell === undefined || (typeof cell === 'string' && cell.trim() === '') || (Array.isArray(cell) && cell.length === 0);

/**
 * What a cell says: a value as an input takes it, null where the field is to be emptied, undefined where it
 * is to stay as it is. References stay readable keys.
 * @throws PlatformError whose details hold nothing of the cell: it may be personal
 */
export const valueOfCell = (column: ExchangeColumn, cell: InCell): unknown => {
  if (isWithheldMark(cell)) throw new PlatformError('CELL_WITHHELD');
  if (cell === null || (typeof cell === 'string' && emptying.has(cell.normalize('NFKC').trim()))) return null;
  if (isEmpty(cell)) return undefined;
  if (!column.isList) return one(column, cell);
  const items = Array.isArray(cell) ? cell : textOf(cell).normalize('NFKC').split(listSeparator);
  return items.filter((item) => !isEmpty(item as InCell)).map((item) => one(column, item as InCell));
};
