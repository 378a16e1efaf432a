import { defineRecord, internal, notInFuture, personal } from '#records';
import { followUpRules } from '../rules/follow-up.ts';
import { followUpIncome, propertyRight, relocationFollowUp, settlementService } from '../tables/aftercare.ts';
import { byProgramme, relocationAction } from './actions.ts';
import { relocationCaseRecord } from './case.ts';
import { followUpProjectRecord } from './site.ts';

const stamped = { readOnly: true } as const;

/** The three rights that a household keeps in the village it left. */
export const propertyRightRecord = defineRecord({
  table: propertyRight,
  name: 'RelocatedPropertyRight',
  about: 'household',
  title: ['搬迁群众权益', 'Right that a relocated household keeps in the village it left'],
  measures: ['A05-M08'],
  action: relocationAction,
  key: ['kind', 'certificateNumber'],
  rules: [notInFuture('confirmedOn')],
  status: {
    initial: 'HELD',
    moves: {
      // a right passes on only by the household's own agreement
      TRANSFERRED: { from: ['HELD', 'DISPUTED'], needs: ['agreedOn'], dates: 'changedOn' },
      COMPENSATED: { from: ['HELD', 'TRANSFERRED', 'DISPUTED'], needs: ['agreedOn', 'compensation'], dates: 'changedOn', by: 'REVIEWER' },
      DISPUTED: { from: ['HELD', 'TRANSFERRED', 'COMPENSATED'], dates: 'changedOn' },
      HELD: { from: ['DISPUTED', 'TRANSFERRED'], dates: 'changedOn' },
    },
  },
  fields: {
    caseId: internal('搬迁户', 'Relocation case', { ref: () => relocationCaseRecord }),
    kind: internal('权益种类', 'Kind of right'),
    certificateNumber: personal('权证编号', 'Number of the certificate'),
    villageCode: internal('权益所在村', 'Village the right lies in', { place: true }),
    area: internal('面积(亩)', 'Area, mu'),
    yearlyIncome: personal('年收益', 'Income a year'),
    compensation: personal('补偿金额', 'Compensation'),
    confirmedOn: internal('确权日期', 'Confirmed on'),
    agreedOn: internal('农户同意日期', 'Household agreed to the change on'),
    changedOn: internal('变更日期', 'Changed on', stamped),
    status: internal('状态', 'State'),
  },
});

/** The list of services at the new home: needed, offered, done. */
export const settlementServiceRecord = defineRecord({
  table: settlementService,
  name: 'SettlementService',
  about: 'household',
  title: ['搬迁配套服务', 'Supporting service at the new home'],
  measures: ['A05-M10'],
  action: byProgramme,
  key: ['caseId', 'kind', 'serial'],
  rules: [notInFuture('neededOn')],
  status: {
    initial: 'NEEDED',
    moves: {
      OFFERED: { from: ['NEEDED'], needs: ['provider'], dates: 'offeredOn' },
      DONE: { from: ['OFFERED'], dates: 'doneOn' },
    },
  },
  fields: {
    caseId: internal('搬迁户', 'Relocation case', { ref: () => relocationCaseRecord }),
    programme: internal('搬迁项目', 'Programme of the case'),
    kind: internal('服务种类', 'Kind of service'),
    serial: internal('序号', 'Number among services of the kind'),
    personId: personal('服务对象', 'Person it is for; empty when it is for the household', { person: true }),
    provider: internal('服务单位', 'Provider'),
    personsServed: internal('服务人数', 'Persons served'),
    neededOn: internal('提出日期', 'Needed since'),
    offeredOn: internal('提供日期', 'Offered on', stamped),
    doneOn: internal('落实日期', 'Done on', stamped),
    status: internal('状态', 'State'),
  },
});

/** A visit with the five checks; the result follows from them. */
export const relocationFollowUpRecord = defineRecord({
  table: relocationFollowUp,
  name: 'RelocationFollowUp',
  about: 'household',
  title: ['搬迁后回访', 'Follow-up visit with the five checks'],
  measures: ['A05-M11'],
  action: byProgramme,
  key: ['caseId', 'visitedOn'],
  rules: [notInFuture('visitedOn'), ...followUpRules],
  fields: {
    caseId: internal('搬迁户', 'Relocation case', { ref: () => relocationCaseRecord }),
    programme: internal('搬迁项目', 'Programme of the case'),
    visitedOn: internal('回访日期', 'Visited on'),
    visitor: personal('回访干部', 'Visiting cadre'),
    movedOut: internal('搬得出', 'Has moved out'),
    movedOutEvidence: personal('搬得出依据', 'Evidence of having moved out'),
    settledIn: internal('稳得住', 'Has settled'),
    settledInEvidence: personal('稳得住依据', 'Evidence of having settled'),
    hasHousing: internal('有房住', 'Has housing'),
    hasHousingEvidence: personal('有房住依据', 'Evidence of housing'),
    hasIndustry: internal('有产业', 'Has an industry'),
    hasIndustryEvidence: personal('有产业依据', 'Evidence of an industry'),
    hasIncome: internal('有收入', 'Has an income'),
    hasIncomeEvidence: personal('有收入依据', 'Evidence of an income'),
    income: personal('家庭年收入', 'Income of the household in the last twelve months'),
    result: internal('回访结果', 'Result: five passed, three or four, fewer', { readOnly: true, derived: { zh: '五项回访指标', en: 'the five things asked' } }),
  },
});

/** What asset-income projects pay to the households of a site. */
export const followUpIncomeRecord = defineRecord({
  table: followUpIncome,
  name: 'FollowUpIndustryIncome',
  about: 'household',
  title: ['后续产业收益', 'Income a household had from a follow-up industry project'],
  measures: ['A05-M06'],
  action: relocationAction,
  key: ['followUpProjectId', 'year'],
  fields: {
    followUpProjectId: internal('后续产业项目', 'Follow-up industry project', { ref: () => followUpProjectRecord }),
    year: internal('年度', 'Year'),
    amount: personal('收益', 'Income'),
  },
});
