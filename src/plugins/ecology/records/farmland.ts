import { defineRecord, internal } from '#records';
import { disbursementRecord, projectRecord } from '#schema';
import { ecologyAction } from '../parameters.ts';
import { parcelRules, plantingRules, subsidyRules, taskRules } from '../rules/farmland.ts';
import { quotaRules } from '../rules/projects.ts';
import { farmlandQuotaAdjustment, farmlandReturnParcel, farmlandReturnSubsidy, farmlandReturnTask, returnPlanting } from '../tables/farmland.ts';
import { stamped } from './stamped.ts';

/** A village's task of a year. */
export const farmlandReturnTaskRecord = defineRecord({
  table: farmlandReturnTask,
  name: 'FarmlandReturnTask',
  about: 'county',
  title: ['新一轮退耕还林还草任务', 'Task of the new round of farmland return'],
  measures: ['A08-M02'],
  action: ecologyAction,
  place: 'villageCode',
  key: ['taskNumber'],
  rules: taskRules,
  status: {
    initial: 'ALLOCATED',
    moves: {
      CONTRACTED: { from: ['ALLOCATED'], dates: 'contractedOn' },
      PLANTED: { from: ['CONTRACTED'], dates: 'plantedOn' },
      INSPECTED: { from: ['PLANTED'], dates: 'inspectedOn', by: 'REVIEWER' },
      PAID: { from: ['INSPECTED'], needs: ['stateSubsidy', 'provincialSubsidy'], dates: 'paidOn' },
    },
  },
  fields: {
    taskNumber: internal('任务编号', 'Number of the task'),
    villageCode: internal('村', 'Village', { place: true }),
    year: internal('年度', 'Year'),
    landUse: internal('还林还草', 'Forest or grass'),
    area: internal('任务面积(亩)', 'Area of the task, mu'),
    stateSubsidy: internal('国家补助', 'Subsidy of the state'),
    provincialSubsidy: internal('省级配套补助', 'Matching subsidy of the province'),
    projectId: internal('项目', 'Project', { ref: () => projectRecord }),
    allocatedOn: internal('下达日期', 'Allocated on'),
    contractedOn: internal('签订合同日期', 'Contracted on', stamped),
    plantedOn: internal('造林种草日期', 'Planted on', stamped),
    inspectedOn: internal('验收日期', 'Inspected on', stamped),
    paidOn: internal('补助兑付日期', 'Subsidies paid on', stamped),
    status: internal('进度', 'Progress'),
  },
});

/** A household's part of it. */
export const farmlandReturnParcelRecord = defineRecord({
  table: farmlandReturnParcel,
  name: 'FarmlandReturnParcel',
  about: 'household',
  title: ['退耕地块', 'Parcel of a household that returns to forest or grass'],
  measures: ['A08-M02'],
  action: ecologyAction,
  key: ['parcelNumber'],
  rules: parcelRules,
  status: {
    initial: 'CONTRACTED',
    moves: {
      PLANTED: { from: ['CONTRACTED'], dates: 'plantedOn' },
      INSPECTED: { from: ['PLANTED'], needs: ['inspectedArea'], dates: 'inspectedOn', by: 'REVIEWER' },
    },
  },
  fields: {
    parcelNumber: internal('地块编号', 'Number of the parcel'),
    taskId: internal('退耕任务', 'Task', { ref: () => farmlandReturnTaskRecord }),
    area: internal('合同面积(亩)', 'Area contracted, mu'),
    inspectedArea: internal('验收面积(亩)', 'Area inspected, mu'),
    contractedOn: internal('签订合同日期', 'Contracted on'),
    plantedOn: internal('造林种草日期', 'Planted on', stamped),
    inspectedOn: internal('验收日期', 'Inspected on', stamped),
    status: internal('进度', 'Progress'),
  },
});

/** What grows on it. */
export const returnPlantingRecord = defineRecord({
  table: returnPlanting,
  name: 'FarmlandReturnPlanting',
  about: 'household',
  title: ['退耕地栽植', 'Planting on returned farmland'],
  measures: ['A08-M04'],
  action: ecologyAction,
  key: ['parcelId', 'species'],
  rules: plantingRules,
  status: {
    initial: 'PLANNED',
    moves: {
      PLANTED: { from: ['PLANNED'], dates: 'plantedOn' },
      SURVIVING: { from: ['PLANTED'], needs: ['survivalRate'], dates: 'checkedOn' },
      FAILED: { from: ['PLANTED'], dates: 'failedOn' },
    },
  },
  fields: {
    parcelId: internal('退耕地块', 'Parcel', { ref: () => farmlandReturnParcelRecord }),
    species: internal('品种', 'Species'),
    area: internal('面积(亩)', 'Area, mu'),
    plantedOn: internal('栽植日期', 'Planted on', stamped),
    survivalRate: internal('成活率(%)', 'Survival rate, %'),
    checkedOn: internal('成活认定日期', 'Found to survive on', stamped),
    failedOn: internal('未成活认定日期', 'Found to have failed on', stamped),
    status: internal('状态', 'State'),
  },
});

/** What is paid for returned farmland. */
export const farmlandReturnSubsidyRecord = defineRecord({
  table: farmlandReturnSubsidy,
  name: 'FarmlandReturnSubsidy',
  about: 'household',
  title: ['退耕还林还草补助', 'Subsidy for returned farmland'],
  measures: ['A08-M01', 'A08-M02'],
  action: ecologyAction,
  key: ['round', 'parcelNumber', 'year'],
  rules: subsidyRules,
  status: {
    initial: 'ELIGIBLE',
    moves: {
      APPROVED: { from: ['ELIGIBLE'], dates: 'approvedOn', by: 'REVIEWER' },
      PAID: { from: ['APPROVED'], dates: 'paidOn' },
      STOPPED: { from: ['ELIGIBLE', 'APPROVED'], dates: 'stoppedOn', by: 'REVIEWER' },
    },
  },
  fields: {
    round: internal('轮次', 'Round'),
    parcelNumber: internal('地块编号', 'Number of the parcel'),
    parcelId: internal('退耕地块', 'Parcel of the new round', { ref: () => farmlandReturnParcelRecord }),
    year: internal('年度', 'Year'),
    area: internal('补助面积(亩)', 'Area paid for, mu'),
    ratePerMu: internal('国家补助标准(元/亩)', 'Subsidy of the state, yuan per mu'),
    provincialPerMu: internal('省级配套标准(元/亩)', 'Matching subsidy, yuan per mu'),
    amount: internal('补助金额', 'Amount', { readOnly: true, derived: { zh: '补助面积与两项标准', en: 'area and the two rates' } }),
    disbursementId: internal('资金拨付', 'The payment in the funds', { ref: () => disbursementRecord }),
    approvedOn: internal('审批日期', 'Approved on', stamped),
    paidOn: internal('兑付日期', 'Paid on', stamped),
    stoppedOn: internal('停止日期', 'Stopped on', stamped),
    status: internal('状态', 'State'),
  },
});

export const farmlandQuotaAdjustmentRecord = defineRecord({
  table: farmlandQuotaAdjustment,
  name: 'FarmlandQuotaAdjustment',
  about: 'county',
  title: ['基本农田保有指标调整', "Adjustment of a county's quota of basic farmland"],
  measures: ['A08-M03'],
  action: ecologyAction,
  key: ['documentNumber'],
  rules: quotaRules,
  status: { initial: 'PROPOSED', moves: { APPROVED: { from: ['PROPOSED'], dates: 'approvedOn', by: 'REVIEWER' } } },
  fields: {
    documentNumber: internal('文号', 'Document number'),
    areaBefore: internal('调整前面积(亩)', 'Area before, mu'),
    areaAfter: internal('调整后面积(亩)', 'Area after, mu'),
    proposedOn: internal('提出日期', 'Proposed on'),
    approvedOn: internal('批准日期', 'Approved on', stamped),
    status: internal('状态', 'State'),
  },
});
