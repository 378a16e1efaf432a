import { sql } from 'drizzle-orm';
import { check, foreignKey, integer, text, unique, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, householdKeys, householdRecord, money, person, table } from '#db';
import { assignmentStatus, consentStatus, policyDecisionStatus, policyVersion, relocationProgramme } from '../codes/cases.ts';
import { relocation } from '../schema.ts';
import { caseKeys, caseProgrammeKeys } from './case-keys.ts';

/** A household heard about its move: who explained the policy, what was said, who signed. */
export const relocationConsent = table(relocation, 'relocation_consent', {
  ...householdRecord(),
  caseId: uuid().notNull(),
  programme: coded(relocationProgramme).notNull(),
  consultedOn: civilDate().notNull(),
  explainedBy: text().notNull(),
  opinion: text(),
  personsCovered: integer().notNull(),
  signedById: uuid(),
  signedOn: civilDate(),
  refusedOn: civilDate(),
  withdrawnOn: civilDate(),
  status: coded(consentStatus).notNull().default('CONSULTED'),
}, (t) => [
  ...caseProgrammeKeys('relocation_consent', t),
  foreignKey({ name: 'relocation_consent_signer', columns: [t.householdId, t.signedById], foreignColumns: [person.householdId, person.id] }),
  unique('relocation_consent_key').on(t.householdId, t.caseId, t.consultedOn),
  check('relocation_consent_persons', sql`${t.personsCovered} > 0`),
  check('relocation_consent_signed', sql`${t.status} not in ('AGREED', 'WITHDRAWN') or num_nonnulls(${t.signedById}, ${t.signedOn}) = 2`),
]);

/** Which relocation policy, old or new, a case is treated under, and how a dispute about it ended. */
export const relocationPolicyDecision = table(relocation, 'relocation_policy_decision', {
  ...householdRecord(),
  caseId: uuid().notNull(),
  policy: coded(policyVersion).notNull(),
  oldPolicySubsidy: money().notNull(),
  newPolicySubsidy: money().notNull(),
  decidedOn: civilDate().notNull(),
  dispute: text(),
  disputedOn: civilDate(),
  resolution: text(),
  resolvedOn: civilDate(),
  status: coded(policyDecisionStatus).notNull().default('ASSIGNED'),
}, (t) => [
  ...caseKeys('relocation_policy_decision', t),
  unique('relocation_policy_decision_key').on(t.householdId, t.caseId),
  check('relocation_policy_decision_amounts', sql`${t.oldPolicySubsidy} >= 0 and ${t.newPolicySubsidy} >= 0`),
]);

/** To which of the two programmes a household belongs: one row a household, so it is counted once. */
export const programmeAssignment = table(relocation, 'programme_assignment', {
  ...householdRecord(),
  programme: coded(relocationProgramme).notNull(),
  decidedOn: civilDate().notNull(),
  decidedBy: text().notNull(),
  povertySubsidy: money(),
  subsidenceSubsidy: money(),
  conflict: text(),
  conflictOn: civilDate(),
  resolution: text(),
  resolvedOn: civilDate(),
  status: coded(assignmentStatus).notNull().default('ASSIGNED'),
}, (t) => [
  ...householdKeys(t),
  unique('programme_assignment_key').on(t.householdId),
  check('programme_assignment_amounts', sql`${t.povertySubsidy} >= 0 and ${t.subsidenceSubsidy} >= 0`),
]);
