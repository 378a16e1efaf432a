import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { beneficiaryKind, fundKind, fundLevel, projectStageKind, projectStatus } from '../codes/funds.ts';
import { areaCode, civilDate, coded, countyRecord, money, placeCode, provinceRecord } from '../columns.ts';
import { core } from '../core-schema.ts';
import { table } from '../table.ts';

/** Money that enters the province's system in a year: one pot, of one kind, from one level. */
export const fundSource = table(core, 'fund_source', {
  ...provinceRecord(),
  code: text().notNull(),
  name: text().notNull(),
  kind: coded(fundKind).notNull(),
  level: coded(fundLevel).notNull(),
  year: smallint().notNull(),
  amount: money().notNull(),
}, (t) => [unique().on(t.code), check('fund_source_amount', sql`${t.amount} > 0`)]);

/**
 * Money passed down one level: from the source, or from the allocation above. The tree of
 * allocations is what a ledger of entries can later be derived from.
 */
export const allocation = table(core, 'allocation', {
  ...provinceRecord(),
  fundSourceId: uuid().notNull().references(() => fundSource.id),
  parentId: uuid(),
  documentNumber: text().notNull(),
  fromPlaceCode: placeCode().notNull(),
  toPlaceCode: placeCode().notNull(),
  amount: money().notNull(),
  allocatedOn: civilDate().notNull(),
}, (t) => [
  foreignKey({ columns: [t.parentId], foreignColumns: [t.id] }),
  unique().on(t.documentNumber, t.toPlaceCode),
  index().on(t.fundSourceId),
  index().on(t.parentId),
  index().on(t.toPlaceCode),
  check('allocation_amount', sql`${t.amount} > 0`),
]);

/** A project in a county, of one action. */
export const project = table(core, 'project', {
  ...countyRecord(),
  code: text().notNull(),
  name: text().notNull(),
  actionNumber: integer().notNull(),
  placeCode: placeCode().notNull(),
  year: smallint().notNull(),
  budget: money().notNull(),
  status: coded(projectStatus).notNull().default('PLANNED'),
  contractor: text(),
}, (t) => [
  unique().on(t.code),
  index().on(t.countyCode, t.id),
  index().on(t.placeCode),
  check('project_budget', sql`${t.budget} >= 0`),
]);

/** A stage of a project: when it was due and when it was done. */
export const projectStage = table(core, 'project_stage', {
  ...countyRecord(),
  projectId: uuid().notNull().references(() => project.id),
  kind: coded(projectStageKind).notNull(),
  plannedOn: civilDate().notNull(),
  doneOn: civilDate(),
}, (t) => [unique().on(t.projectId, t.kind), index().on(t.countyCode, t.id)]);

/**
 * Money that reached somebody. Beneficiaries of households are named by id without foreign keys:
 * payments stay with the coordinator when households are spread over servers.
 */
export const disbursement = table(core, 'disbursement', {
  ...countyRecord(),
  paymentNumber: text().notNull(),
  allocationId: uuid().notNull().references(() => allocation.id),
  projectId: uuid().references(() => project.id),
  beneficiary: coded(beneficiaryKind).notNull(),
  householdId: uuid(),
  /** Where the household lived when it was paid; a move later does not take the payment along. */
  areaCode: areaCode(),
  personId: uuid(),
  villageCode: placeCode(),
  contractor: text(),
  amount: money().notNull(),
  paidOn: civilDate().notNull(),
  purpose: text().notNull(),
}, (t) => [
  unique().on(t.paymentNumber),
  index().on(t.allocationId),
  index().on(t.projectId),
  index().on(t.householdId),
  index().on(t.countyCode, t.id),
  index().on(t.villageCode),
  index().on(t.areaCode),
  check('disbursement_amount', sql`${t.amount} > 0`),
  check('disbursement_beneficiary', sql`case ${t.beneficiary}
    when 'HOUSEHOLD' then ${t.householdId} is not null and num_nonnulls(${t.personId}, ${t.villageCode}, ${t.contractor}) = 0
    when 'PERSON' then num_nonnulls(${t.householdId}, ${t.personId}) = 2 and num_nonnulls(${t.villageCode}, ${t.contractor}) = 0
    when 'VILLAGE' then ${t.villageCode} is not null and num_nonnulls(${t.householdId}, ${t.personId}, ${t.contractor}) = 0
    when 'CONTRACTOR' then ${t.contractor} is not null and num_nonnulls(${t.householdId}, ${t.personId}, ${t.villageCode}) = 0
    else false end`),
]);
