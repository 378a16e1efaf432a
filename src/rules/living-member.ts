import { and, eq, sql } from 'drizzle-orm';
import { membership, person } from '../db/tables/people.ts';
import type { PlatformError } from '../errors.ts';
import { scopeOf } from '../records/listing.ts';
import { isChanged } from '../records/rule-steps.ts';
import type { Draft, Rule } from '../records/rules.ts';
import type { RequestContext } from '../schema/context.ts';
import { ruleError } from './errors.ts';

/** Somebody on a day. */
interface Presence {
  readonly household_id: string;
  readonly person_id: string;
  readonly day: string;
}

const keyOf = (householdId: string, personId: string, day: string): string => `${householdId}/${personId}/${day}`;

/** Which of these people are living members of the household on the day, and adults if that is asked: one statement. */
const present = async (ctx: RequestContext, asked: readonly Presence[], adultsOnly: boolean): Promise<ReadonlySet<string>> => {
  if (asked.length === 0) return new Set();
  const source = sql`json_to_recordset((${JSON.stringify(asked)}::text)::json) as asked(household_id uuid, person_id uuid, day date)`;
  const rows = await ctx.tx.orm
    .selectDistinct({ householdId: person.householdId, personId: person.id, day: sql<string>`asked.day::text`.as('asked_day') })
    .from(person)
    .innerJoin(membership, and(eq(membership.householdId, person.householdId), eq(membership.personId, person.id)))
    .innerJoin(source, sql`asked.household_id = ${person.householdId} and asked.person_id = ${person.id}`)
    .where(and(
      sql`(${person.diedOn} is null or ${person.diedOn} >= asked.day) and ${membership.fromOn} <= asked.day and (${membership.toOn} is null or ${membership.toOn} >= asked.day)`,
      adultsOnly ? sql`${person.bornOn} + interval '18 years' <= asked.day` : undefined,
      scopeOf(ctx.identity, person),
    ));
  return new Set(rows.map((row) => keyOf(row.householdId, row.personId, row.day)));
};

/** How an owner words that somebody was no member, or no adult one, on the day of a field. */
type RefusePerson = (details: { readonly field: string }, path: readonly string[], isAboutAdults: boolean) => PlatformError;

/**
 * The person a row is about is a living member of the household on one of its days; who died or left
 * on that very day still is. Asked when the day or the person is new, so that later deaths change nothing.
 */
export const livingMemberBy =
  (refuse: RefusePerson) =>
  <Row extends { readonly householdId: string }>(
    day: keyof Row & string,
    who: keyof Row & string = 'personId' as keyof Row & string,
    { adult = false }: { readonly adult?: boolean } = {},
  ): Rule<Row> => ({
    name: `living member on ${day}`,
    check: async (ctx, drafts) => {
      const asked = drafts.filter((draft: Draft<Row>) => draft.after[day] != null && draft.after[who] != null && isChanged(draft, day, who));
      const keys = (row: Row): readonly [string, string, string] => [row.householdId, row[who] as string, row[day] as string];
      const there = await present(ctx, asked.map(({ after }) => {
        const [household_id, person_id, on] = keys(after);
        return { household_id, person_id, day: on };
      }), adult);
      return drafts.map((draft) => {
        const isThere = !asked.includes(draft) || there.has(keyOf(...keys(draft.after)));
        return isThere ? undefined : refuse({ field: day }, [who], adult);
      });
    },
  });

/** @throws as a fault NOT_A_LIVING_MEMBER, or NOT_AN_ADULT_MEMBER where adults are asked for */
export const livingMember = livingMemberBy((details, path, isAboutAdults) => ruleError(isAboutAdults ? 'NOT_AN_ADULT_MEMBER' : 'NOT_A_LIVING_MEMBER', details, path));
