import { defineRecord, internal, notInFuture, open, personal, sensitive } from '#records';
import { responseRules } from '../rules/warning-response.ts';
import { warningResponse, warningStandard } from '../tables/warning.ts';
import { healthAction, stamped } from './action.ts';

/** The thresholds of a year. */
export const warningStandardRecord = defineRecord({
  table: warningStandard,
  name: 'HealthWarningStandard',
  about: 'province',
  title: ['因病致贫预警标准', 'Thresholds of warnings of poverty through illness'],
  measures: ['A16-M01'],
  action: healthAction,
  key: ['year'],
  fields: {
    year: open('年度', 'Year'),
    povertyLine: open('扶贫标准(人均年纯收入)', 'Poverty line, net income a head and year'),
    nearLineFactor: open('临近倍数', 'So many times the line is near it'),
    watchShare: open('关注比例', 'Share of self-paid costs in the income that is watched'),
    seriousShare: open('较重比例', 'Share of self-paid costs in the income that is serious'),
    source: open('依据', 'Source'),
  },
});

/** What was done about a household on the list. */
export const warningResponseRecord = defineRecord({
  table: warningResponse,
  name: 'HealthWarningResponse',
  about: 'household',
  rows: 'personal',
  title: ['因病致贫预警处置', 'Response to a warning of poverty through illness'],
  measures: ['A16-M01'],
  action: healthAction,
  key: ['year'],
  rules: [notInFuture('openedOn'), ...responseRules],
  status: {
    initial: 'OPENED',
    moves: {
      MEASURE_TAKEN: { from: ['OPENED'], needs: ['measure'], dates: 'measureOn' },
      CLOSED: { from: ['MEASURE_TAKEN'], needs: ['outcome'], dates: 'closedOn', by: 'REVIEWER' },
    },
  },
  fields: {
    year: internal('年度', 'Year'),
    level: personal('立案时预警级别', 'Level of the warning when the case was opened'),
    openedOn: internal('立案日期', 'Opened on'),
    measure: personal('帮扶措施', 'Measure'),
    note: sensitive('情况说明', 'What the family is in need of'),
    measureOn: internal('采取措施日期', 'Measure taken on', stamped),
    outcome: sensitive('处置结果', 'How it ended'),
    closedOn: internal('办结日期', 'Closed on', stamped),
    status: internal('处置状态', 'State'),
  },
});
