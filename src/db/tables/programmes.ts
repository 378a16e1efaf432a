import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, numeric, primaryKey, smallint, text, unique } from 'drizzle-orm/pg-core';
import { comparator, departmentLevel, departmentType, exitPlanKind, leadRole, targetKind } from '../codes/programmes.ts';
import { civilDate, coded } from '../columns.ts';
import { core } from '../core-schema.ts';
import { table } from '../table.ts';

/** A title in both languages and the section of the policy it comes from, e.g. `三(一)1`. */
export const titled = () => ({ zh: text().notNull(), en: text().notNull(), ref: text().notNull() });

/** A number of the policy as it is stated: how it is to be compared, and its own wording. */
const stated = () => ({
  value: numeric(),
  unit: text(),
  comparator: coded(comparator).notNull(),
  valueText: text(),
  note: text(),
});

/** A unit the policy names: departments, but also banks, village bodies and roles. */
export const department = table(core, 'department', {
  code: text().primaryKey(),
  ...titled(),
  zhFull: text().notNull(),
  level: coded(departmentLevel).notNull(),
  type: coded(departmentType).notNull(),
  roleInText: text().notNull(),
  isLead: boolean().notNull(),
});

export const programme = table(core, 'programme', {
  code: text().primaryKey(),
  number: integer().notNull(),
  ...titled(),
  strategicRole: text().notNull(),
}, (t) => [unique().on(t.number)]);

export const action = table(core, 'action', {
  number: integer().primaryKey(),
  code: text().notNull(),
  ...titled(),
  programmeCode: text().notNull().references(() => programme.code),
  /** Id of the plugin that keeps its records; plugins are code, so there is no table behind it. */
  plugin: text().notNull(),
  summaryEn: text().notNull(),
  targetsNote: text(),
}, (t) => [unique().on(t.code), index().on(t.programmeCode), index().on(t.plugin)]);

/** Who leads an action, from and to (half-open): reorganisations pass an action on without losing the past. */
export const actionLead = table(core, 'action_lead', {
  actionNumber: integer().notNull().references(() => action.number),
  departmentCode: text().notNull().references(() => department.code),
  role: coded(leadRole).notNull(),
  validFrom: civilDate().notNull(),
  validTo: civilDate(),
}, (t) => [
  primaryKey({ columns: [t.actionNumber, t.departmentCode, t.validFrom] }),
  index().on(t.departmentCode),
  check('action_lead_validity', sql`${t.validTo} > ${t.validFrom}`),
]);

/** A target of one action; those of the whole drive have no action. */
export const target = table(core, 'target', {
  code: text().primaryKey(),
  actionNumber: integer().references(() => action.number),
  ...titled(),
  ...stated(),
  /** Null where the text gives no year. */
  dueYear: smallint(),
  dueNote: text(),
  /** The policy's overall targets are not classed. */
  kind: coded(targetKind),
  baseCount: integer(),
  reference: text(),
  condition: text(),
  frequency: text(),
}, (t) => [
  index().on(t.actionNumber),
  check('target_kind', sql`(${t.kind} is null) = (${t.actionNumber} is null)`),
  check('target_value', sql`${t.value} is not null or ${t.comparator} in ('QUALITATIVE', 'APPROACH', 'REACH_OR_APPROACH', 'ABOVE', 'AT_LEAST')`),
]);

/** A number the policy starts from. */
export const baselineFact = table(core, 'baseline_fact', {
  code: text().primaryKey(),
  ...titled(),
  ...stated(),
  /** The year at whose end it held; null where the text gives none. */
  asOfYear: smallint(),
}, (t) => [check('baseline_fact_value', sql`${t.value} is not null and ${t.unit} is not null`)]);

export const measure = table(core, 'measure', {
  id: text().primaryKey(),
  code: text().notNull(),
  actionNumber: integer().notNull().references(() => action.number),
  ...titled(),
  /** The kind of record it calls for, as read by the catalogue. */
  entity: text().notNull(),
  note: text(),
}, (t) => [unique().on(t.code), index().on(t.actionNumber)]);

/** How many people and counties are to exit in a year. There is no plan for villages. */
export const exitPlan = table(core, 'exit_plan', {
  year: smallint().notNull(),
  kind: coded(exitPlanKind).notNull(),
  value: integer().notNull(),
  ref: text().notNull(),
}, (t) => [primaryKey({ columns: [t.year, t.kind] }), check('exit_plan_value', sql`${t.value} > 0`)]);
