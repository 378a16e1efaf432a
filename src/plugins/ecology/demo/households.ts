import { type DemoHousehold, type DemoKit, later, yuan } from '#plugin';
import type { afforestationWage } from '../tables/afforestation.ts';
import type { farmlandReturnParcel, farmlandReturnSubsidy, returnPlanting } from '../tables/farmland.ts';
import type { ecologicalCompensation, economicForestUpgrade, underForestBusiness, underForestIncome } from '../tables/forest-income.ts';
import type { forestRangerAssessment, forestRangerContract, forestRangerPost, forestRangerWage } from '../tables/rangers.ts';
import type { CountyForest } from './county.ts';

/** Rows of one household or of many, by table. */
export interface ForestLives {
  readonly parcels: (typeof farmlandReturnParcel.$inferInsert)[];
  readonly plantings: (typeof returnPlanting.$inferInsert)[];
  readonly subsidies: (typeof farmlandReturnSubsidy.$inferInsert)[];
  readonly wages: (typeof afforestationWage.$inferInsert)[];
  readonly posts: (typeof forestRangerPost.$inferInsert)[];
  readonly rangers: (typeof forestRangerContract.$inferInsert)[];
  readonly rangerWages: (typeof forestRangerWage.$inferInsert)[];
  readonly assessments: (typeof forestRangerAssessment.$inferInsert)[];
  readonly compensations: (typeof ecologicalCompensation.$inferInsert)[];
  readonly upgrades: (typeof economicForestUpgrade.$inferInsert)[];
  readonly businesses: (typeof underForestBusiness.$inferInsert)[];
  readonly incomes: (typeof underForestIncome.$inferInsert)[];
}

export const noLives = (): ForestLives => ({
  parcels: [], plantings: [], subsidies: [], wages: [], posts: [], rangers: [], rangerWages: [], assessments: [], compensations: [], upgrades: [], businesses: [], incomes: [],
});

const own = (kit: DemoKit, { householdId, countyCode }: DemoHousehold) => ({ id: kit.uuid(), householdId, countyCode });

/** A parcel under an inspected task of the county, what grows on it, and its first subsidy. */
const returnFarmland = (kit: DemoKit, household: DemoHousehold, { tasks }: CountyForest, lives: ForestLives): void => {
  const task = tasks.find(({ contractedOn }) => contractedOn && household.registeredOn < contractedOn);
  if (!task || kit.random() > 0.2) return;
  const area = `${kit.between(2, 8)}.00`;
  const parcelNumber = `DK-${kit.serial()}`;
  const parcel = {
    ...own(kit, household), parcelNumber, taskId: task.id, area, inspectedArea: task.inspectedOn ? area : null, contractedOn: task.contractedOn as string,
    plantedOn: task.plantedOn ?? null, inspectedOn: task.inspectedOn ?? null, status: task.inspectedOn ? 'INSPECTED' as const : task.plantedOn ? 'PLANTED' as const : 'CONTRACTED' as const,
  };
  lives.parcels.push(parcel);
  if (!task.inspectedOn) return;
  lives.plantings.push({
    ...own(kit, household), parcelId: parcel.id, species: task.landUse === 'GRASS' ? 'ALFALFA' : kit.pick(['WALNUT', 'SEA_BUCKTHORN', 'APRICOT', 'OIL_PEONY'] as const), area,
    plantedOn: task.plantedOn ?? null, survivalRate: `${kit.between(86, 98)}.00`, checkedOn: task.inspectedOn, status: 'SURVIVING',
  });
  const approvedOn = later(task.inspectedOn, kit.between(10, 40));
  const paidOn = later(approvedOn, kit.between(10, 60));
  if (paidOn > kit.today) return;
  lives.subsidies.push({
    ...own(kit, household), round: 'NEW', parcelNumber, parcelId: parcel.id, year: Number(task.inspectedOn.slice(0, 4)), area,
    ratePerMu: task.landUse === 'GRASS' ? '800.00' : '1500.00', provincialPerMu: '200.00', approvedOn, paidOn, status: 'PAID',
  });
};

const earlierRound = (kit: DemoKit, household: DemoHousehold, lives: ForestLives): void => {
  if (kit.random() > 0.15) return;
  const [parcelNumber, area] = [`QL-${kit.serial()}`, `${kit.between(1, 6)}.00`];
  for (const year of [2016, 2017, 2018, 2019].filter((one) => household.registeredOn < `${one}-01-01` && `${one}-12-10` <= kit.today)) {
    lives.subsidies.push({ ...own(kit, household), round: 'EARLIER_EXTENDED', parcelNumber, year, area, ratePerMu: '90.00', approvedOn: `${year}-10-10`, paidOn: `${year}-12-10`, status: 'PAID' });
  }
};

const isAdult = (bornOn: string, day: string): boolean => Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4)) > 18;

/** Who works for the cooperative, at a hundred yuan a day. */
const workForCooperative = (kit: DemoKit, household: DemoHousehold, { contracts }: CountyForest, lives: ForestLives): void => {
  if (!household.isRegisteredPoor || kit.random() > 0.15) return;
  const worker = household.persons.find(({ labourAbility }) => labourAbility === 'FULL');
  for (const { id: contractId, acceptedOn } of contracts) {
    const fits = worker && acceptedOn && worker.memberFrom <= acceptedOn && isAdult(worker.bornOn, acceptedOn);
    if (!fits) continue;
    const days = kit.between(15, 60);
    lives.wages.push({ ...own(kit, household), personId: worker.personId, contractId, days, amount: yuan(days * 100), paidOn: acceptedOn });
  }
};

const months = (from: string, to: string): string[] => {
  const list: string[] = [];
  for (let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))]; ; month === 12 ? ([year, month] = [year + 1, 1]) : (month += 1)) {
    const first = `${year}-${String(month).padStart(2, '0')}-01`;
    if (first > to) return list;
    list.push(first);
  }
};

/** One household in twenty has a ranger; a year of wages is told. */
const keepForest = (kit: DemoKit, household: DemoHousehold, lives: ForestLives): void => {
  const startsOn = '2018-03-01';
  const ranger = household.persons.find(({ labourAbility, memberFrom, bornOn }) => labourAbility === 'FULL' && memberFrom <= startsOn && isAdult(bornOn, startsOn));
  if (!ranger || !household.isRegisteredPoor || household.registeredOn > startsOn || kit.random() > 0.08) return;
  const postId = kit.uuid();
  lives.posts.push({
    id: postId, countyCode: household.countyCode, postNumber: `HL-${kit.serial()}`, villageCode: household.villageCode, patrolArea: '村后山林管护区', area: `${kit.between(3, 20) * 100}.00`,
    recruitingOn: '2018-02-01', filledOn: startsOn, status: 'EMPLOYED',
  });
  const contract = { ...own(kit, household), personId: ranger.personId, postId, startsOn, endsOn: '2020-12-31', yearlyWage: '9600.00' };
  lives.rangers.push(contract);
  lives.rangerWages.push(...months(startsOn, '2018-12-01').map((month) => ({ ...own(kit, household), personId: ranger.personId, contractId: contract.id, month, amount: '800.00', paidOn: later(month, 27) })));
  lives.assessments.push({ ...own(kit, household), contractId: contract.id, year: 2018, result: kit.random() < 0.95 ? 'QUALIFIED' : 'UNQUALIFIED', assessedOn: '2018-12-28' });
};

const earnByForest = (kit: DemoKit, household: DemoHousehold, lives: ForestLives): void => {
  if (household.registeredOn > '2016-12-31') return;
  if (kit.random() < 0.15) {
    lives.compensations.push({
      ...own(kit, household), stream: 'PUBLIC_WELFARE_FOREST', parcelNumber: `GY-${kit.serial()}`, year: 2018, area: `${kit.between(2, 30)}.00`, ratePerMu: '15.00', paidOn: '2018-11-15', status: 'PAID',
    });
  }
  if (household.isRegisteredPoor && kit.random() < 0.1) {
    const before = kit.between(8, 30) * 100;
    lives.upgrades.push({
      ...own(kit, household), parcelNumber: `GG-${kit.serial()}`, year: 2017, work: kit.pick(['VARIETY_IMPROVEMENT', 'FINE_CARE'] as const), species: kit.pick(['WALNUT', 'JUJUBE', 'APPLE'] as const),
      isDemonstration: kit.random() < 0.5, area: `${kit.between(1, 6)}.00`, incomeBefore: yuan(before), incomeAfter: yuan(before * 1.6), appliedOn: '2017-02-01', startedOn: '2017-03-10', acceptedOn: '2017-11-20', status: 'ACCEPTED',
    });
  }
  if (kit.random() < 0.08) {
    const business = {
      ...own(kit, household), parcelNumber: `LX-${kit.serial()}`, model: kit.pick(['POULTRY', 'BEE', 'HERB', 'FUNGUS'] as const), area: `${kit.between(2, 15)}.00`, plannedOn: '2017-01-10', startedOn: '2017-04-01', status: 'RUNNING' as const,
    };
    lives.businesses.push(business);
    lives.incomes.push(...[2017, 2018].map((year) => ({ ...own(kit, household), businessId: business.id, year, amount: yuan(kit.between(10, 60) * 100) })));
  }
};

/** What forests bring to a household. */
export const tellHousehold = (kit: DemoKit, household: DemoHousehold, forest: CountyForest | undefined, lives: ForestLives): void => {
  if (forest) {
    returnFarmland(kit, household, forest, lives);
    workForCooperative(kit, household, forest, lives);
  }
  earlierRound(kit, household, lives);
  keepForest(kit, household, lives);
  earnByForest(kit, household, lives);
};
