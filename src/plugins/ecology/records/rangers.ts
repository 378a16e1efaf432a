import { defineRecord, internal, notInFuture, personal } from '#records';
import { disbursementRecord } from '#schema';
import { ecologyAction } from '../parameters.ts';
import { postRules, rangerRules, rangerWageRules } from '../rules/rangers.ts';
import { forestRangerAssessment, forestRangerContract, forestRangerPost, forestRangerWage } from '../tables/rangers.ts';
import { stamped } from './stamped.ts';

export const forestRangerPostRecord = defineRecord({
  table: forestRangerPost,
  name: 'ForestRangerPost',
  about: 'county',
  title: ['护林员岗位', 'Post of a forest ranger'],
  measures: ['A08-M07'],
  action: ecologyAction,
  place: 'villageCode',
  key: ['postNumber'],
  rules: postRules,
  status: {
    initial: 'VACANT',
    moves: {
      RECRUITING: { from: ['VACANT', 'EMPLOYED'], dates: 'recruitingOn' },
      EMPLOYED: { from: ['RECRUITING'], dates: 'filledOn' },
      ENDED: { from: ['VACANT', 'RECRUITING', 'EMPLOYED'], dates: 'endedOn', by: 'REVIEWER' },
    },
  },
  fields: {
    postNumber: internal('岗位编号', 'Number of the post'),
    villageCode: internal('村', 'Village', { place: true }),
    patrolArea: internal('管护责任区', 'Patrol area'),
    area: internal('管护面积(亩)', 'Area, mu'),
    recruitingOn: internal('选聘日期', 'Recruiting since', stamped),
    filledOn: internal('到岗日期', 'Filled on', stamped),
    endedOn: internal('撤销日期', 'Given up on', stamped),
    status: internal('状态', 'State'),
  },
});

export const forestRangerContractRecord = defineRecord({
  table: forestRangerContract,
  name: 'ForestRangerContract',
  about: 'household',
  title: ['护林员聘用', 'Employment of a forest ranger'],
  measures: ['A08-M07'],
  action: ecologyAction,
  key: ['personId', 'postId', 'startsOn'],
  rules: rangerRules,
  status: { initial: 'EMPLOYED', moves: { ENDED: { from: ['EMPLOYED'], dates: 'endedOn' } } },
  fields: {
    personId: personal('护林员', 'Ranger', { person: true }),
    postId: internal('岗位', 'Post', { ref: () => forestRangerPostRecord }),
    startsOn: internal('聘用起始日期', 'First day'),
    endsOn: internal('聘用截止日期', 'Last day of the contract'),
    yearlyWage: internal('年工资', 'Yearly wage'),
    endedOn: internal('解聘日期', 'Ended on', stamped),
    status: internal('状态', 'State'),
  },
});

export const forestRangerWageRecord = defineRecord({
  table: forestRangerWage,
  name: 'ForestRangerWage',
  about: 'household',
  title: ['护林员工资', 'Wage of a forest ranger for a month'],
  measures: ['A08-M07'],
  action: ecologyAction,
  key: ['contractId', 'month'],
  rules: rangerWageRules,
  fields: {
    personId: personal('护林员', 'Ranger', { person: true }),
    contractId: internal('聘用', 'Employment', { ref: () => forestRangerContractRecord }),
    month: internal('月份', 'Month, by its first day'),
    amount: internal('金额', 'Amount'),
    paidOn: internal('支付日期', 'Paid on'),
    disbursementId: internal('资金拨付', 'The payment in the funds', { ref: () => disbursementRecord }),
  },
});

export const forestRangerAssessmentRecord = defineRecord({
  table: forestRangerAssessment,
  name: 'ForestRangerAssessment',
  about: 'household',
  title: ['护林员年度考核', 'Assessment of a forest ranger in a year'],
  measures: ['A08-M07'],
  action: ecologyAction,
  key: ['contractId', 'year'],
  rules: [notInFuture('assessedOn')],
  fields: {
    contractId: internal('聘用', 'Employment', { ref: () => forestRangerContractRecord }),
    year: internal('年度', 'Year'),
    result: personal('考核结果', 'Result'),
    assessedOn: internal('考核日期', 'Assessed on'),
  },
});
