import { and, getTableColumns, is, SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { PlatformError } from '../errors.ts';
import { newId } from '../random.ts';
import type { RequestContext } from '../schema/context.ts';
import { type AnyRecord, fieldsOf } from './define.ts';
import { textOf } from './external/find.ts';
import { idColumnOf, idKeyOf, scopeOf } from './listing.ts';
import type { Row } from './page.ts';
import type { Draft } from './rules.ts';
import type { Candidate } from './save-values.ts';

/** A candidate that found its row: what it was and what it is to be. */
export interface Prepared {
  readonly candidate: Candidate;
  readonly draft: Draft<Row>;
  /** Nothing of the row changes, it gets a key of another system. */
  readonly isOnlyKeyed?: true;
}

const ownerKeys: Record<AnyRecord['about'], readonly string[]> = { household: ['householdId'], county: ['countyCode'], province: [] };

/** The columns that find a row again: whose it is, and its natural key. */
const keysOf = (record: AnyRecord): readonly string[] => [...ownerKeys[record.about], ...record.key];

const keyText = (keys: readonly string[], row: Row): string => JSON.stringify(keys.map((key) => row[key] ?? null));

/** The rows that are there already, locked, by their key: one statement. */
const existingRows = async (ctx: RequestContext, record: AnyRecord, candidates: readonly Candidate[]): Promise<Map<string, Row>> => {
  const columns = getTableColumns(record.table) as Record<string, PgColumn>;
  const keys = keysOf(record).map((key) => [key, columns[key] as PgColumn] as const);
  const wanted = candidates.map(({ values }) => Object.fromEntries(keys.map(([key, column]) => [column.name, values[key]])));
  const types = sql.raw(keys.map(([, column]) => `"${column.name}" ${column.getSQLType()}`).join(', '));
  const matches = keys.map(([, column]) => sql`${column} = wanted.${sql.identifier(column.name)}`);
  const source = sql`json_to_recordset((${JSON.stringify(wanted)}::text)::json) as wanted(${types})`;
  const rows = (await ctx.tx.orm
    .select()
    .from(record.table)
    .where(and(sql`exists (select from ${source} where ${and(...matches)})`, scopeOf(ctx.identity, record.table)))
    .orderBy(idColumnOf(record))
    .for('update')) as Row[];
  return new Map(rows.map((row) => [keyText(keysOf(record), row), row]));
};

const plainDefault = (column: PgColumn): unknown => (column.default !== undefined && !is(column.default, SQL) ? column.default : null);

const blankRows = new WeakMap<AnyRecord, Row>();

/** The plain defaults of a record's columns, worked out once. */
const blankRow = (record: AnyRecord): Row => {
  const known = blankRows.get(record);
  if (known) return known;
  const columns = (Object.entries(getTableColumns(record.table)) as [string, PgColumn][]).filter(([, column]) => !column.generated);
  const row = Object.fromEntries(columns.map(([name, column]) => [name, plainDefault(column)]));
  blankRows.set(record, row);
  return row;
};

/** A new row with the columns' plain defaults, the id given or a new one, and the first version. */
export const newRow = (ctx: RequestContext, record: AnyRecord, values: Row, id?: string): Row => {
  const status = record.status ? { status: record.status.initial } : {};
  return { ...blankRow(record), ...status, ...values, [idKeyOf(record)]: id ?? newId(), version: 1, createdAt: ctx.now, updatedAt: ctx.now };
};

const missingFields = (record: AnyRecord, row: Row): PlatformError[] => {
  const columns = getTableColumns(record.table) as Record<string, PgColumn>;
  return fieldsOf(record)
    .filter(([name, field]) => columns[name]?.notNull && !field.readOnly && row[name] == null)
    .map(([name, field]) => new PlatformError('FIELD_REQUIRED', { field: name, title: field.title.zh }, { path: [name] }));
};

const prepare = (ctx: RequestContext, record: AnyRecord, candidate: Candidate, before: Row | undefined): Prepared => {
  const { values, errors, given, own } = candidate;
  if (given.version != null && before && given.version !== before.version) {
    errors.push(new PlatformError('VERSION_CONFLICT', { version: before.version as number }, { path: ['version'] }));
  }
  if (own?.row && own.row[idKeyOf(record)] !== before?.[idKeyOf(record)]) errors.push(new PlatformError('EXTERNAL_KEY_DISAGREES', {}, { path: ['external'] }));
  const after = before ? { ...before, ...values } : newRow(ctx, record, values);
  errors.push(...missingFields(record, after));
  return { candidate, draft: { before, after } };
};

/** Meets candidates with the rows they are about. A key given twice in one batch counts once. */
export const prepareDrafts = async (ctx: RequestContext, record: AnyRecord, candidates: readonly Candidate[]): Promise<Prepared[]> => {
  const sound = candidates.filter(({ errors }) => errors.length === 0);
  if (sound.length === 0) return [];
  const existing = await existingRows(ctx, record, sound);
  const seen = new Set<string>();
  return sound.flatMap((candidate) => {
    const key = keyText(keysOf(record), candidate.values);
    const own = candidate.own && `external ${textOf(candidate.own.key)}`;
    if (seen.has(key) || (own !== undefined && seen.has(own))) {
      candidate.errors.push(new PlatformError('DUPLICATE_IN_BATCH', {}, seen.has(key) ? {} : { path: ['external', 'key'] }));
      return [];
    }
    seen.add(key);
    if (own !== undefined) seen.add(own);
    return [prepare(ctx, record, candidate, existing.get(key))];
  });
};
