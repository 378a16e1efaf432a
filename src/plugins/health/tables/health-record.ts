import { sql } from 'drizzle-orm';
import { check, index, text, unique, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, householdRecord, ofHousehold, personKeys, table } from '#db';
import { diseaseClass, diseaseStatus, disabilityGrade, disabilityKind, healthRecordStatus, illnessClass, treatmentNeed } from '../codes/illness.ts';
import { health } from '../schema.ts';

/** The health record of one person: one row each, missing until somebody has opened it. */
export const healthRecord = table(health, 'health_record', {
  ...householdRecord(),
  personId: uuid().notNull(),
  illnessClass: coded(illnessClass),
  disabilityKind: coded(disabilityKind),
  disabilityGrade: coded(disabilityGrade),
  disabilityCertificate: text(),
  treatmentNeed: coded(treatmentNeed),
  treatmentNote: text(),
  openedOn: civilDate(),
  updatedOn: civilDate(),
  status: coded(healthRecordStatus).notNull().default('MISSING'),
}, (t) => [
  ...personKeys('health_record', t),
  unique('health_record_key').on(t.householdId, t.personId),
  check('health_record_disability', sql`(${t.disabilityKind} is null) = (${t.disabilityGrade} is null)`),
]);

/** A disease that a person was diagnosed with. */
export const diagnosedDisease = table(health, 'diagnosed_disease', {
  ...householdRecord(),
  personId: uuid().notNull(),
  healthRecordId: uuid().notNull(),
  diseaseClass: coded(diseaseClass).notNull(),
  icdCode: text().notNull(),
  name: text().notNull(),
  diagnosedOn: civilDate().notNull(),
  controlledOn: civilDate(),
  curedOn: civilDate(),
  status: coded(diseaseStatus).notNull().default('PRESENT'),
}, (t) => [
  ...personKeys('diagnosed_disease', t),
  ofHousehold('diagnosed_disease_record', t, t.healthRecordId, healthRecord),
  index().on(t.healthRecordId),
  unique('diagnosed_disease_key').on(t.householdId, t.personId, t.icdCode, t.diagnosedOn),
]);
