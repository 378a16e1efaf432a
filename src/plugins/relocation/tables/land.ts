import { sql } from 'drizzle-orm';
import { boolean, check, index, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, countyRecord, measure, money, placeCode, project, table } from '#db';
import { quotaKind, quotaStatus } from '../codes/finance.ts';
import { habitatKind, habitatStatus } from '../codes/housing.ts';
import { relocation } from '../schema.ts';
import { settlementSite } from './site.ts';

/** Construction land that the province gave to a county for relocation. */
export const landQuota = table(relocation, 'land_quota', {
  ...countyRecord(),
  documentNumber: text().notNull(),
  year: smallint().notNull(),
  kind: coded(quotaKind).notNull(),
  /** In mu. */
  area: measure().notNull(),
  usedArea: measure(),
  siteId: uuid().references(() => settlementSite.id),
  allocatedOn: civilDate().notNull(),
  usedOn: civilDate(),
  returnedOn: civilDate(),
  status: coded(quotaStatus).notNull().default('ALLOCATED'),
}, (t) => [
  unique('land_quota_key').on(t.countyCode, t.documentNumber, t.kind),
  index().on(t.countyCode, t.id),
  index().on(t.siteId),
  check('land_quota_area', sql`${t.area} > 0 and ${t.usedArea} >= 0 and ${t.usedArea} <= ${t.area}`),
]);

/** One of the four habitat projects in a village. */
export const habitatProject = table(relocation, 'habitat_project', {
  ...countyRecord(),
  villageCode: placeCode().notNull(),
  kind: coded(habitatKind).notNull(),
  year: smallint().notNull(),
  isBeautifulVillage: boolean().notNull().default(false),
  funds: money().notNull(),
  projectId: uuid().references(() => project.id),
  startedOn: civilDate(),
  acceptedOn: civilDate(),
  status: coded(habitatStatus).notNull().default('PLANNED'),
}, (t) => [
  unique('habitat_project_key').on(t.countyCode, t.villageCode, t.kind, t.year),
  index().on(t.countyCode, t.id),
  index().on(t.villageCode),
  index().on(t.projectId),
  check('habitat_project_funds', sql`${t.funds} >= 0`),
]);
