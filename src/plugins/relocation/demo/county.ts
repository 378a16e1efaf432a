import { type DemoCounty, type DemoKit, later, yuan } from '#plugin';
import type { fundPooling, relocationFinancing, subsidenceFunding } from '../tables/finance.ts';
import type { habitatProject, landQuota } from '../tables/land.ts';
import type { collectiveRentalHouse } from '../tables/rental.ts';
import type { siteSupport } from '../tables/site.ts';
import type { Sinking } from './villages.ts';

const company = '山西省扶贫开发投资公司';

/** Capital and loans of a county: every year a little of each. */
export const tellFinancing = (kit: DemoKit, { code: countyCode }: DemoCounty): (typeof relocationFinancing.$inferInsert)[] => {
  const base = (amount: number) => {
    const committedOn = kit.dateIn(2016, 2017);
    return {
      id: kit.uuid(), countyCode, contractNumber: `RZ-${kit.serial()}`, borrower: company, amount: yuan(amount), committedOn,
      drawnOn: later(committedOn, 60), allocatedOn: later(committedOn, 90), status: 'ALLOCATED' as const,
    };
  };
  const loan = (source: 'CDB_LOAN' | 'ADBC_LOAN', lender: string) => ({ ...base(kit.between(2_000, 9_000) * 10_000), source, lender, rate: '4.1500', termMonths: 240 });
  return [{ ...base(kit.between(500, 2_000) * 10_000), source: 'PROJECT_CAPITAL' }, loan('CDB_LOAN', '国家开发银行'), loan('ADBC_LOAN', '中国农业发展银行')];
};

/** Construction land, used and not used. */
export const tellQuotas = (kit: DemoKit, { code: countyCode, name }: DemoCounty): (typeof landQuota.$inferInsert)[] =>
  (['NEW_CONSTRUCTION', 'LINKED_INCREASE_DECREASE'] as const).map((kind) => {
    const allocatedOn = kit.dateIn(2016, 2018);
    const area = kit.between(50, 600);
    const used = kit.random() < 0.8 ? { usedArea: `${Math.round(area * 0.9)}.00`, usedOn: later(allocatedOn, 200), status: 'USED' as const } : {};
    return { id: kit.uuid(), countyCode, documentNumber: `晋国土〔${allocatedOn.slice(0, 4)}〕${name}${kit.serial()}号`, year: Number(allocatedOn.slice(0, 4)), kind, area: `${area}.00`, allocatedOn, ...used };
  });

const kinds = ['QUALITY_UPGRADE', 'SECURE_HOUSING', 'ENVIRONMENT_CLEANUP', 'LIVEABLE_DEMONSTRATION'] as const;

/** The four habitat projects, spread over villages and years; some villages become beautiful ones. */
export const tellHabitat = (kit: DemoKit, { code: countyCode, villages }: DemoCounty): (typeof habitatProject.$inferInsert)[] =>
  villages.slice(0, 6).map((villageCode) => {
    const [kind, year] = [kit.pick(kinds), kit.between(2016, 2019)];
    return {
      id: kit.uuid(), countyCode, villageCode, kind, year, isBeautifulVillage: kind === 'LIVEABLE_DEMONSTRATION', funds: yuan(kit.between(20, 200) * 10_000),
      startedOn: `${year}-05-10`, acceptedOn: `${year}-11-20`, status: 'ACCEPTED',
    };
  });

/** The land that was left is planted again. */
export const tellRestoration = (kit: DemoKit, { code: countyCode, villages }: DemoCounty) => {
  const [villageCode] = villages as readonly [string];
  const year = kit.between(2018, 2019);
  const pooling: typeof fundPooling.$inferInsert = {
    id: kit.uuid(), countyCode, year, level: 'PROVINCIAL', stream: 'FORESTRY_ECOLOGY', use: 'ECOLOGICAL_RESTORATION', villageCode,
    amount: yuan(kit.between(10, 80) * 10_000), pooledOn: `${year}-03-15`, spentOn: `${year}-10-30`, status: 'SPENT',
  };
  const support: typeof siteSupport.$inferInsert = {
    id: kit.uuid(), countyCode, villageCode, kind: 'ECOLOGICAL_RESTORATION', name: '旧村复垦造林', jobsAdded: kit.between(5, 40), incomeAdded: yuan(kit.between(10, 90) * 1_000),
    plannedOn: `${year}-03-01`, doneOn: `${year}-11-05`, status: 'DONE',
  };
  return { pooling, support };
};

const investors = [['CENTRAL', '国家发展和改革委员会'], ['FISCAL', '省财政厅'], ['BANK', '国家开发银行山西省分行'], ['SOCIAL_CAPITAL', '煤炭企业']] as const;

/** The mix of funds behind a village's move. */
export const tellSubsidenceFunds = (kit: DemoKit, { village, project }: Sinking): (typeof subsidenceFunding.$inferInsert)[] =>
  investors.map(([source, investor]) => ({
    id: kit.uuid(), countyCode: village.countyCode, projectId: project.id, source, investor, amount: yuan(Number(project.budget) / 4),
    pledgedOn: '2016-01-25', receivedOn: '2016-04-10', spentOn: '2017-09-20', status: 'SPENT',
  }));

export type RentalRow = typeof collectiveRentalHouse.$inferInsert & { readonly id: string; readonly builtOn: string };

/** One county in three has a collective rental house. */
export const tellRentalHouses = (kit: DemoKit): RentalRow[] =>
  kit.counties.filter(() => kit.random() < 0.35).map(({ code: countyCode, villages }) => ({
    id: kit.uuid(), countyCode, villageCode: kit.pick(villages), name: '村集体公租房', owner: '村集体经济组织', units: kit.between(4, 12), rent: yuan(kit.between(30, 90)), builtOn: kit.dateIn(2017, 2018), status: 'VACANT' as const,
  }));
