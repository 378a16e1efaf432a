import { sql } from 'drizzle-orm';
import { check, index, integer, unique, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, countyRecord, placeCode, table } from '#db';
import { villageServiceKind, villageServiceStatus } from '../codes/facility.ts';
import { health } from '../schema.ts';
import { doctor } from './doctor.ts';
import { facility } from './facility.ts';

/** How one village is served: by its own clinic, one shared with neighbours, or a team that comes. One row a village. */
export const villageService = table(health, 'village_service', {
  ...countyRecord(),
  villageCode: placeCode().notNull(),
  kind: coded(villageServiceKind),
  facilityId: uuid().references(() => facility.id),
  doctorId: uuid().references(() => doctor.id),
  households: integer().notNull(),
  householdsServed: integer().notNull().default(0),
  plannedOn: civilDate(),
  servedOn: civilDate(),
  status: coded(villageServiceStatus).notNull().default('NONE'),
}, (t) => [
  unique('village_service_key').on(t.countyCode, t.villageCode),
  index().on(t.countyCode, t.id),
  index().on(t.villageCode),
  index().on(t.facilityId),
  index().on(t.doctorId),
  check('village_service_households', sql`${t.householdsServed} >= 0 and ${t.householdsServed} <= ${t.households}`),
  check('village_service_kind', sql`${t.status} = 'NONE' or ${t.kind} is not null`),
]);

/** A round of a mobile team in a village. */
export const mobileVisit = table(health, 'mobile_visit', {
  ...countyRecord(),
  facilityId: uuid().notNull().references(() => facility.id),
  villageCode: placeCode().notNull(),
  visitedOn: civilDate().notNull(),
  households: integer().notNull(),
  consultations: integer().notNull(),
}, (t) => [
  unique('mobile_visit_key').on(t.countyCode, t.facilityId, t.villageCode, t.visitedOn),
  index().on(t.countyCode, t.id),
  index().on(t.facilityId),
  index().on(t.villageCode),
  check('mobile_visit_numbers', sql`${t.households} >= 0 and ${t.consultations} >= 0`),
]);
