import { sql } from 'drizzle-orm';
import { household, membership } from '#db';
import { type Draft, type Rule, scopeOf, householdsOf, rowsAmong, isChanged, isStep } from '#records';
import type { RequestContext } from '#schema';
import { relocationError } from '../errors.ts';
import type { CaseRow } from './progress.ts';

const key = ({ householdId, appliedOn }: { readonly householdId: string; readonly appliedOn: string }): string => `${householdId}/${appliedOn}`;

/** Condition on a membership: it held on the day. */
const heldOn = (day: unknown) => sql`${membership.fromOn} <= ${day}::date and (${membership.toOn} is null or ${membership.toOn} > ${day}::date)`;

/** Persons on the rosters: those of the day of application or those of today, whichever are more. */
const rosters = async (ctx: RequestContext, drafts: readonly Draft<CaseRow>[]): Promise<ReadonlyMap<string, number>> => {
  const rows = [...new Map(drafts.map(({ after }) => [key(after), { household_id: after.householdId, day: after.appliedOn }])).values()];
  const counts = await ctx.tx.orm
    .select({
      householdId: membership.householdId,
      appliedOn: sql<string>`asked.day`.as('applied_on'),
      persons: sql<number>`greatest(count(*) filter (where ${heldOn(sql`asked.day`)}), count(*) filter (where ${heldOn(ctx.today)}))::int`.as('persons'),
    })
    .from(membership)
    .innerJoin(sql`json_to_recordset((${JSON.stringify(rows)}::text)::json) as asked(household_id uuid, day date)`, sql`asked.household_id = ${membership.householdId}`)
    .where(scopeOf(ctx.identity, membership))
    .groupBy(membership.householdId, sql`asked.day`);
  return new Map(counts.map((row) => [key(row), row.persons]));
};

/** Somebody moves, and nobody who is not of the household. */
export const personsOnRoster: Rule<CaseRow> = {
  name: 'persons on the roster',
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => isChanged(draft, 'persons', 'appliedOn') || (draft.after.status === 'APPROVED' && isStep(draft)));
    if (asked.length === 0) return drafts.map(() => undefined);
    const counts = await rosters(ctx, asked);
    return drafts.map((draft) => {
      const roster = counts.get(key(draft.after)) ?? 0;
      const { persons } = draft.after;
      const isSound = !asked.includes(draft) || (persons > 0 && persons <= roster);
      return isSound ? undefined : relocationError('RELOCATION_PERSONS_INVALID', { roster }, ['persons']);
    });
  },
};

/** Registered poor households move as such, others only along with them. */
export const categoryOfHousehold: Rule<CaseRow> = {
  name: 'category of the household',
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => isChanged(draft, 'category'));
    const rows = await rowsAmong(ctx, household, household.householdId, householdsOf(asked));
    const poor = new Map(rows.map((row) => [row.householdId, row.isRegisteredPoor]));
    return drafts.map((draft) => {
      const { householdId, category } = draft.after;
      const isPoor = poor.get(householdId);
      if (!asked.includes(draft) || isPoor === undefined || isPoor === (category === 'REGISTERED')) return undefined;
      return relocationError(isPoor ? 'RELOCATION_CATEGORY_ACCOMPANYING' : 'RELOCATION_CATEGORY_REGISTERED', {}, ['category']);
    });
  },
};
