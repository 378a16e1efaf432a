import { sql } from 'drizzle-orm';
import { check, index, integer, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, countyRecord, fundLevel, measure, money, placeCode, project, table } from '#db';
import {
  financingSource, financingStatus, poolStatus, poolStream, poolUse, reliefStatus, subsidenceFundSource, subsidenceFundStatus, taxKind,
} from '../codes/finance.ts';
import { relocation } from '../schema.ts';
import { settlementSite } from './site.ts';

/** Capital and long-term loans that the provincial investment company takes up for a county. */
export const relocationFinancing = table(relocation, 'relocation_financing', {
  ...countyRecord(),
  contractNumber: text().notNull(),
  source: coded(financingSource).notNull(),
  borrower: text().notNull(),
  lender: text(),
  amount: money().notNull(),
  /** Per cent a year; loans only. */
  rate: measure(4),
  termMonths: integer(),
  projectId: uuid().references(() => project.id),
  committedOn: civilDate().notNull(),
  drawnOn: civilDate(),
  allocatedOn: civilDate(),
  repaidOn: civilDate(),
  status: coded(financingStatus).notNull().default('COMMITTED'),
}, (t) => [
  unique('relocation_financing_key').on(t.countyCode, t.contractNumber),
  index().on(t.countyCode, t.id),
  index().on(t.projectId),
  check('relocation_financing_amounts', sql`${t.amount} > 0 and ${t.rate} >= 0 and ${t.termMonths} > 0`),
  check('relocation_financing_loan', sql`${t.source} = 'PROJECT_CAPITAL' or num_nonnulls(${t.lender}, ${t.rate}, ${t.termMonths}) = 3`),
]);

/** Farm-support and social funds pooled for the facilities of a site or for the vacated area. */
export const fundPooling = table(relocation, 'fund_pooling', {
  ...countyRecord(),
  year: smallint().notNull(),
  level: coded(fundLevel).notNull(),
  stream: coded(poolStream).notNull(),
  use: coded(poolUse).notNull(),
  villageCode: placeCode().notNull(),
  siteId: uuid().references(() => settlementSite.id),
  projectId: uuid().references(() => project.id),
  amount: money().notNull(),
  pooledOn: civilDate(),
  spentOn: civilDate(),
  status: coded(poolStatus).notNull().default('PLANNED'),
}, (t) => [
  unique('fund_pooling_key').on(t.countyCode, t.year, t.level, t.stream, t.use, t.villageCode),
  index().on(t.countyCode, t.id),
  index().on(t.siteId),
  index().on(t.projectId),
  index().on(t.villageCode),
  check('fund_pooling_amount', sql`${t.amount} > 0`),
]);

/** Where the money for a relocation out of a subsidence area comes from. */
export const subsidenceFunding = table(relocation, 'subsidence_funding', {
  ...countyRecord(),
  projectId: uuid().notNull().references(() => project.id),
  source: coded(subsidenceFundSource).notNull(),
  investor: text().notNull(),
  amount: money().notNull(),
  pledgedOn: civilDate().notNull(),
  receivedOn: civilDate(),
  spentOn: civilDate(),
  status: coded(subsidenceFundStatus).notNull().default('PLEDGED'),
}, (t) => [
  unique('subsidence_funding_key').on(t.countyCode, t.projectId, t.source, t.investor),
  index().on(t.countyCode, t.id),
  index().on(t.projectId),
  check('subsidence_funding_amount', sql`${t.amount} > 0`),
]);

/** Tax the body that carries out a relocation project was relieved of. */
export const projectTaxRelief = table(relocation, 'project_tax_relief', {
  ...countyRecord(),
  projectId: uuid().notNull().references(() => project.id),
  siteId: uuid().references(() => settlementSite.id),
  taxpayer: text().notNull(),
  tax: coded(taxKind).notNull(),
  amount: money().notNull(),
  appliedOn: civilDate().notNull(),
  grantedOn: civilDate(),
  status: coded(reliefStatus).notNull().default('APPLIED'),
}, (t) => [
  unique('project_tax_relief_key').on(t.countyCode, t.projectId, t.taxpayer, t.tax, t.appliedOn),
  index().on(t.countyCode, t.id),
  index().on(t.projectId),
  index().on(t.siteId),
  check('project_tax_relief_amount', sql`${t.amount} > 0`),
]);
