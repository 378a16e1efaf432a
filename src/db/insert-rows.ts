import { setImmediate as afterWrites } from 'node:timers/promises';
import { PgCustomColumn, getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import { SQL, getTableColumns, is } from 'drizzle-orm';
import { PlatformError } from '../errors.ts';
import type { Transaction } from './database.ts';
import { quoted } from './quoted.ts';
import { isJson, joinedRows, type RowForm, rowSource, separatedRow, typeOf } from './row-source.ts';

/** Rows as an insert takes them; a column that no row gives is left to its default. */
export type RowsOf<T extends PgTable> = readonly T['$inferInsert'][];

type AnyRow = Readonly<Record<string, unknown>>;

type Writer = (value: unknown) => unknown;

interface Given {
  readonly table: string;
  readonly columns: readonly (readonly [key: string, column: PgColumn, write: Writer])[];
  readonly rows: readonly AnyRow[];
}

const batchRows = 2_000;
const batchChars = 4_000_000;

const ignore = (): void => undefined;

const qualifiedNames = new WeakMap<PgTable, string>();

/** Worked out once: the library makes a table's whole configuration anew each time it is asked. */
const qualified = (table: PgTable): string => {
  const known = qualifiedNames.get(table);
  if (known !== undefined) return known;
  const { schema, name } = getTableConfig(table);
  const made = schema ? `${quoted(schema)}.${quoted(name)}` : quoted(name);
  qualifiedNames.set(table, made);
  return made;
};

const plainJson: Writer = (value) => {
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  return typeof value === 'bigint' ? value.toString() : value;
};

/** How a column's values are written, worked out once per column and not for every value. */
const writerOf = (column: PgColumn): Writer => {
  const write: Writer = is(column, PgCustomColumn) ? (value) => plainJson(column.mapToDriverValue(value)) : plainJson;
  return (value) => (value === null ? null : write(value));
};

const columnsOf = (all: Readonly<Record<string, PgColumn>>, keys: ReadonlySet<string>): Given['columns'] =>
  Object.entries(all).filter(([key]) => keys.has(key)).map(([key, column]) => [key, column, writerOf(column)] as const);

/** Takes the columns from all rows, so that every batch is sent with the same text and one plan serves all. */
const given = (table: PgTable, rows: readonly AnyRow[], only?: readonly string[]): Given => {
  const keys = new Set(only);
  if (!only) for (const row of rows) for (const key in row) if (row[key] !== undefined) keys.add(key);
  const all = getTableColumns(table);
  const unknown = [...keys].filter((key) => !(key in all));
  if (unknown.length > 0) throw new TypeError(`${qualified(table)} has no column for ${unknown.join(', ')}`);
  return { table: qualified(table), columns: columnsOf(all, keys), rows };
};

const plainDefault = (column: PgColumn, table: string): unknown => {
  if (column.defaultFn) return column.defaultFn();
  if (is(column.default, SQL)) throw new TypeError(`${table}.${column.name} must be given in every row or in none: its default is SQL`);
  return column.default ?? null;
};

const rowValues = ({ table, columns }: Given, row: AnyRow): unknown[] =>
  columns.map(([key, column, write]) => {
    const value = row[key];
    return write(value === undefined ? plainDefault(column, table) : value);
  });

const rowJson = (what: Given, row: AnyRow): string => {
  const values: Record<string, unknown> = {};
  rowValues(what, row).forEach((value, at) => { values[what.columns[at]?.[1].name as string] = value; });
  return JSON.stringify(values);
};

interface Batch {
  readonly form: RowForm;
  readonly text: string;
  readonly size: number;
}

/** Rows as texts of bounded size. From the first row on that cannot be separated, JSON carries the rest. */
function* batches(what: Given, first: RowForm): Generator<Batch> {
  let [form, batch, chars] = [first, [] as string[], 0];
  const taken = (): Batch => {
    const made = { form, text: joinedRows(form, batch), size: batch.length };
    [batch, chars] = [[], 0];
    return made;
  };
  const columns = what.columns.map(([, column]) => column);
  for (const row of what.rows) {
    let text = form === 'separated' ? separatedRow(columns, rowValues(what, row)) : rowJson(what, row);
    if (text === undefined) {
      if (batch.length > 0) yield taken();
      form = 'json';
      text = rowJson(what, row);
    }
    batch.push(text);
    chars += text.length;
    if (batch.length >= batchRows || chars >= batchChars) yield taken();
  }
  if (batch.length > 0) yield taken();
}

const list = (columns: Given['columns'], prefix = ''): string => columns.map(([, { name }]) => prefix + quoted(name)).join(', ');

const isAreaOfHousehold = (table: PgTable, what: Given, column: PgColumn): boolean => {
  const { areaCode, householdId } = getTableColumns(table) as Record<string, PgColumn | undefined>;
  return column === areaCode && what.columns.some(([, other]) => other === householdId);
};

const manyRows = 200;

/** Plain values that all of many rows have in common: they cross as one parameter each, and not once a row. */
const sharedOf = (table: PgTable, what: Given): Given['columns'] => {
  const [first, ...rest] = what.rows;
  if (!first || what.rows.length < manyRows) return [];
  const isShared = ([key, column]: Given['columns'][number]): boolean => {
    if (key === 'householdId') return false; // by which the village is looked up
    const value = first[key];
    const isPlain = value === null ? !isAreaOfHousehold(table, what, column) : ['string', 'number', 'boolean'].includes(typeof value) && !isJson(column);
    return isPlain && rest.every((row) => row[key] === value);
  };
  const shared = what.columns.filter(isShared);
  return shared.length < what.columns.length ? shared : shared.slice(1);
};

const recordset = (columns: Given['columns'], form: RowForm = 'json'): string => rowSource(form, columns.map(([, column]) => column));

/** Columns of the select; a household's village is looked up where a row does not give it. */
const selected = (table: PgTable, what: Given): string =>
  what.columns.map(([, column]) => {
    const name = `x.${quoted(column.name)}`;
    return isAreaOfHousehold(table, what, column) ? `coalesce(${name}, (select h.village_code from core.household h where h.household_id = x.household_id))` : name;
  }).join(', ');

const withArea = (table: PgTable, what: Given): Given => {
  const { areaCode, householdId } = getTableColumns(table) as Record<string, PgColumn | undefined>;
  const isGiven = (name: string): boolean => what.columns.some(([key]) => key === name);
  if (!areaCode || !householdId || !isGiven('householdId') || isGiven('areaCode')) return what;
  return { ...what, columns: [...what.columns, ['areaCode', areaCode, writerOf(areaCode)]] };
};

interface InsertOptions {
  readonly onConflict?: 'nothing';
}

/** What of the rows crosses row by row, the texts of the insert by form, and the parameters that all batches have in common. */
const insertOf = (table: PgTable, what: Given, onConflict: InsertOptions['onConflict']) => {
  const shared = sharedOf(table, what);
  const own = { ...what, columns: what.columns.filter((column) => !shared.includes(column)) };
  const values = [selected(table, own), ...shared.map(([, column], at) => `$${at + 2}::${typeOf(column)}`)].join(', ');
  const text = (form: RowForm): string => {
    const insert = `insert into ${what.table} (${list([...own.columns, ...shared])}) select ${values} from ${recordset(own.columns, form)}`;
    return onConflict ? `${insert} on conflict do nothing` : insert;
  };
  // a single empty value would be no value at all
  const form: RowForm = what.rows.length >= manyRows && own.columns.length > 1 ? 'separated' : 'json';
  return { own, form, text, params: shared.map(([key, , write]) => write(what.rows[0]?.[key])) };
};

/** Rows that were sent; their answer may be awaited later, and must be before the transaction ends. */
export interface Sent {
  readonly answered: Promise<number>;
}

/**
 * Sends rows as {@link insertRows} does, and comes back when all are on their way: what is sent next comes after
 * them, and is prepared while the server works.
 */
export const sendRows = async <T extends PgTable>(tx: Transaction, table: T, rows: RowsOf<T>, { onConflict }: InsertOptions = {}): Promise<Sent> => {
  const { own, form, text, params } = insertOf(table, withArea(table, given(table, rows)), onConflict);
  const answers: Promise<number>[] = [];
  for (const batch of batches(own, form)) {
    if (answers.length > 1) await answers.at(-2)?.catch(ignore); // no more than two batches are held as text
    const answer = tx.query(text(batch.form), [batch.text, ...params]).then(({ count }) => {
      if (!onConflict && count !== batch.size) throw new PlatformError('WRONG_ROW_COUNT');
      return count;
    });
    answer.catch(ignore); // whoever awaits the sum hears of it
    answers.push(answer);
    await afterWrites(); // lets the driver write before the next text is made
  }
  const answered = Promise.all(answers).then((counts) => counts.reduce((sum, count) => sum + count, 0));
  answered.catch(ignore);
  return { answered };
};

/**
 * Inserts any number of rows with one statement text per table, in batches, and checks the count.
 * The village of a household's rows need not be given.
 * `onConflict: 'nothing'` passes over rows that are there already. Returns how many were inserted.
 */
export const insertRows = async <T extends PgTable>(tx: Transaction, table: T, rows: RowsOf<T>, options: InsertOptions = {}): Promise<number> =>
  (await sendRows(tx, table, rows, options)).answered;

const split = (what: Given, keyColumns: readonly string[]) => {
  const keys = what.columns.filter(([key]) => keyColumns.includes(key));
  if (keys.length !== keyColumns.length) throw new TypeError(`${what.table}: rows lack a key column of ${keyColumns.join(', ')}`);
  return { keys, rest: what.columns.filter(([key]) => !keyColumns.includes(key)) };
};

const sameKey = (keys: Given['columns']): string => keys.map(([, { name }]) => `t.${quoted(name)} = x.${quoted(name)}`).join(' and ');

/** The update of rows that differ and the insert of rows that are new; both touch nothing else. */
const upsertTexts = (what: Given, keyColumns: readonly string[]) => {
  const { keys, rest } = split(what, keyColumns);
  const changes = rest.map(([, { name }]) => `${quoted(name)} = x.${quoted(name)}`).join(', ');
  const source = recordset(what.columns);
  return {
    update: rest.length > 0
      ? `update ${what.table} as t set ${changes} from ${source} where ${sameKey(keys)} and (${list(rest, 't.')}) is distinct from (${list(rest, 'x.')})`
      : undefined,
    insert: `insert into ${what.table} (${list(what.columns)}) select ${list(what.columns, 'x.')} from ${source}`
      + ` where not exists (select from ${what.table} as t where ${sameKey(keys)}) on conflict (${list(keys)}) do nothing`,
  };
};

/** Brings rows to what is given: new ones are inserted, and only those that differ are updated. */
export const upsertRows = async <T extends PgTable>(
  tx: Transaction,
  table: T,
  rows: RowsOf<T>,
  keyColumns: readonly (keyof T['$inferInsert'] & string)[],
): Promise<{ readonly inserted: number; readonly updated: number }> => {
  const what = given(table, rows);
  if (rows.length === 0) return { inserted: 0, updated: 0 };
  const { update, insert } = upsertTexts(what, keyColumns);
  let inserted = 0;
  let updated = 0;
  for (const { text: json } of batches(what, 'json')) {
    if (update) updated += (await tx.query(update, [json])).count;
    inserted += (await tx.query(insert, [json])).count;
  }
  return { inserted, updated };
};

/** Deletes the rows whose key is not among those given: for sets that are loaded whole. */
export const deleteOtherRows = async <T extends PgTable>(
  tx: Transaction,
  table: T,
  rows: RowsOf<T>,
  keyColumns: readonly (keyof T['$inferInsert'] & string)[],
): Promise<number> => {
  const what = given(table, rows, keyColumns);
  const json = `[${rows.map((row) => rowJson(what, row)).join(',')}]`;
  const { count } = await tx.query(
    `delete from ${what.table} as t where not exists (select from ${recordset(what.columns)} where ${sameKey(what.columns)})`,
    [json],
  );
  return count;
};
