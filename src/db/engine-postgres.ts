import { connect as dial, type Socket } from 'node:net';
import postgres from 'postgres';
import { PlatformError } from '../errors.ts';
import type { QueryResult, SqlValue } from './database.ts';
import { databaseUnavailable, endsConnection, fromDriver, StatementError } from './engine-errors.ts';
import type { Session } from './engine-session.ts';
import { parsers, toParameter } from './engine-values.ts';

/** A connection to a server, with what the pool needs to know. */
export interface PostgresConnection extends Session {
  /** Alive and not worn out by age or by the number of statements it has prepared. */
  usable(): boolean;
  close(): Promise<void>;
}

interface ConnectionSettings {
  readonly url: string;
  readonly poolWaitMs: number;
  readonly deadlineMs: number;
}

/** What the driver hands to its `socket` option; its types leave the option out. */
interface Address {
  readonly host: readonly string[];
  readonly port: readonly number[];
  readonly path?: string | false;
}

const ignore = (): void => undefined;
const maxStatements = 1_000; // the driver never forgets a prepared statement, nor does the server
const maxAgeMs = 30 * 60_000;
const maxParameters = 65_535 - 2;

// The driver hangs query and parameters on every error without this, and keeps a map entry for
// each failed statement for ever; it leaves errors alone that have a `query` already.
Object.defineProperty(postgres.PostgresError.prototype, 'query', { value: undefined });

/** A socket of our own, which can be destroyed at a deadline, and is never opened a second time. */
const socketOnce = (): { readonly socket: (address: Address) => Promise<Socket>; destroy(): void } => {
  let socket: Socket | undefined;
  let refused = false;
  const open = ({ host, port, path }: Address): Promise<Socket> => {
    // the driver would reconnect in silence and go on, outside the transaction
    if (refused) return Promise.reject(databaseUnavailable());
    refused = true;
    const opened = path ? dial(path) : dial(port[0] ?? 5432, host[0]);
    socket = opened;
    opened.setNoDelay(true);
    // stays for good: an error between two listeners of the driver would end the process
    opened.on('error', ignore);
    return new Promise((resolve, reject) => {
      opened.once('connect', () => resolve(Object.assign(opened, { host: host[0] })));
      opened.once('close', () => reject(databaseUnavailable()));
      opened.once('error', reject);
    });
  };
  return { socket: open, destroy: () => { refused = true; socket?.destroy(); } };
};

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

/** Asks the server to stop what a connection is doing. Best effort, on a connection of its own. */
const requestCancel = (address: Address, backend: { pid: number; secret: number }): void => {
  const message = Buffer.alloc(16);
  [16, 80_877_102, backend.pid, backend.secret].forEach((word, at) => message.writeUInt32BE(word >>> 0, at * 4));
  const socket = address.path ? dial(address.path) : dial(address.port[0] ?? 5432, address.host[0]);
  socket.on('error', ignore).setTimeout(2_000, () => socket.destroy()).unref().end(message);
};

type Rows = postgres.RowList<SqlValue[][]>;

/** A driver fault puts rows of a failed query's place before the next result; such a result is never let through. */
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
  #backend: { pid: number; secret: number } | undefined;
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
      this.#backend = state as unknown as { pid: number; secret: number };
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
    const rows = await this.#run(this.#sql.unsafe(text, params.map(toParameter) as string[], { prepare: true, simple: false } as postgres.UnsafeQueryOptions).values() as unknown as PromiseLike<Rows>);
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

/** Opens a connection within the pool wait, or throws `DATABASE_UNAVAILABLE`. */
export const openConnection = (settings: ConnectionSettings): Promise<PostgresConnection> =>
  new Connection(settings).open(settings.poolWaitMs);
