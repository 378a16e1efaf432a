import { sql } from 'drizzle-orm';
import { check, index, integer, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, householdKeys, householdRecord, measure, money, placeCode, project, table } from '#db';
import { relocationCategory, relocationProgramme, relocationStatus, settlementMode } from '../codes/cases.ts';
import { relocation } from '../schema.ts';
import { settlementSite } from './site.ts';
import { relocationStandard } from './standard.ts';
import { naturalVillageRelocation, subsidenceVillage } from './village.ts';

/**
 * One household's move, under one of the two programmes. A household has at most one case that is
 * neither withdrawn nor rejected, in whichever programme: so nobody is counted or paid twice.
 */
export const relocationCase = table(relocation, 'relocation_case', {
  ...householdRecord(),
  programme: coded(relocationProgramme).notNull(),
  batch: text().notNull(),
  category: coded(relocationCategory).notNull(),
  mode: coded(settlementMode).notNull(),
  originVillageCode: placeCode().notNull(),
  naturalVillageId: uuid().references(() => naturalVillageRelocation.id),
  subsidenceVillageId: uuid().references(() => subsidenceVillage.id),
  siteId: uuid().references(() => settlementSite.id),
  standardId: uuid().references(() => relocationStandard.id),
  projectId: uuid().references(() => project.id),
  persons: integer().notNull(),
  houseArea: measure(),
  cost: money(),
  subsidy: money(),
  selfRaised: money(),
  appliedOn: civilDate().notNull(),
  surveyedOn: civilDate(),
  consentedOn: civilDate(),
  approvedOn: civilDate(),
  buildingOn: civilDate(),
  handedOverOn: civilDate(),
  movedInOn: civilDate(),
  settledOn: civilDate(),
  stableOn: civilDate(),
  oldHouseDemolishedOn: civilDate(),
  /** Withdrawn or rejected on. */
  closedOn: civilDate(),
  status: coded(relocationStatus).notNull().default('APPLIED'),
}, (t) => [
  ...householdKeys(t),
  unique('relocation_case_key').on(t.householdId, t.programme, t.batch),
  // what rows about a case copy its programme from, held true by their key to it
  unique('relocation_case_programme').on(t.householdId, t.id, t.programme),
  uniqueIndex('relocation_case_one_live').on(t.householdId).where(sql`${t.status} not in ('WITHDRAWN', 'REJECTED')`),
  index().on(t.siteId),
  index().on(t.standardId),
  index().on(t.projectId),
  index().on(t.naturalVillageId),
  index().on(t.subsidenceVillageId),
  check('relocation_case_persons', sql`${t.persons} > 0`),
  check('relocation_case_amounts', sql`${t.cost} >= 0 and ${t.subsidy} >= 0 and ${t.selfRaised} >= 0 and ${t.houseArea} > 0`),
  check('relocation_case_closed', sql`(${t.closedOn} is null) = (${t.status} not in ('WITHDRAWN', 'REJECTED'))`),
]);
