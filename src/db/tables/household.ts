import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core';
import { householdStatus, povertyCause } from '../codes/people.ts';
import { areaCode, civilDate, coded, instant, placeCode } from '../columns.ts';
import { core } from '../core-schema.ts';
import { table } from '../table.ts';

/**
 * A household: the unit of distribution and of access. Registered poor households and the others
 * that programmes touch (accompanying movers, tenants) are told apart by `isRegisteredPoor`.
 */
export const household = table(core, 'household', {
  householdId: uuid().primaryKey(),
  countyCode: placeCode().notNull(),
  version: integer().notNull().default(1),
  createdAt: instant().notNull().default(sql`now()`),
  updatedAt: instant().notNull().default(sql`now()`),
  registrationNumber: text().notNull(),
  isRegisteredPoor: boolean().notNull(),
  villageCode: placeCode().notNull(),
  registeredOn: civilDate().notNull(),
  /** Set when the household was merged into another or died out; its history stays. */
  endedOn: civilDate(),
  /** The household this one turned out to be; the row and its id stay. */
  mergedIntoId: uuid(),
  address: text(),
  status: coded(householdStatus),
  mainCause: coded(povertyCause),
  otherCauses: coded(povertyCause).array().notNull().default(sql`'{}'::text[]`),
}, (t) => [
  unique().on(t.householdId, t.countyCode),
  // The target of every child's deferred key: a copied county or village can never drift from the household's.
  unique().on(t.householdId, t.countyCode, t.villageCode),
  index().on(t.countyCode, t.householdId),
  index().on(t.villageCode, t.householdId),
  check('household_causes', sql`cardinality(${t.otherCauses}) <= 2 and not (${t.mainCause} = any(${t.otherCauses}))`),
  check('household_registered', sql`not ${t.isRegisteredPoor} or (${t.status} is not null and ${t.mainCause} is not null)`),
]);

/** Finds a household by its number; unique in the province, spread by number, so without foreign keys. */
export const householdRegistry = table(core, 'household_registry', {
  registrationNumber: text().primaryKey(),
  householdId: uuid().notNull(),
  countyCode: placeCode().notNull(),
  areaCode: areaCode().notNull(),
  /** Whose number it was first, where that household turned out to be the one above. */
  ownHouseholdId: uuid(),
}, (t) => [index().on(t.householdId)]);
