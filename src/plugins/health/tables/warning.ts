import { sql } from 'drizzle-orm';
import { check, smallint, text, unique } from 'drizzle-orm/pg-core';
import { civilDate, coded, householdKeys, householdRecord, measure, money, provinceRecord, table } from '#db';
import { responseMeasure, responseStatus, warningLevel } from '../codes/warning.ts';
import { health } from '../schema.ts';

/** From when on the medical costs of a year threaten a household: the line and the thresholds, with their source. */
export const warningStandard = table(health, 'warning_standard', {
  ...provinceRecord(),
  year: smallint().notNull(),
  /** Net income a head, yuan a year. */
  povertyLine: money().notNull(),
  /** What is left a head counts as near the line below so many times the line. */
  nearLineFactor: measure().notNull(),
  /** Self-paid costs from this share of the household's income on are watched. */
  watchShare: measure(4).notNull(),
  /** And from this share on are serious. */
  seriousShare: measure(4).notNull(),
  source: text().notNull(),
}, (t) => [
  unique('warning_standard_key').on(t.year),
  check('warning_standard_values', sql`${t.povertyLine} > 0 and ${t.nearLineFactor} >= 1 and ${t.watchShare} > 0 and ${t.seriousShare} >= ${t.watchShare} and ${t.seriousShare} <= 1`),
]);

/** What was done about a household on the list of a year. */
export const warningResponse = table(health, 'warning_response', {
  ...householdRecord(),
  year: smallint().notNull(),
  level: coded(warningLevel).notNull(),
  openedOn: civilDate().notNull(),
  measure: coded(responseMeasure),
  note: text(),
  measureOn: civilDate(),
  outcome: text(),
  closedOn: civilDate(),
  status: coded(responseStatus).notNull().default('OPENED'),
}, (t) => [
  ...householdKeys(t),
  unique('warning_response_key').on(t.householdId, t.year),
]);
