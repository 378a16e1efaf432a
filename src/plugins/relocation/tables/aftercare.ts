import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, integer, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, householdKeys, householdRecord, measure, money, person, placeCode, table } from '#db';
import { followUpResult, rightKind, rightStatus, serviceKind, serviceStatus } from '../codes/aftercare.ts';
import { relocationProgramme } from '../codes/cases.ts';
import { relocation } from '../schema.ts';
import { caseKeys, caseProgrammeKeys } from './case-keys.ts';
import { followUpProject } from './site.ts';

/** One of the three rights a relocated household keeps in the village it left. */
export const propertyRight = table(relocation, 'property_right', {
  ...householdRecord(),
  caseId: uuid().notNull(),
  kind: coded(rightKind).notNull(),
  certificateNumber: text().notNull(),
  villageCode: placeCode().notNull(),
  /** In mu. */
  area: measure(),
  yearlyIncome: money(),
  compensation: money(),
  confirmedOn: civilDate().notNull(),
  agreedOn: civilDate(),
  changedOn: civilDate(),
  status: coded(rightStatus).notNull().default('HELD'),
}, (t) => [
  ...caseKeys('property_right', t),
  unique('property_right_key').on(t.householdId, t.kind, t.certificateNumber),
  check('property_right_amounts', sql`${t.area} > 0 and ${t.yearlyIncome} >= 0 and ${t.compensation} >= 0`),
]);

/** A supporting service a household or one of its members needs at the new home, and whether it came. */
export const settlementService = table(relocation, 'settlement_service', {
  ...householdRecord(),
  caseId: uuid().notNull(),
  programme: coded(relocationProgramme).notNull(),
  kind: coded(serviceKind).notNull(),
  /** Tells services of one kind apart: of several members, or of several times. */
  serial: smallint().notNull(),
  personId: uuid(),
  provider: text(),
  personsServed: integer().notNull(),
  neededOn: civilDate().notNull(),
  offeredOn: civilDate(),
  doneOn: civilDate(),
  status: coded(serviceStatus).notNull().default('NEEDED'),
}, (t) => [
  ...caseProgrammeKeys('settlement_service', t),
  foreignKey({ name: 'settlement_service_person', columns: [t.householdId, t.personId], foreignColumns: [person.householdId, person.id] }),
  unique('settlement_service_key').on(t.householdId, t.caseId, t.kind, t.serial),
  check('settlement_service_persons', sql`${t.personsServed} > 0`),
]);

/** A visit after the move: the five checks, each with what it rests on. */
export const relocationFollowUp = table(relocation, 'relocation_follow_up', {
  ...householdRecord(),
  caseId: uuid().notNull(),
  programme: coded(relocationProgramme).notNull(),
  visitedOn: civilDate().notNull(),
  visitor: text().notNull(),
  movedOut: boolean().notNull(),
  movedOutEvidence: text().notNull(),
  settledIn: boolean().notNull(),
  settledInEvidence: text().notNull(),
  hasHousing: boolean().notNull(),
  hasHousingEvidence: text().notNull(),
  hasIndustry: boolean().notNull(),
  hasIndustryEvidence: text().notNull(),
  hasIncome: boolean().notNull(),
  hasIncomeEvidence: text().notNull(),
  income: money().notNull(),
  result: coded(followUpResult).generatedAlwaysAs(sql`case moved_out::int + settled_in::int + has_housing::int + has_industry::int + has_income::int
    when 5 then 'PASS' when 4 then 'FOLLOW_UP' when 3 then 'FOLLOW_UP' else 'FAIL' end`),
}, (t) => [
  ...caseProgrammeKeys('relocation_follow_up', t),
  unique('relocation_follow_up_key').on(t.householdId, t.caseId, t.visitedOn),
  check('relocation_follow_up_income', sql`${t.income} >= 0`),
]);

/** What a follow-up industry project paid to a household in a year. */
export const followUpIncome = table(relocation, 'follow_up_income', {
  ...householdRecord(),
  followUpProjectId: uuid().notNull().references(() => followUpProject.id),
  year: smallint().notNull(),
  amount: money().notNull(),
}, (t) => [
  ...householdKeys(t),
  unique('follow_up_income_key').on(t.householdId, t.followUpProjectId, t.year),
  index().on(t.followUpProjectId),
  check('follow_up_income_amount', sql`${t.amount} >= 0`),
]);
