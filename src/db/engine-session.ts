import type { Engine, QueryResult, SqlValue } from './database.ts';
import type { PlatformError } from '../errors.ts';

/**
 * One connection, as the transaction code sees it. Everything sent is answered in the order of
 * sending, so a caller may send on without waiting.
 */
export interface Session {
  /** False once the connection is lost or abandoned. It never comes back. */
  readonly alive: boolean;
  /** Sends one prepared statement. */
  send(text: string, params: readonly SqlValue[]): Promise<QueryResult>;
  /** Sends transaction control and answers the command tag, such as `COMMIT` or `ROLLBACK`. */
  control(text: string): Promise<string>;
  /** Statements to add to a `begin` so that the server itself ends what outlives the deadline. */
  limits(deadlineMs: number): string;
  /** Refuses everything in flight and to come with `reason`, and stops the work on the server. */
  abandon(reason: PlatformError): void;
}

/** Where sessions come from, one holder at a time. */
export interface SessionSource {
  readonly engine: Engine;
  /** Waits at most the pool wait; `DATABASE_BUSY` or `DATABASE_UNAVAILABLE` otherwise. */
  acquire(): Promise<Session>;
  /** `clean` says that no transaction is open on it any more. */
  release(session: Session, clean: boolean): Promise<void>;
  close(): Promise<void>;
}
