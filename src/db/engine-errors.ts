import { DrizzleQueryError } from 'drizzle-orm';
import { PlatformError } from '../errors.ts';

/** What both drivers put on the error of a failed statement. */
interface ServerError {
  readonly code: string;
  readonly message: string;
  readonly severity?: string;
  readonly routine?: string;
  readonly constraint_name?: string;
  readonly constraint?: string;
  readonly table_name?: string;
  readonly table?: string;
}

/**
 * A statement the database refused. The driver's own error is not kept: it carries parameters and
 * the `detail` line, which quotes row values, and errors travel to logs.
 */
export class StatementError extends Error {
  readonly state: string;
  readonly constraint: string | undefined;
  readonly table: string | undefined;
  /** The table changed under a prepared statement; it succeeds on a new connection. */
  readonly stalePlan: boolean;

  constructor(from: ServerError) {
    super(from.message);
    this.name = 'StatementError';
    this.state = from.code;
    this.constraint = from.constraint_name ?? from.constraint;
    this.table = from.table_name ?? from.table;
    this.stalePlan = from.code === '0A000' && from.routine === 'RevalidateCachedQuery';
  }
}

const unavailable = /^(08(?!P01)|57P0|53[23])/; // lost, shut down or full; 08P01 is a statement's own fault
const timedOut = new Set(['57014', '25P03', '25P04']);

const isServerError = (error: unknown): error is ServerError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) && 'severity' in error;

/** The connection is gone, refused or silent; `cause` is for the operator's log. */
export const databaseUnavailable = (cause?: unknown): PlatformError => new PlatformError('DATABASE_UNAVAILABLE', {}, { cause });

/** The answer to a commit is lost, not the commit itself: the caller must not repeat it blindly. */
export const commitUnknown = (error: PlatformError): PlatformError =>
  new PlatformError(error.code, { commit: 'unknown' }, { cause: error }, { [error.code]: error.messages });

/** A driver's error in the platform's terms. What has no SQLSTATE is a fault of the connection. */
export const fromDriver = (error: unknown): PlatformError | StatementError => {
  if (error instanceof PlatformError || error instanceof StatementError) return error;
  if (!isServerError(error) || unavailable.test(error.code)) return databaseUnavailable(error);
  if (timedOut.has(error.code)) return new PlatformError('DEADLINE_EXCEEDED', {}, { cause: new StatementError(error) });
  return new StatementError(error);
};

/** The server ends the connection after an error of this severity. */
export const endsConnection = (error: unknown): boolean =>
  !isServerError(error) || error.severity === 'FATAL' || error.severity === 'PANIC';

/** Takes away drizzle's wrapping, whose message quotes the parameters. */
export const unwrapped = (error: unknown): unknown =>
  error instanceof DrizzleQueryError && error.cause !== undefined ? unwrapped(error.cause) : error;

const statementError = (error: unknown): StatementError | undefined => {
  if (error instanceof StatementError) return error;
  return error instanceof Error && error.cause !== undefined ? statementError(error.cause) : undefined;
};

/** The SQLSTATE behind an error, such as `23505` for a unique violation, however it was wrapped. */
export const sqlState = (error: unknown): string | undefined => statementError(error)?.state;

/** The name of the violated constraint behind an error. */
export const constraintName = (error: unknown): string | undefined => statementError(error)?.constraint;

const retryable = new Set(['40001', '40P01']);

/**
 * Whether the same transaction may succeed when run again: a serialization failure, a deadlock, or a
 * statement prepared before a migration.
 */
export const isRetryable = (error: unknown): boolean => {
  const refused = statementError(error);
  return refused !== undefined && (retryable.has(refused.state) || refused.stalePlan);
};
