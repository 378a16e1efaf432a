import { sql } from 'drizzle-orm';
import { check, index, integer, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, countyRecord, householdRecord, ofHousehold, personKeys, placeCode, table } from '#db';
import { controlKind, controlMeasure, controlStatus } from '../codes/prevention.ts';
import { health } from '../schema.ts';
import { facility } from './facility.ts';
import { diagnosedDisease } from './health-record.ts';

/** An infectious, endemic or chronic disease reported in a village, and what is done against it. */
export const diseaseControl = table(health, 'disease_control', {
  ...countyRecord(),
  villageCode: placeCode().notNull(),
  kind: coded(controlKind).notNull(),
  disease: text().notNull(),
  reportedOn: civilDate().notNull(),
  cases: integer().notNull(),
  measures: coded(controlMeasure).array().notNull().default([]),
  followUpOn: civilDate(),
  managedOn: civilDate(),
  closedOn: civilDate(),
  status: coded(controlStatus).notNull().default('REPORTED'),
}, (t) => [
  unique('disease_control_key').on(t.countyCode, t.villageCode, t.disease, t.reportedOn),
  index().on(t.countyCode, t.id),
  index().on(t.villageCode),
  check('disease_control_cases', sql`${t.cases} >= 0`),
  check('disease_control_managed', sql`${t.status} = 'REPORTED' or cardinality(${t.measures}) > 0`),
]);

/** One person's disease under management, from the report to its end. */
export const diseaseManagement = table(health, 'disease_management', {
  ...householdRecord(),
  personId: uuid().notNull(),
  diseaseId: uuid().notNull(),
  kind: coded(controlKind).notNull(),
  facilityId: uuid().references(() => facility.id),
  reportedOn: civilDate().notNull(),
  lastFollowUpOn: civilDate(),
  nextFollowUpOn: civilDate(),
  management: text(),
  managedOn: civilDate(),
  closedOn: civilDate(),
  status: coded(controlStatus).notNull().default('REPORTED'),
}, (t) => [
  ...personKeys('disease_management', t),
  ofHousehold('disease_management_disease', t, t.diseaseId, diagnosedDisease),
  unique('disease_management_key').on(t.householdId, t.diseaseId, t.reportedOn),
  uniqueIndex('disease_management_one_open').on(t.householdId, t.diseaseId).where(sql`${t.status} <> 'CLOSED'`),
  index().on(t.diseaseId),
  index().on(t.facilityId),
]);
