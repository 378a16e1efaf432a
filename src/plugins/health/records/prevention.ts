import { defineRecord, internal, notInFuture, personal, sensitive } from '#records';
import { controlRules, managementRules } from '../rules/prevention.ts';
import { diseaseControl, diseaseManagement } from '../tables/prevention.ts';
import { healthAction, stamped } from './action.ts';
import { healthFacilityRecord } from './facility.ts';
import { diagnosedDiseaseRecord } from './health-record.ts';

/** A disease reported in a village. A village is small: which disease, and how many have it, is personal. */
export const diseaseControlRecord = defineRecord({
  table: diseaseControl,
  name: 'DiseaseControlRecord',
  about: 'county',
  title: ['村级疾病防控', 'Control of a disease in a village'],
  measures: ['A16-M17'],
  action: healthAction,
  place: 'villageCode',
  key: ['villageCode', 'disease', 'reportedOn'],
  rules: [notInFuture('reportedOn'), ...controlRules],
  status: {
    initial: 'REPORTED',
    moves: {
      MANAGED: { from: ['REPORTED'], needs: ['followUpOn'], dates: 'managedOn' },
      CLOSED: { from: ['MANAGED'], dates: 'closedOn', by: 'REVIEWER' },
    },
  },
  fields: {
    villageCode: internal('村', 'Village', { place: true }),
    kind: internal('防控类别', 'Kind'),
    disease: personal('疾病', 'Disease'),
    reportedOn: internal('报告日期', 'Reported on'),
    cases: personal('病例数', 'Cases'),
    measures: internal('防控措施', 'Measures'),
    followUpOn: internal('随访日期', 'Day of the follow-up'),
    managedOn: internal('纳入管理日期', 'Managed since', stamped),
    closedOn: internal('结束日期', 'Closed on', stamped),
    status: internal('防控状态', 'State'),
  },
});

/** One person's infectious, endemic or chronic disease, followed up. */
export const diseaseManagementRecord = defineRecord({
  table: diseaseManagement,
  name: 'DiseaseManagement',
  about: 'household',
  rows: 'personal',
  title: ['患者管理', "Management of a person's disease"],
  measures: ['A16-M17'],
  action: healthAction,
  key: ['diseaseId', 'reportedOn'],
  rules: [notInFuture('reportedOn'), notInFuture('lastFollowUpOn'), ...managementRules],
  status: {
    initial: 'REPORTED',
    moves: {
      MANAGED: { from: ['REPORTED'], needs: ['facilityId', 'nextFollowUpOn'], dates: 'managedOn' },
      CLOSED: { from: ['REPORTED', 'MANAGED'], dates: 'closedOn' },
    },
  },
  fields: {
    personId: personal('本人', 'Person', { person: true }),
    diseaseId: personal('所患疾病', 'The disease', { ref: () => diagnosedDiseaseRecord }),
    kind: personal('防控类别', 'Kind'),
    facilityId: personal('管理机构', 'Facility that manages it', { ref: () => healthFacilityRecord }),
    reportedOn: personal('报告日期', 'Reported on'),
    lastFollowUpOn: personal('最近随访日期', 'Last follow-up'),
    nextFollowUpOn: personal('下次随访日期', 'Next follow-up due'),
    management: sensitive('管理措施', 'How it is managed'),
    managedOn: personal('纳入管理日期', 'Managed since', stamped),
    closedOn: personal('结束日期', 'Closed on', stamped),
    status: personal('管理状态', 'State'),
  },
});
