import { sql } from 'drizzle-orm';
import { check, index, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, countyRecord, householdKeys, householdRecord, measure, money, ofHousehold, personKeys, placeCode, table } from '#db';
import { assessmentResult, postStatus, rangerStatus } from '../codes/index.ts';
import { ecology } from '../schema.ts';

/** A post of a forest ranger, with its patrol area. */
export const forestRangerPost = table(ecology, 'forest_ranger_post', {
  ...countyRecord(),
  postNumber: text().notNull(),
  villageCode: placeCode().notNull(),
  patrolArea: text().notNull(),
  area: measure().notNull(),
  recruitingOn: civilDate(),
  filledOn: civilDate(),
  endedOn: civilDate(),
  status: coded(postStatus).notNull().default('VACANT'),
}, (t) => [
  unique('forest_ranger_post_key').on(t.countyCode, t.postNumber),
  index().on(t.countyCode, t.id),
  index().on(t.villageCode),
  check('forest_ranger_post_area', sql`${t.area} > 0`),
]);

/** The person of a registered poor household who has the post. */
export const forestRangerContract = table(ecology, 'forest_ranger_contract', {
  ...householdRecord(),
  personId: uuid().notNull(),
  postId: uuid().notNull().references(() => forestRangerPost.id),
  startsOn: civilDate().notNull(),
  endsOn: civilDate().notNull(),
  yearlyWage: money().notNull(),
  endedOn: civilDate(),
  status: coded(rangerStatus).notNull().default('EMPLOYED'),
}, (t) => [
  ...personKeys('forest_ranger_contract', t),
  unique('forest_ranger_contract_key').on(t.householdId, t.personId, t.postId, t.startsOn),
  index().on(t.postId),
  check('forest_ranger_contract_values', sql`${t.endsOn} >= ${t.startsOn} and ${t.yearlyWage} > 0`),
]);

/** A month's wage of a ranger. */
export const forestRangerWage = table(ecology, 'forest_ranger_wage', {
  ...householdRecord(),
  personId: uuid().notNull(),
  contractId: uuid().notNull(),
  /** First day of the month. */
  month: civilDate().notNull(),
  amount: money().notNull(),
  paidOn: civilDate().notNull(),
  disbursementId: uuid(),
}, (t) => [
  ...personKeys('forest_ranger_wage', t),
  ofHousehold('forest_ranger_wage_contract', t, t.contractId, forestRangerContract),
  unique('forest_ranger_wage_key').on(t.householdId, t.contractId, t.month),
  index().on(t.contractId),
  index().on(t.disbursementId),
  check('forest_ranger_wage_values', sql`${t.amount} > 0 and extract(day from ${t.month}) = 1`),
]);

/** How a ranger did in a year. */
export const forestRangerAssessment = table(ecology, 'forest_ranger_assessment', {
  ...householdRecord(),
  contractId: uuid().notNull(),
  year: smallint().notNull(),
  result: coded(assessmentResult).notNull(),
  assessedOn: civilDate().notNull(),
}, (t) => [
  ...householdKeys(t),
  ofHousehold('forest_ranger_assessment_contract', t, t.contractId, forestRangerContract),
  unique('forest_ranger_assessment_key').on(t.householdId, t.contractId, t.year),
  index().on(t.contractId),
]);
