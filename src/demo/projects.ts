import type { projectStageKind, projectStatus } from '../db/codes/funds.ts';
import { disbursement, project, projectStage } from '../db/tables/funds.ts';
import type { Batch } from './batch.ts';
import { dayBetween, daysAfter, demoToday } from './days.ts';
import type { CountyPot, Funds } from './funds.ts';
import { createIds } from './ids.ts';
import type { CountyOutline, Outline } from './outline.ts';
import { createRandom, type Random } from './random.ts';

type StageKind = (typeof projectStageKind.values)[number];
type ProjectStatus = (typeof projectStatus.values)[number];

/** What is built, with the action it belongs to and its cost in 10,000 yuan. */
const works: readonly (readonly [action: number, name: string, low: number, high: number])[] = [
  [1, '杂粮种植示范园', 30, 90], [2, '村级光伏电站', 60, 120], [6, '农村垃圾集中处理', 20, 60], [11, '通村公路硬化', 80, 220],
  [12, '饮水安全巩固提升工程', 30, 110], [13, '农村电网改造升级', 40, 150], [14, '以工代赈小型农田水利', 30, 80],
];

/** Stages in order, days from the one before, and where the project stands once it is done. */
const stages: readonly (readonly [kind: StageKind, days: number, status: ProjectStatus])[] = [
  ['APPROVAL', 0, 'APPROVED'], ['TENDER', 40, 'TENDERED'], ['START', 30, 'BUILDING'], ['COMPLETION', 170, 'COMPLETED'],
  ['ACCEPTANCE', 50, 'ACCEPTED'], ['SETTLEMENT', 60, 'ACCEPTED'],
];

/** What the contractor has got of the price after each stage, in hundredths; the village gets the last for upkeep. */
const instalments: Partial<Record<StageKind, readonly [percent: number, purpose: string]>> = {
  START: [30, '工程预付款'], COMPLETION: [40, '工程进度款'], ACCEPTANCE: [20, '工程验收款'], SETTLEMENT: [5, '工程质保金'],
};

interface Site {
  readonly rng: Random;
  readonly ids: () => string;
  readonly batch: Batch;
  readonly pot: CountyPot;
  readonly projectId: string;
  readonly code: string;
  readonly villageCode: string;
  readonly contractor: string;
  /** In yuan, whole hundreds, so that every per cent is a whole yuan. */
  readonly budget: number;
}

const pay = ({ ids, batch, pot, projectId, code, budget }: Site, number: number, percent: number, paidOn: string, purpose: string, to: object): void => {
  if (paidOn > demoToday) return;
  batch.add(disbursement, {
    id: ids(), countyCode: pot.countyCode, paymentNumber: `ZF-${code}-${number}`, allocationId: pot.allocationId, projectId,
    amount: `${(budget * percent) / 100}.00`, paidOn, purpose, ...to,
  } as typeof disbursement.$inferInsert);
};

/** Writes the stages with their payments; answers where the project stands. */
const build = (site: Site, year: number): ProjectStatus => {
  const { rng, ids, batch, pot, projectId } = site;
  let [planned, status]: [string, ProjectStatus] = [dayBetween(rng, `${year}-04-21`, `${year}-05-31`), 'PLANNED'];
  let late = 0;
  for (const [at, [kind, days, next]] of stages.entries()) {
    planned = daysAfter(planned, days);
    late += rng.between(0, 25);
    const done = daysAfter(planned, late);
    batch.add(projectStage, { id: ids(), countyCode: pot.countyCode, projectId, kind, plannedOn: planned, doneOn: done <= demoToday ? done : null });
    if (done > demoToday) continue;
    status = next;
    const [percent, purpose] = instalments[kind] ?? [0, ''];
    if (percent > 0) pay(site, at, percent, daysAfter(done, 12), purpose, { beneficiary: 'CONTRACTOR', contractor: site.contractor });
    if (kind === 'SETTLEMENT') pay(site, at + 1, 5, daysAfter(done, 20), '工程后期管护费', { beneficiary: 'VILLAGE', villageCode: site.villageCode });
  }
  return status;
};

const addProject = (batch: Batch, rng: Random, ids: () => string, funds: Funds, { county, villages }: CountyOutline, year: number, number: number): void => {
  const pot = funds.potOf(county.code, year, 'agriculture');
  const [actionNumber, name, low, high] = rng.pick(works);
  const village = rng.pick(villages);
  const villageCode = pot.countyCode === county.code ? village.home.villageCode : village.before!.villageCode;
  const code = `XM-${pot.countyCode}-${year}-${number}`;
  const site: Site = {
    rng, ids, batch, pot, projectId: ids(), code, villageCode, budget: rng.between(low, high) * 10_000,
    contractor: `${county.name}演示${rng.pick(['第一', '第二', '惠民', '兴农'])}建筑工程有限公司`,
  };
  const status = build(site, year);
  batch.add(project, {
    id: site.projectId, countyCode: pot.countyCode, code, name: `${village.name}${name}`, actionNumber, placeCode: villageCode, year,
    budget: `${site.budget}.00`, status, contractor: status === 'PLANNED' || status === 'APPROVED' ? null : site.contractor,
  });
};

const projectsPerCounty = 3;

/** A few projects in every county, paid from its agriculture-related funds of their year, which hold more than their budgets. */
export const writeProjects = (batch: Batch, { counties }: Outline, funds: Funds, seed: string): void => {
  const rng = createRandom(`${seed}/projects`);
  const ids = createIds(createRandom(`${seed}/project-ids`), -2);
  for (const outline of counties) {
    for (let number = 1; number <= projectsPerCounty; number += 1) addProject(batch, rng, ids, funds, outline, rng.between(2016, 2020), number);
  }
};
