import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { Transaction } from '../db/database.ts';
import { deleteOtherRows, insertRows, upsertRows, type RowsOf } from '../db/insert-rows.ts';

export interface SetChanges {
  readonly table: string;
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
}

/** The whole content of one reference table, and how to bring the table to it. */
export interface ReferenceSet {
  readonly table: string;
  readonly size: number;
  upsert(tx: Transaction, onRows: (count: number) => void): Promise<Omit<SetChanges, 'deleted'>>;
  prune(tx: Transaction): Promise<number>;
}

const stepRows = 4_000;

const isEmpty = async (tx: Transaction, table: string): Promise<boolean> =>
  (await tx.query(`select 1 from ${table} limit 1`)).rows.length === 0;

/** All rows of a table under a key; rows the table has beside them are deleted on a reload. */
export const referenceSet = <T extends PgTable>(
  table: T,
  rows: RowsOf<T>,
  keys: readonly (keyof T['$inferInsert'] & string)[],
): ReferenceSet => {
  const { schema, name } = getTableConfig(table);
  const qualified = `${schema}.${name}`;
  return {
    table: qualified,
    size: rows.length,
    async upsert(tx, onRows) {
      // Into an empty table nothing needs comparing: half the time of the first start.
      const fresh = await isEmpty(tx, qualified);
      const total = { table: qualified, inserted: 0, updated: 0 };
      for (let at = 0; at < rows.length; at += stepRows) {
        const step = rows.slice(at, at + stepRows);
        const { inserted, updated } = fresh
          ? { inserted: await insertRows(tx, table, step), updated: 0 }
          : await upsertRows(tx, table, step, keys);
        total.inserted += inserted;
        total.updated += updated;
        onRows(step.length);
      }
      return total;
    },
    prune: (tx) => deleteOtherRows(tx, table, rows, keys),
  };
};
