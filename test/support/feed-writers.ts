import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '../../src/demo/random.ts';
import type { Database, Scope, Transaction } from '../../src/db/database.ts';
import { insertRows } from '../../src/db/insert-rows.ts';
import { isRetryable } from '../../src/db/engine-errors.ts';
import { changeEntry } from '../../src/db/tables/journal.ts';

export const scope: Scope = { counties: '*', domains: '*', actor: 'test' };

/** What a writer did that was committed: which row came to which version. */
export type Committed = readonly [id: string, version: number];

export interface WriterOptions {
  readonly writers: number;
  /** Changes of all writers together, those that are rolled back not counted. */
  readonly changes: number;
  /** Rows that one transaction changes at most. */
  readonly atOnce: number;
  readonly ids: readonly string[];
  readonly county: string;
}

class Undone extends Error {}

/** Takes the rows, as every write does, and then enters what it did: two statements, in that order. */
const write = async (tx: Transaction, ids: readonly string[], county: string): Promise<Committed[]> => {
  const { rows } = await tx.query('update feed_test.entity set version = version + 1 where id = any($1::uuid[]) returning id::text, version', [ids]);
  const done = rows as unknown as readonly Committed[];
  await insertRows(tx, changeEntry, done.map(([recordId, version]) => ({
    at: '2020-12-01T04:00:00Z', operation: 'UPDATED' as const, recordType: 'Household', recordId, countyCode: county, areaCode: 'x', version,
  })));
  return [...done];
};

/** Writers that begin, wait, take rows in any order, and commit or roll back as it comes. */
export const runWriters = async (db: Database, { writers, changes, atOnce, ids, county }: WriterOptions): Promise<{ readonly committed: readonly Committed[]; readonly undone: number }> => {
  const committed: Committed[] = [];
  let undone = 0;
  const one = async (number: number): Promise<void> => {
    const random = createRandom(`writer/${number}`);
    const chance = (): number => random.random();
    while (committed.length < changes) {
      const some = Array.from({ length: 1 + Math.floor(chance() * atOnce) }, () => ids[Math.floor(chance() * ids.length)] as string);
      const rolledBack = chance() < 0.15;
      const work = async (tx: Transaction): Promise<Committed[]> => {
        if (chance() < 0.5) await tx.query('select pg_current_xact_id()'); // it has its number long before it takes a row
        if (chance() < 0.3) await sleep(chance() * 8);
        const done = await write(tx, [...new Set(some)].sort(), county);
        if (chance() < 0.2) await sleep(chance() * 8);
        if (rolledBack) throw new Undone();
        return done;
      };
      await db.transaction({ scope }, work).then((done) => { committed.push(...done); }, (error: unknown) => {
        if (!(error instanceof Undone) && !isRetryable(error)) throw error;
        undone += 1;
      });
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, number) => one(number)));
  return { committed, undone };
};
