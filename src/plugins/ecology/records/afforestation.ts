import { defineRecord, internal, personal } from '#records';
import { disbursementRecord, projectRecord } from '#schema';
import { ecologyAction } from '../parameters.ts';
import { contractRules, planRules, wageRules } from '../rules/afforestation.ts';
import { afforestationContract, afforestationCooperative, afforestationWage, forestryPlan, forestryPlanTask } from '../tables/afforestation.ts';
import { stamped } from './stamped.ts';

export const afforestationCooperativeRecord = defineRecord({
  table: afforestationCooperative,
  name: 'AfforestationCooperative',
  about: 'county',
  title: ['造林专业合作社', 'Cooperative that plants forests'],
  measures: ['A08-M05'],
  action: ecologyAction,
  place: 'villageCode',
  key: ['licence'],
  fields: {
    licence: internal('统一社会信用代码', 'Unified social credit code'),
    name: internal('名称', 'Name'),
    villageCode: internal('村', 'Village', { place: true }),
    members: internal('成员数', 'Members'),
    poorMembers: internal('贫困成员数', 'Members of registered poor households'),
    foundedOn: internal('成立日期', 'Founded on'),
  },
});

export const afforestationContractRecord = defineRecord({
  table: afforestationContract,
  name: 'AfforestationContract',
  about: 'county',
  title: ['造林工程合同', 'Afforestation works of a cooperative'],
  measures: ['A08-M05'],
  action: ecologyAction,
  place: 'villageCode',
  key: ['contractNumber'],
  rules: contractRules,
  status: {
    initial: 'NEGOTIATED',
    moves: {
      AWARDED: { from: ['NEGOTIATED'], dates: 'awardedOn', by: 'REVIEWER' },
      WORKING: { from: ['AWARDED'], dates: 'startedOn' },
      ACCEPTED: { from: ['WORKING'], needs: ['completedOn'], dates: 'acceptedOn', by: 'REVIEWER' },
      PAID: { from: ['ACCEPTED'], dates: 'paidOn' },
    },
  },
  fields: {
    contractNumber: internal('合同编号', 'Number of the contract'),
    cooperativeId: internal('造林合作社', 'Cooperative', { ref: () => afforestationCooperativeRecord }),
    projectId: internal('项目', 'Project', { ref: () => projectRecord }),
    villageCode: internal('村', 'Village', { place: true }),
    site: internal('造林地点', 'Site'),
    awardWay: internal('发包方式', 'Way of award'),
    area: internal('面积(亩)', 'Area, mu'),
    amount: internal('合同金额', 'Sum of the contract'),
    negotiatedOn: internal('议标日期', 'Negotiated on'),
    awardedOn: internal('授予日期', 'Awarded on', stamped),
    startedOn: internal('开工日期', 'Started on', stamped),
    completedOn: internal('完工日期', 'Completed on'),
    acceptedOn: internal('验收日期', 'Accepted on', stamped),
    paidOn: internal('付清日期', 'Paid on', stamped),
    status: internal('进度', 'Progress'),
  },
});

export const afforestationWageRecord = defineRecord({
  table: afforestationWage,
  name: 'AfforestationWage',
  about: 'household',
  title: ['造林劳务收入', 'Wage of a poor member under an afforestation contract'],
  measures: ['A08-M05'],
  action: ecologyAction,
  key: ['personId', 'contractId', 'paidOn'],
  rules: wageRules,
  fields: {
    personId: personal('人员', 'Person', { person: true }),
    contractId: internal('造林合同', 'Contract', { ref: () => afforestationContractRecord }),
    days: internal('出工天数', 'Days of work'),
    amount: internal('金额', 'Amount'),
    paidOn: internal('支付日期', 'Paid on'),
    disbursementId: internal('资金拨付', 'The payment in the funds', { ref: () => disbursementRecord }),
  },
});

export const forestryPlanRecord = defineRecord({
  table: forestryPlan,
  name: 'ForestryPlan',
  about: 'county',
  title: ['林业扶贫规划', 'Forestry plan of a county'],
  measures: ['A08-M06'],
  action: ecologyAction,
  key: ['name'],
  rules: planRules,
  status: {
    initial: 'DRAFTING',
    moves: {
      ISSUED: { from: ['DRAFTING'], dates: 'issuedOn', by: 'REVIEWER' },
      IN_PROGRESS: { from: ['ISSUED'], dates: 'startedOn' },
      COMPLETED: { from: ['IN_PROGRESS'], dates: 'completedOn', by: 'REVIEWER' },
    },
  },
  fields: {
    name: internal('名称', 'Name'),
    firstYear: internal('起始年度', 'First year'),
    lastYear: internal('截止年度', 'Last year'),
    area: internal('绿化面积(亩)', 'Area to be greened, mu'),
    poorLabourers: internal('带动贫困劳动力', 'Poor labourers to take part'),
    issuedOn: internal('印发日期', 'Issued on', stamped),
    startedOn: internal('实施日期', 'Begun on', stamped),
    completedOn: internal('完成日期', 'Completed on', stamped),
    status: internal('状态', 'State'),
  },
});

export const forestryPlanTaskRecord = defineRecord({
  table: forestryPlanTask,
  name: 'ForestryPlanTask',
  about: 'county',
  title: ['林业扶贫年度任务', 'Task of a forestry plan in a year'],
  measures: ['A08-M06'],
  action: ecologyAction,
  key: ['planId', 'year'],
  fields: {
    planId: internal('规划', 'Plan', { ref: () => forestryPlanRecord }),
    year: internal('年度', 'Year'),
    area: internal('任务面积(亩)', 'Area, mu'),
    doneArea: internal('完成面积(亩)', 'Area done, mu'),
    poorLabourers: internal('参与贫困劳动力', 'Poor labourers that took part'),
  },
});
