import { sql } from 'drizzle-orm';
import { check, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, countyRecord, measure, money, placeCode, project, table } from '#db';
import { businessStatus, ecoIndustryKind, forestryIndustryKind, industryStatus, majorProjectKind, majorProjectStatus, operatorKind } from '../codes/index.ts';
import { ecology } from '../schema.ts';

/** Tourism and health care in forests, with jobs for poor people. */
export const ecoIndustryProject = table(ecology, 'eco_industry_project', {
  ...countyRecord(),
  name: text().notNull(),
  kind: coded(ecoIndustryKind).notNull(),
  villageCode: placeCode().notNull(),
  operator: text().notNull(),
  poorJobs: integer().notNull(),
  yearlyIncome: money(),
  plannedOn: civilDate().notNull(),
  startedOn: civilDate(),
  endedOn: civilDate(),
  status: coded(businessStatus).notNull().default('PLANNED'),
}, (t) => [
  unique('eco_industry_project_key').on(t.countyCode, t.name),
  index().on(t.countyCode, t.id),
  index().on(t.villageCode),
  check('eco_industry_project_values', sql`${t.poorJobs} >= 0 and ${t.yearlyIncome} >= 0`),
]);

/** Timber, seedlings and paper mulberry. */
export const forestryIndustryProject = table(ecology, 'forestry_industry_project', {
  ...countyRecord(),
  name: text().notNull(),
  kind: coded(forestryIndustryKind).notNull(),
  villageCode: placeCode().notNull(),
  operator: text().notNull(),
  operatorKind: coded(operatorKind).notNull(),
  area: measure().notNull(),
  poorHouseholds: integer().notNull(),
  pilotOn: civilDate().notNull(),
  startedOn: civilDate(),
  endedOn: civilDate(),
  status: coded(industryStatus).notNull().default('PILOT'),
}, (t) => [
  unique('forestry_industry_project_key').on(t.countyCode, t.name),
  index().on(t.countyCode, t.id),
  index().on(t.villageCode),
  check('forestry_industry_project_values', sql`${t.area} > 0 and ${t.poorHouseholds} >= 0`),
]);

/** A large ecological project with funds of the state. */
export const ecologicalProject = table(ecology, 'ecological_project', {
  ...countyRecord(),
  name: text().notNull(),
  kind: coded(majorProjectKind).notNull(),
  body: text().notNull(),
  projectId: uuid().references(() => project.id),
  investment: money().notNull(),
  stateFunds: money().notNull(),
  area: measure().notNull(),
  poorLabourers: integer(),
  appliedOn: civilDate().notNull(),
  approvedOn: civilDate(),
  startedOn: civilDate(),
  acceptedOn: civilDate(),
  status: coded(majorProjectStatus).notNull().default('APPLIED'),
}, (t) => [
  unique('ecological_project_key').on(t.countyCode, t.name),
  index().on(t.countyCode, t.id),
  index().on(t.projectId),
  check('ecological_project_values', sql`${t.area} > 0 and ${t.stateFunds} between 0 and ${t.investment} and ${t.poorLabourers} >= 0`),
]);
