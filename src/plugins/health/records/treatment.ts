import { defineRecord, internal, notInFuture, personal, sensitive } from '#records';
import { illnessCaseRules } from '../rules/illness-case.ts';
import { rehabilitationRules } from '../rules/rehabilitation.ts';
import { illnessCase, rehabilitationService } from '../tables/treatment.ts';
import { healthAction, stamped } from './action.ts';
import { healthFacilityRecord, tertiaryHospitalRecord } from './facility.ts';
import { diagnosedDiseaseRecord, healthRecordRecord } from './health-record.ts';

/** A serious illness and its treatment, by its class. */
export const illnessCaseRecord = defineRecord({
  table: illnessCase,
  name: 'SeriousIllnessCase',
  about: 'household',
  rows: 'personal',
  title: ['大病分类救治', 'Classified treatment of a serious illness'],
  measures: ['A16-M04'],
  action: healthAction,
  key: ['diseaseId', 'diagnosedOn'],
  rules: [notInFuture('diagnosedOn'), ...illnessCaseRules],
  status: {
    initial: 'DIAGNOSED',
    moves: {
      IN_TREATMENT: { from: ['DIAGNOSED', 'CHRONIC'], needs: ['treatmentClass', 'plan'], dates: 'treatedOn' },
      RECOVERED: { from: ['IN_TREATMENT'], needs: ['cost'], dates: 'recoveredOn', by: 'REVIEWER' },
      CHRONIC: { from: ['IN_TREATMENT'], needs: ['cost'], dates: 'chronicOn' },
      DECEASED: { from: ['DIAGNOSED', 'IN_TREATMENT', 'CHRONIC'], needs: ['causeOfDeath'], dates: 'diedOn', by: 'REVIEWER' },
    },
  },
  fields: {
    personId: personal('本人', 'Person', { person: true }),
    diseaseId: personal('所患疾病', 'The disease', { ref: () => diagnosedDiseaseRecord }),
    diagnosedOn: personal('确诊日期', 'Diagnosed on'),
    treatmentClass: personal('救治分类', 'Class of treatment'),
    facilityId: personal('县内救治机构', 'Hospital of the county', { ref: () => healthFacilityRecord }),
    tertiaryHospitalId: personal('三级医院', 'Tertiary hospital', { ref: () => tertiaryHospitalRecord }),
    plan: sensitive('救治方案', 'Plan of treatment'),
    cost: sensitive('治疗费用', 'Cost of the treatment'),
    treatedOn: personal('开始救治日期', 'In treatment since', stamped),
    recoveredOn: personal('治愈日期', 'Recovered on', stamped),
    chronicOn: personal('转慢性管理日期', 'Chronic since', stamped),
    diedOn: personal('死亡日期', 'Died on', stamped),
    causeOfDeath: sensitive('死亡原因', 'Cause of death'),
    status: personal('救治进度', 'Progress'),
  },
});

/** What helps a disabled person to live with the disability. */
export const rehabilitationRecord = defineRecord({
  table: rehabilitationService,
  name: 'RehabilitationService',
  about: 'household',
  rows: 'personal',
  title: ['残疾人康复服务', 'Rehabilitation of a disabled person'],
  measures: ['A16-M10'],
  action: healthAction,
  key: ['personId', 'item', 'neededOn'],
  rules: [notInFuture('neededOn'), ...rehabilitationRules],
  status: {
    initial: 'NEEDED',
    moves: {
      RECEIVING: { from: ['NEEDED'], needs: ['facilityId'], dates: 'startedOn' },
      COMPLETED: { from: ['RECEIVING'], needs: ['cost', 'reimbursed'], dates: 'completedOn' },
    },
  },
  fields: {
    personId: personal('本人', 'Person', { person: true }),
    healthRecordId: personal('健康档案', 'Health record', { ref: () => healthRecordRecord }),
    item: sensitive('康复项目', 'Item'),
    neededOn: personal('提出日期', 'Needed since'),
    facilityId: personal('康复机构', 'Institution', { ref: () => healthFacilityRecord }),
    insured: internal('是否纳入医保', 'Whether the basic insurance covers it'),
    cost: sensitive('费用', 'Cost'),
    reimbursed: sensitive('报销金额', 'Reimbursed'),
    startedOn: personal('开始日期', 'Started on', stamped),
    completedOn: personal('完成日期', 'Completed on', stamped),
    status: personal('康复进度', 'Progress'),
  },
});
