import { sql } from 'drizzle-orm';
import { check, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, countyRecord, money, placeCode, project, table } from '#db';
import { relocationProgramme } from '../codes/cases.ts';
import { followUpKind, followUpStatus, siteFacility, siteKind, siteStatus, supportKind, supportStatus } from '../codes/sites.ts';
import { relocation } from '../schema.ts';

/** Where relocated households settle. How many live there is counted from their cases. */
export const settlementSite = table(relocation, 'settlement_site', {
  ...countyRecord(),
  code: text().notNull(),
  name: text().notNull(),
  /** The programme it is built under; households of both may settle there. */
  programme: coded(relocationProgramme).notNull(),
  kind: coded(siteKind).notNull(),
  villageCode: placeCode().notNull(),
  facilities: coded(siteFacility).array().notNull().default([]),
  plannedHouseholds: integer().notNull(),
  plannedPersons: integer().notNull(),
  projectId: uuid().references(() => project.id),
  approvedOn: civilDate(),
  startedOn: civilDate(),
  completedOn: civilDate(),
  occupiedOn: civilDate(),
  status: coded(siteStatus).notNull().default('PLANNED'),
}, (t) => [
  unique('settlement_site_key').on(t.countyCode, t.code),
  index().on(t.countyCode, t.id),
  index().on(t.villageCode),
  index().on(t.projectId),
  check('settlement_site_planned', sql`${t.plannedHouseholds} > 0 and ${t.plannedPersons} >= ${t.plannedHouseholds}`),
]);

/** An asset-income project that gives the people of a site an income. */
export const followUpProject = table(relocation, 'follow_up_project', {
  ...countyRecord(),
  siteId: uuid().notNull().references(() => settlementSite.id),
  name: text().notNull(),
  kind: coded(followUpKind).notNull(),
  investment: money().notNull(),
  incomePerHousehold: money().notNull(),
  projectId: uuid().references(() => project.id),
  startedOn: civilDate(),
  endedOn: civilDate(),
  status: coded(followUpStatus).notNull().default('PLANNED'),
}, (t) => [
  unique('follow_up_project_key').on(t.countyCode, t.siteId, t.name),
  index().on(t.countyCode, t.id),
  index().on(t.siteId),
  index().on(t.projectId),
  check('follow_up_project_amounts', sql`${t.investment} > 0 and ${t.incomePerHousehold} >= 0`),
]);

/** What else is done for a site, or for the land it left empty: jobs, services, restoration. */
export const siteSupport = table(relocation, 'site_support', {
  ...countyRecord(),
  /** Null when the support is for vacated land alone. */
  siteId: uuid().references(() => settlementSite.id),
  villageCode: placeCode().notNull(),
  kind: coded(supportKind).notNull(),
  name: text().notNull(),
  jobsAdded: integer().notNull().default(0),
  incomeAdded: money().notNull().default('0'),
  plannedOn: civilDate().notNull(),
  doneOn: civilDate(),
  status: coded(supportStatus).notNull().default('PLANNED'),
}, (t) => [
  unique('site_support_key').on(t.countyCode, t.villageCode, t.kind, t.name),
  index().on(t.countyCode, t.id),
  index().on(t.siteId),
  index().on(t.villageCode),
  check('site_support_numbers', sql`${t.jobsAdded} >= 0 and ${t.incomeAdded} >= 0`),
]);
