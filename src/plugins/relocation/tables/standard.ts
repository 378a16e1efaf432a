import { sql } from 'drizzle-orm';
import { check, smallint, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import { civilDate, coded, countyRecord, measure, money, table } from '#db';
import { standardStatus } from '../codes/sites.ts';
import { relocation } from '../schema.ts';

/**
 * The four unified values per household of a county. Both programmes read the same row, so they
 * cannot differ; an edition in force is never changed, only superseded.
 */
export const relocationStandard = table(relocation, 'relocation_standard', {
  ...countyRecord(),
  edition: smallint().notNull(),
  documentNumber: text().notNull(),
  personsPerHousehold: measure().notNull(),
  costPerHousehold: money().notNull(),
  subsidyPerHousehold: money().notNull(),
  ownSharePerHousehold: money().notNull(),
  effectiveOn: civilDate(),
  supersededOn: civilDate(),
  status: coded(standardStatus).notNull().default('DRAFT'),
}, (t) => [
  unique('relocation_standard_key').on(t.countyCode, t.edition),
  uniqueIndex('relocation_standard_one_in_force').on(t.countyCode).where(sql`${t.status} = 'IN_FORCE'`),
  check('relocation_standard_values', sql`${t.personsPerHousehold} > 0 and ${t.subsidyPerHousehold} >= 0 and ${t.ownSharePerHousehold} >= 0`),
  check('relocation_standard_cost', sql`${t.subsidyPerHousehold} + ${t.ownSharePerHousehold} <= ${t.costPerHousehold}`),
]);
