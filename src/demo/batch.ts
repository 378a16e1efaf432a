import type { PgTable } from 'drizzle-orm/pg-core';
import type { Transaction } from '../db/database.ts';
import { insertRows } from '../db/insert-rows.ts';

/** Rows of many tables, gathered for one write. */
export interface Batch {
  add<T extends PgTable>(table: T, ...rows: readonly T['$inferInsert'][]): void;
  /** Inserts everything, tables in the order given, so that keys find what they point to. */
  save(tx: Transaction): Promise<void>;
}

export const createBatch = (tables: readonly PgTable[]): Batch => {
  const gathered = new Map<PgTable, object[]>(tables.map((table) => [table, []]));
  return {
    add: (table, ...rows) => {
      gathered.get(table)!.push(...rows);
    },
    save: async (tx) => {
      for (const [table, rows] of gathered) await insertRows(tx, table, rows as never);
    },
  };
};
