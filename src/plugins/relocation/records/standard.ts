import { defineRecord, internal } from '#records';
import { standardRules } from '../rules/standard.ts';
import { relocationStandard } from '../tables/standard.ts';
import { habitatAction } from './actions.ts';

/** The four unified values; one edition in force per county, for both programmes. */
export const relocationStandardRecord = defineRecord({
  table: relocationStandard,
  name: 'RelocationStandard',
  about: 'county',
  title: ['搬迁“四统一”标准', 'Four unified standards per household of a county'],
  measures: ['A06-M03'],
  action: habitatAction,
  key: ['edition'],
  rules: standardRules,
  status: {
    initial: 'DRAFT',
    moves: {
      IN_FORCE: { from: ['DRAFT'], dates: 'effectiveOn', by: 'REVIEWER' },
      SUPERSEDED: { from: ['IN_FORCE'], dates: 'supersededOn', by: 'REVIEWER' },
    },
  },
  fields: {
    edition: internal('版次', 'Edition'),
    documentNumber: internal('文号', 'Document number'),
    personsPerHousehold: internal('户均人数', 'Persons per household'),
    costPerHousehold: internal('户均搬迁成本', 'Relocation cost per household'),
    subsidyPerHousehold: internal('户均补助标准', 'Subsidy per household'),
    ownSharePerHousehold: internal('户均个人负担', 'Own contribution per household'),
    effectiveOn: internal('执行日期', 'In force since', { readOnly: true }),
    supersededOn: internal('停止执行日期', 'Superseded on', { readOnly: true }),
    status: internal('状态', 'State'),
  },
});
