import { createVault } from '../access/vault.ts';
import { connect } from '../db/connect.ts';
import type { Database } from '../db/database.ts';
import { prepareDatabase } from '../db/prepare.ts';
import type { Plugin } from '../plugins/define.ts';
import { loadReference } from '../reference/load.ts';
import { loadDemo } from './load.ts';

/** For tests: the key is fixed, so that hashes can be compared. */
export const demoVault = createVault(Buffer.alloc(32, 7));

/** For tests: a database in memory with tables and reference data, as a first start leaves it. */
export const openEmptyDatabase = async (plugins: readonly Plugin[] = []): Promise<Database> => {
  const db = await connect({ deadlineMs: 60_000 });
  await prepareDatabase(db, plugins);
  await loadReference(db);
  return db;
};

/** For tests: a database with a demo. */
export const openDemoDatabase = async (households: number, seed: number, plugins: readonly Plugin[] = []): Promise<Database> => {
  const db = await openEmptyDatabase(plugins);
  await loadDemo(db, { households, seed, plugins, vault: demoVault });
  return db;
};

export type Row = readonly unknown[];

/** For tests: one statement over the whole province. */
export const askAll = async (db: Database, text: string, params: readonly unknown[] = []): Promise<readonly Row[]> =>
  db.transaction({ scope: { counties: '*', domains: '*', roles: ['AUDITOR'], actor: 'test' }, readOnly: true }, async (tx) => (await tx.query(text, params)).rows);
