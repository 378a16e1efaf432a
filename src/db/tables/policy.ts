import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { leadRole } from '../codes/programmes.ts';
import { civilDate, coded } from '../columns.ts';
import { core } from '../core-schema.ts';
import { table } from '../table.ts';
import { department, titled } from './programmes.ts';

/** A supporting mechanism (chapter 四): money, land, finance and their supervision. */
export const mechanism = table(core, 'mechanism', {
  number: integer().primaryKey(),
  code: text().notNull(),
  ...titled(),
  summaryEn: text().notNull(),
}, (t) => [unique().on(t.code)]);

/** Who leads a mechanism, from and to (half-open). */
export const mechanismLead = table(core, 'mechanism_lead', {
  mechanismNumber: integer().notNull().references(() => mechanism.number),
  departmentCode: text().notNull().references(() => department.code),
  role: coded(leadRole).notNull(),
  validFrom: civilDate().notNull(),
  validTo: civilDate(),
}, (t) => [
  primaryKey({ columns: [t.mechanismNumber, t.departmentCode, t.validFrom] }),
  index().on(t.departmentCode),
  check('mechanism_lead_validity', sql`${t.validTo} > ${t.validFrom}`),
]);

export const mechanismMeasure = table(core, 'mechanism_measure', {
  id: text().primaryKey(),
  code: text().notNull(),
  mechanismNumber: integer().notNull().references(() => mechanism.number),
  ...titled(),
  entity: text().notNull(),
}, (t) => [unique().on(t.code), index().on(t.mechanismNumber)]);

/** A section of the chapter on governance (五): responsibility, exit, supervision and the like. */
export const governanceGroup = table(core, 'governance_group', {
  code: text().primaryKey(),
  ...titled(),
  summaryEn: text().notNull(),
});

export const governanceItem = table(core, 'governance_item', {
  id: text().primaryKey(),
  code: text().notNull(),
  groupCode: text().notNull().references(() => governanceGroup.code),
  ...titled(),
  who: text().notNull(),
  what: text().notNull(),
  dataImplied: text().notNull(),
  note: text(),
}, (t) => [unique().on(t.code), index().on(t.groupCode)]);

/** A place where the text can be read in more than one way, and the reading chosen. */
export const ambiguity = table(core, 'ambiguity', {
  code: text().primaryKey(),
  en: text().notNull(),
  refs: text().array().notNull(),
});
