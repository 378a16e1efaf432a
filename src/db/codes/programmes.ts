import { defineCodes } from '../codes.ts';

export const leadRole = defineCodes('core.lead_role', 'LeadRole', ['牵头角色', 'Lead role'], {
  LEAD: ['牵头', 'Lead'],
  JOINT: ['共同牵头', 'Joint lead'],
});

export const comparator = defineCodes('core.comparator', 'Comparator', ['目标比较方式', 'Comparator of a target'], {
  EXACT: ['等于', 'Exactly'],
  ABOUT: ['左右', 'About'],
  ALL: ['全部', 'Every unit of the population'],
  AT_LEAST: ['以上(含)', 'At least'],
  ABOVE: ['高于', 'Above the reference'],
  APPROACH: ['接近', 'Close to the reference'],
  REACH_OR_APPROACH: ['达到或接近', 'At or close to the reference'],
  QUALITATIVE: ['定性', 'No number in the text'],
});

export const targetKind = defineCodes('core.target_kind', 'TargetKind', ['目标类型', 'Kind of target'], {
  OUTCOME: ['成效', 'Outcome'],
  OUTPUT: ['产出', 'Output'],
  COVERAGE: ['覆盖', 'Coverage'],
  BENEFIT: ['待遇', 'Benefit'],
  SERVICE_STANDARD: ['服务标准', 'Service standard'],
  SCHEDULE: ['进度', 'Schedule'],
});

export const exitPlanKind = defineCodes('core.exit_plan_kind', 'ExitPlanKind', ['退出计划对象', 'What the exit plan counts'], {
  PEOPLE: ['贫困人口', 'People'],
  COUNTIES: ['贫困县', 'Counties'],
});

export const departmentLevel = defineCodes('core.department_level', 'DepartmentLevel', ['单位层级', 'Level of a department'], {
  CENTRAL: ['中央', 'Central'],
  PROVINCIAL: ['省级', 'Provincial'],
  PROVINCIAL_AND_BELOW: ['省级及以下', 'Provincial and below'],
  MUNICIPAL: ['市级', 'Municipal'],
  MUNICIPAL_COUNTY: ['市县两级', 'Municipal and county'],
  COUNTY: ['县级', 'County'],
  COUNTY_AND_ABOVE: ['县级及以上', 'County and above'],
  TOWNSHIP: ['乡镇', 'Township'],
  TOWNSHIP_VILLAGE: ['乡村两级', 'Township and village'],
  VILLAGE: ['村级', 'Village'],
  ALL_LEVELS: ['各级', 'All levels'],
  NON_GOVERNMENT: ['社会', 'Outside government'],
});

export const departmentType = defineCodes('core.department_type', 'DepartmentType', ['单位类型', 'Type of department'], {
  PARTY_ORGAN: ['党委机关', 'Party organ'],
  GOVERNMENT: ['政府', 'Government'],
  GOVERNMENT_DEPARTMENT: ['政府部门', 'Government department'],
  LEADING_GROUP: ['领导小组', 'Leading group'],
  LEADING_GROUP_OFFICE: ['领导小组办公室', 'Office of a leading group'],
  MEETING_BODY: ['联席会议', 'Meeting of departments'],
  ORGAN_GROUP: ['一类机关', 'Group of organs'],
  SUPERVISION_ORGAN: ['监督机关', 'Supervision organ'],
  LEGISLATURE: ['人大', "People's congress"],
  CONSULTATIVE_BODY: ['政协', 'Consultative conference'],
  POLITICAL_PARTY: ['民主党派', 'Political party'],
  PEOPLES_ORGANISATION: ['群团组织', "People's organisation"],
  SOCIAL_ORGANISATION: ['社会组织', 'Social organisation'],
  COOPERATIVE_FEDERATION: ['合作社联合社', 'Federation of cooperatives'],
  ENTERPRISE: ['企业', 'Enterprise'],
  ENTERPRISE_GROUP: ['一类企业', 'Group of enterprises'],
  FINANCIAL_INSTITUTION: ['金融机构', 'Financial institution'],
  MILITARY: ['军队和武警', 'Military'],
  ASSISTING_UNIT: ['帮扶单位', 'Assisting unit'],
  ASSISTING_UNIT_GROUP: ['一类帮扶单位', 'Group of assisting units'],
  WORK_UNIT: ['工作站', 'Work station'],
  WORK_TEAM: ['工作队', 'Work team'],
  VILLAGE_ORGANISATION: ['村级组织', 'Village organisation'],
  THIRD_PARTY_EVALUATOR: ['第三方评估机构', 'Third-party evaluator'],
  MEDIA: ['新闻媒体', 'Media'],
  ROLE: ['岗位', 'Role'],
});
