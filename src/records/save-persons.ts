import { and, sql } from 'drizzle-orm';
import { person } from '../db/tables/people.ts';
import { PlatformError } from '../errors.ts';
import type { RequestContext } from '../schema/context.ts';
import type { CoreRecords } from '../schema/core-records.ts';
import type { AnyRecord } from './define.ts';
import type { Prepared } from './drafts.ts';
import { scopeOf } from './listing.ts';
import { rowsById } from './rows.ts';
import { type Candidate, referenceUnknown, writableFields } from './save-values.ts';

/** Who is recorded in which household; who was merged into another is no longer written about. */
const membersOf = async (ctx: RequestContext, personIds: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await ctx.tx.orm
    .select({ householdId: person.householdId, id: person.id })
    .from(person)
    .where(and(sql`${person.id} = any(${sql.param(personIds)}::uuid[])`, sql`${person.mergedIntoId} is null`, scopeOf(ctx.identity, person)));
  return new Set(rows.map(({ householdId, id }) => `${householdId}/${id}`));
};

/** Refuses persons who are not of the row's household: one statement for all rows. */
export const checkPersons = async (ctx: RequestContext, record: AnyRecord, candidates: readonly Candidate[]): Promise<void> => {
  const names = writableFields(record).filter(([, field]) => field.person).map(([name]) => name);
  const wanted = candidates.flatMap(({ values }) => names.flatMap((name) => (values[name] == null ? [] : [values[name] as string])));
  if (wanted.length === 0) return;
  const members = await membersOf(ctx, wanted);
  for (const { values, errors } of candidates) {
    for (const name of names) {
      if (values[name] != null && !members.has(`${values.householdId}/${values[name]}`)) {
        errors.push(new PlatformError('PERSON_NOT_IN_HOUSEHOLD', {}, { path: [name] }));
      }
    }
  }
};

/**
 * Refuses households that are absent, out of reach or of another county. Only where they are new to the
 * row: a household that was paid and then moved away stays in the books of the county that paid.
 */
export const checkHouseholds = async (ctx: RequestContext, record: AnyRecord, prepared: readonly Prepared[], core: CoreRecords): Promise<void> => {
  for (const [name, field] of writableFields(record).filter(([, { household }]) => household)) {
    const asked = prepared.filter(({ draft: { before, after } }) => after[name] != null && after[name] !== before?.[name]);
    const found = await rowsById(ctx, core.household).loadMany(asked.map(({ draft }) => draft.after[name] as string));
    asked.forEach(({ candidate, draft: { after } }, index) => {
      const household = found[index];
      const isOfCounty = household && !(household instanceof Error) && household.countyCode === after.countyCode;
      if (!isOfCounty) candidate.errors.push(referenceUnknown(name, field));
    });
  }
};
