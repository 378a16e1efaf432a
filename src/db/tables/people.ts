import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, integer, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import {
  assuranceKind, educationLevel, exitPath, healthState, householdEventKind, householdStatus, labourAbility,
  needKind, planStatus, relapseCause, relation, sex,
} from '../codes/people.ts';
import { areaCode, civilDate, coded, householdRecord, money, placeCode } from '../columns.ts';
import { core } from '../core-schema.ts';
import { table } from '../table.ts';
import { householdKeys } from '../household-keys.ts';

/**
 * A person as recorded in one household. Who moves to another household gets a row there under the
 * same id, and the old row stays, `current = false`, so that past rosters keep what was true then.
 */
export const person = table(core, 'person', {
  ...householdRecord(),
  current: boolean().notNull().default(true),
  /** The person this one turned out to be; the row and its id stay. */
  mergedIntoId: uuid(),
  name: text().notNull(),
  sex: coded(sex).notNull(),
  bornOn: civilDate().notNull(),
  diedOn: civilDate(),
  /** AES-256-GCM, `keyId:nonce:ciphertext`; see src/access/id-number.ts. */
  idNumberCipher: text(),
  /** Last four characters, the part that is shown. */
  idNumberTail: text(),
  labourAbility: coded(labourAbility).notNull(),
  healthState: coded(healthState).notNull(),
  education: coded(educationLevel).notNull(),
}, (t) => [...householdKeys(t), index('person_name_and_birth').on(t.bornOn, t.name).where(sql`${t.current}`)]);

/**
 * One person, one current household: the keyed hash of the ID number is unique in the province.
 * No foreign keys, so that it can be spread by hash; nothing readable stands in it.
 */
export const personIdentity = table(core, 'person_identity', {
  idHash: text().primaryKey(),
  /** The master key that made the hash. */
  keyId: text().notNull(),
  personId: uuid().notNull(),
  householdId: uuid().notNull(),
  countyCode: placeCode().notNull(),
  areaCode: areaCode().notNull(),
  /** Whose row holds the sealed number, where that person turned out to be the one above. */
  sealedPersonId: uuid(),
  sealedHouseholdId: uuid(),
}, (t) => [index().on(t.personId)]);

/** Who belonged to the household when, and as what. */
export const membership = table(core, 'membership', {
  ...householdRecord(),
  personId: uuid().notNull(),
  relation: coded(relation).notNull(),
  fromOn: civilDate().notNull(),
  toOn: civilDate(),
  fromReason: coded(householdEventKind).notNull(),
  toReason: coded(householdEventKind),
}, (t) => [
  ...householdKeys(t),
  foreignKey({ columns: [t.householdId, t.personId], foreignColumns: [person.householdId, person.id] }),
  unique().on(t.householdId, t.personId, t.fromOn),
  check('membership_period', sql`${t.toOn} is null or ${t.toOn} >= ${t.fromOn}`),
]);

/** Where the household lived when. The place columns are those of the map of that time. */
export const residence = table(core, 'residence', {
  ...householdRecord(),
  villageCode: placeCode().notNull(),
  townshipCode: placeCode().notNull(),
  placeCountyCode: placeCode().notNull(),
  cityCode: placeCode().notNull(),
  fromOn: civilDate().notNull(),
  toOn: civilDate(),
  reason: coded(householdEventKind).notNull(),
}, (t) => [
  ...householdKeys(t),
  unique().on(t.householdId, t.fromOn),
  index().on(t.placeCountyCode, t.householdId),
  index().on(t.townshipCode, t.householdId),
  index().on(t.villageCode, t.householdId),
  index().on(t.cityCode, t.householdId),
  check('residence_period', sql`${t.toOn} is null or ${t.toOn} >= ${t.fromOn}`),
]);

/** Registered, exited, consolidated, relapsed: one row a change, never deleted. */
export const householdStatusChange = table(core, 'household_status_change', {
  ...householdRecord(),
  year: smallint().notNull(),
  status: coded(householdStatus).notNull(),
  decidedOn: civilDate().notNull(),
  relapseCause: coded(relapseCause),
  exitPath: coded(exitPath),
  reason: text(),
}, (t) => [
  ...householdKeys(t),
  unique().on(t.householdId, t.decidedOn, t.status),
  index().on(t.countyCode, t.year, t.status),
]);

/** What happened to a household, with the reason; the other household of a split, merge or marriage. */
export const householdEvent = table(core, 'household_event', {
  ...householdRecord(),
  kind: coded(householdEventKind).notNull(),
  happenedOn: civilDate().notNull(),
  reason: text().notNull(),
  personId: uuid(),
  otherHouseholdId: uuid(),
}, (t) => [...householdKeys(t)]);

/** Yearly income by the four classes of the household survey; net income per head is computed. */
export const householdIncome = table(core, 'household_income', {
  ...householdRecord(),
  year: smallint().notNull(),
  wage: money().notNull().default('0'),
  business: money().notNull().default('0'),
  property: money().notNull().default('0'),
  transfer: money().notNull().default('0'),
  businessCost: money().notNull().default('0'),
  persons: integer().notNull(),
  netPerHead: money().generatedAlwaysAs(
    sql`round((wage + business + property + transfer - business_cost) / persons, 2)`,
  ),
}, (t) => [
  ...householdKeys(t),
  unique().on(t.householdId, t.year),
  check('household_income_amounts', sql`${t.wage} >= 0 and ${t.business} >= 0 and ${t.property} >= 0 and ${t.transfer} >= 0 and ${t.businessCost} >= 0 and ${t.persons} > 0`),
]);

/** A check of one of the two assurances and three guarantees, with its evidence. */
export const assuranceCheck = table(core, 'assurance_check', {
  ...householdRecord(),
  kind: coded(assuranceKind).notNull(),
  checkedOn: civilDate().notNull(),
  met: boolean().notNull(),
  evidence: text().notNull(),
  checkedBy: text().notNull(),
}, (t) => [...householdKeys(t), unique().on(t.householdId, t.kind, t.checkedOn)]);

/** What the household needs to get out of poverty. */
export const householdNeed = table(core, 'household_need', {
  ...householdRecord(),
  kind: coded(needKind).notNull(),
  year: smallint().notNull(),
  description: text(),
  metOn: civilDate(),
}, (t) => [...householdKeys(t), unique().on(t.householdId, t.year, t.kind)]);

/** The household's assistance plan of a year. */
export const householdPlan = table(core, 'household_plan', {
  ...householdRecord(),
  year: smallint().notNull(),
  exitPath: coded(exitPath).notNull(),
  plannedExitYear: smallint(),
  measures: text().notNull(),
  status: coded(planStatus).notNull().default('DRAFT'),
}, (t) => [...householdKeys(t), unique().on(t.householdId, t.year, t.exitPath)]);

/** The responsible helper of a household, from and to. */
export const helperAssignment = table(core, 'helper_assignment', {
  ...householdRecord(),
  helperName: text().notNull(),
  helperUnit: text().notNull(),
  helperPhone: text(),
  fromOn: civilDate().notNull(),
  toOn: civilDate(),
}, (t) => [...householdKeys(t), unique().on(t.householdId, t.fromOn, t.helperName)]);

export { household, householdRegistry } from './household.ts';
