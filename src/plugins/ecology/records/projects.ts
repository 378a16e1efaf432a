import { defineRecord, internal } from '#records';
import { projectRecord } from '#schema';
import { ecologyAction } from '../parameters.ts';
import { industryRules, majorRules, serviceRules } from '../rules/projects.ts';
import { ecoIndustryProject, ecologicalProject, forestryIndustryProject } from '../tables/projects.ts';
import { stamped } from './stamped.ts';

export const ecoIndustryProjectRecord = defineRecord({
  table: ecoIndustryProject,
  name: 'EcoIndustryProject',
  about: 'county',
  title: ['森林旅游康养项目', 'Forest tourism or health care'],
  measures: ['A08-M11'],
  action: ecologyAction,
  place: 'villageCode',
  key: ['name'],
  rules: serviceRules,
  status: {
    initial: 'PLANNED',
    moves: { RUNNING: { from: ['PLANNED'], dates: 'startedOn' }, ENDED: { from: ['PLANNED', 'RUNNING'], dates: 'endedOn' } },
  },
  fields: {
    name: internal('名称', 'Name'),
    kind: internal('类别', 'Kind'),
    villageCode: internal('村', 'Village', { place: true }),
    operator: internal('经营者', 'Operator'),
    poorJobs: internal('贫困人口就业岗位', 'Jobs for poor people'),
    yearlyIncome: internal('年收入', 'Yearly income'),
    plannedOn: internal('计划日期', 'Planned on'),
    startedOn: internal('开业日期', 'Opened on', stamped),
    endedOn: internal('结束日期', 'Ended on', stamped),
    status: internal('状态', 'State'),
  },
});

export const forestryIndustryProjectRecord = defineRecord({
  table: forestryIndustryProject,
  name: 'ForestryIndustryProject',
  about: 'county',
  title: ['林业产业项目', 'Timber, seedlings or paper mulberry'],
  measures: ['A08-M12'],
  action: ecologyAction,
  place: 'villageCode',
  key: ['name'],
  rules: industryRules,
  status: {
    initial: 'PILOT',
    moves: { RUNNING: { from: ['PILOT'], dates: 'startedOn' }, ENDED: { from: ['PILOT', 'RUNNING'], dates: 'endedOn' } },
  },
  fields: {
    name: internal('名称', 'Name'),
    kind: internal('类别', 'Kind'),
    villageCode: internal('村', 'Village', { place: true }),
    operator: internal('经营主体名称', 'Operator'),
    operatorKind: internal('经营主体类别', 'Kind of operator'),
    area: internal('面积(亩)', 'Area, mu'),
    poorHouseholds: internal('带动贫困户', 'Poor households that gain by it'),
    pilotOn: internal('试点日期', 'Pilot since'),
    startedOn: internal('投产日期', 'Running since', stamped),
    endedOn: internal('结束日期', 'Ended on', stamped),
    status: internal('状态', 'State'),
  },
});

export const ecologicalProjectRecord = defineRecord({
  table: ecologicalProject,
  name: 'EcologicalProject',
  about: 'county',
  title: ['重大生态工程', 'Major ecological project'],
  measures: ['A08-M13'],
  action: ecologyAction,
  key: ['name'],
  rules: majorRules,
  status: {
    initial: 'APPLIED',
    moves: {
      APPROVED: { from: ['APPLIED'], dates: 'approvedOn', by: 'REVIEWER' },
      BUILDING: { from: ['APPROVED'], dates: 'startedOn' },
      ACCEPTED: { from: ['BUILDING'], needs: ['poorLabourers'], dates: 'acceptedOn', by: 'REVIEWER' },
    },
  },
  fields: {
    name: internal('名称', 'Name'),
    kind: internal('类别', 'Kind'),
    body: internal('实施单位', 'Implementing body'),
    projectId: internal('项目', 'Project in the funds', { ref: () => projectRecord }),
    investment: internal('总投资', 'Investment'),
    stateFunds: internal('中央资金', 'Funds of the state'),
    area: internal('面积(亩)', 'Area, mu'),
    poorLabourers: internal('吸纳贫困劳动力', 'Poor labourers employed'),
    appliedOn: internal('申报日期', 'Applied for on'),
    approvedOn: internal('批复日期', 'Approved on', stamped),
    startedOn: internal('开工日期', 'Started on', stamped),
    acceptedOn: internal('验收日期', 'Accepted on', stamped),
    status: internal('进度', 'Progress'),
  },
});
