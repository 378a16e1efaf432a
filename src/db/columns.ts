import { sql } from 'drizzle-orm';
import { date, integer, numeric, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { CodeList } from './codes.ts';
import { rememberCodes } from './codes.ts';

/** A civil date, `YYYY-MM-DD`, without time zone. */
export const civilDate = () => date({ mode: 'string' });

/** An instant with zone, as text in UTC. */
export const instant = () => timestamp({ mode: 'string', withTimezone: true });

/** An exact amount of yuan: text on every way, never a float. */
export const money = () => numeric({ precision: 18, scale: 2 });

/** An exact measure other than money (areas, rates): text on every way. */
export const measure = (scale = 2) => numeric({ precision: 14, scale });

/** A place code as text: 6 digits to county level, 9 township, 12 village. */
export const placeCode = () => text();

/**
 * The village a row's household lives in now, kept by the platform and held true by a key beside
 * `county_code`: scopes below the county are cut by it. `insertRows` looks it up where it is not given,
 * which the default here tells the compiler.
 */
export const areaCode = () => placeCode().$defaultFn(() => null as unknown as string);

/** A column whose values come from a code list; the list gives the GraphQL enum and its titles. */
export const coded = <const V extends string>(list: CodeList<V>) => {
  rememberCodes(list);
  return text({ enum: list.values as unknown as [V, ...V[]] });
};

/** Columns every record keeps: who it is, which version, when it was written. */
const kept = () => ({
  version: integer().notNull().default(1),
  createdAt: instant().notNull().default(sql`now()`),
  updatedAt: instant().notNull().default(sql`now()`),
});

/**
 * Columns of a record of one household. `household_id` comes first in every key so that the table
 * can be distributed by household; `county_code` and `area_code` are the household's own, for the row
 * policy.
 */
export const householdRecord = () => ({
  householdId: uuid().notNull(),
  id: uuid().notNull(),
  countyCode: placeCode().notNull(),
  areaCode: areaCode().notNull(),
  ...kept(),
});

/** Columns of a record that belongs to a county and not to one household. */
export const countyRecord = () => ({
  id: uuid().primaryKey(),
  countyCode: placeCode().notNull(),
  ...kept(),
});

/** Columns of a record of the whole province. */
export const provinceRecord = () => ({ id: uuid().primaryKey(), ...kept() });
