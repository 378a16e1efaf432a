import { resolve } from 'node:path';
import postgres from 'postgres';
import { postgresBinaries } from '../test/support/postgres-binaries.ts';
import { startPostgres } from '../test/support/postgres-server.ts';

/** The server of the benchmark. Its data stays between runs, one database for each size. */
export interface Cluster {
  readonly version: string;
  /** The postmaster's process id. */
  readonly pid: number;
  urlOf(role: string, database: string): string;
  /** Works on a database as its superuser. */
  administer<T>(database: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T>;
  /** What was said about a database with {@link Cluster.remark}; undefined when there is none. */
  remarkOf(database: string): Promise<string | undefined>;
  remark(database: string, text: string): Promise<void>;
  close(): Promise<void>;
}

/** As a server of this size is set up; nothing here favours one of the ways of asking. */
const settings: readonly string[] = [
  'shared_buffers=1GB', 'effective_cache_size=6GB', 'work_mem=32MB', 'maintenance_work_mem=512MB', 'random_page_cost=1.1', 'max_connections=120',
  'wal_level=minimal', 'max_wal_senders=0', 'max_wal_size=8GB', 'checkpoint_timeout=60min', 'autovacuum=off', 'max_parallel_maintenance_workers=2',
];

/** Starts the server over the folder, which is made at first; other settings win over those of the benchmark. */
export const openCluster = async (folder: string, more: readonly string[] = []): Promise<Cluster> => {
  const server = await startPostgres(postgresBinaries(), { home: resolve(folder), settings: [...settings, ...more] });
  const urlOf = (role: string, database: string): string => server.superuserUrl.replace(/postgres@/, `${role}@`).replace(/[^/]*$/, database);
  const administer: Cluster['administer'] = async (database, work) => {
    const sql = postgres(urlOf('postgres', database), { max: 2, onnotice: () => undefined, idle_timeout: 0 });
    try {
      return await work(sql);
    } finally {
      await sql.end();
    }
  };
  return {
    version: server.version,
    get pid() { return server.pid; },
    urlOf, administer,
    remarkOf: (database) => administer('postgres', async (sql) => {
      const [row] = await sql`select coalesce(shobj_description(oid, 'pg_database'), '') as said from pg_database where datname = ${database}`;
      return row && String(row['said']);
    }),
    remark: (database, text) => administer('postgres', async (sql) => void (await sql.unsafe(`comment on database "${database}" is '${text}'`))),
    close: () => server.remove(),
  };
};
