import { sql } from 'drizzle-orm';
import { check, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, countyRecord, measure, table } from '#db';
import { linkStatus, pairingStatus, speciality } from '../codes/support.ts';
import { health } from '../schema.ts';
import { facility, tertiaryHospital } from './facility.ts';

/** An agreement of one hospital to support another facility: a tertiary one a county hospital, a Grade II one a health centre. */
export const hospitalPairing = table(health, 'hospital_pairing', {
  ...countyRecord(),
  agreementNumber: text().notNull(),
  tertiaryHospitalId: uuid().references(() => tertiaryHospital.id),
  supportingFacilityId: uuid().references(() => facility.id),
  facilityId: uuid().notNull().references(() => facility.id),
  signedOn: civilDate().notNull(),
  /** Last day it is agreed for. */
  dueOn: civilDate().notNull(),
  doctorMonths: integer().notNull(),
  startedOn: civilDate(),
  endedOn: civilDate(),
  status: coded(pairingStatus).notNull().default('SIGNED'),
}, (t) => [
  unique('hospital_pairing_key').on(t.countyCode, t.agreementNumber),
  index().on(t.countyCode, t.id),
  index().on(t.tertiaryHospitalId),
  index().on(t.supportingFacilityId),
  index().on(t.facilityId),
  check('hospital_pairing_supporter', sql`num_nonnulls(${t.tertiaryHospitalId}, ${t.supportingFacilityId}) = 1 and ${t.supportingFacilityId} is distinct from ${t.facilityId}`),
  check('hospital_pairing_values', sql`${t.dueOn} > ${t.signedOn} and ${t.doctorMonths} > 0`),
]);

/** A doctor who was sent under a pairing. */
export const pairingSecondment = table(health, 'pairing_secondment', {
  ...countyRecord(),
  pairingId: uuid().notNull().references(() => hospitalPairing.id),
  doctorName: text().notNull(),
  speciality: coded(speciality).notNull(),
  fromOn: civilDate().notNull(),
  toOn: civilDate(),
  /** Months of work, once it is over. */
  months: measure(1),
}, (t) => [
  unique('pairing_secondment_key').on(t.countyCode, t.pairingId, t.doctorName, t.fromOn),
  index().on(t.countyCode, t.id),
  index().on(t.pairingId),
  check('pairing_secondment_period', sql`${t.toOn} >= ${t.fromOn} and (${t.toOn} is null) = (${t.months} is null) and ${t.months} > 0`),
]);

/** A line between a county hospital and a tertiary one. */
export const telemedicineLink = table(health, 'telemedicine_link', {
  ...countyRecord(),
  facilityId: uuid().notNull().references(() => facility.id),
  tertiaryHospitalId: uuid().notNull().references(() => tertiaryHospital.id),
  plannedOn: civilDate().notNull(),
  connectedOn: civilDate(),
  inUseOn: civilDate(),
  downOn: civilDate(),
  status: coded(linkStatus).notNull().default('PLANNED'),
}, (t) => [
  unique('telemedicine_link_key').on(t.countyCode, t.facilityId, t.tertiaryHospitalId),
  index().on(t.countyCode, t.id),
  index().on(t.facilityId),
  index().on(t.tertiaryHospitalId),
]);

/** One consultation over a link. Whom it was about stands in the hospital's files, not here. */
export const teleconsultation = table(health, 'teleconsultation', {
  ...countyRecord(),
  linkId: uuid().notNull().references(() => telemedicineLink.id),
  number: text().notNull(),
  consultedOn: civilDate().notNull(),
  speciality: coded(speciality).notNull(),
  minutes: integer().notNull(),
}, (t) => [
  unique('teleconsultation_key').on(t.countyCode, t.linkId, t.number),
  index().on(t.countyCode, t.id),
  index().on(t.linkId),
  check('teleconsultation_minutes', sql`${t.minutes} > 0`),
]);
