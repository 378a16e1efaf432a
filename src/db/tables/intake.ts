import { sql } from 'drizzle-orm';
import { check, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { importState, quarantineState } from '../codes/intake.ts';
import { coded, instant } from '../columns.ts';
import { core } from '../core-schema.ts';
import { table } from '../table.ts';

/**
 * One file on its way in: what it is and how far it has come. The rows of a batch, what was wrong with
 * others, and this count are committed together, so that it goes on after any end where it was. Its own
 * account alone sees it.
 */
export const importRun = table(core, 'import_run', {
  id: uuid().primaryKey(),
  /** Subject of the account that imports, by which a transaction knows its own. */
  actor: text().notNull(),
  department: text(),
  recordType: text().notNull(),
  fileName: text().notNull(),
  fileHash: text().notNull(),
  format: text({ enum: ['CSV', 'XLSX', 'NDJSON'] }).notNull(),
  encoding: text({ enum: ['utf-8', 'utf-8-bom', 'gb18030'] }),
  /** The county that the import was bounded to; rows that are tried again keep to it. */
  onlyCounty: text(),
  state: coded(importState).notNull(),
  /** Rows that are settled, from the first of the file: where it goes on. */
  rows: integer().notNull().default(0),
  /** About how many there are. */
  expectedRows: integer(),
  created: integer().notNull().default(0),
  updated: integer().notNull().default(0),
  unchanged: integer().notNull().default(0),
  quarantined: integer().notNull().default(0),
  startedAt: instant().notNull(),
  movedAt: instant().notNull(),
  finishedAt: instant(),
}, (t) => [
  index().on(t.actor, t.startedAt),
  uniqueIndex('import_run_open').on(t.actor, t.recordType, t.fileHash).where(sql`${t.state} = 'RUNNING'`),
  check('import_run_sum', sql`${t.rows} = ${t.created} + ${t.updated} + ${t.unchanged} + ${t.quarantined}`),
  check('import_run_finished', sql`(${t.state} = 'RUNNING') = (${t.finishedAt} is null)`),
]);

/** A row of a file that could not be stored: where it stands, why, and, sealed, what it says. */
export const importQuarantine = table(core, 'import_quarantine', {
  id: uuid().primaryKey(),
  runId: uuid().notNull().references(() => importRun.id),
  actor: text().notNull(),
  /** Rows that are settled together have it in common, such as those of one household. */
  groupId: uuid().notNull(),
  line: integer().notNull(),
  /** Columns at fault and codes of the faults, one for one. */
  columns: text().array().notNull(),
  codes: text().array().notNull(),
  /** The cells and the full faults, sealed by the vault: they may be about anybody. */
  sealed: text().notNull(),
  state: coded(quarantineState).notNull(),
  settledAt: instant(),
}, (t) => [
  index().on(t.runId, t.line),
  index().on(t.actor, t.state),
  index().on(t.groupId),
  check('import_quarantine_faults', sql`cardinality(${t.codes}) > 0 and cardinality(${t.codes}) = cardinality(${t.columns})`),
  check('import_quarantine_settled', sql`(${t.state} = 'OPEN') = (${t.settledAt} is null)`),
]);
