import type { PgRemoteDatabase } from 'drizzle-orm/pg-proxy';

/** One value as it crosses the driver: dates, instants, numerics and bigints are text, json is parsed. */
export type SqlValue = unknown;

/** Rows as arrays of values in column order, the one form both engines give without surprises. */
export interface QueryResult {
  readonly rows: readonly (readonly SqlValue[])[];
  /** Rows returned or changed, as the server counted them. */
  readonly count: number;
}

/** What a transaction may see; it becomes transaction-local settings and a database role. */
export interface Scope {
  /** County codes whose household data the caller may see; `'*'` for province-wide work. */
  readonly counties: readonly string[] | '*';
  /** Codes of villages beyond those counties. None unless given. */
  readonly villages?: readonly string[];
  /** Single households beyond counties and villages, opened for a time. None unless given. */
  readonly households?: readonly string[];
  /**
   * Whose records, beside the core's: ids of plugins, or single tables as `health.clinic`; `'*'` for the
   * platform's own work, which acts for every department. None unless given.
   */
  readonly domains?: readonly string[] | '*';
  /** Roles of the caller, for tables that only some roles may see. None unless given. */
  readonly roles?: readonly string[];
  /** Who acts: account id or a system name such as `system:demo`. */
  readonly actor: string;
}

/** An open transaction on one connection. It dies with the work function that received it. */
export interface Transaction {
  readonly engine: Engine;
  /** Drizzle over this transaction: for building SQL and for typed queries. */
  readonly orm: PgRemoteDatabase;
  /** Runs one prepared statement with `$1`-style parameters. */
  query(text: string, params?: readonly SqlValue[]): Promise<QueryResult>;
  /**
   * Runs one prepared statement as the last of the transaction: the commit travels with it, so that nobody waits for
   * another way to the server and back. Only where nothing is kept for the end.
   */
  last(text: string, params?: readonly SqlValue[]): Promise<QueryResult>;
  /** Runs a part that can fail alone: on a throw only its own writes are undone, and the error goes on. */
  savepoint<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Keeps an item for the end: `write` is called once with all that were kept for it, as the last thing
   * before the commit. Items of a savepoint that was undone are forgotten.
   */
  keep<T>(write: AtEnd<T>, item: T): void;
}

/** Writes what a transaction kept for its end. */
export type AtEnd<T> = (tx: Transaction, items: readonly T[]) => Promise<void>;

export type Engine = 'pglite' | 'postgres';

export interface TransactionOptions {
  /** Scope to enter. `'owner'` stays the connecting role: migrations and checks only. */
  readonly scope: Scope | 'owner';
  /** A read-only transaction reads one snapshot (repeatable read); otherwise read committed. */
  readonly readOnly?: boolean;
  /** Ends the transaction with `DEADLINE_EXCEEDED` after so many milliseconds. Default from the database. */
  readonly deadlineMs?: number;
  /** Ends the transaction when it is aborted, also while it waits for a connection; with the signal's reason if that is an error of the platform. */
  readonly signal?: AbortSignal | undefined;
}

/** A database: an embedded folder or a server. The only way to the data is a transaction. */
export interface Database {
  readonly engine: Engine;
  transaction<T>(options: TransactionOptions, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Waits for open transactions, then lets go of every connection and lock. */
  close(): Promise<void>;
}

/** Called for every statement sent, including begin, enter and commit. For tests and slow logs. */
export type StatementListener = (text: string) => void;
