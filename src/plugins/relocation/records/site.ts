import { defineRecord, internal } from '#records';
import { projectRecord } from '#schema';
import { siteRules } from '../rules/site.ts';
import { followUpProject, settlementSite, siteSupport } from '../tables/site.ts';
import { byProgramme, habitatAction, relocationAction } from './actions.ts';

const stamped = { readOnly: true } as const;

/** Where people settle, and for how many it was planned. */
export const settlementSiteRecord = defineRecord({
  table: settlementSite,
  name: 'SettlementSite',
  about: 'county',
  title: ['安置点', 'Settlement site'],
  measures: ['A05-M03'],
  action: byProgramme,
  place: 'villageCode',
  key: ['code'],
  rules: siteRules,
  status: {
    initial: 'PLANNED',
    moves: {
      APPROVED: { from: ['PLANNED'], dates: 'approvedOn', by: 'REVIEWER' },
      BUILDING: { from: ['APPROVED'], dates: 'startedOn' },
      COMPLETED: { from: ['BUILDING'], dates: 'completedOn' },
      OCCUPIED: { from: ['COMPLETED'], dates: 'occupiedOn' },
    },
  },
  fields: {
    code: internal('编号', 'Code'),
    name: internal('名称', 'Name'),
    programme: internal('建设项目', 'Programme it is built under'),
    kind: internal('类型', 'Kind'),
    villageCode: internal('所在村', 'Village', { place: true }),
    facilities: internal('配套设施', 'Facilities'),
    plannedHouseholds: internal('规划户数', 'Households planned'),
    plannedPersons: internal('规划人口', 'Persons planned'),
    projectId: internal('项目', 'Project', { ref: () => projectRecord }),
    approvedOn: internal('批复日期', 'Approved on', stamped),
    startedOn: internal('开工日期', 'Started on', stamped),
    completedOn: internal('竣工日期', 'Completed on', stamped),
    occupiedOn: internal('入住日期', 'First occupied on', stamped),
    status: internal('建设进度', 'Progress'),
  },
});

/** Asset-income projects that go first to settlement sites. */
export const followUpProjectRecord = defineRecord({
  table: followUpProject,
  name: 'FollowUpIndustryProject',
  about: 'county',
  title: ['安置区后续产业项目', 'Asset-income project of a settlement site'],
  measures: ['A05-M06'],
  action: relocationAction,
  key: ['siteId', 'name'],
  status: {
    initial: 'PLANNED',
    moves: {
      RUNNING: { from: ['PLANNED'], dates: 'startedOn' },
      ENDED: { from: ['RUNNING'], dates: 'endedOn' },
    },
  },
  fields: {
    siteId: internal('安置点', 'Settlement site', { ref: () => settlementSiteRecord }),
    name: internal('名称', 'Name'),
    kind: internal('产业类型', 'Kind of industry'),
    investment: internal('投资', 'Investment'),
    incomePerHousehold: internal('预计户均年收益', 'Income expected per household and year'),
    projectId: internal('项目', 'Project', { ref: () => projectRecord }),
    startedOn: internal('投产日期', 'Started on', stamped),
    endedOn: internal('结束日期', 'Ended on', stamped),
    status: internal('状态', 'State'),
  },
});

/** Industry, services, organisation and restoration that go with a relocation. */
export const siteSupportRecord = defineRecord({
  table: siteSupport,
  name: 'SettlementSupport',
  about: 'county',
  title: ['搬迁统筹推进事项', 'Support for a settlement site or for vacated land'],
  measures: ['A06-M08'],
  action: habitatAction,
  place: 'villageCode',
  key: ['villageCode', 'kind', 'name'],
  status: { initial: 'PLANNED', moves: { DONE: { from: ['PLANNED'], dates: 'doneOn' } } },
  fields: {
    siteId: internal('安置点', 'Settlement site; empty for vacated land', { ref: () => settlementSiteRecord }),
    villageCode: internal('所在村(安置地或搬出地)', 'Village of the site or of the vacated land', { place: true }),
    kind: internal('事项', 'Kind'),
    name: internal('名称', 'Name'),
    jobsAdded: internal('新增就业', 'Jobs added'),
    incomeAdded: internal('新增收入', 'Income added a year'),
    plannedOn: internal('计划日期', 'Planned for'),
    doneOn: internal('落实日期', 'Done on', stamped),
    status: internal('状态', 'State'),
  },
});
