import type { PlatformError } from '#errors';
import { type Draft, type Rule, rowsByIds, waitInLine, isChanged, isStep } from '#records';
import { relocationError } from '../errors.ts';
import { relocationCase } from '../tables/case.ts';
import { settlementSite } from '../tables/site.ts';
import { movedIn, nobody, type Occupancy, plus } from './occupancy.ts';
import { buildingOn, type CaseRow } from './progress.ts';

type SiteRow = typeof settlementSite.$inferSelect;

const siteIds = (drafts: readonly Draft<CaseRow>[]): string[] => drafts.flatMap(({ after }) => after.siteId ?? []);

const fitFault = ({ after }: Draft<CaseRow>, site: SiteRow | undefined): PlatformError | undefined => {
  if (site?.countyCode !== after.countyCode) return relocationError('RELOCATION_SITE_OTHER_COUNTY', {}, ['siteId']);
  if (after.mode !== 'SCATTERED_INSERTION' && site.kind !== after.mode) return relocationError('RELOCATION_SITE_OTHER_KIND', { kind: site.kind }, ['siteId']);
  return buildingOn.has(after.status) && site.status === 'PLANNED' ? relocationError('RELOCATION_SITE_NOT_APPROVED', {}, ['siteId']) : undefined;
};

/** The site lies in the county, is of the kind the household chose, and is approved before building begins. */
export const siteFits: Rule<CaseRow> = {
  name: 'site fits',
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => draft.after.siteId !== null && (isChanged(draft, 'siteId', 'mode') || isStep(draft)));
    const sites = await rowsByIds(ctx, settlementSite, siteIds(asked));
    return drafts.map((draft) => (asked.includes(draft) ? fitFault(draft, sites.get(draft.after.siteId as string)) : undefined));
  },
};

/** The error when more live at a site than it was planned for. */
export const crowdFault = (site: Pick<SiteRow, 'plannedHouseholds' | 'plannedPersons'>, { households, persons }: Occupancy, path: string): PlatformError | undefined => {
  if (households > site.plannedHouseholds) return relocationError('RELOCATION_SITE_FULL', { planned: site.plannedHouseholds, actual: households, unit: 'households' }, [path]);
  if (persons > site.plannedPersons) return relocationError('RELOCATION_SITE_FULL', { planned: site.plannedPersons, actual: persons, unit: 'persons' }, [path]);
  return undefined;
};

/** Who moves in finds room: a site takes no more households and persons than it was planned for. */
export const siteHasRoom: Rule<CaseRow> = {
  name: 'site has room',
  check: async (ctx, drafts) => {
    const moving = drafts.filter((draft) => draft.after.status === 'MOVED_IN' && isStep(draft) && draft.after.siteId !== null);
    if (moving.length === 0) return drafts.map(() => undefined);
    await waitInLine(ctx, siteIds(moving));
    const sites = await rowsByIds(ctx, settlementSite, siteIds(moving));
    const homes = new Map(await movedIn(ctx, relocationCase.siteId, siteIds(moving), { except: moving.map(({ after }) => after.id) }));
    return drafts.map((draft) => {
      const site = moving.includes(draft) ? sites.get(draft.after.siteId as string) : undefined;
      if (!site) return undefined;
      const then = plus(homes.get(site.id) ?? nobody, draft.after.persons);
      const fault = crowdFault(site, then, 'status');
      if (!fault) homes.set(site.id, then);
      return fault;
    });
  },
};
