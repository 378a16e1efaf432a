import { type DemoKit, later, yuan } from '#plugin';
import type { followUpIncome } from '../tables/aftercare.ts';
import type { projectTaxRelief, fundPooling } from '../tables/finance.ts';
import type { followUpProject, siteSupport } from '../tables/site.ts';
import type { DemoCase } from './cases.ts';
import type { SiteRow } from './sites.ts';

type IndustryRow = typeof followUpProject.$inferInsert & { readonly id: string };

const industries = [['FACILITY_FARMING', '蔬菜大棚'], ['LIVESTOCK', '养羊合作社'], ['SOLAR', '村级光伏电站'], ['RURAL_TOURISM', '农家乐']] as const;

/** A project that earns for the people of an occupied site. */
export const tellIndustry = (kit: DemoKit, { id, countyCode, name, occupiedOn, plannedHouseholds, projectId }: SiteRow): IndustryRow[] => {
  if (!occupiedOn) return [];
  const [kind, title] = kit.pick(industries);
  const startedOn = later(occupiedOn, kit.between(30, 200));
  const isRunning = startedOn <= kit.today;
  return [{
    id: kit.uuid(), countyCode, siteId: id, name: `${name}${title}`, kind, investment: yuan(plannedHouseholds * kit.between(8, 20) * 1_000), incomePerHousehold: yuan(kit.between(800, 3_000)),
    projectId, startedOn: isRunning ? startedOn : null, status: isRunning ? 'RUNNING' : 'PLANNED',
  }];
};

/** What the project paid to a household in each full year. */
export const tellIncomes = (kit: DemoKit, { row }: DemoCase, industry: IndustryRow | undefined): (typeof followUpIncome.$inferInsert)[] => {
  if (!industry?.startedOn || !row.movedInOn) return [];
  const first = Number(industry.startedOn.slice(0, 4)) + 1;
  const last = Number(kit.today.slice(0, 4));
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at).filter((year) => `${year}` > (row.movedInOn as string).slice(0, 4));
  return years.map((year) => ({
    id: kit.uuid(), householdId: row.householdId, countyCode: row.countyCode, followUpProjectId: industry.id, year,
    amount: yuan(Number(industry.incomePerHousehold) * (0.7 + kit.random() * 0.5)),
  }));
};

const supports = [['INDUSTRY', '扶贫车间'], ['EDUCATION', '配套小学扩建'], ['HEALTH', '社区卫生室'], ['GRASSROOTS_ORGANISATION', '安置点党支部'], ['COLLECTIVE_ECONOMY', '集体商铺']] as const;

/** What else is done for a site. */
export const tellSupport = (kit: DemoKit, { id, countyCode, villageCode, name, completedOn }: SiteRow): (typeof siteSupport.$inferInsert)[] => {
  if (!completedOn) return [];
  const [kind, title] = kit.pick(supports);
  const doneOn = later(completedOn, kit.between(30, 300));
  const isDone = doneOn <= kit.today;
  return [{
    id: kit.uuid(), countyCode, siteId: id, villageCode, kind, name: `${name}${title}${kit.serial()}`, jobsAdded: kit.between(0, 30), incomeAdded: yuan(kit.between(0, 300) * 1_000),
    plannedOn: later(completedOn, 20), doneOn: isDone ? doneOn : null, status: isDone ? 'DONE' : 'PLANNED',
  }];
};

/** Transport funds for the site's roads; each site has its own village, level and year. */
export const tellPooling = (kit: DemoKit, site: SiteRow): typeof fundPooling.$inferInsert => {
  const pooledOn = site.startedOn ?? null;
  return {
    id: kit.uuid(), countyCode: site.countyCode, year: Number((site.approvedOn as string).slice(0, 4)), level: kit.pick(['PROVINCIAL', 'CITY', 'COUNTY']),
    stream: kit.pick(['TRANSPORT', 'IRRIGATION', 'LAND_CONSOLIDATION', 'SOCIAL_FUNDS']), use: 'SITE_FACILITY', villageCode: site.villageCode, siteId: site.id, projectId: site.projectId,
    amount: yuan(site.plannedHouseholds * kit.between(2, 6) * 1_000), pooledOn, spentOn: site.completedOn ?? null,
    status: site.completedOn ? 'SPENT' : pooledOn ? 'POOLED' : 'PLANNED',
  };
};

/** The builder of a site is relieved of a tax. */
export const tellProjectRelief = (kit: DemoKit, site: SiteRow, taxpayer: string): (typeof projectTaxRelief.$inferInsert)[] => {
  if (!site.completedOn || kit.random() > 0.4) return [];
  const tax = kit.pick(['FARMLAND_OCCUPATION_TAX', 'STAMP_DUTY', 'URBAN_LAND_USE_TAX'] as const);
  return [{
    id: kit.uuid(), countyCode: site.countyCode, projectId: site.projectId, siteId: site.id, taxpayer, tax, amount: yuan(kit.between(5, 80) * 1_000),
    appliedOn: site.startedOn as string, grantedOn: site.completedOn, status: 'GRANTED',
  }];
};
