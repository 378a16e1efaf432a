import { defineRecord, internal, notInFuture } from '#records';
import { disbursementRecord, projectRecord } from '#schema';
import { instalmentRules } from '../rules/instalment.ts';
import { renovationRules } from '../rules/renovation.ts';
import { houseRenovation, renovationInstalment } from '../tables/renovation.ts';
import { habitatAction } from './actions.ts';

const stamped = { readOnly: true } as const;

/** A dilapidated house, from application to the subsidy paid in full. */
export const houseRenovationRecord = defineRecord({
  table: houseRenovation,
  name: 'HouseRenovation',
  about: 'household',
  title: ['农村危房改造', "Renovation of a household's dilapidated house"],
  measures: ['A06-M05'],
  action: habitatAction,
  key: ['year'],
  rules: [notInFuture('appliedOn'), ...renovationRules],
  status: {
    initial: 'APPLIED',
    moves: {
      APPROVED: { from: ['APPLIED'], needs: ['subsidy', 'priorityRank'], dates: 'approvedOn', by: 'REVIEWER' },
      BUILDING: { from: ['APPROVED'], dates: 'startedOn' },
      ACCEPTED: { from: ['BUILDING'], needs: ['completedOn', 'gradeAfter'], dates: 'acceptedOn', by: 'REVIEWER' },
      SUBSIDY_PAID: { from: ['ACCEPTED'], dates: 'subsidyPaidOn' },
      REJECTED: { from: ['APPLIED'], dates: 'rejectedOn', by: 'REVIEWER' },
    },
  },
  fields: {
    year: internal('年度', 'Year of the task'),
    registeredPoor: internal('是否建档立卡贫困户', 'Whether registered as poor when it applied'),
    priorityRank: internal('优先次序', 'Priority in the village; registered poor households come first'),
    method: internal('改造方式', 'Way of renovation'),
    gradeBefore: internal('改造前等级', 'Safety grade before'),
    gradeAfter: internal('改造后等级', 'Safety grade after'),
    houseArea: internal('改造面积(平方米)', 'Area, m²'),
    cost: internal('改造成本', 'Cost'),
    subsidy: internal('核定补助', 'Approved subsidy of all levels'),
    selfRaised: internal('自筹资金', 'Own contribution'),
    projectId: internal('项目', 'Project', { ref: () => projectRecord }),
    appliedOn: internal('申请日期', 'Applied on'),
    approvedOn: internal('审批日期', 'Approved on', stamped),
    startedOn: internal('开工日期', 'Started on', stamped),
    completedOn: internal('竣工日期', 'Completed on'),
    acceptedOn: internal('验收日期', 'Accepted on', stamped),
    subsidyPaidOn: internal('补助到位日期', 'Subsidy paid in full on', stamped),
    rejectedOn: internal('不予批准日期', 'Rejected on', stamped),
    status: internal('改造进度', 'Progress'),
  },
});

/** What each level of government owes and has paid, with the day it was due. */
export const renovationInstalmentRecord = defineRecord({
  table: renovationInstalment,
  name: 'RenovationInstalment',
  about: 'household',
  title: ['危房改造补助分期', 'Instalment of a renovation subsidy by one level of government'],
  measures: ['A06-M05'],
  action: habitatAction,
  key: ['renovationId', 'level', 'dueOn'],
  rules: instalmentRules,
  fields: {
    renovationId: internal('危房改造', 'Renovation', { ref: () => houseRenovationRecord }),
    level: internal('资金级次', 'Level of government'),
    dueAmount: internal('应付金额', 'Amount due'),
    dueOn: internal('应付日期', 'Due on'),
    paidAmount: internal('已付金额', 'Amount paid'),
    paidOn: internal('付清日期', 'Day of the last payment'),
    disbursementId: internal('资金拨付', 'The payment in the funds', { ref: () => disbursementRecord }),
    paidInFullAndInTime: internal('是否及时足额', 'Paid in full and in time', { readOnly: true, derived: { zh: '各级应付、实付金额与日期', en: 'what was due and paid by each level, and when' } }),
  },
});
