import { getTableColumns } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { type App, createApp } from './app.ts';
import { type Config, ConfigError } from './config.ts';
import { type CodeList, codesOf } from './db/codes.ts';
import { connect } from './db/connect.ts';
import type { Database } from './db/database.ts';
import { ownersOf, prepareDatabase } from './db/prepare.ts';
import { loadDemo } from './demo/load.ts';
import { checkVaultKey, type Keys, openKeys } from './keys.ts';
import type { Plugin } from './plugins/define.ts';
import { allPlugins } from './plugins/index.ts';
import { checkPlugins } from './plugins/check.ts';
import { elementOf } from './records/column-type.ts';
import { syncCodeLists } from './reference/code-lists.ts';
import { loadReference } from './reference/load.ts';
import type { Bilingual } from './errors.ts';
import { dayInChina } from './server/operation.ts';
import { loadIde } from './server/graphiql.ts';

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
}

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
  return [...new Map([...lists, ...plugins.flatMap(({ codes }) => codes)].map((list) => [list.id, list])).values()];
};

/** Opens the database, migrates it, and loads the reference data: what every command needs. */
export const openDatabase = async (config: Config, progress: Progress): Promise<PreparedDatabase> => {
  const plugins = choosePlugins(config.plugins);
  checkPlugins(plugins);
  const keys = await openKeys(config);
  const db = await connect({
    ...(config.databaseUrl ? { url: config.databaseUrl } : { dataDir: config.dataDir }),
    poolSize: config.poolSize,
    deadlineMs: config.deadlineMs,
  });
  try {
    progress({ zh: '检查数据表', en: 'Checking tables' });
    await prepareDatabase(db, plugins, { lint: !config.production });
    await checkVaultKey(db, keys.vault, new Date());
    await loadReference(db, { onProgress: (done, total, label) => progress(label, done, total) });
    await db.transaction({ scope: 'owner' }, (tx) => syncCodeLists(tx, codeListsOf(plugins), dayInChina(new Date())));
    return { db, keys, plugins };
  } catch (error) {
    await db.close();
    throw error;
  }
};

/** Opens the whole platform, with demo data where it is wanted. */
export const openPlatform = async (config: Config, progress: Progress, ready: () => boolean): Promise<Platform> => {
  const prepared = await openDatabase(config, progress);
  const { db, keys, plugins } = prepared;
  try {
    if (config.demo.on) {
      await loadDemo(db, {
        ...config.demo, plugins, vault: keys.vault,
        onProgress: (done, total) => progress({ zh: '演示数据', en: 'Demo data' }, done, total),
      });
    }
    const ide = config.ide ? await loadIde(config.demo.on ? await keys.signer?.sign('demo-county-clerk') : undefined) : undefined;
    const app = createApp({
      db, plugins, vault: keys.vault, verifier: keys.verifier, syntheticPeople: config.demo.on, ready, ...(ide ? { ide } : {}),
    });
    return { ...prepared, app };
  } catch (error) {
    await db.close();
    throw error;
  }
};
