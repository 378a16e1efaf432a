import { comparisonHit, comparisonRun } from '../../db/tables/comparison.ts';
import { defineRecord } from '../../records/define.ts';
import { internal, personal } from '../../records/field.ts';
import { notInFuture } from '../../records/rules.ts';

export const comparisonRunRecord = defineRecord({
  table: comparisonRun,
  name: 'ComparisonRun',
  about: 'county',
  title: ['数据比对', 'Comparison of the register with a list of another department'],
  key: ['list', 'asOf', 'title'],
  rules: [notInFuture('asOf')],
  status: { initial: 'OPEN', moves: { FINISHED: { from: ['OPEN'], dates: 'finishedOn' } } },
  fields: {
    list: internal('名单', 'List'),
    asOf: internal('名单日期', 'Day of the list'),
    title: internal('名称', 'Title'),
    status: internal('状态', 'Status'),
    finishedOn: internal('完成日期', 'Finished on', { readOnly: true }),
    matched: internal('身份证号一致的行数', 'Rows matched by ID number', { readOnly: true }),
    candidates: internal('待人工核对的行数', 'Rows with the name and date of birth of somebody', { readOnly: true }),
    unmatched: internal('不在册的行数', 'Rows of nobody in the register', { readOnly: true }),
    invalid: internal('无法比对的行数', 'Rows that could not be compared', { readOnly: true }),
  },
});

export const comparisonHitRecord = defineRecord({
  table: comparisonHit,
  name: 'ComparisonHit',
  stays: true,
  about: 'household',
  title: ['比对疑点', 'Somebody of the register who may stand on a list'],
  key: ['runId', 'rowNumber', 'personId'],
  ownWrites: true,
  rows: 'personal',
  status: {
    initial: 'OPEN',
    moves: {
      NEEDS_VISIT: { from: ['OPEN'], by: 'REVIEWER' },
      CONFIRMED: { from: ['OPEN', 'NEEDS_VISIT'], by: 'REVIEWER' },
      DISMISSED: { from: ['OPEN', 'NEEDS_VISIT'], by: 'REVIEWER' },
    },
  },
  fields: {
    runId: internal('数据比对', 'Comparison', { ref: () => comparisonRunRecord }),
    rowNumber: internal('名单行号', 'Row of the list', { ordinal: true }),
    personId: personal('人员', 'Person', { person: true, names: 'then' }),
    basis: internal('依据', 'What the match rests on'),
    status: internal('状态', 'Status'),
    verdict: personal('核查意见', 'Verdict'),
    decidedOn: internal('核查日期', 'Decided on'),
  },
});
