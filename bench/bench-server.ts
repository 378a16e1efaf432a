import postgres from 'postgres';
import { createVault, type Vault } from '../src/access/vault.ts';
import { connect } from '../src/db/connect.ts';
import type { Database } from '../src/db/database.ts';
import { prepareDatabase } from '../src/db/prepare.ts';
import { loadDemo } from '../src/demo/load.ts';
import { codeListsOf } from '../src/platform.ts';
import { allPlugins } from '../src/plugins/index.ts';
import { syncCodeLists } from '../src/reference/code-lists.ts';
import { loadReference } from '../src/reference/load.ts';
import { startPostgres } from '../test/support/postgres-server.ts';

/** The day the benchmark lives on, and its vault. */
export const benchDay = '2020-12-01';
export const benchClock = (): Date => new Date(`${benchDay}T04:00:00Z`);
export const benchVault = (): Vault => createVault(Buffer.alloc(32, 7));

/** A server with the demo in one database, and the same data without row security in another. */
export interface BenchServer {
  readonly locked: Database;
  readonly unlocked: Database;
  close(): Promise<void>;
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Fills a database with reference data and a demo. */
export const fillBench = async (db: Database, households: number): Promise<void> => {
  await prepareDatabase(db, allPlugins);
  await loadReference(db);
  await db.transaction({ scope: 'owner' }, (tx) => syncCodeLists(tx, codeListsOf(allPlugins), benchDay));
  let last = 0;
  await loadDemo(db, {
    households, seed: 2016, plugins: allPlugins, vault: benchVault(),
    onProgress: (done, total) => {
      if (Date.now() - last < 10_000 && done < total) return;
      last = Date.now();
      say(`demo: ${done} of ${total} households`);
    },
  });
};

const dropRowSecurity = async (superuserUrl: string): Promise<void> => {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => undefined });
  const tables = await sql<{ name: string }[]>`select oid::regclass::text as name from pg_class where relrowsecurity`;
  for (const { name } of tables) await sql.unsafe(`alter table ${name} no force row level security; alter table ${name} disable row level security`);
  await sql.unsafe('vacuum analyze');
  await sql.end();
};

/** Fills a server of its own with so many households; without row security stands a copy of the very same rows. */
export const startBench = async (households: number): Promise<BenchServer> => {
  const server = await startPostgres();
  const url = await server.createDatabase('locked');
  const filling = await connect({ url, deadlineMs: 600_000 });
  await fillBench(filling, households);
  await filling.close();
  const sql = postgres(server.superuserUrl, { max: 1, onnotice: () => undefined });
  await sql.unsafe('create database unlocked template locked owner youyu_owner');
  await sql.end();
  await dropRowSecurity(server.superuserUrl.replace(/[^/]*$/, 'unlocked'));
  const analyse = postgres(server.superuserUrl.replace(/[^/]*$/, 'locked'), { max: 1, onnotice: () => undefined });
  await analyse.unsafe('vacuum analyze');
  await analyse.end();
  const [locked, unlocked] = [await connect({ url }), await connect({ url: url.replace(/[^/]*$/, 'unlocked') })];
  return {
    locked,
    unlocked,
    close: async () => {
      await Promise.all([locked.close(), unlocked.close()]);
      await server.remove();
    },
  };
};
