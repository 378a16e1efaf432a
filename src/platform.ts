import { getTableColumns } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { createAccounts } from './access/accounts.ts';
import { type App, createApp, reportToStderr } from './app.ts';
import { type Config, ConfigError } from './config.ts';
import { type CodeList, codesOf } from './db/codes.ts';
import { connect } from './db/connect.ts';
import type { Database } from './db/database.ts';
import { ownersOf, prepareDatabase } from './db/prepare.ts';
import { type DemoOutcome, loadDemo } from './demo/load.ts';
import { publishDemo } from './demo/publish.ts';
import { checkVaultKey, type Keys, openKeys } from './keys.ts';
import type { Plugin } from './plugins/define.ts';
import { allPlugins } from './plugins/index.ts';
import { checkPlugins } from './plugins/check.ts';
import { publishedTablesOf } from './publication/tables.ts';
import { createDispatcher, type Dispatcher } from './sync/webhooks/dispatcher.ts';
import { recordsOf } from './schema/build.ts';
import { elementOf } from './records/column-type.ts';
import { syncCodeLists } from './reference/code-lists.ts';
import { loadReference } from './reference/load.ts';
import { type Bilingual, PlatformError } from './errors.ts';
import { dayInChina } from './server/operation.ts';
import { loadIde } from './server/graphiql.ts';
import { readDocuments } from './server/trusted-documents.ts';

/** Told how far a step of the start is: done of total, and what. */
export type Progress = (label: Bilingual, done?: number, total?: number) => void;

/** A database brought to this release, with its reference data. */
export interface PreparedDatabase {
  readonly db: Database;
  readonly keys: Keys;
  readonly plugins: readonly Plugin[];
}

export interface Platform extends PreparedDatabase {
  readonly app: App;
  /** Sends changes to receivers, once it is started. */
  readonly webhooks: Dispatcher;
  /** Whether the data is the demo, so that its accounts are there. */
  readonly isDemo: boolean;
}

/** Where the data is, without password, to be said and logged. */
export const placeOf = ({ databaseUrl, dataDir }: Config): string => {
  if (!databaseUrl) return dataDir;
  const { host, pathname } = new URL(databaseUrl);
  return `${host}${pathname}`;
};

/** @throws ConfigError for an id that no plugin has */
export const choosePlugins = (ids: readonly string[] | undefined): readonly Plugin[] => {
  if (ids === undefined) return allPlugins;
  return ids.map((id) => {
    const plugin = allPlugins.find((one) => one.id === id);
    if (!plugin) throw new ConfigError(`YOUYU_PLUGINS names ${id}; there are ${allPlugins.map((one) => one.id).join(', ')}`);
    return plugin;
  });
};

/** Every code list that a column of these plugins or the core uses. */
export const codeListsOf = (plugins: readonly Plugin[]): readonly CodeList[] => {
  const columns = ownersOf(plugins).flatMap(({ tables }) => tables.flatMap(({ table }) => Object.values(getTableColumns(table)) as PgColumn[]));
  const lists = columns.map((column) => codesOf(elementOf(column))).filter((list) => list !== undefined);
  return [...new Map([...lists, ...plugins.flatMap(({ codes }) => codes), ...publishedTablesOf(plugins).flatMap(({ dimensions }) => dimensions)].map((list) => [list.id, list])).values()];
};

const connectTo = (config: Config): Promise<Database> =>
  connect({
    ...(config.databaseUrl ? { url: config.databaseUrl } : { dataDir: config.dataDir }),
    poolSize: config.poolSize,
    deadlineMs: config.deadlineMs,
  });

/** Opens the database as it is, to read its journals: nothing is brought to this release, nothing written. */
export const openJournals = async (config: Config): Promise<Pick<PreparedDatabase, 'db' | 'keys'>> => ({
  keys: await openKeys(config),
  db: await connectTo(config),
});

/** Opens the database, migrates it, and loads the reference data: what every command needs. */
export const openDatabase = async (config: Config, progress: Progress): Promise<PreparedDatabase> => {
  const plugins = choosePlugins(config.plugins);
  checkPlugins(plugins);
  const keys = await openKeys(config);
  if (config.production && !config.databaseUrl) {
    progress({ zh: '注意:内嵌数据库不适合生产环境,请设置 DATABASE_URL', en: 'Mind: the embedded database is not for production; set DATABASE_URL' });
  }
  progress({ zh: '打开数据库', en: 'Opening the database' });
  const db = await connectTo(config);
  try {
    progress({ zh: '检查数据表', en: 'Checking tables' });
    await prepareDatabase(db, plugins, { lint: config.production ? false : 'changed', onProgress: (_, __, label) => progress(label) });
    await checkVaultKey(db, keys.vault, new Date());
    await loadReference(db, { onProgress: (done, total, label) => progress(label, done, total) });
    await db.transaction({ scope: 'owner' }, (tx) => syncCodeLists(tx, codeListsOf(plugins), dayInChina(new Date())));
    return { db, keys, plugins };
  } catch (error) {
    await db.close();
    throw error;
  }
};

/** Loads demo data into an empty database and publishes its figures; what is there already stays as it is. */
export const fillDemo = async ({ db, keys, plugins }: PreparedDatabase, config: Config, progress: Progress): Promise<DemoOutcome> => {
  const loaded = await loadDemo(db, {
    ...config.demo, plugins, vault: keys.vault,
    onProgress: (done, total) => progress({ zh: '演示数据', en: 'Demo data' }, done, total),
  });
  if (loaded.outcome === 'REFUSED') return loaded;
  const now = new Date();
  await publishDemo(db, {
    plugins, vault: keys.vault, threshold: config.smallCellThreshold, today: dayInChina(now), now: now.toISOString(),
    onDate: (asOf) => progress({ zh: `公布 ${asOf} 的统计表`, en: `Publishing figures of ${asOf}` }),
  });
  return loaded;
};

/** Loads the demo where it is wanted. Says so when the database holds something else, which stays as it is. */
const demoIn = async (prepared: PreparedDatabase, config: Config, progress: Progress): Promise<boolean> => {
  if (!config.demo.on) return false;
  const loaded = await fillDemo(prepared, config, progress);
  if (loaded.outcome !== 'REFUSED') return true;
  progress(loaded.reason.messages);
  return loaded.reason.code === 'DEMO_LOADED_OTHERWISE';
};

/** Whether the database answers. One that is only busy does: turning callers away would not help it. */
const answers = (db: Database): Promise<boolean> =>
  db.transaction({ scope: { counties: [], actor: 'system:ready' }, readOnly: true, deadlineMs: 2_000 }, (tx) => tx.query('select 1'))
    .then(() => true, (error: unknown) => !(error instanceof PlatformError && error.code === 'DATABASE_UNAVAILABLE'));

/** Opens the whole platform, with demo data where it is wanted. */
export const openPlatform = async (config: Config, progress: Progress, ready: () => boolean): Promise<Platform> => {
  const prepared = await openDatabase(config, progress);
  const { db, keys, plugins } = prepared;
  try {
    const isDemo = await demoIn(prepared, config, progress);
    const ide = config.ide ? await loadIde(isDemo ? await keys.signer?.sign('demo-county-clerk') : undefined) : undefined;
    const accounts = createAccounts(db, plugins);
    const webhooks = createDispatcher({ db, accounts, vault: keys.vault, records: recordsOf(plugins), networks: config.webhookNetworks, report: (error) => reportToStderr(error, 'webhooks') });
    const app = createApp({
      accounts, webhookNetworks: config.webhookNetworks, metricsToken: config.metricsToken,
      db, plugins, vault: keys.vault, verifier: keys.verifier, syntheticPeople: isDemo, smallCellThreshold: config.smallCellThreshold, guards: config.guards, unmaskDaily: config.unmaskDaily, idempotencyHours: config.idempotencyHours, uploadBytes: config.uploadBytes, compiled: config.compiled,
      production: config.production, corsOrigins: config.corsOrigins,
      ...(config.documentsFile ? { documents: readDocuments(config.documentsFile) } : {}),
      ready: async () => ready() && (await answers(db)),
      ...(ide ? { ide } : {}),
    });
    return { ...prepared, app, webhooks, isDemo };
  } catch (error) {
    await db.close();
    throw error;
  }
};
