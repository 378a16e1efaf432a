import { defineRecord, internal, personal, sensitive } from '#records';
import { claimRules } from '../rules/claim.ts';
import { claimSettlement, medicalClaim, settlementLayer } from '../tables/claim.ts';
import { healthAction, stamped } from './action.ts';
import { healthFacilityRecord, tertiaryHospitalRecord } from './facility.ts';
import { insuranceRuleRecord } from './insurance.ts';

/** A bill for treatment. It is settled by `settleClaim` alone. */
export const medicalClaimRecord = defineRecord({
  table: medicalClaim,
  name: 'MedicalClaim',
  about: 'household',
  rows: 'personal',
  title: ['医疗费用', 'Medical claim: a bill and its settlement'],
  measures: ['A16-M01'],
  action: healthAction,
  key: ['claimNumber'],
  rules: claimRules,
  status: {
    initial: 'OPEN',
    moves: {
      ASSISTANCE_DUE: { from: ['SETTLED'], dates: 'assistanceDueOn' },
      CLOSED: { from: ['SETTLED', 'ASSISTANCE_DUE'], dates: 'closedOn', by: 'REVIEWER' },
    },
    byMutation: ['SETTLED'],
  },
  fields: {
    personId: personal('患者', 'Person', { person: true }),
    claimNumber: internal('费用编号', 'Number of the claim'),
    facilityId: personal('就医机构', 'Facility', { ref: () => healthFacilityRecord }),
    tertiaryHospitalId: personal('就医三级医院', 'Tertiary hospital', { ref: () => tertiaryHospitalRecord }),
    service: internal('就医方式', 'Kind of care'),
    diagnosis: sensitive('诊断', 'Diagnosis'),
    diseaseCode: sensitive('疾病编码', 'Code of the disease'),
    admittedOn: personal('入院或就诊日期', 'Admitted on'),
    dischargedOn: personal('出院日期', 'Discharged on'),
    bill: personal('总费用', 'Bill'),
    eligibleCost: personal('政策范围内费用', 'Part of the bill within the lists of the insurance'),
    selfPaid: personal('个人自付', 'Paid by the person', { readOnly: true, derived: { zh: '现行结算', en: 'the settlement that holds' } }),
    settlementNumber: internal('现行结算次数', 'Number of the settlement that holds; 0 before the first', { readOnly: true, derived: { zh: '费用结算', en: 'the settlements of the claim' } }),
    settledOn: internal('结算日期', 'Settled on', { readOnly: true, derived: { zh: '现行结算', en: 'the settlement that holds' } }),
    assistanceDueOn: internal('列入救助日期', 'Assistance found to be due on', stamped),
    closedOn: internal('办结日期', 'Closed on', stamped),
    year: internal('费用年度', 'Year of the discharge', { ordinal: true, readOnly: true, derived: { zh: '出院日期', en: 'the day of discharge' } }),
    status: internal('结算状态', 'State'),
  },
});

/** Settlements of a claim, one after the other; none is ever changed. */
export const claimSettlementRecord = defineRecord({
  table: claimSettlement,
  name: 'ClaimSettlement',
  about: 'household',
  rows: 'personal',
  title: ['费用结算', 'Settlement of a claim'],
  measures: ['A16-M01'],
  action: healthAction,
  key: ['claimId', 'number'],
  ownWrites: true,
  fields: {
    claimId: personal('医疗费用', 'Claim', { ref: () => medicalClaimRecord }),
    number: internal('结算次数', 'Number; the highest holds'),
    settledOn: internal('结算日期', 'Settled on'),
    scheme: internal('参保制度', 'Scheme the person was insured in'),
    bill: personal('总费用', 'Bill'),
    eligibleCost: personal('政策范围内费用', 'Part within the lists of the insurance'),
    paid: personal('各层支付合计', 'Paid by all layers'),
    selfPaid: personal('个人自付', 'Paid by the person'),
    reason: personal('更正原因', 'Why it was corrected'),
  },
});

/** The layers of a settlement, in their order. */
export const settlementLayerRecord = defineRecord({
  table: settlementLayer,
  name: 'ClaimSettlementLayer',
  about: 'household',
  rows: 'personal',
  title: ['结算层次', 'Layer of a settlement'],
  measures: ['A16-M01'],
  action: healthAction,
  key: ['settlementId', 'position'],
  ownWrites: true,
  lists: 'parents',
  fields: {
    settlementId: personal('费用结算', 'Settlement', { ref: () => claimSettlementRecord }),
    position: internal('次序', 'Place in the order'),
    layer: internal('层次', 'Layer'),
    leftBefore: personal('支付前余额', 'Left before it'),
    base: personal('计算基数', 'What the rule was applied to'),
    paid: personal('支付金额', 'Paid'),
    leftAfter: personal('支付后余额', 'Left after it'),
    zeroReason: personal('未支付原因', 'Why it pays nothing'),
    ruleId: internal('适用政策', 'Rule applied', { ref: () => insuranceRuleRecord }),
  },
});
