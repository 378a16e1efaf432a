import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { E_TIMEOUT, Mutex, withTimeout } from 'async-mutex';
import { PlatformError } from '../errors.ts';
import type { QueryResult, SqlValue } from './database.ts';
import { databaseUnavailable, fromDriver } from './engine-errors.ts';
import type { Session, SessionSource } from './engine-session.ts';
import { parsers, toParameter } from './engine-values.ts';
import { lockFolder } from './folder-lock.ts';

/** Settings of the embedded engine. */
export interface PgliteSettings {
  /** A folder, or `memory:`. */
  readonly dataDir: string;
  /** A dump to start from, as `dump` gives it. */
  readonly loadDataDir?: Blob | undefined;
  readonly poolWaitMs: number;
}

/** The embedded engine: one session, which transactions take in turns. */
export interface PgliteSource extends SessionSource {
  /** The whole database as a compressed tar. */
  dump(): Promise<Blob>;
}

const translated = (error: unknown): never => { throw fromDriver(error); };

/** One transaction's hold on the engine. It runs in this process, so a running statement cannot be cut. */
const openSession = (engine: PGlite): Session => {
  let refusal: PlatformError | undefined;
  return {
    get alive() { return refusal === undefined; },
    limits: () => '',
    abandon: (reason) => { refusal ??= reason; },
    async send(text: string, params: readonly SqlValue[]): Promise<QueryResult> {
      if (refusal) throw refusal;
      const result = await engine.query<SqlValue[]>(text, params.map(toParameter), { rowMode: 'array' }).catch(translated);
      return { rows: result.rows, count: result.rowCount ?? result.rows.length };
    },
    async control(text: string): Promise<string> {
      if (refusal) throw refusal;
      const results = await engine.exec(text).catch(translated);
      return results.at(-1)?.command ?? '';
    },
  };
};

const openEngine = async (settings: PgliteSettings, folder: string | undefined): Promise<PGlite> => {
  const engine = await PGlite.create({
    // the lock stands inside the folder, on the same disk or volume, and so beside the cluster
    dataDir: folder === undefined ? 'memory://' : join(folder, 'pgdata'),
    ...(settings.loadDataDir && { loadDataDir: settings.loadDataDir }),
  });
  // parsers given at creation would yield to PGlite's own for arrays
  Object.assign(engine, { parsers: { ...parsers }, serializers: {} });
  return engine;
};

/** Opens the embedded database; its folder is locked for this process until `close`. */
export const openPglite = async (settings: PgliteSettings): Promise<PgliteSource> => {
  const lock = settings.dataDir === 'memory:' ? undefined : await lockFolder(settings.dataDir);
  const engine = await openEngine(settings, lock?.folder).catch((error: unknown) => {
    lock?.release();
    throw databaseUnavailable(error);
  });
  const turn = new Mutex();
  const waiting = withTimeout(turn, settings.poolWaitMs);
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await turn.acquire();
    await engine.close();
    lock?.release();
  };
  return {
    engine: 'pglite',
    async acquire() {
      if (closed) throw databaseUnavailable();
      await waiting.acquire().catch((error: unknown) => {
        throw error === E_TIMEOUT ? new PlatformError('DATABASE_BUSY') : databaseUnavailable(error);
      });
      return openSession(engine);
    },
    async release(_session, clean) {
      try {
        if (!clean) await engine.exec('rollback');
      } finally {
        turn.release();
      }
    },
    close: () => (closed ??= close()),
    dump: () => turn.runExclusive(() => engine.dumpDataDir('gzip')),
  };
};
