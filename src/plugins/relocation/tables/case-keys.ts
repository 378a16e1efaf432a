import type { PgColumn, PgTableExtraConfigValue } from 'drizzle-orm/pg-core';
import { foreignKey, index } from 'drizzle-orm/pg-core';
import { householdKeys } from '#db';
import { relocationCase } from './case.ts';

interface CaseColumns {
  readonly householdId: PgColumn;
  readonly id: PgColumn;
  readonly countyCode: PgColumn;
  readonly areaCode: PgColumn;
  readonly caseId: PgColumn;
}

/** Keys of a household record about a case of the same household. */
export const caseKeys = (name: string, t: CaseColumns): PgTableExtraConfigValue[] => [
  ...householdKeys(t),
  foreignKey({ name: `${name}_case`, columns: [t.householdId, t.caseId], foreignColumns: [relocationCase.householdId, relocationCase.id] }),
  index().on(t.caseId),
];

/**
 * The same for records that also carry the case's programme, which decides whose departments write
 * them; the key to the case holds the copy true.
 */
export const caseProgrammeKeys = (name: string, t: CaseColumns & { readonly programme: PgColumn }): PgTableExtraConfigValue[] => [
  ...householdKeys(t),
  foreignKey({
    name: `${name}_case`,
    columns: [t.householdId, t.caseId, t.programme],
    foreignColumns: [relocationCase.householdId, relocationCase.id, relocationCase.programme],
  }),
  index().on(t.caseId),
];
