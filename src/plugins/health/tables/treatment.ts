import { sql } from 'drizzle-orm';
import { boolean, check, index, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, householdRecord, money, ofHousehold, personKeys, table } from '#db';
import { illnessCaseStatus, rehabilitationItem, rehabilitationStatus, treatmentClass } from '../codes/treatment.ts';
import { health } from '../schema.ts';
import { facility, tertiaryHospital } from './facility.ts';
import { diagnosedDisease, healthRecord } from './health-record.ts';

/** The treatment of one serious disease of one person, by its class, from the diagnosis to its end. */
export const illnessCase = table(health, 'illness_case', {
  ...householdRecord(),
  personId: uuid().notNull(),
  diseaseId: uuid().notNull(),
  diagnosedOn: civilDate().notNull(),
  treatmentClass: coded(treatmentClass),
  facilityId: uuid().references(() => facility.id),
  tertiaryHospitalId: uuid().references(() => tertiaryHospital.id),
  plan: text(),
  cost: money(),
  treatedOn: civilDate(),
  recoveredOn: civilDate(),
  chronicOn: civilDate(),
  diedOn: civilDate(),
  causeOfDeath: text(),
  status: coded(illnessCaseStatus).notNull().default('DIAGNOSED'),
}, (t) => [
  ...personKeys('illness_case', t),
  ofHousehold('illness_case_disease', t, t.diseaseId, diagnosedDisease),
  unique('illness_case_key').on(t.householdId, t.diseaseId, t.diagnosedOn),
  uniqueIndex('illness_case_one_open').on(t.householdId, t.diseaseId).where(sql`${t.status} in ('DIAGNOSED', 'IN_TREATMENT')`),
  index().on(t.diseaseId),
  index().on(t.facilityId),
  index().on(t.tertiaryHospitalId),
  check('illness_case_where', sql`num_nonnulls(${t.facilityId}, ${t.tertiaryHospitalId}) <= 1`),
  check('illness_case_cost', sql`${t.cost} >= 0`),
  check('illness_case_died', sql`(${t.status} = 'DECEASED') = (${t.diedOn} is not null)`),
]);

/** A rehabilitation item for a disabled person, and what of its cost the insurance paid back. */
export const rehabilitationService = table(health, 'rehabilitation_service', {
  ...householdRecord(),
  personId: uuid().notNull(),
  healthRecordId: uuid().notNull(),
  item: coded(rehabilitationItem).notNull(),
  neededOn: civilDate().notNull(),
  facilityId: uuid().references(() => facility.id),
  insured: boolean().notNull(),
  cost: money(),
  reimbursed: money(),
  startedOn: civilDate(),
  completedOn: civilDate(),
  status: coded(rehabilitationStatus).notNull().default('NEEDED'),
}, (t) => [
  ...personKeys('rehabilitation_service', t),
  ofHousehold('rehabilitation_service_record', t, t.healthRecordId, healthRecord),
  unique('rehabilitation_service_key').on(t.householdId, t.personId, t.item, t.neededOn),
  index().on(t.healthRecordId),
  index().on(t.facilityId),
  check('rehabilitation_service_amounts', sql`${t.cost} >= 0 and ${t.reimbursed} >= 0 and ${t.reimbursed} <= ${t.cost}`),
  check('rehabilitation_service_insured', sql`${t.insured} or coalesce(${t.reimbursed}, 0) = 0`),
]);
