import { Pool, TimeoutError } from 'tarn';
import { PlatformError } from '../errors.ts';
import { databaseUnavailable } from './engine-errors.ts';
import { openConnection, type PostgresConnection } from './engine-postgres.ts';
import type { SessionSource } from './engine-session.ts';

/** Settings of a connection pool to a PostgreSQL server. */
export interface PostgresSettings {
  readonly url: string;
  readonly poolSize: number;
  readonly poolWaitMs: number;
  readonly deadlineMs: number;
}

/** A pool of connections to a server. Connections are opened when needed and replaced when lost. */
export const openPostgres = (settings: PostgresSettings): SessionSource => {
  let closed: Promise<void> | undefined;
  let unreachable: unknown; // why the last attempt to connect failed
  const create = async (): Promise<PostgresConnection> => {
    try {
      const connection = await openConnection(settings);
      unreachable = undefined;
      return connection;
    } catch (error) {
      unreachable = error;
      throw error;
    }
  };
  const pool = new Pool<PostgresConnection>({
    create, destroy: (connection) => connection.close(), validate: (connection) => connection.usable(),
    min: 0, max: settings.poolSize, acquireTimeoutMillis: settings.poolWaitMs,
    idleTimeoutMillis: 60_000, propagateCreateError: true,
  });
  const refused = (error: unknown): PlatformError => {
    if (error instanceof PlatformError) return error;
    return error instanceof TimeoutError && !unreachable ? new PlatformError('DATABASE_BUSY') : databaseUnavailable(unreachable ?? error);
  };
  return {
    engine: 'postgres',
    async acquire() {
      if (closed) throw databaseUnavailable();
      return pool.acquire().promise.catch((error: unknown) => { throw refused(error); });
    },
    async release(session, clean) {
      if (!clean) session.abandon(databaseUnavailable());
      pool.release(session as PostgresConnection);
    },
    close: () => (closed ??= pool.destroy().then(() => undefined)),
  };
};
