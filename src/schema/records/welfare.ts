import { registrationAction } from '../../access/in-charge.ts';
import {
  assuranceCheck, helperAssignment, householdEvent, householdIncome, householdNeed, householdPlan, householdStatusChange,
} from '../../db/tables/people.ts';
import { defineRecord } from '../../records/define.ts';
import { internal, personal } from '../../records/field.ts';
import { notInFuture, positive } from '../../records/rules.ts';

export const statusChangeRecord = defineRecord({
  table: householdStatusChange,
  name: 'HouseholdStatusChange',
  stays: true,
  plural: 'statusHistory',
  about: 'household',
  title: ['脱贫状态变化', 'Change of poverty status'],
  key: ['decidedOn', 'status'],
  ownWrites: true,
  lists: 'parents',
  fields: {
    year: internal('年度', 'Year it counts for'),
    status: internal('状态', 'Status'),
    decidedOn: internal('认定日期', 'Decided on'),
    relapseCause: internal('返贫原因', 'Cause of relapse'),
    exitPath: internal('脱贫路径', 'Path of exit'),
    reason: personal('说明', 'Explanation'),
  },
});

export const householdEventRecord = defineRecord({
  table: householdEvent,
  name: 'HouseholdEvent',
  stays: true,
  plural: 'events',
  about: 'household',
  title: ['家庭变动', 'What happened to a household'],
  key: [],
  ownWrites: true,
  lists: 'parents',
  fields: {
    kind: internal('类型', 'Kind'),
    happenedOn: internal('发生日期', 'Happened on'),
    reason: personal('原因', 'Reason'),
    personId: personal('人员', 'Person', { person: true }),
    otherHouseholdId: internal('另一户', 'The other household of a split, merger or marriage', { hidden: true }),
  },
});

export const incomeRecord = defineRecord({
  table: householdIncome,
  name: 'HouseholdIncome',
  plural: 'incomes',
  about: 'household',
  title: ['家庭年收入', 'Income of a household in a year, yuan'],
  key: ['year'],
  action: registrationAction,
  rules: [positive('persons')],
  fields: {
    year: internal('年度', 'Year'),
    wage: personal('工资性收入', 'Wages'),
    business: personal('经营性收入', 'Business income, gross'),
    property: personal('财产性收入', 'Property income'),
    transfer: personal('转移性收入', 'Transfers'),
    businessCost: personal('生产经营性支出', 'Cost of business'),
    persons: internal('家庭人口', 'Persons the income is shared by'),
    netPerHead: personal('人均纯收入', 'Net income per head: (four classes - cost of business) / persons', { readOnly: true, derived: { zh: '四类收入、经营支出与人口', en: 'the four classes of income, the cost of business and the persons' } }),
  },
});

export const assuranceRecord = defineRecord({
  table: assuranceCheck,
  name: 'AssuranceCheck',
  plural: 'assurances',
  about: 'household',
  title: ['两不愁三保障核查', 'Check of the two assurances and three guarantees'],
  key: ['kind', 'checkedOn'],
  action: registrationAction,
  rules: [notInFuture('checkedOn')],
  fields: {
    kind: internal('项目', 'Which of the five'),
    checkedOn: internal('核查日期', 'Checked on'),
    met: internal('是否达标', 'Whether it is met'),
    evidence: personal('依据', 'Evidence'),
    checkedBy: personal('核查人', 'Checked by'),
  },
});

export const needRecord = defineRecord({
  table: householdNeed,
  name: 'Need',
  about: 'household',
  title: ['脱贫需求', 'Need for exit from poverty'],
  key: ['year', 'kind'],
  action: registrationAction,
  fields: {
    kind: internal('类型', 'Kind'),
    year: internal('年度', 'Year'),
    description: personal('说明', 'Description'),
    metOn: internal('满足日期', 'Met on'),
  },
});

export const planRecord = defineRecord({
  table: householdPlan,
  name: 'HouseholdPlan',
  plural: 'plans',
  about: 'household',
  title: ['帮扶计划', 'Assistance plan of a household'],
  key: ['year', 'exitPath'],
  action: registrationAction,
  status: {
    initial: 'DRAFT',
    moves: {
      IN_FORCE: { from: ['DRAFT'] },
      DONE: { from: ['IN_FORCE'] },
      CANCELLED: { from: ['DRAFT', 'IN_FORCE'] },
    },
  },
  fields: {
    year: internal('年度', 'Year'),
    exitPath: internal('脱贫路径', 'Path of exit'),
    plannedExitYear: internal('计划脱贫年度', 'Planned year of exit'),
    measures: personal('帮扶措施', 'Measures'),
    status: internal('状态', 'Status'),
  },
});

export const helperRecord = defineRecord({
  table: helperAssignment,
  name: 'HelperAssignment',
  plural: 'helpers',
  about: 'household',
  title: ['帮扶责任人', 'Responsible helper of a household'],
  key: ['fromOn', 'helperName'],
  action: registrationAction,
  fields: {
    helperName: personal('姓名', 'Name'),
    helperUnit: internal('单位', 'Unit'),
    helperPhone: personal('电话', 'Telephone'),
    fromOn: internal('起始日期', 'From'),
    toOn: internal('终止日期', 'To'),
  },
});
