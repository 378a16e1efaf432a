import { and, sql } from 'drizzle-orm';
import { scopeOf, among } from '#records';
import type { RequestContext } from '#schema';
import { relocationCase } from '../tables/case.ts';

/** How many live somewhere. */
export interface Occupancy {
  readonly households: number;
  readonly persons: number;
}

export const nobody: Occupancy = { households: 0, persons: 0 };

export const plus = (some: Occupancy, persons: number): Occupancy => ({ households: some.households + 1, persons: some.persons + persons });

type Parent = typeof relocationCase.siteId | typeof relocationCase.naturalVillageId | typeof relocationCase.subsidenceVillageId;

/** Cases that have moved in, by the site they moved to or the village they left: one statement. */
export const movedIn = async (
  ctx: RequestContext,
  parent: Parent,
  ids: readonly string[],
  options: { readonly except?: readonly string[]; readonly on?: string } = {},
): Promise<ReadonlyMap<string, Occupancy>> => {
  if (ids.length === 0) return new Map();
  const rows = await ctx.tx.orm
    .select({ parent, households: sql<number>`count(*)::int`, persons: sql<number>`sum(${relocationCase.persons})::int` })
    .from(relocationCase)
    .where(and(
      among(parent, ids),
      sql`${relocationCase.movedInOn} <= ${options.on ?? ctx.today}::date`,
      sql`${relocationCase.id} <> all(${sql.param(options.except ?? [])}::uuid[])`,
      scopeOf(ctx.identity, relocationCase),
    ))
    .groupBy(parent);
  return new Map(rows.map((row) => [row.parent as string, row]));
};
