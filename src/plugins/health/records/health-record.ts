import { defineRecord, internal, notInFuture, personal, sensitive } from '#records';
import { diseaseRules, healthRecordRules } from '../rules/health-record.ts';
import { diagnosedDisease, healthRecord } from '../tables/health-record.ts';
import { healthAction, stamped } from './action.ts';

/** The health record of one person. */
export const healthRecordRecord = defineRecord({
  table: healthRecord,
  name: 'HealthRecord',
  about: 'household',
  title: ['健康档案', 'Health record of a person'],
  measures: ['A16-M02'],
  action: healthAction,
  key: ['personId'],
  rules: healthRecordRules,
  status: {
    initial: 'MISSING',
    moves: {
      CREATED: { from: ['MISSING'], needs: ['illnessClass', 'treatmentNeed'], dates: 'openedOn' },
      UPDATED: { from: ['CREATED', 'UPDATED'], needs: ['illnessClass', 'treatmentNeed'], dates: 'updatedOn' },
    },
  },
  fields: {
    personId: personal('本人', 'Person', { person: true }),
    illnessClass: personal('患病类别', 'Class of illness'),
    disabilityKind: sensitive('残疾类别', 'Kind of disability'),
    disabilityGrade: sensitive('残疾等级', 'Grade of disability'),
    disabilityCertificate: sensitive('残疾证号(身份证号之后部分)', 'Number of the disability certificate, without the ID number that it begins with'),
    treatmentNeed: personal('治疗需求', 'Need of treatment'),
    treatmentNote: sensitive('治疗说明', 'What the need of treatment is about'),
    openedOn: internal('建档日期', 'Opened on', stamped),
    updatedOn: internal('更新日期', 'Last updated on', stamped),
    status: internal('档案状态', 'State'),
  },
});

/** A disease on it: its class is personal, its name and code are sensitive. */
export const diagnosedDiseaseRecord = defineRecord({
  table: diagnosedDisease,
  name: 'DiagnosedDisease',
  about: 'household',
  rows: 'personal',
  title: ['患病记录', 'Disease that a person was diagnosed with'],
  measures: ['A16-M02'],
  action: healthAction,
  key: ['personId', 'icdCode', 'diagnosedOn'],
  rules: [notInFuture('diagnosedOn'), ...diseaseRules],
  status: {
    initial: 'PRESENT',
    moves: {
      CONTROLLED: { from: ['PRESENT'], dates: 'controlledOn' },
      CURED: { from: ['PRESENT', 'CONTROLLED'], dates: 'curedOn' },
      PRESENT: { from: ['CONTROLLED'] },
    },
  },
  fields: {
    personId: personal('本人', 'Person', { person: true }),
    healthRecordId: internal('健康档案', 'Health record', { ref: () => healthRecordRecord }),
    diseaseClass: personal('疾病类别', 'Class of the disease'),
    icdCode: sensitive('疾病编码(ICD-10)', 'Code of the disease, ICD-10'),
    name: sensitive('疾病名称', 'Name of the disease'),
    diagnosedOn: personal('确诊日期', 'Diagnosed on'),
    controlledOn: personal('控制日期', 'Under control since', stamped),
    curedOn: personal('治愈日期', 'Cured on', stamped),
    status: personal('状态', 'State'),
  },
});
