import { defineCodes } from '../codes.ts';

export const fundKind = defineCodes('core.fund_kind', 'FundKind', ['资金类别', 'Kind of funds'], {
  SPECIAL_POVERTY: ['财政专项扶贫资金', 'Special fiscal funds for poverty alleviation'],
  AGRICULTURE_RELATED: ['财政涉农资金', 'Agriculture-related fiscal funds'],
  PROJECT_CAPITAL: ['项目资本金', 'Project capital'],
  POLICY_BANK_LOAN: ['政策性银行长期低息贷款', 'Long-term low-interest policy-bank loan'],
  BANK_LOAN: ['金融机构贷款', 'Bank loan'],
  SOCIAL: ['社会资金', 'Social funds'],
  SELF_RAISED: ['群众自筹', 'Raised by households'],
});

export const fundLevel = defineCodes('core.fund_level', 'FundLevel', ['资金级次', 'Level of government'], {
  CENTRAL: ['中央', 'Central'],
  PROVINCIAL: ['省级', 'Provincial'],
  CITY: ['市级', 'City'],
  COUNTY: ['县级', 'County'],
});

export const projectStatus = defineCodes('core.project_status', 'ProjectStatus', ['项目状态', 'Project status'], {
  PLANNED: ['计划', 'Planned'],
  APPROVED: ['批复', 'Approved'],
  TENDERED: ['招标', 'Tendered'],
  BUILDING: ['实施', 'Under way'],
  COMPLETED: ['完工', 'Completed'],
  ACCEPTED: ['验收', 'Accepted'],
  CANCELLED: ['取消', 'Cancelled'],
});

export const projectStageKind = defineCodes('core.project_stage_kind', 'ProjectStageKind', ['项目阶段', 'Stage of a project'], {
  APPROVAL: ['立项批复', 'Approval'],
  TENDER: ['招投标', 'Tender'],
  START: ['开工', 'Start'],
  COMPLETION: ['完工', 'Completion'],
  ACCEPTANCE: ['验收', 'Acceptance'],
  SETTLEMENT: ['决算', 'Final account'],
});

export const beneficiaryKind = defineCodes('core.beneficiary_kind', 'BeneficiaryKind', ['受益对象', 'Kind of beneficiary'], {
  HOUSEHOLD: ['农户', 'Household'],
  PERSON: ['个人', 'Person'],
  VILLAGE: ['村', 'Village'],
  CONTRACTOR: ['施工单位', 'Contractor'],
});
