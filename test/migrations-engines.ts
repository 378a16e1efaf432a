import { connect, type ConnectOptions } from '../src/db/connect.ts';
import type { Database } from '../src/db/database.ts';
import { carriedBinaries, installedBinaries } from './support/postgres-binaries.ts';
import { startPostgres } from './support/postgres-server.ts';

/** Where a suite gets empty databases from; each engine runs the same suite. */
export interface EmptyDatabases {
  /** Connects to a new database, or again to the one of this name. */
  open(name: string, options?: ConnectOptions): Promise<Database>;
  /** Connects as a superuser of the server; the embedded engine has no other. */
  superuserUrl(name: string): string | undefined;
  close(): Promise<void>;
}

const dropAll = `do $$ declare name text; begin
  for name in select nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('public', 'information_schema') loop
    execute format('drop schema %I cascade', name);
  end loop; end $$`;

/** One engine for the suite, emptied for each name: opening one takes a second. As on a server, roles stay. */
const embedded = async (): Promise<EmptyDatabases> => {
  const listeners: ConnectOptions['onStatement'][] = [];
  const db = await connect({ onStatement: (text) => listeners.at(-1)?.(text) });
  let current: string | undefined;
  return {
    async open(name, options = {}) {
      listeners.push(options.onStatement);
      if (name !== current) await db.transaction({ scope: 'owner' }, (tx) => tx.query(dropAll));
      current = name;
      return db;
    },
    superuserUrl: () => undefined,
    close: () => db.close(),
  };
};

const served = async (bin: string): Promise<EmptyDatabases> => {
  const server = await startPostgres(bin);
  const urls = new Map<string, string>();
  const opened: Database[] = [];
  return {
    async open(name, options = {}) {
      const url = urls.get(name) ?? (await server.createDatabase(name));
      urls.set(name, url);
      const db = await connect({ url, ...options });
      opened.push(db);
      return db;
    },
    superuserUrl: (name) => server.superuserUrl.replace(/[^/]*$/, name),
    async close() {
      await Promise.all(opened.map((db) => db.close()));
      await server.remove();
    },
  };
};

const [installed, carried] = [installedBinaries(), carriedBinaries()];

/** PGlite, the installed server and the one npm carries, as far as present. */
export const databases: readonly (readonly [name: string, start: () => Promise<EmptyDatabases>])[] = [
  ['PGlite', embedded],
  ...(installed ? [['installed PostgreSQL', () => served(installed)] as const] : []),
  ...(carried ? [['carried PostgreSQL', () => served(carried)] as const] : []),
];
