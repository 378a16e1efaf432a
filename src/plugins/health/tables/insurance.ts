import { sql } from 'drizzle-orm';
import { check, index, smallint, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, countyRecord, householdRecord, measure, money, personKeys, table } from '#db';
import { careTier } from '../codes/facility.ts';
import {
  careService, deductibleBasis, enrolmentStatus, insuranceRuleStatus, insuranceScheme, medicalLayer, ruleGroup, ruleScheme,
} from '../codes/insurance.ts';
import { health } from '../schema.ts';

/**
 * What one layer pays in a county for one kind of care: deductible, ratio and ceiling. A rule in force
 * is never changed, only superseded, so that an old bill can be settled as it was due.
 */
export const insuranceRule = table(health, 'insurance_rule', {
  ...countyRecord(),
  code: text().notNull(),
  documentNumber: text().notNull(),
  layer: coded(medicalLayer).notNull(),
  scheme: coded(ruleScheme).notNull(),
  service: coded(careService).notNull(),
  tier: coded(careTier).notNull(),
  beneficiaries: coded(ruleGroup).notNull(),
  deductible: money().notNull(),
  deductibleBasis: coded(deductibleBasis).notNull(),
  /** Per cent of what lies above the deductible. */
  ratio: measure().notNull(),
  /** The most that the layer pays a person in a year; none where empty. */
  ceiling: money(),
  effectiveOn: civilDate(),
  /** The first day it no longer holds. */
  supersededOn: civilDate(),
  status: coded(insuranceRuleStatus).notNull().default('DRAFT'),
}, (t) => [
  unique('insurance_rule_key').on(t.countyCode, t.code),
  uniqueIndex('insurance_rule_one_in_force').on(t.countyCode, t.layer, t.scheme, t.service, t.tier, t.beneficiaries).where(sql`${t.status} = 'IN_FORCE'`),
  index().on(t.countyCode, t.id),
  check('insurance_rule_layer', sql`${t.layer} in ('BASIC_INSURANCE', 'SERIOUS_ILLNESS_INSURANCE', 'MEDICAL_ASSISTANCE') and (${t.scheme} = 'ANY') = (${t.layer} = 'MEDICAL_ASSISTANCE')`),
  check('insurance_rule_terms', sql`${t.deductible} >= 0 and ${t.ratio} > 0 and ${t.ratio} <= 100 and ${t.ceiling} > 0`),
  check('insurance_rule_dates', sql`${t.supersededOn} > ${t.effectiveOn} and (${t.status} = 'DRAFT') = (${t.effectiveOn} is null)`),
]);

/** Whether a person is insured in a year, in which scheme, and what the budget pays of the premium. */
export const insuranceEnrolment = table(health, 'insurance_enrolment', {
  ...householdRecord(),
  personId: uuid().notNull(),
  year: smallint().notNull(),
  scheme: coded(insuranceScheme),
  premium: money(),
  subsidy: money(),
  enrolledOn: civilDate(),
  subsidyDueOn: civilDate(),
  subsidyPaidOn: civilDate(),
  /** The payment in the funds; without foreign key, since payments stay with the coordinator. */
  disbursementId: uuid(),
  status: coded(enrolmentStatus).notNull().default('NOT_ENROLLED'),
}, (t) => [
  ...personKeys('insurance_enrolment', t),
  unique('insurance_enrolment_key').on(t.householdId, t.personId, t.year),
  index().on(t.disbursementId),
  check('insurance_enrolment_amounts', sql`${t.premium} > 0 and ${t.subsidy} >= 0 and ${t.subsidy} <= ${t.premium}`),
  check('insurance_enrolment_enrolled', sql`${t.status} = 'NOT_ENROLLED' or num_nonnulls(${t.scheme}, ${t.premium}, ${t.enrolledOn}) = 3`),
  check('insurance_enrolment_subsidised', sql`${t.status} not in ('SUBSIDY_DUE', 'SUBSIDY_PAID') or ${t.subsidy} is not null`),
]);
