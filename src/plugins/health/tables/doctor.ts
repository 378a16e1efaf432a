import { sql } from 'drizzle-orm';
import { check, index, smallint, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, countyRecord, money, placeCode, table } from '#db';
import { benefitKind, benefitStatus, doctorKind, doctorStatus } from '../codes/staff.ts';
import { health } from '../schema.ts';
import { facility } from './facility.ts';

/** A doctor of a village or a township, with whom families contract. */
export const doctor = table(health, 'doctor', {
  ...countyRecord(),
  licence: text().notNull(),
  name: text().notNull(),
  kind: coded(doctorKind).notNull(),
  facilityId: uuid().notNull().references(() => facility.id),
  placeCode: placeCode().notNull(),
  bornOn: civilDate().notNull(),
  startedOn: civilDate().notNull(),
  retiredOn: civilDate(),
  leftOn: civilDate(),
  status: coded(doctorStatus).notNull().default('ACTIVE'),
}, (t) => [
  unique('doctor_key').on(t.countyCode, t.licence),
  index().on(t.countyCode, t.id),
  index().on(t.facilityId),
  index().on(t.placeCode),
  check('doctor_dates', sql`${t.startedOn} > ${t.bornOn}`),
]);

/** What a village doctor gets each month beside the income of the clinic, from and to. */
export const doctorBenefit = table(health, 'doctor_benefit', {
  ...countyRecord(),
  doctorId: uuid().notNull().references(() => doctor.id),
  kind: coded(benefitKind).notNull(),
  fromOn: civilDate().notNull(),
  monthlyAmount: money().notNull(),
  stoppedOn: civilDate(),
  status: coded(benefitStatus).notNull().default('ELIGIBLE'),
}, (t) => [
  unique('doctor_benefit_key').on(t.countyCode, t.doctorId, t.kind, t.fromOn),
  uniqueIndex('doctor_benefit_one').on(t.doctorId, t.kind).where(sql`${t.status} <> 'STOPPED'`),
  index().on(t.countyCode, t.id),
  index().on(t.doctorId),
  check('doctor_benefit_amount', sql`${t.monthlyAmount} > 0`),
]);

/** A month of a benefit that was paid. */
export const doctorBenefitPayment = table(health, 'doctor_benefit_payment', {
  ...countyRecord(),
  benefitId: uuid().notNull().references(() => doctorBenefit.id),
  year: smallint().notNull(),
  month: smallint().notNull(),
  amount: money().notNull(),
  paidOn: civilDate().notNull(),
}, (t) => [
  unique('doctor_benefit_payment_key').on(t.countyCode, t.benefitId, t.year, t.month),
  index().on(t.countyCode, t.id),
  index().on(t.benefitId),
  check('doctor_benefit_payment_month', sql`${t.month} between 1 and 12 and ${t.amount} > 0`),
]);
