import { sql } from 'drizzle-orm';
import { bigserial, customType, index, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core';
import { instant, placeCode } from '../columns.ts';
import { core } from '../core-schema.ts';
import { table } from '../table.ts';

const xid8 = customType<{ data: string; driverData: string }>({ dataType: () => 'xid8' });

/** A changed field before and after; personal values stand as keyed references, never readable. */
export type FieldChanges = Readonly<Record<string, readonly [before: unknown, after: unknown]>>;

/** Who wrote what, in the transaction of the write. The service's role may add and read, not change. */
export const auditEntry = table(core, 'audit_entry', {
  seq: bigserial({ mode: 'bigint' }).primaryKey(),
  at: instant().notNull(),
  actor: text().notNull(),
  department: text(),
  requestId: text().notNull(),
  action: text().notNull(),
  recordType: text().notNull(),
  recordId: uuid().notNull(),
  householdId: uuid(),
  countyCode: placeCode(),
  reason: text(),
  changes: jsonb().$type<FieldChanges>().notNull(),
}, (t) => [index().on(t.recordId), index().on(t.householdId), index().on(t.countyCode, t.seq)]);

/**
 * What changed, for readers that follow. Ordered by `(xid, seq)` and read below the snapshot
 * horizon: a plain sequence loses rows under concurrent writers.
 */
export const changeEntry = table(core, 'change_entry', {
  seq: bigserial({ mode: 'bigint' }).primaryKey(),
  xid: xid8().notNull().default(sql`pg_current_xact_id()`),
  at: instant().notNull(),
  operation: text({ enum: ['CREATED', 'UPDATED', 'ENDED'] }).notNull(),
  recordType: text().notNull(),
  recordId: uuid().notNull(),
  householdId: uuid(),
  countyCode: placeCode(),
  version: integer().notNull(),
}, (t) => [index().on(t.xid, t.seq), index().on(t.recordId)]);
