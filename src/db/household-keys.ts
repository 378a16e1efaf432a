import type { PgColumn, PgTableExtraConfigValue } from 'drizzle-orm/pg-core';
import { foreignKey, index, primaryKey } from 'drizzle-orm/pg-core';
import { household } from './tables/household.ts';

export interface HouseholdColumns {
  readonly householdId: PgColumn;
  readonly id: PgColumn;
  readonly countyCode: PgColumn;
  readonly areaCode: PgColumn;
}

/**
 * The keys of every table of household records: primary key led by the household, and an immediate
 * key to the household, which gives a clear violation at once. The deferred key that also holds
 * `county_code` and `area_code` true is derived by src/db/derived.ts, because Drizzle cannot say `deferrable`.
 */
export const householdKeys = (t: HouseholdColumns): PgTableExtraConfigValue[] => [
  primaryKey({ columns: [t.householdId, t.id] }),
  foreignKey({ columns: [t.householdId], foreignColumns: [household.householdId] }),
  index().on(t.countyCode, t.id),
  index().on(t.areaCode, t.id),
  index().on(t.id),
];
