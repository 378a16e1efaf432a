import type { Database } from '../db/database.ts';
import { removeExpiredKeys } from './idempotency/expire.ts';
import { forgetForeignRows } from './matching/retention.ts';

const everyMs = 60 * 60 * 1_000;

/** Removes now and every hour what is kept for a time only, until it is stopped. What fails is tried again an hour later. */
export const keepForgetting = (db: Database, clock: () => Date = () => new Date()): { stop(): void } => {
  const forget = (): void => {
    removeExpiredKeys(db, clock()).catch(() => undefined);
    forgetForeignRows(db, clock()).catch(() => undefined);
  };
  forget();
  const timer = setInterval(forget, everyMs).unref();
  return { stop: () => clearInterval(timer) };
};
