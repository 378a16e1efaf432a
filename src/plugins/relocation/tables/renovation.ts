import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, smallint, unique, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, fundLevel, householdKeys, householdRecord, measure, money, project, table } from '#db';
import { houseGrade, renovationMethod, renovationStatus } from '../codes/housing.ts';
import { relocation } from '../schema.ts';

/** The renovation of one household's dilapidated house, by new building or reinforcement. */
export const houseRenovation = table(relocation, 'house_renovation', {
  ...householdRecord(),
  year: smallint().notNull(),
  /** As it was when applied for: registered poor households come first. */
  registeredPoor: boolean().notNull(),
  priorityRank: smallint(),
  method: coded(renovationMethod).notNull(),
  gradeBefore: coded(houseGrade).notNull(),
  gradeAfter: coded(houseGrade),
  houseArea: measure(),
  cost: money(),
  subsidy: money(),
  selfRaised: money(),
  projectId: uuid().references(() => project.id),
  appliedOn: civilDate().notNull(),
  approvedOn: civilDate(),
  startedOn: civilDate(),
  completedOn: civilDate(),
  acceptedOn: civilDate(),
  subsidyPaidOn: civilDate(),
  rejectedOn: civilDate(),
  status: coded(renovationStatus).notNull().default('APPLIED'),
}, (t) => [
  ...householdKeys(t),
  unique('house_renovation_key').on(t.householdId, t.year),
  index().on(t.projectId),
  check('house_renovation_amounts', sql`${t.cost} >= 0 and ${t.subsidy} >= 0 and ${t.selfRaised} >= 0 and ${t.houseArea} > 0`),
  check('house_renovation_rank', sql`${t.priorityRank} > 0`),
]);

/** What one level of government owes for a renovation, by when, and what of it was paid. */
export const renovationInstalment = table(relocation, 'renovation_instalment', {
  ...householdRecord(),
  renovationId: uuid().notNull(),
  level: coded(fundLevel).notNull(),
  dueAmount: money().notNull(),
  dueOn: civilDate().notNull(),
  paidAmount: money().notNull().default('0'),
  /** The day the last of it was paid. */
  paidOn: civilDate(),
  /** The payment in the funds; without foreign key, since payments stay with the coordinator. */
  disbursementId: uuid(),
  paidInFullAndInTime: boolean().generatedAlwaysAs(sql`coalesce(paid_amount = due_amount and paid_on <= due_on, false)`),
}, (t) => [
  ...householdKeys(t),
  foreignKey({ name: 'renovation_instalment_renovation', columns: [t.householdId, t.renovationId], foreignColumns: [houseRenovation.householdId, houseRenovation.id] }),
  unique('renovation_instalment_key').on(t.householdId, t.renovationId, t.level, t.dueOn),
  index().on(t.renovationId),
  index().on(t.disbursementId),
  check('renovation_instalment_amounts', sql`${t.dueAmount} > 0 and ${t.paidAmount} >= 0 and ${t.paidAmount} <= ${t.dueAmount}`),
  check('renovation_instalment_paid', sql`(${t.paidOn} is null) = (${t.paidAmount} = 0)`),
]);
