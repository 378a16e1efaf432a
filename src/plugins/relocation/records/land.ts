import { defineRecord, internal, notInFuture } from '#records';
import { projectRecord } from '#schema';
import { habitatProject, landQuota } from '../tables/land.ts';
import { habitatAction, relocationAction } from './actions.ts';
import { settlementSiteRecord } from './site.ts';

const stamped = { readOnly: true } as const;

/** Construction land for relocation. */
export const landQuotaRecord = defineRecord({
  table: landQuota,
  name: 'RelocationLandQuota',
  about: 'county',
  title: ['搬迁用地指标', 'Land quota for relocation'],
  measures: ['A05-M14'],
  action: relocationAction,
  key: ['documentNumber', 'kind'],
  rules: [notInFuture('allocatedOn')],
  status: {
    initial: 'ALLOCATED',
    moves: {
      USED: { from: ['ALLOCATED'], needs: ['usedArea'], dates: 'usedOn' },
      RETURNED: { from: ['ALLOCATED'], dates: 'returnedOn' },
    },
  },
  fields: {
    documentNumber: internal('文号', 'Document number'),
    year: internal('年度', 'Year'),
    kind: internal('指标种类', 'Kind of quota'),
    area: internal('面积(亩)', 'Area, mu'),
    usedArea: internal('已用面积(亩)', 'Area used, mu'),
    siteId: internal('安置点', 'Settlement site', { ref: () => settlementSiteRecord }),
    allocatedOn: internal('下达日期', 'Allocated on'),
    usedOn: internal('使用日期', 'Used on', stamped),
    returnedOn: internal('退回日期', 'Returned on', stamped),
    status: internal('状态', 'State'),
  },
});

/** The four habitat projects, and beautiful villages among them. */
export const habitatProjectRecord = defineRecord({
  table: habitatProject,
  name: 'HabitatProject',
  about: 'county',
  title: ['农村人居环境工程', 'Project for the living environment of a village'],
  measures: ['A06-M07'],
  action: habitatAction,
  place: 'villageCode',
  key: ['villageCode', 'kind', 'year'],
  status: {
    initial: 'PLANNED',
    moves: {
      BUILDING: { from: ['PLANNED'], dates: 'startedOn' },
      ACCEPTED: { from: ['BUILDING'], dates: 'acceptedOn', by: 'REVIEWER' },
    },
  },
  fields: {
    villageCode: internal('村', 'Village', { place: true }),
    kind: internal('工程', 'Kind'),
    year: internal('年度', 'Year'),
    isBeautifulVillage: internal('是否美丽乡村', 'Whether part of the beautiful villages'),
    funds: internal('资金', 'Funds'),
    projectId: internal('项目', 'Project', { ref: () => projectRecord }),
    startedOn: internal('开工日期', 'Started on', stamped),
    acceptedOn: internal('验收日期', 'Accepted on', stamped),
    status: internal('进度', 'Progress'),
  },
});
