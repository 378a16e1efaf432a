import { connect, type ConnectOptions } from '../../src/db/connect.ts';
import type { Database, Engine } from '../../src/db/database.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { carriedBinaries, installedBinaries } from '../support/postgres-binaries.ts';
import { administer } from './owner.ts';

/** An engine under test: each name runs the same suite. */
export interface EngineUnderTest {
  readonly engine: Engine;
  readonly superuserUrl?: string;
  open(options?: ConnectOptions): Promise<Database>;
  close(): Promise<void>;
}

const setUp: readonly string[] = [
  'create role youyu_app',
  'create role youyu_wide',
  'grant youyu_app, youyu_wide to current_user',
  'create schema app',
  `create function app.enter(scope json) returns void language plpgsql as $$
   begin
     execute format('set local app.counties = %L', scope ->> 'counties');
     execute format('set local app.actor = %L', scope ->> 'actor');
     execute format('set local role %I', case when scope ->> 'wide' = 'true' then 'youyu_wide' else 'youyu_app' end);
   end $$`,
  'grant usage on schema app to youyu_app, youyu_wide',
];

const embedded = async (): Promise<EngineUnderTest> => {
  const open = async (options: ConnectOptions = {}): Promise<Database> => {
    const database = await connect({ dataDir: 'memory:', ...options });
    await database.transaction({ scope: 'owner' }, async (tx) => {
      for (const text of setUp) if (!text.startsWith('grant youyu_app')) await tx.query(text);
    });
    return database;
  };
  return { engine: 'pglite', open, close: async () => undefined };
};

const served = async (bin: string): Promise<EngineUnderTest> => {
  const server = await startPostgres(bin);
  await administer(server.url, setUp.join(';'));
  return {
    engine: 'postgres',
    superuserUrl: server.superuserUrl,
    open: (options = {}) => connect({ url: server.url, ...options }),
    close: () => server.remove(),
  };
};

const [installed, carried] = [installedBinaries(), carriedBinaries()];

/** PGlite, the installed server and the one npm carries, as far as present. */
export const engines: readonly (readonly [name: string, start: () => Promise<EngineUnderTest>])[] = [
  ['PGlite', embedded],
  ...(installed ? [['installed PostgreSQL', () => served(installed)] as const] : []),
  ...(carried ? [['carried PostgreSQL', () => served(carried)] as const] : []),
];
