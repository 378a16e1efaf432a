import { sql } from 'drizzle-orm';
import { check, index, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, householdRecord, measure, money, table } from '#db';
import { loanPurpose, loanStatus } from '../codes/aftercare.ts';
import { relocationProgramme } from '../codes/cases.ts';
import { reliefStatus, taxKind } from '../codes/finance.ts';
import { relocation } from '../schema.ts';
import { caseKeys, caseProgrammeKeys } from './case-keys.ts';

/** An instalment of a case's subsidy that reached the household. */
export const subsidyPayment = table(relocation, 'subsidy_payment', {
  ...householdRecord(),
  caseId: uuid().notNull(),
  programme: coded(relocationProgramme).notNull(),
  instalment: smallint().notNull(),
  amount: money().notNull(),
  paidOn: civilDate().notNull(),
  /** The payment in the funds; without foreign key, since payments stay with the coordinator. */
  disbursementId: uuid(),
}, (t) => [
  ...caseProgrammeKeys('subsidy_payment', t),
  unique('subsidy_payment_key').on(t.householdId, t.caseId, t.instalment),
  index().on(t.disbursementId),
  check('subsidy_payment_amount', sql`${t.amount} > 0 and ${t.instalment} > 0`),
]);

/** A loan with interest subsidy to a relocated poor household that produces or starts a business. */
export const relocatedHouseholdLoan = table(relocation, 'relocated_household_loan', {
  ...householdRecord(),
  caseId: uuid().notNull(),
  contractNumber: text().notNull(),
  bank: text().notNull(),
  purpose: coded(loanPurpose).notNull(),
  principal: money().notNull(),
  /** Per cent a year. */
  rate: measure(4).notNull(),
  subsidisedInterest: money().notNull(),
  contractedOn: civilDate().notNull(),
  dueOn: civilDate().notNull(),
  grantedOn: civilDate(),
  closedOn: civilDate(),
  status: coded(loanStatus).notNull().default('APPLIED'),
}, (t) => [
  ...caseKeys('relocated_household_loan', t),
  unique('relocated_household_loan_key').on(t.householdId, t.contractNumber),
  check('relocated_household_loan_amounts', sql`${t.principal} > 0 and ${t.subsidisedInterest} >= 0 and ${t.rate} >= 0`),
  check('relocated_household_loan_dates', sql`${t.dueOn} > ${t.contractedOn}`),
]);

/** Tax a relocated household was relieved of. */
export const householdTaxRelief = table(relocation, 'household_tax_relief', {
  ...householdRecord(),
  caseId: uuid().notNull(),
  tax: coded(taxKind).notNull(),
  amount: money().notNull(),
  appliedOn: civilDate().notNull(),
  grantedOn: civilDate(),
  status: coded(reliefStatus).notNull().default('APPLIED'),
}, (t) => [
  ...caseKeys('household_tax_relief', t),
  unique('household_tax_relief_key').on(t.householdId, t.caseId, t.tax, t.appliedOn),
  check('household_tax_relief_amount', sql`${t.amount} > 0`),
]);
