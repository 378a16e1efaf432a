import { defineRecord, internal, notInFuture } from '#records';
import { projectRecord } from '#schema';
import { poolingRules } from '../rules/finance.ts';
import { fundPooling, projectTaxRelief, relocationFinancing, subsidenceFunding } from '../tables/finance.ts';
import { habitatAction, relocationAction } from './actions.ts';
import { settlementSiteRecord } from './site.ts';

const stamped = { readOnly: true } as const;

/** Project capital and policy-bank loans taken up by the provincial investment company. */
export const financingRecord = defineRecord({
  table: relocationFinancing,
  name: 'RelocationFinancing',
  about: 'county',
  title: ['易地扶贫搬迁融资', 'Project capital or long-term loan for relocation'],
  measures: ['A05-M12'],
  action: relocationAction,
  key: ['contractNumber'],
  rules: [notInFuture('committedOn')],
  status: {
    initial: 'COMMITTED',
    moves: {
      DRAWN: { from: ['COMMITTED'], dates: 'drawnOn' },
      ALLOCATED: { from: ['DRAWN'], dates: 'allocatedOn' },
      REPAID: { from: ['ALLOCATED'], dates: 'repaidOn', by: 'REVIEWER' },
    },
  },
  fields: {
    contractNumber: internal('合同编号', 'Number of the contract'),
    source: internal('融资来源', 'Source'),
    borrower: internal('承接主体', 'Company that takes it up'),
    lender: internal('贷款银行', 'Lender'),
    amount: internal('金额', 'Amount'),
    rate: internal('年利率(%)', 'Interest rate, per cent a year'),
    termMonths: internal('期限(月)', 'Term in months'),
    projectId: internal('项目', 'Project', { ref: () => projectRecord }),
    committedOn: internal('承诺日期', 'Committed on'),
    drawnOn: internal('提款日期', 'Drawn on', stamped),
    allocatedOn: internal('下达日期', 'Passed on to the county on', stamped),
    repaidOn: internal('偿还日期', 'Repaid on', stamped),
    status: internal('进度', 'Progress'),
  },
});

/** Funds of other streams used for sites and for the land left behind. */
export const fundPoolingRecord = defineRecord({
  table: fundPooling,
  name: 'RelocationFundPooling',
  about: 'county',
  title: ['搬迁整合资金', 'Funds pooled for settlement sites and vacated areas'],
  measures: ['A05-M13'],
  action: relocationAction,
  place: 'villageCode',
  key: ['year', 'level', 'stream', 'use', 'villageCode'],
  rules: poolingRules,
  status: {
    initial: 'PLANNED',
    moves: { POOLED: { from: ['PLANNED'], dates: 'pooledOn' }, SPENT: { from: ['POOLED'], dates: 'spentOn' } },
  },
  fields: {
    year: internal('年度', 'Year'),
    level: internal('资金级次', 'Level of government'),
    stream: internal('资金渠道', 'Stream'),
    use: internal('用途', 'Use'),
    villageCode: internal('所在村(安置区或迁出区)', 'Village of the site or of the vacated area', { place: true }),
    siteId: internal('安置点', 'Settlement site', { ref: () => settlementSiteRecord }),
    projectId: internal('项目', 'Project', { ref: () => projectRecord }),
    amount: internal('金额', 'Amount'),
    pooledOn: internal('到位日期', 'Pooled on', stamped),
    spentOn: internal('支出日期', 'Spent on', stamped),
    status: internal('进度', 'Progress'),
  },
});

/** The mix of funds behind a relocation out of a subsidence area. */
export const subsidenceFundingRecord = defineRecord({
  table: subsidenceFunding,
  name: 'SubsidenceFunding',
  about: 'county',
  title: ['采煤沉陷区治理资金', 'Funds for relocation from a subsidence area'],
  measures: ['A06-M04'],
  action: habitatAction,
  key: ['projectId', 'source', 'investor'],
  rules: [notInFuture('pledgedOn')],
  status: {
    initial: 'PLEDGED',
    moves: { RECEIVED: { from: ['PLEDGED'], dates: 'receivedOn' }, SPENT: { from: ['RECEIVED'], dates: 'spentOn' } },
  },
  fields: {
    projectId: internal('项目', 'Project', { ref: () => projectRecord }),
    source: internal('资金来源', 'Source'),
    investor: internal('出资方', 'Investor'),
    amount: internal('金额', 'Amount'),
    pledgedOn: internal('承诺日期', 'Pledged on'),
    receivedOn: internal('到位日期', 'Received on', stamped),
    spentOn: internal('支出日期', 'Spent on', stamped),
    status: internal('进度', 'Progress'),
  },
});

/** Tax relief for the bodies that carry out relocation. */
export const projectTaxReliefRecord = defineRecord({
  table: projectTaxRelief,
  name: 'RelocationProjectTaxRelief',
  about: 'county',
  title: ['搬迁项目税收减免', 'Tax relief of the body that carries out a relocation project'],
  measures: ['A05-M09'],
  action: relocationAction,
  key: ['projectId', 'taxpayer', 'tax', 'appliedOn'],
  rules: [notInFuture('appliedOn')],
  status: { initial: 'APPLIED', moves: { GRANTED: { from: ['APPLIED'], dates: 'grantedOn', by: 'REVIEWER' } } },
  fields: {
    projectId: internal('项目', 'Project', { ref: () => projectRecord }),
    siteId: internal('安置点', 'Settlement site', { ref: () => settlementSiteRecord }),
    taxpayer: internal('纳税主体', 'Taxpayer'),
    tax: internal('税种', 'Tax'),
    amount: internal('减免金额', 'Relief'),
    appliedOn: internal('申请日期', 'Applied on'),
    grantedOn: internal('批准日期', 'Granted on', stamped),
    status: internal('状态', 'State'),
  },
});
