import { defineRecord, internal } from '#records';
import { disbursementRecord, projectRecord } from '#schema';
import { ecologyAction } from '../parameters.ts';
import { businessRules, compensationRules, upgradeRules, villageCompensationRules } from '../rules/forest-income.ts';
import { ecologicalCompensation, economicForestUpgrade, underForestBusiness, underForestIncome, villageEcologicalCompensation } from '../tables/forest-income.ts';
import { stamped } from './stamped.ts';

const compensated = {
  stream: internal('资金渠道', 'Stream of funds'),
  parcelNumber: internal('林地编号', 'Number of the forest parcel'),
  year: internal('年度', 'Year'),
  area: internal('面积(亩)', 'Area, mu'),
  ratePerMu: internal('补偿标准(元/亩)', 'Rate, yuan per mu'),
  amount: internal('补偿金额', 'Amount', { readOnly: true, derived: { zh: '面积与补偿标准', en: 'area and rate' } }),
  disbursementId: internal('资金拨付', 'The payment in the funds', { ref: () => disbursementRecord }),
  paidOn: internal('支付日期', 'Paid on', stamped),
  status: internal('状态', 'State'),
} as const;

const paying = { initial: 'DUE', moves: { PAID: { from: ['DUE'], dates: 'paidOn' } } } as const;

export const ecologicalCompensationRecord = defineRecord({
  table: ecologicalCompensation,
  name: 'EcologicalCompensation',
  about: 'household',
  title: ['农户生态效益补偿', 'Ecological compensation of a household'],
  measures: ['A08-M08'],
  action: ecologyAction,
  key: ['stream', 'parcelNumber', 'year'],
  rules: compensationRules,
  status: paying,
  fields: compensated,
});

export const villageEcologicalCompensationRecord = defineRecord({
  table: villageEcologicalCompensation,
  name: 'VillageEcologicalCompensation',
  about: 'county',
  title: ['村集体生态效益补偿', 'Ecological compensation of a village'],
  measures: ['A08-M08'],
  action: ecologyAction,
  place: 'villageCode',
  key: ['villageCode', 'stream', 'parcelNumber', 'year'],
  rules: villageCompensationRules,
  status: paying,
  fields: { villageCode: internal('村', 'Village', { place: true }), ...compensated },
});

export const economicForestUpgradeRecord = defineRecord({
  table: economicForestUpgrade,
  name: 'EconomicForestUpgrade',
  about: 'household',
  title: ['经济林提质增效', "Upgrade of a household's economic forest"],
  measures: ['A08-M09'],
  action: ecologyAction,
  key: ['parcelNumber', 'year'],
  rules: upgradeRules,
  status: {
    initial: 'PLANNED',
    moves: {
      IN_PROGRESS: { from: ['PLANNED'], dates: 'startedOn' },
      ACCEPTED: { from: ['IN_PROGRESS'], dates: 'acceptedOn', by: 'REVIEWER' },
    },
  },
  fields: {
    parcelNumber: internal('果园地块编号', 'Number of the orchard parcel'),
    year: internal('年度', 'Year'),
    work: internal('提质增效内容', 'Kind of upgrade'),
    species: internal('树种', 'Species'),
    isDemonstration: internal('是否示范项目', 'Whether it is of the demonstration project'),
    area: internal('面积(亩)', 'Area, mu'),
    incomeBefore: internal('实施前年收入', 'Yearly income before'),
    incomeAfter: internal('实施后年收入', 'Yearly income after'),
    projectId: internal('项目', 'Project', { ref: () => projectRecord }),
    appliedOn: internal('申请日期', 'Applied on'),
    startedOn: internal('实施日期', 'Begun on', stamped),
    acceptedOn: internal('验收日期', 'Accepted on', stamped),
    status: internal('进度', 'Progress'),
  },
});

export const underForestBusinessRecord = defineRecord({
  table: underForestBusiness,
  name: 'UnderForestBusiness',
  about: 'household',
  title: ['林下经济', 'Business of a household under its trees'],
  measures: ['A08-M10'],
  action: ecologyAction,
  key: ['parcelNumber', 'model'],
  rules: businessRules,
  status: {
    initial: 'PLANNED',
    moves: { RUNNING: { from: ['PLANNED'], dates: 'startedOn' }, ENDED: { from: ['PLANNED', 'RUNNING'], dates: 'endedOn' } },
  },
  fields: {
    parcelNumber: internal('林地编号', 'Number of the forest parcel'),
    model: internal('模式', 'Model'),
    area: internal('面积(亩)', 'Area, mu'),
    cooperative: internal('合作社', 'Cooperative it works with'),
    plannedOn: internal('计划日期', 'Planned on'),
    startedOn: internal('开始日期', 'Begun on', stamped),
    endedOn: internal('结束日期', 'Ended on', stamped),
    status: internal('状态', 'State'),
  },
});

export const underForestIncomeRecord = defineRecord({
  table: underForestIncome,
  name: 'UnderForestIncome',
  about: 'household',
  title: ['林下经济收入', 'Income from an under-forest business in a year'],
  measures: ['A08-M10'],
  action: ecologyAction,
  key: ['businessId', 'year'],
  fields: {
    businessId: internal('林下经济', 'Business', { ref: () => underForestBusinessRecord }),
    year: internal('年度', 'Year'),
    amount: internal('收入', 'Income'),
  },
});
