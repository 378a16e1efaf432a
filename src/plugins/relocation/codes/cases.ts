import { defineCodes } from '#db';

export const relocationProgramme = defineCodes('relocation.programme', 'RelocationProgramme', ['搬迁项目', 'Relocation programme'], {
  POVERTY: ['易地扶贫搬迁', 'Poverty relocation'],
  SUBSIDENCE: ['采煤沉陷区治理搬迁', 'Relocation from coal-mining subsidence areas'],
});

export const relocationCategory = defineCodes('relocation.category', 'RelocationCategory', ['搬迁类别', 'Category of movers'], {
  REGISTERED: ['建档立卡贫困户', 'Registered poor household'],
  ACCOMPANYING: ['同步搬迁户', 'Other household that moves along'],
});

export const settlementMode = defineCodes('relocation.settlement_mode', 'SettlementMode', ['安置方式', 'Way of settlement'], {
  NEARBY_VILLAGE: ['行政村就近安置', 'Near the administrative village'],
  NEW_SETTLEMENT_VILLAGE: ['移民新村集中安置', 'New settlement village'],
  TOWN_OR_INDUSTRIAL_PARK: ['依托城镇或工业园区安置', 'Town or industrial park'],
  RURAL_TOURISM_AREA: ['依托乡村旅游区安置', 'Rural tourism area'],
  SCATTERED_INSERTION: ['插花安置', 'Scattered insertion into existing villages'],
  MONETARY: ['货币安置', 'Monetary settlement'],
});

export const relocationStatus = defineCodes('relocation.case_status', 'RelocationCaseStatus', ['搬迁进度', 'Progress of a relocation case'], {
  APPLIED: ['申请', 'Applied'],
  SURVEYED: ['沉陷区调查', 'Surveyed in the subsidence area'],
  CONSENTED: ['签订协议', 'Consented'],
  APPROVED: ['审批', 'Approved'],
  BUILDING: ['建房或购房', 'House being built or bought'],
  HANDED_OVER: ['交房', 'House handed over'],
  MOVED_IN: ['入住', 'Moved in'],
  SETTLED: ['安稳', 'Settled'],
  STABLE: ['稳定脱贫致富', 'Living from a stable income'],
  WITHDRAWN: ['自愿退出', 'Withdrawn by the household'],
  REJECTED: ['不予批准', 'Rejected'],
});

export const consentStatus = defineCodes('relocation.consent_status', 'RelocationConsentStatus', ['意愿状态', 'State of consent'], {
  CONSULTED: ['已征求意见', 'Consulted'],
  AGREED: ['同意', 'Agreed'],
  REFUSED: ['不同意', 'Refused'],
  WITHDRAWN: ['撤回同意', 'Consent withdrawn'],
});

export const policyVersion = defineCodes('relocation.policy_version', 'RelocationPolicyVersion', ['适用政策', 'Relocation policy applied'], {
  BEFORE_2016: ['旧搬迁政策', 'Relocation policy before the 13th Five-Year Plan'],
  THIRTEENTH_PLAN: ['新搬迁政策', 'Relocation policy of the 13th Five-Year Plan'],
});

export const policyDecisionStatus = defineCodes('relocation.policy_decision_status', 'RelocationPolicyDecisionStatus', ['政策衔接状态', 'State of the policy decision'], {
  ASSIGNED: ['已确定', 'Assigned'],
  DISPUTED: ['有异议', 'Disputed'],
  RESOLVED: ['已化解', 'Resolved'],
});

export const assignmentStatus = defineCodes('relocation.assignment_status', 'RelocationAssignmentStatus', ['项目归属状态', 'State of the assignment to a programme'], {
  ASSIGNED: ['已归属', 'Assigned'],
  CONFLICT: ['重复', 'Claimed by both programmes'],
  RESOLVED: ['已解决', 'Resolved'],
});
