import { index, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from '../columns.ts';
import { core } from '../core-schema.ts';
import { table } from '../table.ts';

/**
 * Writes that were sent with a key, so that the same one sent again has no second effect. The row is
 * written in the transaction of the write: it is there exactly when the write is. Each account has its own.
 */
export const idempotencyKey = table(core, 'idempotency_key', {
  /** Subject of the account, by which a transaction knows its own. */
  actor: text().notNull(),
  /** Hash of the key, so that no words of a caller stand here. */
  keyPrint: text().notNull(),
  /** Keyed hash of document and variables: those may hold personal values. */
  bodyPrint: text().notNull(),
  /** What was answered, sealed; null where an answer is not to be given twice. */
  answer: text(),
  createdAt: instant().notNull(),
  expiresAt: instant().notNull(),
}, (t) => [primaryKey({ columns: [t.actor, t.keyPrint] }), index().on(t.expiresAt)]);
