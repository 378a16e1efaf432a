import type { PgColumn, PgTableExtraConfigValue } from 'drizzle-orm/pg-core';
import { foreignKey, index } from 'drizzle-orm/pg-core';
import { type HouseholdColumns, householdKeys } from './household-keys.ts';
import { person } from './tables/people.ts';

/** Keys of a household record about one member of the household. */
export const personKeys = (name: string, t: HouseholdColumns & { readonly personId: PgColumn }): PgTableExtraConfigValue[] => [
  ...householdKeys(t),
  foreignKey({ name: `${name}_person`, columns: [t.householdId, t.personId], foreignColumns: [person.householdId, person.id] }),
  index().on(t.personId),
];

/** The key to another record of the same household. */
export const ofHousehold = (
  name: string,
  t: { readonly householdId: PgColumn },
  column: PgColumn,
  parent: { readonly householdId: PgColumn; readonly id: PgColumn },
): PgTableExtraConfigValue => foreignKey({ name, columns: [t.householdId, column] as [PgColumn, PgColumn], foreignColumns: [parent.householdId, parent.id] as [PgColumn, PgColumn] });
