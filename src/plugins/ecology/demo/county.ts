import { type DemoCounty, type DemoKit, later, reach, standing, yuan } from '#plugin';
import type { afforestationContract, afforestationCooperative, forestryPlan, forestryPlanTask } from '../tables/afforestation.ts';
import type { farmlandQuotaAdjustment, farmlandReturnTask } from '../tables/farmland.ts';
import type { villageEcologicalCompensation } from '../tables/forest-income.ts';
import type { ecoIndustryProject, ecologicalProject, forestryIndustryProject } from '../tables/projects.ts';

type Task = typeof farmlandReturnTask.$inferInsert & { readonly id: string };
type Cooperative = typeof afforestationCooperative.$inferInsert & { readonly id: string };
type Contract = typeof afforestationContract.$inferInsert & { readonly id: string };

/** What a county of the demo has before its households come in. */
export interface CountyForest {
  readonly tasks: readonly Task[];
  readonly cooperative: Cooperative;
  readonly contracts: readonly Contract[];
}

const years = [2016, 2017, 2018] as const;

const tasksOf = (kit: DemoKit, { code: countyCode, villages }: DemoCounty): Task[] =>
  years.map((year) => {
    const allocatedOn = later(`${year}-03-01`, kit.between(0, 30));
    const area = kit.between(20, 60) * 10;
    const landUse = kit.random() < 0.8 ? 'FOREST' as const : 'GRASS' as const;
    const reached = reach(kit, allocatedOn, [['CONTRACTED', 10, 30], ['PLANTED', 20, 60], ['INSPECTED', 90, 150]] as const);
    return {
      id: kit.uuid(), countyCode, taskNumber: `TG-${year}-${kit.serial()}`, villageCode: kit.pick(villages), year, landUse, area: `${area}.00`,
      stateSubsidy: yuan(area * (landUse === 'FOREST' ? 1_500 : 800)), provincialSubsidy: yuan(area * 200), allocatedOn,
      contractedOn: reached.get('CONTRACTED') ?? null, plantedOn: reached.get('PLANTED') ?? null, inspectedOn: reached.get('INSPECTED') ?? null,
      status: standing<'ALLOCATED' | 'CONTRACTED' | 'PLANTED' | 'INSPECTED'>(reached, 'ALLOCATED'),
    };
  });

const contractsOf = (kit: DemoKit, { id: cooperativeId, countyCode, villageCode }: Cooperative): Contract[] =>
  years.map((year) => {
    const negotiatedOn = later(`${year}-02-10`, kit.between(0, 30));
    const area = kit.between(30, 90) * 10;
    const reached = reach(kit, negotiatedOn, [['AWARDED', 10, 20], ['WORKING', 10, 30], ['ACCEPTED', 120, 180], ['PAID', 30, 60]] as const);
    const acceptedOn = reached.get('ACCEPTED') ?? null;
    return {
      id: kit.uuid(), countyCode, contractNumber: `ZL-${year}-${kit.serial()}`, cooperativeId, villageCode, site: '荒山造林地', awardWay: 'NEGOTIATED' as const,
      area: `${area}.00`, amount: yuan(area * 800), negotiatedOn, awardedOn: reached.get('AWARDED') ?? null, startedOn: reached.get('WORKING') ?? null,
      completedOn: acceptedOn && later(acceptedOn, -10), acceptedOn, paidOn: reached.get('PAID') ?? null,
      status: standing<'NEGOTIATED' | 'AWARDED' | 'WORKING' | 'ACCEPTED' | 'PAID'>(reached, 'NEGOTIATED'),
    };
  });

/** The forest side of a county: tasks of three years, a cooperative and its works. */
export const tellCounty = (kit: DemoKit, county: DemoCounty): CountyForest => {
  const members = kit.between(20, 45);
  const cooperative = {
    id: kit.uuid(), countyCode: county.code, licence: `93${county.code}MA0${String(kit.serial()).padStart(6, '0')}X`, name: `${county.name}绿生源造林专业合作社`,
    villageCode: kit.pick(county.villages), members, poorMembers: Math.ceil(members * 0.7), foundedOn: '2016-01-20',
  };
  return { tasks: tasksOf(kit, county), cooperative, contracts: contractsOf(kit, cooperative) };
};

/** Plans, land, village funds and projects that no household is part of. */
export interface CountyRest {
  readonly plan: typeof forestryPlan.$inferInsert;
  readonly planTasks: readonly (typeof forestryPlanTask.$inferInsert)[];
  readonly quota: typeof farmlandQuotaAdjustment.$inferInsert;
  readonly compensation: typeof villageEcologicalCompensation.$inferInsert;
  readonly service: typeof ecoIndustryProject.$inferInsert;
  readonly industry: typeof forestryIndustryProject.$inferInsert;
  readonly major: typeof ecologicalProject.$inferInsert;
}

export const tellRest = (kit: DemoKit, { code: countyCode, name, villages }: DemoCounty): CountyRest => {
  const planId = kit.uuid();
  const yearly = kit.between(20, 50) * 100;
  const before = kit.between(2_000, 4_000) * 100;
  const investment = kit.between(300, 900) * 10_000;
  return {
    plan: {
      id: planId, countyCode, name: `${name}林业扶贫“十三五”规划`, firstYear: 2016, lastYear: 2020, area: `${yearly * 5}.00`, poorLabourers: kit.between(100, 600),
      issuedOn: '2016-06-30', startedOn: '2016-07-15', status: 'IN_PROGRESS',
    },
    planTasks: years.map((year) => ({ id: kit.uuid(), countyCode, planId, year, area: `${yearly}.00`, doneArea: `${yearly - kit.between(0, 20) * 10}.00`, poorLabourers: kit.between(40, 200) })),
    quota: {
      id: kit.uuid(), countyCode, documentNumber: `晋国土资函〔2017〕${kit.serial()}号`, areaBefore: `${before}.00`, areaAfter: `${before - kit.between(10, 60) * 100}.00`,
      proposedOn: '2017-03-01', approvedOn: '2017-09-01', status: 'APPROVED',
    },
    compensation: {
      id: kit.uuid(), countyCode, villageCode: kit.pick(villages), stream: 'NATURAL_FOREST_PROTECTION', parcelNumber: `TB-${kit.serial()}`, year: 2018, area: `${kit.between(50, 300) * 10}.00`,
      ratePerMu: '5.00', paidOn: '2018-11-20', status: 'PAID',
    },
    service: {
      id: kit.uuid(), countyCode, name: `${name}森林人家`, kind: kit.random() < 0.7 ? 'FOREST_TOURISM' : 'FOREST_HEALTH', villageCode: kit.pick(villages), operator: '村集体经济组织',
      poorJobs: kit.between(5, 30), yearlyIncome: yuan(kit.between(20, 90) * 10_000), plannedOn: '2016-10-01', startedOn: '2017-05-01', status: 'RUNNING',
    },
    industry: {
      id: kit.uuid(), countyCode, name: `${name}苗木基地`, kind: 'SEEDLING_FLOWER', villageCode: kit.pick(villages), operator: `${name}林业开发有限公司`, operatorKind: 'ENTERPRISE',
      area: `${kit.between(10, 60) * 10}.00`, poorHouseholds: kit.between(10, 80), pilotOn: '2016-04-01', startedOn: '2017-04-01', status: 'RUNNING',
    },
    major: {
      id: kit.uuid(), countyCode, name: `${name}植被恢复工程`, kind: 'VEGETATION_RESTORATION', body: `${name}林业局`, investment: yuan(investment), stateFunds: yuan(investment * 0.8),
      area: `${kit.between(50, 200) * 100}.00`, poorLabourers: kit.between(30, 150), appliedOn: '2016-03-01', approvedOn: '2016-08-01', startedOn: '2017-03-15', status: 'BUILDING',
    },
  };
};
