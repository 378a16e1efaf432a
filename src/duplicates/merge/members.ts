import { and, eq, sql } from 'drizzle-orm';
import { duplicateCandidate } from '../../db/tables/duplicates.ts';
import { PlatformError } from '../../errors.ts';
import { currentRoster } from '../../people/current-roster.ts';
import { scopeOf } from '../../records/listing.ts';
import type { Row } from '../../records/page.ts';
import type { RequestContext } from '../../schema/context.ts';

export type Candidate = typeof duplicateCandidate.$inferSelect & Row;

/** A member of the household that goes, and who it is in the one that stays. */
export interface MemberPair {
  readonly pair: Candidate;
  readonly merged: string;
  readonly kept: string;
}

/** Open pairs of persons of two households, the likeliest first, locked. */
const openPairs = async (ctx: RequestContext, persons: readonly string[]): Promise<readonly Candidate[]> =>
  (await ctx.tx.orm.select().from(duplicateCandidate).where(and(
    eq(duplicateCandidate.kind, 'PERSON'), eq(duplicateCandidate.status, 'OPEN'),
    sql`${duplicateCandidate.firstPersonId} = any(${sql.param(persons)}::uuid[])`, sql`${duplicateCandidate.secondPersonId} = any(${sql.param(persons)}::uuid[])`,
    scopeOf(ctx.identity, duplicateCandidate),
  )).orderBy(sql`${duplicateCandidate.score} desc`, duplicateCandidate.id).for('update')) as Candidate[];

/**
 * Who of a household is who in the other, by the open pairs of their members.
 * @throws PlatformError DUPLICATE_MEMBERS_UNMATCHED when somebody who goes is nobody there: they move first, or are searched for
 */
export const memberPairs = async (ctx: RequestContext, merged: string, kept: string): Promise<readonly MemberPair[]> => {
  const [going, staying] = [await currentRoster(ctx, merged), await currentRoster(ctx, kept)].map((roster) => new Set(roster.map(({ person }) => person.id))) as [Set<string>, Set<string>];
  const pairs: MemberPair[] = [];
  for (const pair of await openPairs(ctx, [...going, ...staying])) {
    const both = [pair.firstPersonId as string, pair.secondPersonId as string];
    const [from, to] = [both.find((id) => going.has(id)), both.find((id) => staying.has(id))];
    if (from === undefined || to === undefined) continue;
    going.delete(from);
    staying.delete(to);
    pairs.push({ pair, merged: from, kept: to });
  }
  if (going.size > 0) throw new PlatformError('DUPLICATE_MEMBERS_UNMATCHED', { count: going.size }, { path: ['id'] });
  return pairs;
};
