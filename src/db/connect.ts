import type { Database, StatementListener, TransactionOptions } from './database.ts';
import type { Session, SessionSource } from './engine-session.ts';
import { abortReason, runTransaction } from './transaction.ts';

export { constraintName, isRetryable, sqlState, StatementError } from './engine-errors.ts';

/** Where the data is, and how long to wait for it. */
export interface ConnectOptions {
  /** A PostgreSQL server, `postgres://...`. Without it the embedded engine is used. */
  readonly url?: string | undefined;
  /** Folder of the embedded database, or `memory:` (the default). */
  readonly dataDir?: string | undefined;
  /** A dump of an embedded database to start from. */
  readonly loadDataDir?: Blob | undefined;
  /** Most connections to a server. Default 10. */
  readonly poolSize?: number | undefined;
  /** Longest wait for a free connection, or for a new one. Default 2 s. */
  readonly poolWaitMs?: number | undefined;
  /** Longest life of a transaction. Default 8 s: with the pool wait, a request ends within 10 s. */
  readonly deadlineMs?: number | undefined;
  readonly onStatement?: StatementListener | undefined;
}

/** The embedded database can be copied whole. */
export interface EmbeddedDatabase extends Database {
  readonly engine: 'pglite';
  dump(): Promise<Blob>;
}

interface Limits {
  readonly poolSize: number;
  readonly poolWaitMs: number;
  readonly deadlineMs: number;
}

const openSource = async (options: ConnectOptions, limits: Limits): Promise<SessionSource> => {
  // each engine is loaded only where it is used
  if (options.url) return (await import('./postgres.ts')).openPostgres({ url: options.url, ...limits });
  const { openPglite } = await import('./pglite.ts');
  return openPglite({ dataDir: options.dataDir ?? 'memory:', loadDataDir: options.loadDataDir, ...limits });
};

/** A session, unless the caller stops waiting; one that comes after that goes back unused. */
const acquired = async (source: SessionSource, signal: AbortSignal | undefined): Promise<Session> => {
  if (!signal) return source.acquire();
  if (signal.aborted) throw abortReason(signal);
  const session = source.acquire();
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const stop = (): void => {
    reject(abortReason(signal));
    session.then((unused) => source.release(unused, true), () => undefined);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([session, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
};

/** Opens a database. A server is contacted by the first transaction, not here. */
export const connect = async (options: ConnectOptions = {}): Promise<Database> => {
  const limits = { poolSize: options.poolSize ?? 10, poolWaitMs: options.poolWaitMs ?? 2_000, deadlineMs: options.deadlineMs ?? 8_000 };
  const source = await openSource(options, limits);
  const listen = options.onStatement ?? (() => undefined);
  const database: Database = {
    engine: source.engine,
    close: () => source.close(),
    async transaction(wanted: TransactionOptions, work) {
      const { scope, readOnly = false, deadlineMs = limits.deadlineMs, signal } = wanted;
      const session = await acquired(source, signal);
      const settings = { scope, readOnly, deadlineMs, signal };
      return runTransaction(source.engine, session, settings, listen, work, (clean) => source.release(session, clean));
    },
  };
  return 'dump' in source ? Object.assign(database, { dump: source.dump }) : database;
};

/** Whether a database is embedded, so that it can be dumped. */
export const isEmbedded = (database: Database): database is EmbeddedDatabase => database.engine === 'pglite';
