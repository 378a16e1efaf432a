import { defineRecord, internal, personal } from '#records';
import { disbursementRecord } from '#schema';
import { enrolmentRules, insuranceRuleRules } from '../rules/insurance.ts';
import { insuranceEnrolment, insuranceRule } from '../tables/insurance.ts';
import { healthAction, stamped } from './action.ts';

/** What the layers pay in a county, and since when. */
export const insuranceRuleRecord = defineRecord({
  table: insuranceRule,
  name: 'InsurancePolicyRule',
  about: 'county',
  title: ['医保与救助支付政策', 'Rule of an insurance or of medical assistance'],
  measures: ['A16-M06'],
  action: healthAction,
  key: ['code'],
  rules: insuranceRuleRules,
  status: {
    initial: 'DRAFT',
    moves: {
      IN_FORCE: { from: ['DRAFT'], dates: 'effectiveOn', by: 'REVIEWER' },
      SUPERSEDED: { from: ['IN_FORCE'], dates: 'supersededOn', by: 'REVIEWER' },
    },
  },
  fields: {
    code: internal('政策编号', 'Code'),
    documentNumber: internal('文号', 'Document number'),
    layer: internal('结算层次', 'Layer'),
    scheme: internal('适用制度', 'Scheme'),
    service: internal('就医方式(门诊统筹或住院)', 'Kind of care: outpatient pooling or in hospital'),
    tier: internal('就医层级', 'Tier of care'),
    beneficiaries: internal('适用人群', 'For whom'),
    deductible: internal('起付线(元)', 'Deductible'),
    deductibleBasis: internal('起付线口径', 'How the deductible counts'),
    ratio: internal('支付比例(%)', 'Share paid above the deductible, per cent'),
    ceiling: internal('年度封顶线(元)', 'Ceiling of a year; none where empty'),
    effectiveOn: internal('执行日期', 'In force since', stamped),
    supersededOn: internal('停止执行日期', 'Superseded on', stamped),
    status: internal('状态', 'State'),
  },
});

/** Who is insured in a year, and the subsidy of the premium. */
export const insuranceEnrolmentRecord = defineRecord({
  table: insuranceEnrolment,
  name: 'InsuranceEnrolment',
  about: 'household',
  title: ['医保参保与缴费补贴', 'Enrolment of a person in basic medical insurance, with the subsidy of the premium'],
  measures: ['A16-M07', 'A16-M01'],
  action: healthAction,
  key: ['personId', 'year'],
  rules: enrolmentRules,
  status: {
    initial: 'NOT_ENROLLED',
    moves: {
      ENROLLED: { from: ['NOT_ENROLLED'], needs: ['scheme', 'premium'], dates: 'enrolledOn' },
      SUBSIDY_DUE: { from: ['ENROLLED'], needs: ['subsidy'], dates: 'subsidyDueOn', by: 'REVIEWER' },
      SUBSIDY_PAID: { from: ['SUBSIDY_DUE'], dates: 'subsidyPaidOn' },
    },
  },
  fields: {
    personId: personal('参保人', 'Person', { person: true }),
    year: internal('参保年度', 'Year'),
    scheme: internal('参保制度', 'Scheme'),
    premium: personal('个人缴费(元)', 'Personal premium'),
    subsidy: personal('财政补贴(元)', 'Subsidy from the budget'),
    enrolledOn: internal('参保日期', 'Enrolled on', stamped),
    subsidyDueOn: internal('应补日期', 'Subsidy decided on', stamped),
    subsidyPaidOn: internal('补贴到位日期', 'Subsidy paid on', stamped),
    disbursementId: internal('资金拨付', 'The payment in the funds', { ref: () => disbursementRecord }),
    status: internal('参保状态', 'State'),
  },
});
