import { sql } from 'drizzle-orm';
import { boolean, check, index, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, countyRecord, householdKeys, householdRecord, measure, money, ofHousehold, placeCode, project, table } from '#db';
import { businessStatus, compensationStatus, compensationStream, species, underForestModel, upgradeStatus, upgradeWork } from '../codes/index.ts';
import { ecology } from '../schema.ts';

const compensated = () => ({
  stream: coded(compensationStream).notNull(),
  parcelNumber: text().notNull(),
  year: smallint().notNull(),
  area: measure().notNull(),
  ratePerMu: money().notNull(),
  amount: money().generatedAlwaysAs(sql`round(area * rate_per_mu, 2)`),
  disbursementId: uuid(),
  paidOn: civilDate(),
  status: coded(compensationStatus).notNull().default('DUE'),
});

/** What a household is paid for keeping forest. */
export const ecologicalCompensation = table(ecology, 'ecological_compensation', {
  ...householdRecord(),
  ...compensated(),
}, (t) => [
  ...householdKeys(t),
  unique('ecological_compensation_key').on(t.householdId, t.stream, t.parcelNumber, t.year),
  index().on(t.disbursementId),
  check('ecological_compensation_values', sql`${t.area} > 0 and ${t.ratePerMu} > 0`),
]);

/** The same for forest that a village owns together. */
export const villageEcologicalCompensation = table(ecology, 'village_ecological_compensation', {
  ...countyRecord(),
  villageCode: placeCode().notNull(),
  ...compensated(),
}, (t) => [
  unique('village_ecological_compensation_key').on(t.countyCode, t.villageCode, t.stream, t.parcelNumber, t.year),
  index().on(t.countyCode, t.id),
  index().on(t.villageCode),
  index().on(t.disbursementId),
  check('village_ecological_compensation_values', sql`${t.area} > 0 and ${t.ratePerMu} > 0`),
]);

/** A household's orchard made better. */
export const economicForestUpgrade = table(ecology, 'economic_forest_upgrade', {
  ...householdRecord(),
  parcelNumber: text().notNull(),
  year: smallint().notNull(),
  work: coded(upgradeWork).notNull(),
  species: coded(species).notNull(),
  isDemonstration: boolean().notNull(),
  area: measure().notNull(),
  incomeBefore: money(),
  incomeAfter: money(),
  projectId: uuid().references(() => project.id),
  appliedOn: civilDate().notNull(),
  startedOn: civilDate(),
  acceptedOn: civilDate(),
  status: coded(upgradeStatus).notNull().default('PLANNED'),
}, (t) => [
  ...householdKeys(t),
  unique('economic_forest_upgrade_key').on(t.householdId, t.parcelNumber, t.year),
  index().on(t.projectId),
  index('economic_forest_upgrade_waiting').on(t.countyCode, t.year).where(sql`${t.status} = 'PLANNED' and ${t.isDemonstration}`),
  check('economic_forest_upgrade_values', sql`${t.area} > 0 and ${t.incomeBefore} >= 0 and ${t.incomeAfter} >= 0`),
]);

/** What a household does under its trees. */
export const underForestBusiness = table(ecology, 'under_forest_business', {
  ...householdRecord(),
  parcelNumber: text().notNull(),
  model: coded(underForestModel).notNull(),
  area: measure().notNull(),
  cooperative: text(),
  plannedOn: civilDate().notNull(),
  startedOn: civilDate(),
  endedOn: civilDate(),
  status: coded(businessStatus).notNull().default('PLANNED'),
}, (t) => [
  ...householdKeys(t),
  unique('under_forest_business_key').on(t.householdId, t.parcelNumber, t.model),
  check('under_forest_business_area', sql`${t.area} > 0`),
]);

/** What it brought in a year. */
export const underForestIncome = table(ecology, 'under_forest_income', {
  ...householdRecord(),
  businessId: uuid().notNull(),
  year: smallint().notNull(),
  amount: money().notNull(),
}, (t) => [
  ...householdKeys(t),
  ofHousehold('under_forest_income_business', t, t.businessId, underForestBusiness),
  unique('under_forest_income_key').on(t.householdId, t.businessId, t.year),
  index().on(t.businessId),
]);
