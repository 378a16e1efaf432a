import { type Rule, waitInLine, isChanged } from '#records';
import { relocationCase } from '../tables/case.ts';
import type { settlementSite } from '../tables/site.ts';
import { crowdFault } from './case-site.ts';
import { movedIn, nobody } from './occupancy.ts';
import { fixedOnce, inOrder } from './progress.ts';

type SiteRow = typeof settlementSite.$inferSelect;

/** A plan is not cut below the number of those who live there. */
const plannedForThoseThere: Rule<SiteRow> = {
  name: 'planned for those there',
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => draft.before !== undefined && isChanged(draft, 'plannedHouseholds', 'plannedPersons'));
    const ids = asked.map(({ after }) => after.id);
    await waitInLine(ctx, ids);
    const homes = await movedIn(ctx, relocationCase.siteId, ids);
    return drafts.map((draft) => (asked.includes(draft) ? crowdFault(draft.after, homes.get(draft.after.id) ?? nobody, 'plannedHouseholds') : undefined));
  },
};

export const siteRules: readonly Rule<SiteRow>[] = [
  inOrder<SiteRow>(['approvedOn', 'startedOn', 'completedOn', 'occupiedOn']),
  fixedOnce<SiteRow>(new Set(['APPROVED', 'BUILDING', 'COMPLETED', 'OCCUPIED']), ['programme', 'kind', 'villageCode']),
  plannedForThoseThere,
];
