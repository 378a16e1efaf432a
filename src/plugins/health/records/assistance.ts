import { defineRecord, internal, personal } from '#records';
import { disbursementRecord } from '#schema';
import { agreementRules } from '../rules/agreement.ts';
import { assistanceRules, eligibilityRules } from '../rules/assistance.ts';
import { assistanceEligibility, medicalAssistance, treatBeforePay } from '../tables/assistance.ts';
import { healthAction, stamped } from './action.ts';
import { medicalClaimRecord } from './claim.ts';
import { healthFacilityRecord, tertiaryHospitalRecord } from './facility.ts';

/** Help for those still in difficulty after the insurances have paid. */
export const medicalAssistanceRecord = defineRecord({
  table: medicalAssistance,
  name: 'MedicalAssistance',
  plural: 'medicalAssistances',
  about: 'household',
  rows: 'personal',
  title: ['医疗、临时、慈善救助', 'Application for medical, temporary or charity assistance'],
  measures: ['A16-M08'],
  action: healthAction,
  key: ['applicationNumber'],
  rules: assistanceRules,
  status: {
    initial: 'APPLIED',
    moves: {
      APPROVED: { from: ['APPLIED'], needs: ['amount'], dates: 'decidedOn', by: 'REVIEWER' },
      REFUSED: { from: ['APPLIED'], needs: ['refusalReason'], dates: 'decidedOn', by: 'REVIEWER' },
      PAID: { from: ['APPROVED'], dates: 'paidOn' },
    },
  },
  fields: {
    personId: personal('申请人', 'Person', { person: true }),
    claimId: personal('医疗费用', 'Claim', { ref: () => medicalClaimRecord }),
    applicationNumber: internal('申请编号', 'Number of the application'),
    kind: internal('救助种类', 'Kind'),
    selfPaidBefore: personal('申请前自付', 'Own share before'),
    appliedAmount: personal('申请金额', 'Amount applied for'),
    amount: personal('救助金额', 'Amount granted'),
    donor: internal('捐助方', 'Charity that gives'),
    refusalReason: personal('不予批准原因', 'Why it was refused'),
    countedIn: internal('计入第几次结算', 'Settlement that first counts it', { readOnly: true, derived: { zh: '费用结算', en: 'the settlements of the claim' } }),
    appliedOn: internal('申请日期', 'Applied on'),
    decidedOn: internal('审批日期', 'Decided on', stamped),
    paidOn: internal('发放日期', 'Paid on', stamped),
    disbursementId: internal('资金拨付', 'The payment in the funds', { ref: () => disbursementRecord }),
    status: internal('状态', 'State'),
  },
});

/** All poor people are to be covered. */
export const assistanceEligibilityRecord = defineRecord({
  table: assistanceEligibility,
  name: 'MedicalAssistanceEligibility',
  about: 'household',
  title: ['重特大疾病救助对象', 'Whether a person is covered by assistance with serious and major illness'],
  measures: ['A16-M09'],
  action: healthAction,
  key: ['personId', 'assessedOn'],
  rules: eligibilityRules,
  status: {
    initial: 'NOT_COVERED',
    moves: {
      COVERED: { from: ['NOT_COVERED'], dates: 'coveredOn' },
      NOT_COVERED: { from: ['COVERED'], dates: 'endedOn', by: 'REVIEWER' },
    },
  },
  fields: {
    personId: personal('本人', 'Person', { person: true }),
    assessedOn: internal('评估日期', 'Assessed on'),
    basis: internal('对象类别', 'Why'),
    coveredOn: internal('纳入日期', 'Covered since', stamped),
    endedOn: internal('退出日期', 'Covered until, that day no longer included', stamped),
    status: internal('纳入状态', 'State'),
  },
});

/** Treatment first, payment later. */
export const treatBeforePayRecord = defineRecord({
  table: treatBeforePay,
  name: 'TreatBeforePayAgreement',
  about: 'household',
  rows: 'personal',
  title: ['先诊疗后付费协议', 'Agreement to treat first and be paid later, without deposit'],
  measures: ['A16-M05'],
  action: healthAction,
  key: ['agreementNumber'],
  rules: agreementRules,
  status: {
    initial: 'SIGNED',
    moves: {
      IN_HOSPITAL: { from: ['SIGNED'], dates: 'admittedOn' },
      OWED: { from: ['IN_HOSPITAL'], needs: ['claimId'], dates: 'owedOn' },
      SETTLED: { from: ['IN_HOSPITAL', 'OWED'], needs: ['claimId'], dates: 'settledOn' },
    },
  },
  fields: {
    personId: personal('患者', 'Person', { person: true }),
    agreementNumber: internal('协议编号', 'Number of the agreement'),
    facilityId: personal('医院', 'Facility', { ref: () => healthFacilityRecord }),
    tertiaryHospitalId: personal('三级医院', 'Tertiary hospital', { ref: () => tertiaryHospitalRecord }),
    claimId: personal('医疗费用', 'Claim with the bill', { ref: () => medicalClaimRecord }),
    signedOn: personal('签订日期', 'Signed on'),
    admittedOn: personal('入院日期', 'Admitted on', stamped),
    owedOn: internal('欠费日期', 'Found to be owed on', stamped),
    settledOn: internal('结清日期', 'Settled on', stamped),
    paidAmount: personal('个人已付', 'Paid by the person so far'),
    status: internal('状态', 'State'),
  },
});
