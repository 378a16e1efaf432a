import { index, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, placeCode, provinceRecord } from '../columns.ts';
import { core } from '../core-schema.ts';
import { table } from '../table.ts';
import { department } from './programmes.ts';

/** Another system that keeps records under keys of its own, and the department whose it is. */
export const externalSystem = table(core, 'external_system', {
  ...provinceRecord(),
  code: text().notNull(),
  departmentCode: text().notNull().references(() => department.code),
  title: text().notNull(),
}, (t) => [unique().on(t.code), index().on(t.departmentCode)]);

/**
 * The key under which another system keeps a record of ours. Where the record is of a household or a county the row
 * carries the same columns for its scope, and moves with it; no foreign keys, since it names records of every kind.
 */
export const externalId = table(core, 'external_id', {
  system: text().notNull(),
  recordType: text().notNull(),
  key: text().notNull(),
  recordId: uuid().notNull(),
  householdId: uuid(),
  /** The province where it is of no county. */
  countyCode: placeCode().notNull(),
  areaCode: placeCode(),
  createdAt: instant().notNull(),
}, (t) => [primaryKey({ columns: [t.system, t.recordType, t.key] }), index().on(t.recordId), index().on(t.householdId)]);
