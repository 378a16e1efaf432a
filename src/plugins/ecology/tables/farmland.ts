import { sql } from 'drizzle-orm';
import { check, index, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, countyRecord, householdKeys, householdRecord, measure, money, ofHousehold, placeCode, project, table } from '#db';
import { landUse, parcelStatus, plantingStatus, quotaStatus, returnRound, returnTaskStatus, species, subsidyStatus } from '../codes/index.ts';
import { ecology } from '../schema.ts';

/** A year's task of a village to return farmland to forest or grass. */
export const farmlandReturnTask = table(ecology, 'farmland_return_task', {
  ...countyRecord(),
  taskNumber: text().notNull(),
  villageCode: placeCode().notNull(),
  year: smallint().notNull(),
  landUse: coded(landUse).notNull(),
  area: measure().notNull(),
  stateSubsidy: money(),
  provincialSubsidy: money(),
  projectId: uuid().references(() => project.id),
  allocatedOn: civilDate().notNull(),
  contractedOn: civilDate(),
  plantedOn: civilDate(),
  inspectedOn: civilDate(),
  paidOn: civilDate(),
  status: coded(returnTaskStatus).notNull().default('ALLOCATED'),
}, (t) => [
  unique('farmland_return_task_key').on(t.countyCode, t.taskNumber),
  index().on(t.countyCode, t.id),
  index().on(t.villageCode),
  index().on(t.projectId),
  check('farmland_return_task_amounts', sql`${t.area} > 0 and ${t.stateSubsidy} >= 0 and ${t.provincialSubsidy} >= 0`),
]);

/** A household's parcel under a task. */
export const farmlandReturnParcel = table(ecology, 'farmland_return_parcel', {
  ...householdRecord(),
  parcelNumber: text().notNull(),
  taskId: uuid().notNull().references(() => farmlandReturnTask.id),
  area: measure().notNull(),
  inspectedArea: measure(),
  contractedOn: civilDate().notNull(),
  plantedOn: civilDate(),
  inspectedOn: civilDate(),
  status: coded(parcelStatus).notNull().default('CONTRACTED'),
}, (t) => [
  ...householdKeys(t),
  unique('farmland_return_parcel_key').on(t.householdId, t.parcelNumber),
  index().on(t.taskId),
  check('farmland_return_parcel_area', sql`${t.area} > 0 and ${t.inspectedArea} >= 0`),
]);

/** A species on a parcel. */
export const returnPlanting = table(ecology, 'return_planting', {
  ...householdRecord(),
  parcelId: uuid().notNull(),
  species: coded(species).notNull(),
  area: measure().notNull(),
  plantedOn: civilDate(),
  survivalRate: measure(),
  checkedOn: civilDate(),
  failedOn: civilDate(),
  status: coded(plantingStatus).notNull().default('PLANNED'),
}, (t) => [
  ...householdKeys(t),
  ofHousehold('return_planting_parcel', t, t.parcelId, farmlandReturnParcel),
  unique('return_planting_key').on(t.householdId, t.parcelId, t.species),
  index().on(t.parcelId),
  check('return_planting_values', sql`${t.area} > 0 and ${t.survivalRate} between 0 and 100`),
]);

/** What a household is paid for returned farmland in a year: of the earlier round, or for a parcel of the new one. */
export const farmlandReturnSubsidy = table(ecology, 'farmland_return_subsidy', {
  ...householdRecord(),
  round: coded(returnRound).notNull(),
  /** As in the contract; a parcel of the earlier round has no row of its own. */
  parcelNumber: text().notNull(),
  parcelId: uuid(),
  year: smallint().notNull(),
  area: measure().notNull(),
  ratePerMu: money().notNull(),
  provincialPerMu: money().notNull().default('0'),
  amount: money().generatedAlwaysAs(sql`round(area * (rate_per_mu + provincial_per_mu), 2)`),
  disbursementId: uuid(),
  approvedOn: civilDate(),
  paidOn: civilDate(),
  stoppedOn: civilDate(),
  status: coded(subsidyStatus).notNull().default('ELIGIBLE'),
}, (t) => [
  ...householdKeys(t),
  ofHousehold('farmland_return_subsidy_parcel', t, t.parcelId, farmlandReturnParcel),
  unique('farmland_return_subsidy_key').on(t.householdId, t.round, t.parcelNumber, t.year),
  index().on(t.parcelId),
  index().on(t.disbursementId),
  check('farmland_return_subsidy_values', sql`${t.area} > 0 and ${t.ratePerMu} > 0 and ${t.provincialPerMu} >= 0`),
]);

/** A change of the farmland that a county must keep. */
export const farmlandQuotaAdjustment = table(ecology, 'farmland_quota_adjustment', {
  ...countyRecord(),
  documentNumber: text().notNull(),
  areaBefore: measure().notNull(),
  areaAfter: measure().notNull(),
  proposedOn: civilDate().notNull(),
  approvedOn: civilDate(),
  status: coded(quotaStatus).notNull().default('PROPOSED'),
}, (t) => [
  unique('farmland_quota_adjustment_key').on(t.countyCode, t.documentNumber),
  index().on(t.countyCode, t.id),
  check('farmland_quota_adjustment_area', sql`${t.areaBefore} > 0 and ${t.areaAfter} >= 0 and ${t.areaAfter} <> ${t.areaBefore}`),
]);
