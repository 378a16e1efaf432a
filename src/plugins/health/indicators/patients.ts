import { sql } from 'drizzle-orm';
import { countedBy, type Indicator } from '#schema';
import { healthAction } from '../records/action.ts';
import { diseaseManagementRecord } from '../records/prevention.ts';
import { healthRecordRecord } from '../records/health-record.ts';
import { illnessCaseRecord, rehabilitationRecord } from '../records/treatment.ts';
import { healthRecord } from '../tables/health-record.ts';
import { diseaseManagement } from '../tables/prevention.ts';
import { illnessCase, rehabilitationService } from '../tables/treatment.ts';
import { ofPeople } from './domain.ts';

export const recordsOpened = {
  id: 'health.health_records_opened',
  title: { zh: '已建健康档案人数', en: 'People with a health record' },
  definition: { zh: '截至当日已建立健康档案的人数', en: 'People whose health record had been opened by the date' },
  unit: 'person',
  action: healthAction,
  values: countedBy({
    record: healthRecordRecord,
    value: () => sql<string>`count(*)::text`,
    where: (asOf) => sql`${healthRecord.openedOn} <= ${asOf}::date`,
    empty: '0',
  }),
} as const satisfies Indicator;

export const seriousIllnessTreated = {
  id: 'health.serious_illness_treated',
  title: { zh: '大病患者救治率', en: 'People with a serious illness under treatment' },
  definition: { zh: '截至当日确诊大病的患者中,已开始救治的人数占比(%)', en: 'Of the people with a serious illness diagnosed by the date, the per cent whose treatment had begun' },
  unit: 'percent',
  action: healthAction,
  values: ofPeople(illnessCase, countedBy({
    record: illnessCaseRecord,
    value: (asOf) => sql<string>`round(100.0 * count(distinct ${illnessCase.personId}) filter (where ${illnessCase.treatedOn} <= ${asOf}::date) / count(distinct ${illnessCase.personId}), 2)::text`,
    where: (asOf) => sql`${illnessCase.diagnosedOn} <= ${asOf}::date`,
    empty: null,
  })),
} as const satisfies Indicator;

export const rehabilitated = {
  id: 'health.rehabilitation_received',
  title: { zh: '接受康复服务残疾人数', en: 'Disabled people who have had rehabilitation' },
  definition: { zh: '截至当日已开始康复服务的残疾人数', en: 'Disabled people whose rehabilitation had begun by the date' },
  unit: 'person',
  action: healthAction,
  values: ofPeople(rehabilitationService, countedBy({
    record: rehabilitationRecord,
    value: () => sql<string>`count(distinct ${rehabilitationService.personId})::text`,
    where: (asOf) => sql`${rehabilitationService.startedOn} <= ${asOf}::date`,
    empty: '0',
  })),
} as const satisfies Indicator;

export const patientsManaged = {
  id: 'health.patients_managed',
  title: { zh: '传染病、地方病和慢性病患者管理率', en: 'Patients of infectious, endemic and chronic diseases under management' },
  definition: { zh: '截至当日已报告、尚未结束的患者中,已纳入管理的占比(%)', en: 'Of the patients reported by the date and not closed, the per cent under management' },
  unit: 'percent',
  action: healthAction,
  values: ofPeople(diseaseManagement, countedBy({
    record: diseaseManagementRecord,
    value: (asOf) => sql<string>`round(100.0 * count(*) filter (where ${diseaseManagement.managedOn} <= ${asOf}::date) / count(*), 2)::text`,
    where: (asOf) => sql`${diseaseManagement.reportedOn} <= ${asOf}::date and (${diseaseManagement.closedOn} is null or ${diseaseManagement.closedOn} > ${asOf}::date)`,
    empty: null,
  })),
} as const satisfies Indicator;
