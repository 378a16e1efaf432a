import type { PgColumn } from 'drizzle-orm/pg-core';
import type { AnyRecord, FieldSpec } from '../../../src/records/define.ts';
import type { TestApp } from '../app.ts';
import { columnsOf, tableOf } from '../declared.ts';

export type Raw = Readonly<Record<string, string | null>>;

/** Every row of a record as text, read by nobody's code but the test's. */
export const rawRows = ({ db }: TestApp, record: AnyRecord): Promise<readonly Raw[]> =>
  db.transaction({ scope: { counties: '*', domains: '*', actor: 'test' }, readOnly: true }, async (tx) => {
    const columns = columnsOf(record).filter(([, column]) => column.getSQLType() !== 'text[]');
    const { rows } = await tx.query(`select ${columns.map(([, column]) => `"${column.name}"::text`).join(', ')} from ${tableOf(record)}`);
    return rows.map((row) => Object.fromEntries(columns.map(([name], at) => [name, row[at] as string | null])));
  });

const fieldOf = (record: AnyRecord, name: string): FieldSpec | undefined => (record.fields as Record<string, FieldSpec | undefined>)[name];
const columnNamed = (record: AnyRecord, name: string): PgColumn | undefined => columnsOf(record).find(([key]) => key === name)?.[1];

/** How a dimension is asked for below `keys`, and the key that a row has by it; undefined for places, which take a map. */
export interface KeyByHand {
  readonly selection: string;
  keyOf(row: Raw): string | null;
  /** The answered key as text, as `keyOf` says it. */
  told(keys: Readonly<Record<string, unknown>>): string | null;
}

const leaf = (name: string, keyOf: KeyByHand['keyOf']): KeyByHand => ({ selection: name, keyOf, told: ({ [name]: key }) => (key == null ? null : String(key)) });

const isDate = (record: AnyRecord, name: string): boolean => columnNamed(record, name)?.getSQLType() === 'date';

export const keyByHand = (record: AnyRecord, dimension: string): KeyByHand | undefined => {
  const dated = /^(\w+)(Year|Month)$/.exec(dimension);
  if (dated && isDate(record, dated[1] as string)) {
    const [, name, part] = dated as unknown as [string, string, string];
    return leaf(dimension, ({ [name]: day }) => (day == null ? null : part === 'Year' ? String(Number(day.slice(0, 4))) : day.slice(0, 7)));
  }
  if (fieldOf(record, dimension)) return leaf(dimension, ({ [dimension]: value }) => (value === 'true' || value === 'false' ? value : (value ?? null)));
  const id = fieldOf(record, `${dimension}Id`);
  if (!id?.ref) return undefined;
  const type = id.ref().name;
  return {
    selection: `${dimension} { id }`,
    keyOf: ({ [`${dimension}Id`]: value }) => value ?? null,
    told: ({ [dimension]: node }) => (node == null ? null : Buffer.from((node as { id: string }).id, 'base64').toString().replace(`${type}:`, '')),
  };
};

const scale = 6n;
const unit = 10n ** scale;

/** An exact number in millionths. */
const millionths = (text: string): bigint => {
  const [whole = '0', part = ''] = text.replace('-', '').split('.');
  const value = BigInt(whole) * unit + BigInt(part.padEnd(Number(scale), '0'));
  return text.startsWith('-') ? -value : value;
};

/** An exact number as text, without zeros at its end. */
const asText = (value: bigint): string => {
  const digits = String(value < 0n ? -value : value).padStart(Number(scale) + 1, '0');
  const text = `${digits.slice(0, -Number(scale))}.${digits.slice(-Number(scale))}`.replace(/\.?0+$/, '');
  return value < 0n && text !== '0' ? `-${text}` : text;
};

const rounded = (sum: bigint, count: bigint): bigint => {
  const [whole, rest] = [sum / count, sum % count];
  const half = (rest < 0n ? -rest : rest) * 2n >= count;
  return half ? whole + (sum < 0n ? -1n : 1n) : whole;
};

/** Any exact number as text without zeros at its end, to compare with. */
export const plain = (value: unknown): string | null => (value == null ? null : asText(millionths(String(value))));

/** What is worked out of numbers, by hand. */
export const numbersByHand = (texts: readonly (string | null)[], percent: number): Readonly<Record<string, string | null>> => {
  const values = texts.filter((text) => text !== null).map(millionths).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (values.length === 0) return { sum: null, avg: null, min: null, max: null, percentile: null };
  const sum = values.reduce((a, b) => a + b, 0n);
  const rank = Math.max(0, Math.ceil((percent * values.length) / 100) - 1);
  return {
    sum: asText(sum), avg: asText(rounded(sum, BigInt(values.length))), min: asText(values[0] as bigint), max: asText(values.at(-1) as bigint),
    percentile: asText(values[rank] as bigint),
  };
};

/** Rows by a key, nothing last, else by code point or by number. */
export const groupedByHand = <T>(rows: readonly T[], keyOf: (row: T) => string | null): readonly (readonly [string | null, readonly T[]])[] => {
  const groups = [...Map.groupBy(rows, keyOf)];
  const compare = (a: string, b: string): number => (/^\d{1,5}$/.test(a) && /^\d{1,5}$/.test(b) ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0);
  return groups.sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : compare(a, b)));
};
