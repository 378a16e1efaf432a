import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core';
import { comparedList, comparedRow, comparisonStatus, hitStatus, matchBasis } from '../codes/comparison.ts';
import { civilDate, coded, countyRecord, householdRecord, instant, placeCode } from '../columns.ts';
import { core } from '../core-schema.ts';
import { householdKeys } from '../household-keys.ts';
import { table } from '../table.ts';
import { person } from './people.ts';

/** A list of another department, of one county as of one day, that the register is compared with. */
export const comparisonRun = table(core, 'comparison_run', {
  ...countyRecord(),
  list: coded(comparedList).notNull(),
  asOf: civilDate().notNull(),
  title: text().notNull(),
  status: coded(comparisonStatus).notNull().default('OPEN'),
  finishedOn: civilDate(),
  matched: integer().notNull().default(0),
  candidates: integer().notNull().default(0),
  unmatched: integer().notNull().default(0),
  invalid: integer().notNull().default(0),
}, (t) => [unique().on(t.countyCode, t.list, t.asOf, t.title), index().on(t.countyCode, t.id)]);

/**
 * That a row of the list was seen, and what became of it. Whose it was stands here only where nobody of the register is
 * meant, sealed, and for a limited time: those people are no business of the register's.
 */
export const comparisonRow = table(core, 'comparison_row', {
  id: uuid().primaryKey(),
  runId: uuid().notNull().references(() => comparisonRun.id),
  countyCode: placeCode().notNull(),
  rowNumber: integer().notNull(),
  outcome: coded(comparedRow).notNull(),
  sealed: text(),
  /** Keyed print of what the row said: the same number with other contents is another list. None of rows of before. */
  print: text(),
  createdAt: instant().notNull(),
}, (t) => [unique().on(t.runId, t.rowNumber), index().on(t.createdAt), check('comparison_row_sealed', sql`${t.sealed} is null or ${t.outcome} = 'UNMATCHED'`)]);

/** Somebody of the register who may stand on the list: a case to be looked at. It changes nothing by itself. */
export const comparisonHit = table(core, 'comparison_hit', {
  ...householdRecord(),
  runId: uuid().notNull(),
  rowNumber: integer().notNull(),
  personId: uuid().notNull(),
  basis: coded(matchBasis).notNull(),
  status: coded(hitStatus).notNull().default('OPEN'),
  verdict: text(),
  decidedOn: civilDate(),
}, (t) => [
  ...householdKeys(t),
  foreignKey({ columns: [t.householdId, t.personId], foreignColumns: [person.householdId, person.id] }),
  unique().on(t.householdId, t.runId, t.rowNumber, t.personId),
  index().on(t.runId),
  check('comparison_hit_decided', sql`(${t.status} = 'OPEN') = (${t.decidedOn} is null)`),
]);
