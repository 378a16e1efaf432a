import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, countyRecord, placeCode, project, table } from '#db';
import { mergerStatus, moveExtent, naturalVillageStatus, subsidenceVillageStatus } from '../codes/villages.ts';
import { relocation } from '../schema.ts';

/** A natural village that moves away, whole if it can be. Natural villages have no code of their own. */
export const naturalVillageRelocation = table(relocation, 'natural_village_relocation', {
  ...countyRecord(),
  villageCode: placeCode().notNull(),
  name: text().notNull(),
  extent: coded(moveExtent).notNull(),
  households: integer().notNull(),
  persons: integer().notNull(),
  plannedFrom: civilDate().notNull(),
  plannedTo: civilDate().notNull(),
  partlyMovedOn: civilDate(),
  whollyMovedOn: civilDate(),
  status: coded(naturalVillageStatus).notNull().default('PLANNED'),
}, (t) => [
  unique('natural_village_relocation_key').on(t.countyCode, t.villageCode, t.name),
  index().on(t.countyCode, t.id),
  index().on(t.villageCode),
  check('natural_village_relocation_numbers', sql`${t.households} > 0 and ${t.persons} >= ${t.households}`),
  check('natural_village_relocation_period', sql`${t.plannedTo} >= ${t.plannedFrom}`),
]);

/** A village in a coal-mining subsidence area that is to be relocated: one of the 838. */
export const subsidenceVillage = table(relocation, 'subsidence_village', {
  ...countyRecord(),
  villageCode: placeCode().notNull(),
  mine: text(),
  households: integer().notNull(),
  persons: integer().notNull(),
  projectId: uuid().references(() => project.id),
  surveyedOn: civilDate().notNull(),
  approvedOn: civilDate(),
  startedOn: civilDate(),
  relocatedOn: civilDate(),
  status: coded(subsidenceVillageStatus).notNull().default('SURVEYED'),
}, (t) => [
  unique('subsidence_village_key').on(t.countyCode, t.villageCode),
  index().on(t.countyCode, t.id),
  index().on(t.villageCode),
  index().on(t.projectId),
  check('subsidence_village_numbers', sql`${t.households} > 0 and ${t.persons} >= ${t.households}`),
]);

/** A decision to merge small and scattered administrative villages into one. */
export const villageMerger = table(relocation, 'village_merger', {
  ...countyRecord(),
  decisionNumber: text().notNull(),
  newVillageCode: placeCode().notNull(),
  newName: text().notNull(),
  households: integer().notNull(),
  persons: integer().notNull(),
  proposedOn: civilDate().notNull(),
  approvedOn: civilDate(),
  effectiveOn: civilDate(),
  status: coded(mergerStatus).notNull().default('PROPOSED'),
}, (t) => [
  unique('village_merger_key').on(t.countyCode, t.decisionNumber, t.newVillageCode),
  index().on(t.countyCode, t.id),
  index().on(t.newVillageCode),
  check('village_merger_numbers', sql`${t.households} > 0 and ${t.persons} >= ${t.households}`),
]);

/** An old village that goes into a merger, whole or in part: so its code finds its successor. */
export const villageMergerPart = table(relocation, 'village_merger_part', {
  ...countyRecord(),
  mergerId: uuid().notNull().references(() => villageMerger.id),
  oldVillageCode: placeCode().notNull(),
  isWhole: boolean().notNull(),
  households: integer().notNull(),
  persons: integer().notNull(),
}, (t) => [
  unique('village_merger_part_key').on(t.countyCode, t.mergerId, t.oldVillageCode),
  index().on(t.countyCode, t.id),
  index().on(t.mergerId),
  index().on(t.oldVillageCode),
  check('village_merger_part_numbers', sql`${t.households} >= 0 and ${t.persons} >= ${t.households}`),
]);
