import { sql } from 'drizzle-orm';
import { check, numeric, text, unique } from 'drizzle-orm/pg-core';
import { civilDate, placeCode, provinceRecord } from '../columns.ts';
import { core } from '../core-schema.ts';
import { table } from '../table.ts';

/** A value that the policy leaves open, for a place from a day on: a wage, a rate, a share. */
export const policyParameter = table(core, 'policy_parameter', {
  ...provinceRecord(),
  /** Id of a declared parameter. */
  parameter: text().notNull(),
  /** The province, a city or a county; the nearest one upwards holds. */
  placeCode: placeCode().notNull(),
  validFrom: civilDate().notNull(),
  /** The last day, included; open where it holds until the next one. */
  validTo: civilDate(),
  value: numeric({ precision: 18, scale: 4 }).notNull(),
  source: text().notNull(),
}, (t) => [
  unique().on(t.parameter, t.placeCode, t.validFrom),
  check('policy_parameter_days', sql`${t.validTo} >= ${t.validFrom}`),
  check('policy_parameter_value', sql`${t.value} >= 0`),
]);
