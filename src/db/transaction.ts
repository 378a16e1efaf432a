import { PgDialect } from 'drizzle-orm/pg-core';
import { drizzle, type PgRemoteDatabase } from 'drizzle-orm/pg-proxy';
import { PlatformError } from '../errors.ts';
import type { AtEnd, Engine, QueryResult, Scope, SqlValue, StatementListener, Transaction, TransactionOptions } from './database.ts';
import { commitUnknown, unwrapped } from './engine-errors.ts';
import type { Session } from './engine-session.ts';

const ignore = (): void => undefined;

const beginText = (options: TransactionOptions, limits: string): string =>
  `begin isolation level ${options.readOnly ? 'repeatable read read only' : 'read committed read write'}${limits}`;

/** One for all: it remembers the names of columns, and a new one would have to learn them. */
const dialect = new PgDialect();

const enterText = 'select app.enter(($1::text)::json)';

/** Lists cross as one text each, so a comma inside a code would name another one. */
const listed = (what: string, codes: readonly string[], pattern = /^\w+$/): string => {
  const bad = codes.find((code) => !pattern.test(code));
  if (bad !== undefined) throw new TypeError(`not a ${what}: ${JSON.stringify(bad)}`);
  return codes.join(',');
};

/** Options of a transaction, with what the database adds. */
export interface Settled extends Required<Omit<TransactionOptions, 'signal'>> {
  readonly signal: AbortSignal | undefined;
}

const enterParams = ({ counties, villages = [], households = [], domains = [], roles = [], actor }: Scope): readonly SqlValue[] => [
  JSON.stringify({
    counties: counties === '*' ? '' : listed('county code', counties),
    wide: counties === '*',
    villages: listed('village code', villages),
    households: listed('household id', households, /^[0-9a-f-]{36}$/),
    domains: domains === '*' ? '*' : listed('domain', domains, /^[a-z_-]+(\.\w+)?$/),
    roles: listed('role', roles),
    actor,
  }),
];

/** Statements of one open transaction, in order, with what is needed to end it. */
class OpenTransaction implements Transaction {
  readonly engine: Engine;
  readonly #session: Session;
  readonly #listen: StatementListener;
  readonly #opened: Promise<unknown>;
  readonly #savepoints: string[] = [];
  readonly #kept: { readonly write: AtEnd<never>; readonly item: unknown }[] = [];
  #savepointCount = 0;
  #over = false;
  #failure: unknown;
  #committed: Promise<string> | undefined;
  #orm: PgRemoteDatabase | undefined;

  constructor(engine: Engine, session: Session, options: Settled, listen: StatementListener) {
    this.engine = engine;
    this.#session = session;
    this.#listen = listen;
    const scope = options.scope === 'owner' ? undefined : enterParams(options.scope);
    // sent, not awaited: they travel in one packet with the first statement
    const begun = this.#control(beginText(options, session.limits(options.deadlineMs)));
    this.#opened = Promise.all([begun, scope && this.#send(enterText, scope)]);
    this.#opened.catch(ignore);
  }

  get orm(): PgRemoteDatabase {
    this.#orm ??= drizzle(async (text, params: unknown[]) => ({ rows: (await this.query(text, params)).rows as unknown[] as never[] }), {}, () => dialect);
    return this.#orm;
  }

  query(text: string, params: readonly SqlValue[] = []): Promise<QueryResult> {
    const answer = this.#query(text, params);
    // a statement nobody waits for must not end the process; commit reports it
    answer.catch((error: unknown) => { this.#failure ??= error; });
    return answer;
  }

  last(text: string, params: readonly SqlValue[] = []): Promise<QueryResult> {
    const answer = this.query(text, params);
    if (this.#kept.length > 0 || this.#savepoints.length > 0) return answer;
    this.#over = true;
    this.#committed = this.#control('commit');
    this.#committed.catch(ignore); // awaited by the commit
    return answer;
  }

  async savepoint<T>(work: () => Promise<T>): Promise<T> {
    this.#assertOpen();
    const name = `s${(this.#savepointCount += 1)}`;
    const failureBefore = this.#failure;
    const keptBefore = this.#kept.length;
    this.#control(`savepoint ${name}`).catch(ignore); // if it fails, so does all that follows
    this.#savepoints.push(name);
    try {
      const value = await work();
      await this.#leave(name, `release savepoint ${name}`);
      return value;
    } catch (error) {
      await this.#leave(name, `rollback to savepoint ${name}; release savepoint ${name}`).catch(ignore);
      this.#failure = failureBefore;
      this.#kept.length = Math.min(this.#kept.length, keptBefore);
      throw error;
    }
  }

  keep<T>(write: AtEnd<T>, item: T): void {
    this.#assertOpen();
    this.#kept.push({ write, item });
  }

  /** Writes what was kept for the end. */
  async writeKept(): Promise<void> {
    for (const [write, kept] of Map.groupBy(this.#kept.splice(0), ({ write }) => write)) {
      await write(this, kept.map(({ item }) => item as never));
    }
  }

  /** Commits, or throws: also when the server rolled back because a statement had failed. */
  async commit(): Promise<void> {
    this.#over = true;
    const tag = await (this.#committed ?? this.#control('commit')).catch((error: unknown) => {
      throw error instanceof PlatformError ? commitUnknown(error) : error;
    });
    await this.#opened;
    if (tag !== 'COMMIT') throw new PlatformError('TRANSACTION_ABORTED', {}, { cause: unwrapped(this.#failure) });
  }

  /** Rolls back; false if the session cannot be used again. */
  async rollback(): Promise<boolean> {
    this.#over = true;
    if (!this.#session.alive) return false;
    return this.#control('rollback').then(() => true, () => false);
  }

  /** The error that explains `error`: a failed begin or enter is why later statements fail. */
  async reason(error: unknown): Promise<unknown> {
    return this.#opened.then(() => unwrapped(error), (first: unknown) => first);
  }

  async #query(text: string, params: readonly SqlValue[]): Promise<QueryResult> {
    this.#assertOpen();
    const answer = this.#send(text, params);
    answer.catch(ignore);
    await this.#opened;
    return answer;
  }

  async #leave(name: string, text: string): Promise<void> {
    const at = this.#savepoints.lastIndexOf(name);
    const innermost = at === this.#savepoints.length - 1;
    this.#savepoints.length = Math.max(at, 0);
    await this.#control(text);
    if (!innermost) throw new Error('savepoints of one transaction must not run side by side');
  }

  #assertOpen(): void {
    if (this.#over) throw new Error('this transaction is over; use it only inside its work function, and await every call');
  }

  #send(text: string, params: readonly SqlValue[]): Promise<QueryResult> {
    this.#listen(text);
    return this.#session.send(text, params);
  }

  #control(text: string): Promise<string> {
    this.#listen(text);
    return this.#session.control(text);
  }
}

interface Deadline {
  /** Rejects when the time is up. */
  readonly expired: Promise<never>;
  /** Throws when the time is up: the embedded engine keeps the timer from firing while it works. */
  check(): void;
  clear(): void;
}

/** Why a signal was aborted. */
export const abortReason = ({ reason }: AbortSignal): PlatformError => (reason instanceof PlatformError ? reason : new PlatformError('CALLER_GONE'));

const startDeadline = (ms: number, signal: AbortSignal | undefined, session: Session): Deadline => {
  const due = performance.now() + ms;
  const { promise: expired, reject } = Promise.withResolvers<never>();
  expired.catch(ignore);
  const end = (reason: PlatformError): void => {
    session.abandon(reason);
    reject(reason);
  };
  const timer = setTimeout(() => end(new PlatformError('DEADLINE_EXCEEDED')), ms);
  const aborted = (): void => end(abortReason(signal as AbortSignal));
  if (signal?.aborted) aborted();
  else signal?.addEventListener('abort', aborted, { once: true });
  const check = (): void => {
    if (signal?.aborted) throw abortReason(signal);
    if (performance.now() >= due) throw new PlatformError('DEADLINE_EXCEEDED');
  };
  return { expired, check, clear: () => { clearTimeout(timer); signal?.removeEventListener('abort', aborted); } };
};

/** Runs `work` in one transaction on a session. `finish` hears whether the session is free of it. */
export const runTransaction = async <T>(
  engine: Engine, session: Session, options: Settled, listen: StatementListener,
  work: (tx: Transaction) => Promise<T>, finish: (clean: boolean) => Promise<void>,
): Promise<T> => {
  let clean = false;
  const deadline = startDeadline(options.deadlineMs, options.signal, session);
  try {
    const tx = new OpenTransaction(engine, session, options, listen);
    try {
      const whole = async (): Promise<T> => {
        const result = await work(tx);
        await tx.writeKept();
        return result;
      };
      const value = await Promise.race([whole(), deadline.expired]);
      deadline.check();
      await tx.commit();
      clean = true;
      return value;
    } catch (error) {
      clean = await tx.rollback();
      throw await tx.reason(error);
    }
  } finally {
    deadline.clear();
    await finish(clean);
  }
};
