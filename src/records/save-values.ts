import { getTableColumns, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { Decimal } from 'decimal.js';
import { mayHoldIdNumber } from '../access/id-number-text.ts';
import { place } from '../db/tables/places.ts';
import { PlatformError } from '../errors.ts';
import type { RequestContext } from '../schema/context.ts';
import type { CoreRecords } from '../schema/core-records.ts';
import { kindOf } from './column-type.ts';
import { type AnyRecord, type FieldSpec, fieldsOf } from './define.ts';
import type { OwnKey } from './external/find.ts';
import { localIdOf } from './global-id.ts';
import type { Row } from './page.ts';
import { rowsById } from './rows.ts';

/** A row given by a caller: field values by name, undefined where the caller said nothing. */
export type GivenRow = Readonly<Record<string, unknown>>;

/** A row on its way to the database, with what is wrong with it. */
export interface Candidate {
  readonly given: GivenRow;
  readonly values: Row;
  readonly errors: PlatformError[];
  /** Its household, where that was given by a key of another system. */
  readonly householdId?: string | undefined;
  /** Its own key in another system. */
  readonly own?: OwnKey | undefined;
  /** The names under which the caller gave what the fields hold: faults are told there. */
  readonly askedAs?: ReadonlyMap<string, string>;
}

/** A given row whose references are ids, whichever way they were given, with what is wrong with it so far. */
export type Opened = Omit<Candidate, 'values'>;

/** Fields that callers may write. */
export const writableFields = (record: AnyRecord): readonly (readonly [string, FieldSpec])[] =>
  fieldsOf(record).filter(([name, field]) => !field.readOnly && !(record.status && name === 'status'));

/** Long enough for any remark; keys stand in indexes, which take about 2,700 bytes. */
const maxText = 2_000;
const maxKeyText = 200;
const maxSmallint = 32_767;

/** The value at the column's scale. What the column would round or overflow is refused, not changed. */
const exact = (column: PgColumn, value: unknown): string => {
  const { precision = 18, scale = 2 } = column as unknown as { readonly precision?: number; readonly scale?: number };
  const number = new Decimal(String(value));
  const isTooLarge = number.abs().greaterThanOrEqualTo(new Decimal(10).pow(precision - scale));
  if (isTooLarge || number.decimalPlaces() > scale) throw new PlatformError('VALUE_NOT_STORABLE');
  return number.isZero() ? new Decimal(0).toFixed(scale) : number.toFixed(scale); // there is no minus zero
};

const checkRange = (record: AnyRecord, name: string, column: PgColumn, value: unknown): void => {
  const isTooLong = typeof value === 'string' && kindOf(column) === 'String' && value.length > (record.key.includes(name) ? maxKeyText : maxText);
  const isTooLarge = typeof value === 'number' && column.getSQLType() === 'smallint' && Math.abs(value) > maxSmallint;
  const isTooEarly = kindOf(column) === 'Date' && String(value) < '0001'; // there is no year zero
  if (isTooLong || isTooLarge || isTooEarly) throw new PlatformError('VALUE_NOT_STORABLE');
};

/** ID numbers stand sealed in one place, and in no other: no certificate, remark or name holds one. */
const holdsIdNumber = (value: unknown): boolean => (Array.isArray(value) ? value : [value]).some((text) => mayHoldIdNumber(String(text)));

/** Fields that hold an id of another row. */
export const isIdField = ({ ref, person, household }: FieldSpec): boolean => Boolean(ref ?? person ?? household);

/** Whose id a field holds. */
export const targetOf = (core: CoreRecords, { ref, person }: FieldSpec): AnyRecord => ref?.() ?? (person ? core.person : core.household);

const stored = (core: CoreRecords, record: AnyRecord, name: string, field: FieldSpec, column: PgColumn, value: unknown): unknown => {
  if (value == null) return null;
  if (isIdField(field)) return localIdOf(value as string, targetOf(core, field).name);
  checkRange(record, name, column, value);
  const kind = kindOf(column);
  if (kind === 'String' && holdsIdNumber(value)) throw new PlatformError('ID_NUMBER_IN_TEXT');
  return kind === 'Money' || kind === 'Decimal' ? exact(column, value) : value;
};

/** Turns given values into stored ones: ids opened, decimals brought to the column's scale. */
export const readCandidates = (
  record: AnyRecord,
  rows: readonly Opened[],
  core: CoreRecords,
): Candidate[] => {
  const columns = getTableColumns(record.table) as Record<string, PgColumn>;
  return rows.map((opened) => {
    const { given } = opened;
    const candidate: Candidate = { ...opened, values: {}, errors: [...opened.errors] };
    for (const [name, field] of writableFields(record)) {
      if (given[name] === undefined) continue;
      try {
        candidate.values[name] = stored(core, record, name, field, columns[name] as PgColumn, given[name]);
      } catch (error) {
        if (!(error instanceof PlatformError)) throw error;
        candidate.errors.push(error.at(name));
      }
    }
    return candidate;
  });
};

export const referenceUnknown = (name: string, { title }: FieldSpec): PlatformError =>
  new PlatformError('REFERENCE_UNKNOWN', { field: name, title: title.zh }, { path: [name] });

const valuesOf = (candidates: readonly Candidate[], name: string): string[] => [
  ...new Set(candidates.flatMap(({ values }) => (values[name] == null ? [] : [String(values[name])]))),
];

const unknownPlaces = async (ctx: RequestContext, codes: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await ctx.tx.orm.selectDistinct({ code: place.code }).from(place).where(sql`${place.code} = any(${sql.param(codes)}::text[])`);
  const known = new Set(rows.map(({ code }) => code));
  return new Set(codes.filter((code) => !known.has(code)));
};

/** Refuses place codes that no list of places has: one statement for all rows and fields. */
export const checkPlaces = async (ctx: RequestContext, record: AnyRecord, candidates: readonly Candidate[]): Promise<void> => {
  const names = writableFields(record).filter(([, field]) => field.place).map(([name]) => name);
  const codes = [...new Set(names.flatMap((name) => valuesOf(candidates, name)))];
  if (codes.length === 0) return;
  const unknown = await unknownPlaces(ctx, codes);
  for (const { values, errors } of candidates) {
    for (const name of names) {
      const code = values[name];
      if (typeof code === 'string' && unknown.has(code)) errors.push(new PlatformError('PLACE_UNKNOWN', { code }, { path: [name] }));
    }
  }
};

/** Refuses references to rows that are absent or out of reach: one statement per record referred to. */
export const checkReferences = async (ctx: RequestContext, record: AnyRecord, candidates: readonly Candidate[]): Promise<void> => {
  for (const [name, field] of writableFields(record)) {
    const target = field.ref?.();
    const ids = target ? valuesOf(candidates, name) : [];
    if (!target || ids.length === 0) continue;
    const found = await rowsById(ctx, target).loadMany(ids);
    const missing = new Set(ids.filter((_, index) => found[index] === null));
    for (const { values, errors } of candidates) {
      if (missing.has(values[name] as string)) {
        errors.push(referenceUnknown(name, field));
      }
    }
  }
};
