import { sql } from 'drizzle-orm';
import { check, index, integer, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, countyRecord, householdRecord, measure, money, personKeys, placeCode, project, table } from '#db';
import { awardWay, contractStatus, planStatus } from '../codes/index.ts';
import { ecology } from '../schema.ts';

/** A cooperative that plants forests, with poor members. */
export const afforestationCooperative = table(ecology, 'afforestation_cooperative', {
  ...countyRecord(),
  licence: text().notNull(),
  name: text().notNull(),
  villageCode: placeCode().notNull(),
  members: integer().notNull(),
  poorMembers: integer().notNull(),
  foundedOn: civilDate().notNull(),
}, (t) => [
  unique('afforestation_cooperative_key').on(t.countyCode, t.licence),
  index().on(t.countyCode, t.id),
  index().on(t.villageCode),
  check('afforestation_cooperative_members', sql`${t.members} > 0 and ${t.poorMembers} between 0 and ${t.members}`),
]);

/** Works that a cooperative takes on. */
export const afforestationContract = table(ecology, 'afforestation_contract', {
  ...countyRecord(),
  contractNumber: text().notNull(),
  cooperativeId: uuid().notNull().references(() => afforestationCooperative.id),
  projectId: uuid().references(() => project.id),
  villageCode: placeCode().notNull(),
  site: text().notNull(),
  awardWay: coded(awardWay).notNull().default('NEGOTIATED'),
  area: measure().notNull(),
  amount: money().notNull(),
  negotiatedOn: civilDate().notNull(),
  awardedOn: civilDate(),
  startedOn: civilDate(),
  completedOn: civilDate(),
  acceptedOn: civilDate(),
  paidOn: civilDate(),
  status: coded(contractStatus).notNull().default('NEGOTIATED'),
}, (t) => [
  unique('afforestation_contract_key').on(t.countyCode, t.contractNumber),
  index().on(t.countyCode, t.id),
  index().on(t.cooperativeId),
  index().on(t.projectId),
  index().on(t.villageCode),
  check('afforestation_contract_values', sql`${t.area} > 0 and ${t.amount} > 0`),
]);

/** What a poor member earned under a contract. */
export const afforestationWage = table(ecology, 'afforestation_wage', {
  ...householdRecord(),
  personId: uuid().notNull(),
  contractId: uuid().notNull().references(() => afforestationContract.id),
  days: smallint().notNull(),
  amount: money().notNull(),
  paidOn: civilDate().notNull(),
  disbursementId: uuid(),
}, (t) => [
  ...personKeys('afforestation_wage', t),
  unique('afforestation_wage_key').on(t.householdId, t.personId, t.contractId, t.paidOn),
  index().on(t.contractId),
  index().on(t.disbursementId),
  check('afforestation_wage_values', sql`${t.days} between 1 and 366 and ${t.amount} > 0`),
]);

/** A county's plan of greening for the years of the drive. */
export const forestryPlan = table(ecology, 'forestry_plan', {
  ...countyRecord(),
  name: text().notNull(),
  firstYear: smallint().notNull(),
  lastYear: smallint().notNull(),
  area: measure().notNull(),
  poorLabourers: integer().notNull(),
  issuedOn: civilDate(),
  startedOn: civilDate(),
  completedOn: civilDate(),
  status: coded(planStatus).notNull().default('DRAFTING'),
}, (t) => [
  unique('forestry_plan_key').on(t.countyCode, t.name),
  index().on(t.countyCode, t.id),
  check('forestry_plan_values', sql`${t.firstYear} <= ${t.lastYear} and ${t.area} > 0 and ${t.poorLabourers} >= 0`),
]);

/** What a plan asks for in a year, and what of it was done. */
export const forestryPlanTask = table(ecology, 'forestry_plan_task', {
  ...countyRecord(),
  planId: uuid().notNull().references(() => forestryPlan.id),
  year: smallint().notNull(),
  area: measure().notNull(),
  doneArea: measure(),
  poorLabourers: integer(),
}, (t) => [
  unique('forestry_plan_task_key').on(t.countyCode, t.planId, t.year),
  index().on(t.countyCode, t.id),
  index().on(t.planId),
  check('forestry_plan_task_values', sql`${t.area} > 0 and ${t.doneArea} >= 0 and ${t.poorLabourers} >= 0`),
]);
