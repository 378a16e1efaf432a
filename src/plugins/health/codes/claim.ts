import { defineCodes } from '#db';

export const claimStatus = defineCodes('health.claim_status', 'MedicalClaimStatus', ['费用结算状态', 'State of a claim'], {
  OPEN: ['待结算', 'Open'],
  SETTLED: ['已结算', 'Settled'],
  ASSISTANCE_DUE: ['待救助', 'Assistance due'],
  CLOSED: ['办结', 'Closed'],
});

export const zeroReason = defineCodes('health.zero_reason', 'LayerZeroReason', ['未支付原因', 'Why a layer pays nothing'], {
  NOTHING_LEFT: ['前序层次已付清', 'Nothing is left to pay'],
  NOT_ENROLLED: ['当年未参保', 'Not enrolled that year'],
  NOT_COVERED: ['不在救助范围', 'Not covered by assistance'],
  NO_RULE_IN_FORCE: ['当日无执行政策', 'No rule was in force that day'],
  NOTHING_INSURABLE: ['无政策范围内费用', 'Nothing left that the rules cover'],
  BELOW_DEDUCTIBLE: ['未达起付线', 'Below the deductible'],
  CEILING_REACHED: ['已达封顶线', 'The ceiling is reached'],
  LESS_THAN_ONE_FEN: ['不足一分', 'Less than one fen'],
  NO_APPLICATION: ['无获批申请', 'No application was approved'],
});

export const agreementStatus = defineCodes('health.agreement_status', 'TreatBeforePayStatus', ['先诊疗后付费状态', 'State of an agreement to treat first'], {
  SIGNED: ['签订', 'Signed'],
  IN_HOSPITAL: ['住院', 'In hospital'],
  OWED: ['欠费', 'Owed'],
  SETTLED: ['结清', 'Settled'],
});

export const assistanceKind = defineCodes('health.assistance_kind', 'MedicalAssistanceKind', ['救助种类', 'Kind of assistance'], {
  MEDICAL: ['医疗救助', 'Medical assistance'],
  TEMPORARY: ['临时救助', 'Temporary assistance'],
  CHARITY: ['慈善救助', 'Charity assistance'],
});

export const assistanceStatus = defineCodes('health.assistance_status', 'MedicalAssistanceStatus', ['救助状态', 'State of an application'], {
  APPLIED: ['申请', 'Applied'],
  APPROVED: ['批准', 'Approved'],
  PAID: ['已付', 'Paid'],
  REFUSED: ['不予批准', 'Refused'],
});

export const eligibilityBasis = defineCodes('health.eligibility_basis', 'AssistanceEligibilityBasis', ['救助对象类别', 'Why somebody is covered'], {
  REGISTERED_POOR: ['建档立卡贫困人口', 'Registered poor'],
  MINIMUM_LIVING: ['低保对象', 'Receives minimum living allowance'],
  EXTREME_HARDSHIP: ['特困供养人员', 'In extreme hardship'],
  OTHER_HARDSHIP: ['其他困难群众', 'In other hardship'],
});

export const eligibilityStatus = defineCodes('health.eligibility_status', 'AssistanceEligibilityStatus', ['纳入状态', 'Whether somebody is covered'], {
  NOT_COVERED: ['未纳入', 'Not covered'],
  COVERED: ['已纳入', 'Covered'],
});
