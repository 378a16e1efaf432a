import { sql } from 'drizzle-orm';
import { check, index, integer, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, householdKeys, householdRecord, money, ofHousehold, personKeys, table } from '#db';
import { claimStatus, zeroReason } from '../codes/claim.ts';
import { careService, insuranceScheme, medicalLayer } from '../codes/insurance.ts';
import { health } from '../schema.ts';
import { facility, tertiaryHospital } from './facility.ts';
import { insuranceRule } from './insurance.ts';

/** A stay in hospital or a treatment, its bill, and what of it the person pays in the end. */
export const medicalClaim = table(health, 'medical_claim', {
  ...householdRecord(),
  personId: uuid().notNull(),
  claimNumber: text().notNull(),
  facilityId: uuid().references(() => facility.id),
  tertiaryHospitalId: uuid().references(() => tertiaryHospital.id),
  service: coded(careService).notNull(),
  diagnosis: text().notNull(),
  diseaseCode: text(),
  admittedOn: civilDate().notNull(),
  dischargedOn: civilDate(),
  bill: money(),
  /** The part of the bill that lies within the lists of the insurance. */
  eligibleCost: money(),
  /** Of the settlement that holds; set by settling alone, like the next two. */
  selfPaid: money(),
  settlementNumber: smallint().notNull().default(0),
  settledOn: civilDate(),
  assistanceDueOn: civilDate(),
  closedOn: civilDate(),
  year: integer().generatedAlwaysAs(sql`extract(year from discharged_on)::int`),
  status: coded(claimStatus).notNull().default('OPEN'),
}, (t) => [
  ...personKeys('medical_claim', t),
  unique('medical_claim_key').on(t.householdId, t.claimNumber),
  index().on(t.facilityId),
  index().on(t.tertiaryHospitalId),
  // what a household paid itself in a year
  index('medical_claim_year').on(t.householdId, t.year),
  index('medical_claim_county_year').on(t.countyCode, t.year),
  check('medical_claim_where', sql`num_nonnulls(${t.facilityId}, ${t.tertiaryHospitalId}) = 1`),
  check('medical_claim_amounts', sql`${t.bill} > 0 and ${t.eligibleCost} >= 0 and ${t.eligibleCost} <= ${t.bill} and ${t.selfPaid} >= 0 and ${t.selfPaid} <= ${t.bill}`),
  check('medical_claim_dates', sql`${t.dischargedOn} >= ${t.admittedOn} and ${t.settledOn} >= ${t.dischargedOn}`),
  check('medical_claim_settled', sql`(${t.status} = 'OPEN') = (${t.settlementNumber} = 0) and (${t.status} = 'OPEN' or num_nonnulls(${t.dischargedOn}, ${t.bill}, ${t.eligibleCost}, ${t.selfPaid}, ${t.settledOn}) = 5)`),
]);

/**
 * One settlement of a claim. The highest number holds; a correction is a further one with its reason,
 * and none is ever changed.
 */
export const claimSettlement = table(health, 'claim_settlement', {
  ...householdRecord(),
  claimId: uuid().notNull(),
  number: smallint().notNull(),
  settledOn: civilDate().notNull(),
  scheme: coded(insuranceScheme),
  bill: money().notNull(),
  eligibleCost: money().notNull(),
  paid: money().notNull(),
  selfPaid: money().notNull(),
  reason: text(),
}, (t) => [
  ...householdKeys(t),
  ofHousehold('claim_settlement_claim', t, t.claimId, medicalClaim),
  index().on(t.claimId),
  unique('claim_settlement_key').on(t.householdId, t.claimId, t.number),
  check('claim_settlement_sum', sql`${t.paid} + ${t.selfPaid} = ${t.bill} and ${t.paid} >= 0 and ${t.selfPaid} >= 0`),
  check('claim_settlement_reason', sql`${t.number} > 0 and (${t.number} = 1) = (${t.reason} is null)`),
]);

/** What one layer paid in a settlement. All five are there, in their order; one that pays nothing says why. */
export const settlementLayer = table(health, 'settlement_layer', {
  ...householdRecord(),
  settlementId: uuid().notNull(),
  position: smallint().notNull(),
  layer: coded(medicalLayer).notNull(),
  leftBefore: money().notNull(),
  /** What the rule was applied to. */
  base: money().notNull(),
  paid: money().notNull(),
  leftAfter: money().notNull(),
  zeroReason: coded(zeroReason),
  ruleId: uuid().references(() => insuranceRule.id),
}, (t) => [
  ...householdKeys(t),
  ofHousehold('settlement_layer_settlement', t, t.settlementId, claimSettlement),
  index().on(t.settlementId),
  unique('settlement_layer_key').on(t.householdId, t.settlementId, t.position),
  index().on(t.ruleId),
  check('settlement_layer_order', sql`${t.position} = case ${t.layer}
    when 'BASIC_INSURANCE' then 1 when 'SERIOUS_ILLNESS_INSURANCE' then 2 when 'MEDICAL_ASSISTANCE' then 3 when 'TEMPORARY_ASSISTANCE' then 4 else 5 end`),
  check('settlement_layer_amounts', sql`${t.paid} >= 0 and ${t.base} >= 0 and ${t.paid} <= ${t.leftBefore} and ${t.leftAfter} = ${t.leftBefore} - ${t.paid}`),
  check('settlement_layer_reason', sql`(${t.paid} = 0) = (${t.zeroReason} is not null)`),
]);
