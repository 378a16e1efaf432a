import { defineRecord, internal } from '#records';
import { projectRecord } from '#schema';
import { caseRules } from '../rules/case.ts';
import { relocationCase } from '../tables/case.ts';
import { byProgramme } from './actions.ts';
import { settlementSiteRecord } from './site.ts';
import { relocationStandardRecord } from './standard.ts';
import { naturalVillageRecord, subsidenceVillageRecord } from './village.ts';

const stamped = { readOnly: true } as const;

/** One household's move, from application to a stable living. */
export const relocationCaseRecord = defineRecord({
  table: relocationCase,
  name: 'RelocationCase',
  about: 'household',
  title: ['搬迁户', 'Relocation of a household'],
  measures: ['A05-M02', 'A06-M01'],
  action: byProgramme,
  key: ['programme', 'batch'],
  rules: caseRules,
  status: {
    initial: 'APPLIED',
    moves: {
      SURVEYED: { from: ['APPLIED'], needs: ['subsidenceVillageId'], dates: 'surveyedOn' },
      CONSENTED: { from: ['APPLIED', 'SURVEYED'], dates: 'consentedOn' },
      APPROVED: { from: ['CONSENTED'], needs: ['standardId', 'cost', 'subsidy', 'selfRaised'], dates: 'approvedOn', by: 'REVIEWER' },
      BUILDING: { from: ['APPROVED'], dates: 'buildingOn' },
      HANDED_OVER: { from: ['BUILDING'], needs: ['houseArea'], dates: 'handedOverOn' },
      MOVED_IN: { from: ['HANDED_OVER'], dates: 'movedInOn' },
      SETTLED: { from: ['MOVED_IN'], dates: 'settledOn' },
      STABLE: { from: ['SETTLED'], dates: 'stableOn', by: 'REVIEWER' },
      WITHDRAWN: { from: ['APPLIED', 'SURVEYED', 'CONSENTED', 'APPROVED'], dates: 'closedOn' },
      REJECTED: { from: ['APPLIED', 'SURVEYED', 'CONSENTED'], dates: 'closedOn', by: 'REVIEWER' },
    },
  },
  fields: {
    programme: internal('搬迁项目', 'Programme'),
    batch: internal('搬迁批次', 'Batch, e.g. 2016-1'),
    category: internal('搬迁类别', 'Registered poor, or moving along'),
    mode: internal('安置方式', 'Way of settlement'),
    originVillageCode: internal('迁出行政村', 'Village it moves from', { place: true }),
    naturalVillageId: internal('迁出自然村', 'Natural village it moves from', { ref: () => naturalVillageRecord }),
    subsidenceVillageId: internal('采煤沉陷村', 'Subsidence village it moves from', { ref: () => subsidenceVillageRecord }),
    siteId: internal('安置点', 'Settlement site', { ref: () => settlementSiteRecord }),
    standardId: internal('执行标准', 'Standard it is approved under', { ref: () => relocationStandardRecord }),
    projectId: internal('项目', 'Project', { ref: () => projectRecord }),
    persons: internal('搬迁人口', 'Persons that move'),
    houseArea: internal('安置房面积(平方米)', 'Area of the new house, m²'),
    cost: internal('搬迁成本', 'Cost of the relocation'),
    subsidy: internal('补助资金', 'Subsidy'),
    selfRaised: internal('自筹资金', 'Own contribution'),
    appliedOn: internal('申请日期', 'Applied on'),
    surveyedOn: internal('调查日期', 'Surveyed on', stamped),
    consentedOn: internal('签订协议日期', 'Consented on', stamped),
    approvedOn: internal('审批日期', 'Approved on', stamped),
    buildingOn: internal('开工或购房日期', 'Building or purchase began on', stamped),
    handedOverOn: internal('交房日期', 'House handed over on', stamped),
    movedInOn: internal('入住日期', 'Moved in on', stamped),
    settledOn: internal('安稳日期', 'Found to be settled on', stamped),
    stableOn: internal('稳定日期', 'Found to live from a stable income on', stamped),
    oldHouseDemolishedOn: internal('旧房拆除日期', 'Old house demolished on'),
    closedOn: internal('退出或不予批准日期', 'Withdrawn or rejected on', stamped),
    status: internal('搬迁进度', 'Progress'),
  },
});
