import { sql } from 'drizzle-orm';
import { check, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, countyRecord, householdKeys, householdRecord, money, placeCode, project, table } from '#db';
import { rentalHouseStatus } from '../codes/housing.ts';
import { relocation } from '../schema.ts';

/** Public rental housing that a village collective owns. */
export const collectiveRentalHouse = table(relocation, 'collective_rental_house', {
  ...countyRecord(),
  villageCode: placeCode().notNull(),
  name: text().notNull(),
  owner: text().notNull(),
  units: integer().notNull(),
  /** A month, for one unit. */
  rent: money().notNull(),
  projectId: uuid().references(() => project.id),
  builtOn: civilDate(),
  status: coded(rentalHouseStatus).notNull().default('PLANNED'),
}, (t) => [
  unique('collective_rental_house_key').on(t.countyCode, t.villageCode, t.name),
  index().on(t.countyCode, t.id),
  index().on(t.villageCode),
  index().on(t.projectId),
  check('collective_rental_house_numbers', sql`${t.units} > 0 and ${t.rent} >= 0`),
]);

/** A household that lives for rent in a unit of a collective house, from and to. */
export const rentalTenancy = table(relocation, 'rental_tenancy', {
  ...householdRecord(),
  houseId: uuid().notNull().references(() => collectiveRentalHouse.id),
  unit: text().notNull(),
  rent: money().notNull(),
  fromOn: civilDate().notNull(),
  /** That day is no longer included. */
  toOn: civilDate(),
}, (t) => [
  ...householdKeys(t),
  unique('rental_tenancy_key').on(t.householdId, t.houseId, t.fromOn),
  index().on(t.houseId),
  check('rental_tenancy_period', sql`${t.toOn} > ${t.fromOn}`),
  check('rental_tenancy_rent', sql`${t.rent} >= 0`),
]);
