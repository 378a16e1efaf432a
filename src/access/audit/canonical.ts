import { Decimal } from 'decimal.js';
import { getTableColumns } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { JsonText } from '../../db/json-text.ts';

/** One column's part in what is sealed: a plain value that is the same however the value was read. */
type Form = (value: unknown) => unknown;

interface Forms {
  /** Of the value that is about to be written. */
  readonly written: Form;
  /** Of the column read as text, so that no conversion hides a difference. */
  readonly read: (text: string) => unknown;
}

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted((value as Record<string, unknown>)[key])]));
};

/** A number that no JS number holds stands as its text, so that it equals none. */
const exactNumber = (_key: string, value: unknown, context?: { readonly source?: string }): unknown => {
  if (typeof value !== 'number' || context?.source === undefined) return value;
  return new Decimal(context.source).equals(String(value)) ? value : context.source;
};

const parseExactly = JSON.parse as (text: string, reviver: typeof exactNumber) => unknown;

/** As JSON would have it; the way over its text is for what is neither a plain value nor a plain list or object of them. */
const asJson = (value: unknown): unknown => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return value;
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : asJson(item)));
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype || 'toJSON' in value || Object.hasOwn(value, '__proto__')) return sorted(JSON.parse(JSON.stringify(value)));
  const object: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) {
    const item = (value as Record<string, unknown>)[key];
    if (item !== undefined) object[key] = asJson(item);
  }
  return object;
};

const json: Forms = {
  written: (value) => (value instanceof JsonText ? value.toJSON() : asJson(value)),
  read: (text) => sorted(parseExactly(text, exactNumber)),
};

/** Microseconds since 1970, as exact as the server keeps them; what is no date stays as it is. */
const microseconds = (text: string): string => {
  const [, fraction = ''] = /\.(\d+)/.exec(text) ?? [];
  const whole = Date.parse(text.replace(/\.\d+/, ''));
  return Number.isNaN(whole) ? text : String(whole * 1_000 + Number(fraction.padEnd(6, '0')));
};

let [lastInstant, lastMicroseconds] = ['', ''];

/** The entries of one write have one instant. */
const microsecondsAgain = (text: string): string => {
  if (text !== lastInstant) [lastInstant, lastMicroseconds] = [text, microseconds(text)];
  return lastMicroseconds;
};

const instant: Forms = { written: (value) => microsecondsAgain(String(value)), read: microseconds };

const simpleItem = /^[\w.-]+$/;

/** Lists hold codes and ids only, which the server prints without quotes. */
const list: Forms = {
  written: (value) => {
    const items = (value as readonly unknown[]).map(String);
    const odd = items.find((item) => !simpleItem.test(item) || item.toLowerCase() === 'null');
    if (odd !== undefined) throw new TypeError(`cannot be sealed in a list: ${JSON.stringify(odd)}`);
    return `{${items.join(',')}}`;
  },
  read: (text) => text,
};

const plain: Forms = { written: String, read: (text) => text };

const formsOf = (column: PgColumn): Forms => {
  const type = column.getSQLType();
  if (type === 'jsonb') return json;
  if (type.endsWith('[]')) return list;
  return type.startsWith('timestamp') ? instant : plain;
};

const prints = new Set(['seal', 'hash']);

interface Sealed {
  readonly key: string;
  readonly name: string;
  readonly forms: Forms;
  /** What stands before the value, and the last short text with its part: the entries of one write have most values in common. */
  readonly before: string;
  last: string | undefined;
  lastPart: string;
}

const known = new WeakMap<PgTable, readonly Sealed[]>();

/** The sealed columns of a table, worked out once. */
export const sealedColumns = (table: PgTable): readonly Sealed[] => {
  const found = known.get(table) ?? Object.entries(getTableColumns(table) as Record<string, PgColumn>)
    .filter(([key]) => !prints.has(key))
    .map(([key, column]) => ({ key, name: column.name, forms: formsOf(column), before: `[${JSON.stringify(column.name)},`, last: undefined, lastPart: '' }));
  known.set(table, found);
  return found;
};

type Values = Readonly<Record<string, unknown>>;

/** The row with the text of its json columns made once: it is sealed and stored. */
export const withJsonTexts = (table: PgTable, row: Values): Record<string, unknown> => {
  const made: Record<string, unknown> = { ...row };
  for (const { key, forms } of sealedColumns(table)) if (forms === json && row[key] != null) made[key] = new JsonText(JSON.stringify(asJson(row[key])));
  return made;
};

const writtenPart = ({ before, forms }: Sealed, value: unknown): string =>
  `${before}${value instanceof JsonText ? value.text : JSON.stringify(forms.written(value))}]`;

const shortText = 100;

/** Columns without a value are left out, so that a column added later changes no entry that is there. */
const partOf = (column: Sealed, value: unknown): string => {
  if (typeof value !== 'string' || value.length > shortText) return writtenPart(column, value);
  if (column.last !== value) [column.last, column.lastPart] = [value, writtenPart(column, value)];
  return column.lastPart;
};

/** What is sealed of a row that is about to be written. */
export const canonicalRow = (table: PgTable, row: Values): string => {
  let text = '';
  for (const column of sealedColumns(table)) {
    const value = row[column.key];
    if (value != null) text += (text === '' ? '' : ',') + partOf(column, value);
  }
  return `[${text}]`;
};

/** The same of a row whose columns were read as text. */
export const canonicalText = (table: PgTable, texts: Values): string =>
  JSON.stringify(sealedColumns(table).filter(({ key }) => texts[key] != null).map(({ key, name, forms }) => [name, forms.read(String(texts[key]))]));
