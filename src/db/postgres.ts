import { E_TIMEOUT, Semaphore, withTimeout } from 'async-mutex';
import { PlatformError } from '../errors.ts';
import { databaseUnavailable } from './engine-errors.ts';
import { openConnection, type PostgresConnection } from './engine-postgres.ts';
import type { SessionSource } from './engine-session.ts';

/** Settings of a connection pool to a PostgreSQL server. */
export interface PostgresSettings {
  readonly url: string;
  readonly poolSize: number;
  /** Longest wait for a free connection and for its opening together. */
  readonly poolWaitMs: number;
  /** Default deadline of a transaction, which the server is told too. */
  readonly deadlineMs: number;
}

const shortestDialMs = 200; // also for the one who waited nearly the whole time for a free place

/** A pool of connections to a server. They are opened when needed, and replaced when lost or worn out. */
export const openPostgres = (settings: PostgresSettings): SessionSource => {
  const idle: PostgresConnection[] = [];
  const places = new Semaphore(settings.poolSize);
  const waiting = withTimeout(places, settings.poolWaitMs);
  let closed: Promise<void> | undefined;

  const place = (): Promise<unknown> => waiting.acquire().catch((error: unknown) => {
    throw error === E_TIMEOUT ? new PlatformError('DATABASE_BUSY') : databaseUnavailable();
  });
  const idleConnection = (): PostgresConnection | undefined => {
    for (let connection = idle.pop(); connection; connection = idle.pop()) {
      if (connection.usable()) return connection;
      void connection.close();
    }
    return undefined;
  };
  const close = async (): Promise<void> => {
    places.cancel();
    await places.acquire(settings.poolSize);
    await Promise.all(idle.splice(0).map((connection) => connection.close()));
  };
  return {
    engine: 'postgres',
    async acquire() {
      if (closed) throw databaseUnavailable();
      const until = Date.now() + settings.poolWaitMs;
      await place();
      try {
        return idleConnection() ?? (await openConnection(settings, Math.max(until - Date.now(), shortestDialMs)));
      } catch (error) {
        places.release();
        throw error;
      }
    },
    async release(session, clean) {
      if (clean) idle.push(session as PostgresConnection);
      else session.abandon(databaseUnavailable());
      places.release();
    },
    close: () => (closed ??= close()),
  };
};
