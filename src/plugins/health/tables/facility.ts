import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, countyRecord, placeCode, provinceRecord, table } from '#db';
import { careTier, facilityKind, hospitalAffiliation, hospitalGrade, standardStatus } from '../codes/facility.ts';
import { health } from '../schema.ts';

/** A hospital, health centre or clinic of a county's three-tier network; a mobile team too. One table for all of them. */
export const facility = table(health, 'facility', {
  ...countyRecord(),
  code: text().notNull(),
  name: text().notNull(),
  kind: coded(facilityKind).notNull(),
  tier: coded(careTier).notNull(),
  placeCode: placeCode().notNull(),
  grade: coded(hospitalGrade).notNull().default('UNGRADED'),
  gradedOn: civilDate(),
  beds: integer().notNull().default(0),
  staff: integer().notNull().default(0),
  openedOn: civilDate().notNull(),
  closedOn: civilDate(),
  buildingOn: civilDate(),
  /** The day it was last found to meet the standard, or no longer to meet it. */
  standardOn: civilDate(),
  status: coded(standardStatus).notNull().default('BELOW_STANDARD'),
}, (t) => [
  unique('facility_key').on(t.countyCode, t.code),
  index().on(t.countyCode, t.id),
  index().on(t.placeCode),
  check('facility_numbers', sql`${t.beds} >= 0 and ${t.staff} >= 0`),
  check('facility_grade', sql`(${t.grade} = 'UNGRADED') = (${t.gradedOn} is null)`),
  check('facility_tier', sql`${t.tier} = case ${t.kind}
    when 'COUNTY_HOSPITAL' then 'COUNTY' when 'COUNTY_TCM_HOSPITAL' then 'COUNTY' when 'TOWNSHIP_HEALTH_CENTRE' then 'TOWNSHIP' else 'VILLAGE' end`),
  check('facility_open', sql`${t.closedOn} >= ${t.openedOn}`),
]);

/** What a look at a facility found, by the checklist of the standard. It meets the standard when nothing is missing. */
export const facilityAssessment = table(health, 'facility_assessment', {
  ...countyRecord(),
  facilityId: uuid().notNull().references(() => facility.id),
  assessedOn: civilDate().notNull(),
  standard: text().notNull(),
  assessedBy: text().notNull(),
  premises: boolean().notNull(),
  equipment: boolean().notNull(),
  staffing: boolean().notNull(),
  medicines: boolean().notNull(),
  services: boolean().notNull(),
  information: boolean().notNull(),
  remark: text(),
  passed: boolean().generatedAlwaysAs(sql`premises and equipment and staffing and medicines and services and information`),
}, (t) => [
  unique('facility_assessment_key').on(t.countyCode, t.facilityId, t.assessedOn),
  index().on(t.countyCode, t.id),
  index().on(t.facilityId),
]);

/** A hospital of the third grade, which counties are helped by and which people are sent to. */
export const tertiaryHospital = table(health, 'tertiary_hospital', {
  ...provinceRecord(),
  code: text().notNull(),
  name: text().notNull(),
  grade: coded(hospitalGrade).notNull(),
  affiliation: coded(hospitalAffiliation).notNull(),
  placeCode: placeCode().notNull(),
}, (t) => [
  unique('tertiary_hospital_key').on(t.code),
  check('tertiary_hospital_grade', sql`${t.grade} in ('GRADE_3A', 'GRADE_3B')`),
]);
