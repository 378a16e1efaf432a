import { defineCodes } from '#db';

export const loanPurpose = defineCodes('relocation.loan_purpose', 'RelocatedLoanPurpose', ['贷款用途', 'Purpose of the loan'], {
  PRODUCTION: ['发展生产', 'Production'],
  STARTUP: ['自主创业', 'Starting a business'],
});

export const loanStatus = defineCodes('relocation.loan_status', 'RelocatedLoanStatus', ['贷款状态', 'State of the loan'], {
  APPLIED: ['申请', 'Applied'],
  GRANTED: ['发放', 'Granted'],
  REPAYING: ['还款中', 'Being repaid'],
  OVERDUE: ['逾期', 'Overdue'],
  CLOSED: ['结清', 'Closed'],
});

export const rightKind = defineCodes('relocation.right_kind', 'RelocatedRightKind', ['权益种类', 'Kind of right'], {
  LAND_CONTRACT: ['土地承包经营权', 'Contracted land management right'],
  HOMESTEAD: ['宅基地使用权', 'Homestead use right'],
  COLLECTIVE_INCOME: ['集体收益分配权', 'Right to share collective income'],
});

export const rightStatus = defineCodes('relocation.right_status', 'RelocatedRightStatus', ['权益状态', 'State of the right'], {
  HELD: ['持有', 'Held'],
  TRANSFERRED: ['流转', 'Transferred'],
  COMPENSATED: ['已补偿', 'Given up against compensation'],
  DISPUTED: ['有争议', 'Disputed'],
});

export const serviceKind = defineCodes('relocation.service_kind', 'SettlementServiceKind', ['配套服务', 'Supporting service'], {
  JOB_TRAINING: ['就业培训', 'Job training'],
  HUKOU_TRANSFER: ['户籍迁移', 'Transfer of household registration'],
  SOCIAL_SECURITY: ['社会保障', 'Social security'],
  COMMUNITY_MANAGEMENT: ['社区管理', 'Community management'],
  PUBLIC_SERVICE: ['公共服务', 'Public services'],
});

export const serviceStatus = defineCodes('relocation.service_status', 'SettlementServiceStatus', ['服务进度', 'Progress of the service'], {
  NEEDED: ['需要', 'Needed'],
  OFFERED: ['已提供', 'Offered'],
  DONE: ['已落实', 'Done'],
});

export const followUpResult = defineCodes('relocation.follow_up_result', 'RelocationFollowUpResult', ['回访结果', 'Result of a follow-up'], {
  PASS: ['达标', 'All five checks passed'],
  FOLLOW_UP: ['需跟进', 'One or two checks failed'],
  FAIL: ['不达标', 'Three or more checks failed'],
});
