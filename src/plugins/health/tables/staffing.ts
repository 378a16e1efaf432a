import { sql } from 'drizzle-orm';
import { check, index, integer, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, countyRecord, table } from '#db';
import { postKind, postScheme, postStatus } from '../codes/staff.ts';
import { health } from '../schema.ts';
import { facility } from './facility.ts';

/** How many posts of each kind a health centre or hospital may fill in a year. */
export const staffingPlan = table(health, 'staffing_plan', {
  ...countyRecord(),
  facilityId: uuid().notNull().references(() => facility.id),
  year: smallint().notNull(),
  gpPosts: integer().notNull(),
  specialistPosts: integer().notNull(),
  documentNumber: text().notNull(),
}, (t) => [
  unique('staffing_plan_key').on(t.countyCode, t.facilityId, t.year),
  index().on(t.countyCode, t.id),
  index().on(t.facilityId),
  check('staffing_plan_posts', sql`${t.gpPosts} >= 0 and ${t.specialistPosts} >= 0`),
]);

/** A post for a general practitioner or specialist, and who fills it. */
export const medicalPost = table(health, 'medical_post', {
  ...countyRecord(),
  facilityId: uuid().notNull().references(() => facility.id),
  number: text().notNull(),
  year: smallint().notNull(),
  kind: coded(postKind).notNull(),
  scheme: coded(postScheme).notNull(),
  doctorName: text(),
  openedOn: civilDate().notNull(),
  appointedOn: civilDate(),
  leftOn: civilDate(),
  status: coded(postStatus).notNull().default('OPEN'),
}, (t) => [
  unique('medical_post_key').on(t.countyCode, t.number),
  index().on(t.countyCode, t.id),
  index().on(t.facilityId),
  check('medical_post_filled', sql`${t.status} = 'OPEN' or ${t.doctorName} is not null`),
]);
