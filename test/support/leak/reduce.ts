import type { Database, Transaction } from '../../../src/db/database.ts';
import { isAccounts, isOwned, type LeakColumn, type LeakTable } from './catalogue.ts';
import { type Caller, readsColumn, visibleSql } from './oracle.ts';
import { asSuperuser } from './unlocked.ts';

const scrambled = ({ name, kind, codes, nullable }: LeakColumn): string | undefined => {
  const column = `"${name}"`;
  if (name === 'id_number_cipher') return undefined; // only who holds the key writes one
  if (name === 'id_number_tail') return "'ЯЯЯЯ'";
  if (kind === 'words') return `'不同' || md5(${column})`;
  if (kind === 'amount' || kind === 'number') return `${column} + 1`;
  if (kind === 'date') return `${column} - 366`;
  if (kind === 'truth') return `not ${column}`;
  if (kind === 'code' && codes.length > 1) return `case ${column} when '${codes[0]}' then '${codes[1]}' else '${codes[0]}' end`;
  return kind === 'place' && nullable ? 'null' : undefined;
};

/** Ids lead from row to row, and codes are read back by the service; both stay. */
const isScrambled = (caller: Caller, table: LeakTable, column: LeakColumn): boolean =>
  !column.generated && column.class !== 'kept' && column.class !== 'hidden' && !table.keys.includes(column.name) && !readsColumn(caller, table, column);

/** Gives columns other values, together or, where a check forbids one, each that can be. */
const scramble = async (tx: Transaction, table: LeakTable, columns: readonly LeakColumn[]): Promise<readonly string[]> => {
  if (columns.length === 0) return [];
  const changes = columns.map((column) => `"${column.name}" = case when "${column.name}" is not null then ${scrambled(column)} end`);
  if (await tx.savepoint(() => tx.query(`update ${table.sql} set ${changes.join(', ')}`)).then(() => true, () => false)) return columns.map(({ name }) => `${table.name}.${name}`);
  if (columns.length === 1) return [];
  const half = Math.ceil(columns.length / 2);
  return [...(await scramble(tx, table, columns.slice(0, half))), ...(await scramble(tx, table, columns.slice(half)))];
};

/** Nothing where all of a table goes, a condition else. */
const takeAway = async (tx: Transaction, tables: readonly LeakTable[], caller: Caller): Promise<void> => {
  const whole = tables.filter((table) => visibleSql(caller, table) === 'false');
  if (whole.length > 0) await tx.query(`truncate ${whole.map(({ sql }) => sql).join(', ')} cascade`);
  for (const table of tables.filter((one) => !whole.includes(one) && visibleSql(caller, one) !== 'true')) await tx.query(`delete from ${table.sql} where not ${visibleSql(caller, table)}`);
};

/**
 * Takes from a database every row that the caller may not see, and gives every column that they may
 * not read other values. Whatever the caller asks, the answer must be the one from the whole database.
 * Answers the columns that have other values now, as `table.column`.
 */
export const reduceTo = (db: Database, tables: readonly LeakTable[], caller: Caller): Promise<readonly string[]> => {
  const owned = tables.filter((table) => isOwned(table) && !isAccounts(table));
  return asSuperuser(db, async (tx) => {
    await takeAway(tx, owned, caller);
    const changed: string[] = [];
    for (const table of owned.filter((one) => visibleSql(caller, one) !== 'false')) {
      changed.push(...(await scramble(tx, table, table.columns.filter((column) => isScrambled(caller, table, column) && scrambled(column) !== undefined))));
    }
    return changed;
  });
};

/** Callers with the same print see the same rows and columns. */
export const reducedPrint = (tables: readonly LeakTable[], caller: Caller): string =>
  JSON.stringify(tables.filter(isOwned).map((table) => [table.name, visibleSql(caller, table), table.columns.filter((column) => isScrambled(caller, table, column)).map(({ name }) => name)]));
