import postgres from 'postgres';
import { PlatformError } from '../errors.ts';
import type { QueryResult, SqlValue } from './database.ts';
import { databaseUnavailable, endsConnection, fromDriver, StatementError } from './engine-errors.ts';
import type { Session } from './engine-session.ts';
import { requestCancel, socketOnce, type Address, type Backend } from './engine-socket.ts';
import { parsers, toParameter } from './engine-values.ts';

/** A connection to a server, with what the pool needs to know. */
export interface PostgresConnection extends Session {
  /** Alive and not worn out by age or by the number of statements it has prepared. */
  usable(): boolean;
  close(): Promise<void>;
}

interface ConnectionSettings {
  readonly url: string;
  readonly deadlineMs: number;
}

const ignore = (): void => undefined;
const maxStatements = 1_000; // the driver never forgets a prepared statement, nor does the server
const maxAgeMs = 30 * 60_000;
const maxParameters = 65_535 - 2;

// The driver hangs query and parameters on every error without this, and keeps a map entry for
// each failed statement for ever; it leaves errors alone that have a `query` already.
Object.defineProperty(postgres.PostgresError.prototype, 'query', { value: undefined });

const driverOptions = (settings: ConnectionSettings, socket: unknown, onclose: () => void): postgres.Options<Record<string, never>> => ({
  max: 1,
  socket,
  onclose,
  onnotice: ignore,
  fetch_types: false, // its own query for types ends the process if the connection is lost meanwhile
  connect_timeout: 0,
  idle_timeout: 0,
  max_lifetime: null, // time limits are kept here, not by the driver
  connection: {
    application_name: 'youyu',
    TimeZone: 'UTC',
    DateStyle: 'ISO',
    IntervalStyle: 'postgres',
    // what the server does by itself when this process is frozen or cut off
    statement_timeout: settings.deadlineMs,
    idle_in_transaction_session_timeout: settings.deadlineMs,
    // only `begin ... read write` may write: a statement that strays outside a transaction cannot
    default_transaction_read_only: true,
  },
} as postgres.Options<Record<string, never>>);

/** Replaces the driver's conversions by those both engines share. */
const useSharedValues = (sql: postgres.Sql): void => {
  const own = sql.options as unknown as { parsers: Record<number, unknown>; serializers: Record<number, unknown> };
  for (const table of [own.parsers, own.serializers]) for (const oid of Object.keys(table)) delete table[Number(oid)];
  Object.assign(own.parsers, parsers);
};

type Rows = postgres.RowList<SqlValue[][]>;

/** After a query that failed half-way the driver leaves holes before the rows of the next one; such a result is never let through. */
const isWhole = (rows: Rows): boolean => {
  if (rows.columns?.length && rows.count !== null && rows.count !== rows.length) return false;
  for (let at = 0; at < rows.length; at += 1) if (rows[at] === undefined) return false;
  return true;
};

class Connection implements PostgresConnection {
  readonly #sql: postgres.Sql;
  readonly #socket = socketOnce();
  readonly #deadlineMs: number;
  readonly #inFlight = new Set<(reason: Error) => void>();
  readonly #statements = new Set<string>();
  readonly #openedAt = Date.now();
  #backend: Backend | undefined;
  #lost: PlatformError | undefined;
  #stale = false;

  constructor(settings: ConnectionSettings) {
    this.#deadlineMs = settings.deadlineMs;
    this.#sql = postgres(settings.url, driverOptions(settings, this.#socket.socket, () => this.#lose(databaseUnavailable())));
    useSharedValues(this.#sql);
  }

  get alive(): boolean {
    return this.#lost === undefined;
  }

  usable(): boolean {
    return this.alive && !this.#stale && this.#statements.size < maxStatements && Date.now() - this.#openedAt < maxAgeMs;
  }

  /** Connects; the first answer names the server process, which a cancel needs. */
  async open(withinMs: number): Promise<this> {
    const timer = setTimeout(() => this.#lose(databaseUnavailable()), withinMs);
    try {
      const { state } = await this.#run(this.#sql.unsafe('select 1'));
      this.#backend = state as unknown as Backend;
      return this;
    } catch (error) {
      throw error instanceof PlatformError ? error : databaseUnavailable(error);
    } finally {
      clearTimeout(timer);
      if (!this.#backend) this.#lose(databaseUnavailable());
    }
  }

  async send(text: string, params: readonly SqlValue[]): Promise<QueryResult> {
    // both would confuse the driver about which statement failed
    if (params.length > maxParameters) throw new RangeError(`${params.length} parameters; a statement may have ${maxParameters}`);
    if (text.includes('\0')) throw new RangeError('a statement must not contain a null character');
    this.#statements.add(text);
    const options = { prepare: true, simple: false } as postgres.UnsafeQueryOptions; // without `simple` no parameters would mean not prepared
    const query = this.#sql.unsafe(text, params.map(toParameter) as string[], options).values();
    const rows = await this.#run(query as unknown as PromiseLike<Rows>);
    return { rows, count: rows.count ?? rows.length };
  }

  async control(text: string): Promise<string> {
    return (await this.#run(this.#sql.unsafe(text) as unknown as PromiseLike<Rows>)).command;
  }

  limits(deadlineMs: number): string {
    if (deadlineMs === this.#deadlineMs) return '';
    return `; set local statement_timeout = ${deadlineMs}; set local idle_in_transaction_session_timeout = ${deadlineMs}`;
  }

  abandon(reason: PlatformError): void {
    if (this.#inFlight.size > 0 && this.#backend) requestCancel(this.#sql.options as unknown as Address, this.#backend);
    this.#lose(reason);
  }

  async close(): Promise<void> {
    if (this.alive) await this.#sql.end({ timeout: 1 }).catch(ignore);
    this.#lose(databaseUnavailable());
  }

  #run(query: PromiseLike<Rows>): Promise<Rows> {
    if (this.#lost) return Promise.reject(this.#lost);
    return new Promise((resolve, reject) => {
      this.#inFlight.add(reject);
      const settled = (): void => { this.#inFlight.delete(reject); };
      query.then((rows) => {
        settled();
        if (isWhole(rows)) return resolve(rows);
        const wrong = new PlatformError('WRONG_ROW_COUNT');
        this.#lose(wrong);
        reject(wrong);
      }, (error: unknown) => { settled(); reject(this.#failed(error)); });
    });
  }

  #failed(error: unknown): Error {
    const translated = this.#lost ?? fromDriver(error);
    if (endsConnection(error)) this.#lose(translated instanceof PlatformError ? translated : databaseUnavailable(error));
    // after a migration every statement prepared before it may fail, so the pool takes a new connection
    if (translated instanceof StatementError && translated.stalePlan) this.#stale = true;
    return translated;
  }

  #lose(reason: PlatformError): void {
    this.#lost ??= reason;
    this.#socket.destroy();
    const waiting = [...this.#inFlight];
    this.#inFlight.clear();
    for (const refuse of waiting) refuse(this.#lost);
  }
}

/** Opens a connection within so many milliseconds, or throws `DATABASE_UNAVAILABLE`. */
export const openConnection = (settings: ConnectionSettings, withinMs: number): Promise<PostgresConnection> =>
  new Connection(settings).open(withinMs);
