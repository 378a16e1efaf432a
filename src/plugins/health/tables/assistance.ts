import { sql } from 'drizzle-orm';
import { check, index, smallint, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, householdRecord, money, ofHousehold, personKeys, table } from '#db';
import { agreementStatus, assistanceKind, assistanceStatus, eligibilityBasis, eligibilityStatus } from '../codes/claim.ts';
import { health } from '../schema.ts';
import { medicalClaim } from './claim.ts';
import { facility, tertiaryHospital } from './facility.ts';

/** An application for help with a bill that is still hard to bear after the insurances have paid. */
export const medicalAssistance = table(health, 'medical_assistance', {
  ...householdRecord(),
  personId: uuid().notNull(),
  claimId: uuid().notNull(),
  applicationNumber: text().notNull(),
  kind: coded(assistanceKind).notNull(),
  /** What the person had to pay when applying. */
  selfPaidBefore: money().notNull(),
  appliedAmount: money().notNull(),
  amount: money(),
  donor: text(),
  refusalReason: text(),
  /** Number of the claim's settlement that first counts it; set by settling alone. */
  countedIn: smallint(),
  appliedOn: civilDate().notNull(),
  decidedOn: civilDate(),
  paidOn: civilDate(),
  /** The payment in the funds; without foreign key, since payments stay with the coordinator. */
  disbursementId: uuid(),
  status: coded(assistanceStatus).notNull().default('APPLIED'),
}, (t) => [
  ...personKeys('medical_assistance', t),
  ofHousehold('medical_assistance_claim', t, t.claimId, medicalClaim),
  unique('medical_assistance_key').on(t.householdId, t.applicationNumber),
  index().on(t.claimId),
  index().on(t.disbursementId),
  check('medical_assistance_amounts', sql`${t.selfPaidBefore} > 0 and ${t.appliedAmount} > 0 and ${t.appliedAmount} <= ${t.selfPaidBefore} and ${t.amount} > 0 and ${t.amount} <= ${t.appliedAmount}`),
  check('medical_assistance_decided', sql`(${t.status} = 'APPLIED') = (${t.decidedOn} is null) and (${t.status} not in ('APPROVED', 'PAID') or ${t.amount} is not null)`),
]);

/** Whether a person is covered by assistance with serious and major illness, from and to. */
export const assistanceEligibility = table(health, 'assistance_eligibility', {
  ...householdRecord(),
  personId: uuid().notNull(),
  assessedOn: civilDate().notNull(),
  basis: coded(eligibilityBasis).notNull(),
  coveredOn: civilDate(),
  /** The first day the person is no longer covered. */
  endedOn: civilDate(),
  status: coded(eligibilityStatus).notNull().default('NOT_COVERED'),
}, (t) => [
  ...personKeys('assistance_eligibility', t),
  unique('assistance_eligibility_key').on(t.householdId, t.personId, t.assessedOn),
  uniqueIndex('assistance_eligibility_one').on(t.householdId, t.personId).where(sql`${t.status} = 'COVERED'`),
  check('assistance_eligibility_dates', sql`${t.endedOn} >= ${t.coveredOn} and (${t.status} = 'COVERED') = (${t.coveredOn} is not null and ${t.endedOn} is null)`),
]);

/** An agreement to treat first and be paid later: no deposit, and what is owed once the layers have paid. */
export const treatBeforePay = table(health, 'treat_before_pay', {
  ...householdRecord(),
  personId: uuid().notNull(),
  agreementNumber: text().notNull(),
  facilityId: uuid().references(() => facility.id),
  tertiaryHospitalId: uuid().references(() => tertiaryHospital.id),
  claimId: uuid(),
  signedOn: civilDate().notNull(),
  admittedOn: civilDate(),
  owedOn: civilDate(),
  settledOn: civilDate(),
  paidAmount: money().notNull().default('0'),
  status: coded(agreementStatus).notNull().default('SIGNED'),
}, (t) => [
  ...personKeys('treat_before_pay', t),
  ofHousehold('treat_before_pay_claim', t, t.claimId, medicalClaim),
  unique('treat_before_pay_key').on(t.householdId, t.agreementNumber),
  index().on(t.claimId),
  index().on(t.facilityId),
  index().on(t.tertiaryHospitalId),
  check('treat_before_pay_where', sql`num_nonnulls(${t.facilityId}, ${t.tertiaryHospitalId}) = 1`),
  check('treat_before_pay_amount', sql`${t.paidAmount} >= 0`),
  check('treat_before_pay_claimed', sql`${t.status} in ('SIGNED', 'IN_HOSPITAL') or ${t.claimId} is not null`),
]);
