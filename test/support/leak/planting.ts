import { openIdNumber } from '../../../src/access/id-number.ts';
import type { Vault } from '../../../src/access/vault.ts';
import type { Database, Transaction } from '../../../src/db/database.ts';
import { hasColumn, isOwned, type LeakColumn, type LeakTable } from './catalogue.ts';
import { asSuperuser } from './unlocked.ts';

/** A row that belongs to somebody, with all that decides who may see it. */
export interface PlantedRow {
  readonly table: LeakTable;
  readonly keys: readonly string[];
  readonly id: string | null;
  readonly household: string | null;
  readonly county: string | null;
  readonly areas: readonly string[];
  readonly account: string | null;
}

/** One value of one row that says whose it is. */
export interface Cell {
  readonly row: PlantedRow;
  readonly column: LeakColumn;
}

export interface Planted {
  readonly tables: readonly LeakTable[];
  readonly rows: ReadonlyMap<LeakTable, readonly PlantedRow[]>;
  /** Columns that took a marker, by table. */
  readonly marked: ReadonlyMap<LeakTable, readonly LeakColumn[]>;
  /** Whether a marked column of a row has a value. */
  has(row: PlantedRow, column: LeakColumn): boolean;
  /** Values that stand in one cell only: registration numbers, sealed texts, keyed hashes. */
  readonly tokens: ReadonlyMap<string, Cell>;
  /** Rows by the uuid they are known by. A household's id stands in many tables; here it is the household's own. */
  readonly byUuid: ReadonlyMap<string, readonly PlantedRow[]>;
}

const pad = (number: number, digits: number): string => String(number).padStart(digits, '0');

/** The marker of a cell: found again by {@link markerPattern}, and nobody writes it by chance. */
const wordsMarker = (table: number, column: number): string => `'ZQ${table}x${column}x' || numbered.n || 'QZ'`;
/** An amount of ten digits that names its cell, too. */
const amountMarker = (table: number, column: number): string => `7${pad(table, 2)}${pad(column, 2)}00000::numeric + numbered.n`;
export const markerPattern = /ZQ(\d+)x(\d+)x(\d+)QZ|(?<![\d.])7(\d\d)(\d\d)(\d{5})(?:\.00?)?(?![\d.])/g;

/** Values with a form of their own; they stay as they are and are looked for as such. */
const ownForm = new Set(['registration_number', 'id_hash', 'id_number_cipher']);
/** Signs people in, or is followed by the code that reads it. */
const untouched = new Set(['subject', 'table_name', 'domain']);

const isMarkable = ({ placement, keys }: LeakTable, { name, kind, generated }: LeakColumn): boolean => {
  if (generated || keys.includes(name) || ownForm.has(name) || untouched.has(name)) return false;
  if (placement === 'journal') return false; // chained by hashes: nobody may change it, nor may this test
  return kind === 'words' || kind === 'amount';
};

const numbered = ({ sql, keys }: LeakTable): string =>
  `(select ${keys.map((key) => `"${key}"`).join(', ')}, row_number() over (order by ${keys.map((key) => `"${key}"::text collate "C"`).join(', ')}) - 1 as n from ${sql})`;

const sameKeys = ({ keys }: LeakTable): string => keys.map((key) => `numbered."${key}" = kept."${key}"`).join(' and ');

const markerOf = (table: LeakTable, column: LeakColumn): string => {
  const at = table.columns.indexOf(column);
  const marker = column.name === 'id_number_tail' ? "'Ж' || lpad(to_hex(numbered.n), 3, '0')" : column.kind === 'amount' ? amountMarker(table.at, at) : wordsMarker(table.at, at);
  return `"${column.name}" = case when kept."${column.name}" is not null then ${marker} end`;
};

/** Marks these columns together, or, where a check forbids one, each that can be. */
const mark = async (tx: Transaction, table: LeakTable, columns: readonly LeakColumn[]): Promise<readonly LeakColumn[]> => {
  if (columns.length === 0) return [];
  const text = `update ${table.sql} kept set ${columns.map((column) => markerOf(table, column)).join(', ')} from ${numbered(table)} numbered where ${sameKeys(table)}`;
  if (await tx.savepoint(() => tx.query(text)).then(() => true, () => false)) return columns;
  if (columns.length === 1) return [];
  const half = Math.ceil(columns.length / 2);
  return [...(await mark(tx, table, columns.slice(0, half))), ...(await mark(tx, table, columns.slice(half)))];
};

const readRows = async (tx: Transaction, table: LeakTable): Promise<readonly PlantedRow[]> => {
  const text = (name: string): string => (hasColumn(table, name) ? `kept."${name}"::text` : 'null');
  const areas = `array_remove(array[${table.areas.map(text).join(', ')}]::text[], null)`;
  const { rows } = await tx.query(`select ${text('id')}, ${text('household_id')}, ${text('county_code')}, ${areas}, ${table.name === 'core.account' ? text('id') : text('account_id')},
    array[${table.keys.map((key) => `kept."${key}"::text`).join(', ')}]::text[] from ${table.sql} kept join ${numbered(table)} numbered on ${sameKeys(table)} order by numbered.n`);
  return rows.map(([id, household, county, its, account, keys]) => ({
    table, id: (id ?? (table.name === 'core.household' ? household : null)) as string | null, household, county, areas: its, account, keys,
  }) as PlantedRow);
};

const notePresent = async (tx: Transaction, table: LeakTable, columns: readonly LeakColumn[], rows: readonly PlantedRow[], present: WeakMap<PlantedRow, ReadonlySet<LeakColumn>>): Promise<void> => {
  if (columns.length === 0) return;
  const filled = await tx.query(`select ${columns.map(({ name }) => `kept."${name}" is not null`).join(', ')} from ${table.sql} kept join ${numbered(table)} numbered on ${sameKeys(table)} order by numbered.n`);
  filled.rows.forEach((values, at) => present.set(rows[at] as PlantedRow, new Set(columns.filter((_, of) => values[of] === true))));
};

const ownFormOf = async (tx: Transaction, table: LeakTable, rows: readonly PlantedRow[]): Promise<(readonly [string, Cell])[]> => {
  const found: (readonly [string, Cell])[] = [];
  for (const column of table.columns.filter(({ name }) => ownForm.has(name))) {
    const values = await tx.query(`select kept."${column.name}" from ${table.sql} kept join ${numbered(table)} numbered on ${sameKeys(table)} order by numbered.n`);
    values.rows.forEach(([value], at) => { if (value !== null) found.push([String(value), { row: rows[at] as PlantedRow, column }]); });
  }
  return found;
};

const idNumbers = async (tx: Transaction, vault: Vault, person: LeakTable, rows: readonly PlantedRow[]): Promise<(readonly [string, Cell])[]> => {
  const column = person.columns.find(({ name }) => name === 'id_number_cipher');
  if (!column) return [];
  const { rows: sealed } = await tx.query(`select kept.id_number_cipher, kept.id::text from ${person.sql} kept join ${numbered(person)} numbered on ${sameKeys(person)} order by numbered.n`);
  return sealed.flatMap(([cipher, id], at) => {
    if (cipher === null) return [];
    return [[openIdNumber(vault, String(cipher), String(id)), { row: rows[at] as PlantedRow, column }] as const];
  });
};

/** Writes a marker that names table, column and row into every text and amount that takes one, and reads whose each row is. */
export const plantEverywhere = (db: Database, tables: readonly LeakTable[], vault: Vault): Promise<Planted> => {
  const owned = tables.filter(isOwned);
  return asSuperuser(db, async (tx) => {
    const [rows, marked, tokens] = [new Map<LeakTable, readonly PlantedRow[]>(), new Map<LeakTable, readonly LeakColumn[]>(), new Map<string, Cell>()];
    const present = new WeakMap<PlantedRow, ReadonlySet<LeakColumn>>();
    const byUuid = new Map<string, PlantedRow[]>();
    for (const table of owned) {
      const found = await readRows(tx, table);
      rows.set(table, found);
      for (const row of found) if (row.id) byUuid.set(row.id, [...(byUuid.get(row.id) ?? []), row]);
      for (const [token, cell] of await ownFormOf(tx, table, found)) tokens.set(token, cell);
      if (table.name === 'core.person') for (const [number, cell] of await idNumbers(tx, vault, table, found)) tokens.set(number, cell);
      const taken = found.length > 0 ? await mark(tx, table, table.columns.filter((column) => isMarkable(table, column))) : [];
      marked.set(table, taken);
      await notePresent(tx, table, taken, found, present);
    }
    return { tables, rows, marked, tokens, byUuid, has: (row, column) => present.get(row)?.has(column) ?? false };
  });
};
