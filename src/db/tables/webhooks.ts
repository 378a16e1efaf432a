import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, text, uuid } from 'drizzle-orm/pg-core';
import { webhookFailure } from '../codes/webhooks.ts';
import { coded, instant } from '../columns.ts';
import { core } from '../core-schema.ts';
import { table } from '../table.ts';
import { account } from './access.ts';
import { xid8 } from './journal.ts';

/**
 * Where a department's own system wants to be told of changes. The feed itself is what is still to be
 * sent: the row keeps the place up to which the receiver has taken it.
 */
export const webhook = table(core, 'webhook', {
  id: uuid().primaryKey(),
  accountId: uuid().notNull().references(() => account.id),
  /** Subject of the account, by which a transaction knows its own; its rights of the moment choose what is sent. */
  actor: text().notNull(),
  url: text().notNull(),
  /** Types it wants to hear of; none for all. */
  recordTypes: text().array(),
  secret: text().notNull(),
  /** The secret before, which signs too for a while. */
  oldSecret: text(),
  oldSecretUntil: instant(),
  xid: xid8().notNull(),
  seq: bigint({ mode: 'bigint' }).notNull(),
  /** Print of the rights under which it was read last. */
  rights: text().notNull(),
  /** Sends one change a message, after a message was refused: so the one that is not taken is found. */
  oneByOne: boolean().notNull().default(false),
  failures: integer().notNull().default(0),
  failure: coded(webhookFailure),
  failedAt: instant(),
  deliveredAt: instant(),
  dueAt: instant().notNull(),
  /** Who is delivering, and until when nobody else may. */
  lease: text(),
  leaseUntil: instant(),
  pausedAt: instant(),
  createdAt: instant().notNull(),
  endedAt: instant(),
}, (t) => [
  index().on(t.accountId),
  index().on(t.actor),
  index('webhook_due').on(t.dueAt).where(sql`${t.endedAt} is null and ${t.pausedAt} is null`),
  check('webhook_old_secret', sql`(${t.oldSecret} is null) = (${t.oldSecretUntil} is null)`),
]);

/** A change that the receiver would not take, or that had to wait behind one of the same record. */
export const webhookDeadLetter = table(core, 'webhook_dead_letter', {
  id: uuid().primaryKey(),
  webhookId: uuid().notNull().references(() => webhook.id),
  actor: text().notNull(),
  xid: xid8().notNull(),
  seq: bigint({ mode: 'bigint' }).notNull(),
  recordType: text().notNull(),
  recordId: uuid().notNull(),
  failure: coded(webhookFailure).notNull(),
  createdAt: instant().notNull(),
  /** When it was asked to be sent again. */
  replayAt: instant(),
  /** When it was taken after all, or turned out to be beyond the owner's reach. */
  settledAt: instant(),
}, (t) => [
  index().on(t.webhookId, t.recordId, t.xid, t.seq),
  index().on(t.actor),
]);
