import { defineCodes } from '#db';

/** The schemes were being merged: which one somebody is in is a fact of a year. */
export const insuranceScheme = defineCodes('health.insurance_scheme', 'MedicalInsuranceScheme', ['医保制度', 'Scheme of basic medical insurance'], {
  NEW_RURAL: ['新型农村合作医疗', 'New rural co-operative medical scheme'],
  URBAN_RURAL: ['城乡居民基本医疗保险', 'Basic medical insurance for urban and rural residents'],
});

export const ruleScheme = defineCodes('health.rule_scheme', 'InsuranceRuleScheme', ['适用制度', 'Scheme a rule holds for'], {
  NEW_RURAL: ['新型农村合作医疗', 'New rural co-operative medical scheme'],
  URBAN_RURAL: ['城乡居民基本医疗保险', 'Basic medical insurance for urban and rural residents'],
  ANY: ['不分制度(医疗救助)', 'Whatever the scheme: medical assistance'],
});

/** In the order in which they pay; what is left then the person pays. */
export const medicalLayer = defineCodes('health.medical_layer', 'MedicalLayer', ['结算层次', 'Layer of a settlement, in the order of payment'], {
  BASIC_INSURANCE: ['城乡居民基本医疗保险', 'Basic medical insurance'],
  SERIOUS_ILLNESS_INSURANCE: ['大病保险', 'Serious-illness insurance'],
  MEDICAL_ASSISTANCE: ['医疗救助', 'Medical assistance'],
  TEMPORARY_ASSISTANCE: ['临时救助', 'Temporary assistance'],
  CHARITY_ASSISTANCE: ['慈善救助', 'Charity assistance'],
});

export const careService = defineCodes('health.care_service', 'MedicalService', ['就医方式', 'Kind of care'], {
  INPATIENT: ['住院', 'In hospital'],
  OUTPATIENT: ['门诊', 'Outpatient'],
});

export const ruleGroup = defineCodes('health.rule_group', 'InsuranceRuleGroup', ['适用人群', 'For whom a rule holds'], {
  ALL: ['全体参保人', 'Everybody insured'],
  REGISTERED_POOR: ['建档立卡贫困人口(政策倾斜)', 'Registered poor people: tilted in their favour'],
});

export const deductibleBasis = defineCodes('health.deductible_basis', 'DeductibleBasis', ['起付线口径', 'How a deductible counts'], {
  PER_CLAIM: ['按次', 'Once each bill'],
  PER_YEAR: ['按年累计', 'Once a year, bills added up'],
});

export const insuranceRuleStatus = defineCodes('health.insurance_rule_status', 'InsurancePolicyRuleStatus', ['政策状态', 'State of a rule'], {
  DRAFT: ['拟定', 'Draft'],
  IN_FORCE: ['执行', 'In force'],
  SUPERSEDED: ['被替代', 'Superseded'],
});

export const enrolmentStatus = defineCodes('health.enrolment_status', 'InsuranceEnrolmentStatus', ['参保状态', 'State of an enrolment'], {
  NOT_ENROLLED: ['未参保', 'Not enrolled'],
  ENROLLED: ['已参保', 'Enrolled'],
  SUBSIDY_DUE: ['应补', 'Subsidy due'],
  SUBSIDY_PAID: ['已补', 'Subsidy paid'],
});
