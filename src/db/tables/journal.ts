import { sql } from 'drizzle-orm';
import { bigint, bigserial, customType, index, integer, jsonb, primaryKey, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { accessKind } from '../codes/access.ts';
import { coded, instant, placeCode } from '../columns.ts';
import { core } from '../core-schema.ts';
import { table } from '../table.ts';

/** Number of a transaction, for readers that follow below the snapshot horizon. */
export const xid8 = customType<{ data: string; driverData: string }>({ dataType: () => 'xid8' });

/** A changed field before and after; personal values stand as keyed references, never readable. */
export type FieldChanges = Readonly<Record<string, readonly [before: unknown, after: unknown]>>;

/** Place of an entry in its journal's chains: nothing can be altered, taken out or put in without breaking one. */
const chained = () => ({
  /** Chain of the journal; -1 for entries that are older than the chains. */
  chain: smallint().notNull(),
  /** Counts from 1 within the chain, without gaps. */
  position: bigint({ mode: 'number' }).notNull(),
  /** Key that both prints were made with. */
  keyId: text().notNull(),
  /** Keyed print of every column of the entry but the prints. */
  seal: text().notNull(),
  /** Keyed print of the hash before it in the chain and its own seal. */
  hash: text().notNull(),
});

/** The last entry of each chain, so that its end cannot be cut off unseen. It holds nothing about anybody. */
export const auditHead = table(core, 'audit_head', {
  journal: text({ enum: ['audit', 'access'] }).notNull(),
  chain: smallint().notNull(),
  position: bigint({ mode: 'number' }).notNull(),
  hash: text().notNull(),
}, (t) => [primaryKey({ columns: [t.journal, t.chain] })]);

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
  ...chained(),
}, (t) => [index().on(t.recordId), index().on(t.householdId), index().on(t.countyCode, t.seq), uniqueIndex().on(t.chain, t.position)]);

/**
 * Who was shown personal values of whom. One entry for each county of an answer, so that a county sees
 * who looked at its families and no more.
 */
export const accessEntry = table(core, 'access_entry', {
  seq: bigserial({ mode: 'bigint' }).primaryKey(),
  at: instant().notNull(),
  actor: text().notNull(),
  department: text(),
  requestId: text().notNull(),
  /** Name of the operation as its author wrote it. */
  operation: text(),
  kind: coded(accessKind).notNull(),
  /** Code of what the values were needed for, where one had to be given. */
  purpose: text(),
  recordTypes: text().array().notNull(),
  classes: text().array().notNull(),
  /** Where one record was asked for by itself: which, which fields of it, and the note given. */
  recordId: uuid(),
  fields: text().array(),
  note: text(),
  householdIds: uuid().array().notNull(),
  countyCode: placeCode(),
  ...chained(),
}, (t) => [index().on(t.countyCode, t.seq), uniqueIndex().on(t.chain, t.position)]);

/** Finds the entries about a household; the entry itself says the same, sealed. */
export const accessHousehold = table(core, 'access_household', {
  householdId: uuid().notNull(),
  seq: bigint({ mode: 'bigint' }).notNull(),
  countyCode: placeCode(),
}, (t) => [primaryKey({ columns: [t.householdId, t.seq] }), index().on(t.seq)]);

/**
 * What changed, for readers that follow. `xid` orders the entries, with `seq`: it is the number of the
 * writing transaction, or a later one where others have ended since, so that of two writers of one row
 * the one that came second is second here too, whichever began first. An entry must be written by a
 * statement that comes after the one that took the row. No entry below the snapshot horizon appears late:
 * a plain sequence loses rows under concurrent writers.
 */
export const changeEntry = table(core, 'change_entry', {
  seq: bigserial({ mode: 'bigint' }).primaryKey(),
  xid: xid8().notNull().default(sql`greatest(pg_current_xact_id(), pg_snapshot_xmax(pg_current_snapshot()))`),
  at: instant().notNull(),
  operation: text({ enum: ['CREATED', 'UPDATED', 'ENDED', 'MOVED'] }).notNull(),
  recordType: text().notNull(),
  recordId: uuid().notNull(),
  householdId: uuid(),
  countyCode: placeCode(),
  /** Village of the record, where it has one. */
  areaCode: placeCode(),
  /** Where the record was before, if that was elsewhere: who reads there learns that it left. */
  priorCountyCode: placeCode(),
  priorAreaCode: placeCode(),
  /** Table of a plugin, such as `health.clinic`; none for the core's records. */
  domain: text(),
  /** Names of the fields that changed; none where all are new. */
  fields: text().array(),
  version: integer().notNull(),
}, (t) => [
  index().on(t.xid, t.seq),
  index().on(t.countyCode, t.xid, t.seq),
  index('change_entry_prior').on(t.priorCountyCode, t.xid, t.seq).where(sql`${t.priorCountyCode} is not null`),
]);
