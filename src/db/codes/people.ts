import { defineCodes } from '../codes.ts';

export const sex = defineCodes('core.sex', 'Sex', ['性别', 'Sex'], {
  MALE: ['男', 'Male'],
  FEMALE: ['女', 'Female'],
});

export const relation = defineCodes('core.relation', 'Relation', ['与户主关系', 'Relation to the head of household'], {
  HEAD: ['户主', 'Head'],
  SPOUSE: ['配偶', 'Spouse'],
  CHILD: ['子女', 'Child'],
  CHILD_IN_LAW: ['儿媳或女婿', 'Child-in-law'],
  GRANDCHILD: ['孙子女', 'Grandchild'],
  PARENT: ['父母', 'Parent'],
  PARENT_IN_LAW: ['岳父母或公婆', 'Parent-in-law'],
  GRANDPARENT: ['祖父母', 'Grandparent'],
  SIBLING: ['兄弟姐妹', 'Sibling'],
  OTHER: ['其他', 'Other'],
});

export const labourAbility = defineCodes('core.labour_ability', 'LabourAbility', ['劳动能力', 'Ability to work'], {
  FULL: ['普通劳动力', 'Able to work'],
  SKILLED: ['技能劳动力', 'Skilled worker'],
  PARTIAL: ['丧失部分劳动能力', 'Has lost part of the ability to work'],
  NONE: ['无劳动能力', 'Unable to work'],
});

export const healthState = defineCodes('core.health_state', 'HealthState', ['健康状况', 'State of health'], {
  HEALTHY: ['健康', 'Healthy'],
  CHRONIC_ILLNESS: ['长期慢性病', 'Chronic illness'],
  SERIOUS_ILLNESS: ['患有大病', 'Serious illness'],
  DISABLED: ['残疾', 'Disabled'],
});

export const educationLevel = defineCodes('core.education_level', 'EducationLevel', ['文化程度', 'Level of education'], {
  PRESCHOOL: ['学龄前', 'Below school age'],
  ILLITERATE: ['文盲或半文盲', 'Illiterate or semi-literate'],
  PRIMARY: ['小学', 'Primary school'],
  JUNIOR_SECONDARY: ['初中', 'Junior secondary school'],
  SENIOR_SECONDARY: ['高中或中专', 'Senior secondary or vocational school'],
  COLLEGE: ['大专', 'Junior college'],
  UNIVERSITY: ['本科及以上', 'University'],
});

export const povertyCause = defineCodes('core.poverty_cause', 'PovertyCause', ['致贫原因', 'Cause of poverty'], {
  ILLNESS: ['因病', 'Illness'],
  DISABILITY: ['因残', 'Disability'],
  SCHOOLING: ['因学', 'Cost of schooling'],
  DISASTER: ['因灾', 'Disaster'],
  LACK_OF_LAND: ['缺土地', 'Lack of land'],
  LACK_OF_WATER: ['缺水', 'Lack of water'],
  LACK_OF_SKILL: ['缺技术', 'Lack of skill'],
  LACK_OF_LABOUR: ['缺劳力', 'Lack of labour'],
  LACK_OF_CAPITAL: ['缺资金', 'Lack of capital'],
  POOR_TRANSPORT: ['交通条件落后', 'Poor transport'],
  LACK_OF_MOTIVATION: ['自身发展动力不足', 'Lack of motivation'],
});

export const householdStatus = defineCodes('core.household_status', 'HouseholdStatus', ['脱贫状态', 'Poverty status'], {
  REGISTERED: ['建档立卡', 'Registered as poor'],
  EXITED: ['已脱贫', 'Exited from poverty'],
  CONSOLIDATED: ['巩固', 'Consolidated after exit'],
  RELAPSED: ['返贫', 'Relapsed into poverty'],
});

export const relapseCause = defineCodes('core.relapse_cause', 'RelapseCause', ['返贫原因', 'Cause of relapse'], {
  ILLNESS: ['因病返贫', 'Illness'],
  DISABILITY: ['因残返贫', 'Disability'],
  SCHOOLING: ['因学返贫', 'Cost of schooling'],
  DISASTER: ['因灾返贫', 'Disaster'],
  INDUSTRY_FAILURE: ['产业失败', 'Failure of an industry project'],
  JOB_LOSS: ['失业', 'Loss of job'],
  OTHER: ['其他', 'Other'],
});

export const exitPath = defineCodes('core.exit_path', 'ExitPath', ['五个一批脱贫路径', 'Path of exit (five measures)'], {
  INDUSTRY: ['发展生产', 'Through industry and jobs'],
  RELOCATION: ['易地搬迁', 'Through relocation'],
  ECOLOGY: ['生态补偿', 'Through ecological compensation'],
  EDUCATION: ['发展教育', 'Through education'],
  SAFETY_NET: ['社会保障兜底', 'Through the safety net'],
});

export const assuranceKind = defineCodes('core.assurance_kind', 'AssuranceKind', ['两不愁三保障', 'Two assurances and three guarantees'], {
  FOOD: ['不愁吃', 'Enough to eat'],
  CLOTHING: ['不愁穿', 'Enough to wear'],
  COMPULSORY_EDUCATION: ['义务教育有保障', 'Compulsory education guaranteed'],
  BASIC_MEDICAL_CARE: ['基本医疗有保障', 'Basic medical care guaranteed'],
  SAFE_HOUSING: ['住房安全有保障', 'Safe housing guaranteed'],
});

export const householdEventKind = defineCodes('core.household_event_kind', 'HouseholdEventKind', ['家庭变动', 'Household event'], {
  REGISTER: ['建档立卡', 'Registration'],
  BIRTH: ['出生', 'Birth'],
  DEATH: ['死亡', 'Death'],
  MARRIAGE_IN: ['婚入', 'Marriage into the household'],
  MARRIAGE_OUT: ['婚出', 'Marriage out of the household'],
  JOIN: ['迁入家庭', 'Joining the household'],
  LEAVE: ['离开家庭', 'Leaving the household'],
  SPLIT: ['分户', 'Split'],
  MERGE: ['并户', 'Merge'],
  MOVE: ['迁移', 'Move'],
  RECODE: ['行政区划调整', 'Change of administrative division'],
  DUPLICATE: ['重复登记更正', 'Recorded twice, put right'],
});

export const needKind = defineCodes('core.need_kind', 'NeedKind', ['脱贫需求', 'Need for exit from poverty'], {
  INDUSTRY: ['产业发展', 'Industry'],
  EMPLOYMENT: ['就业', 'Employment'],
  SKILL_TRAINING: ['技能培训', 'Skill training'],
  CREDIT: ['资金信贷', 'Credit'],
  HOUSING: ['住房', 'Housing'],
  SCHOOLING: ['教育资助', 'Support for schooling'],
  MEDICAL_CARE: ['医疗救助', 'Medical care'],
  SAFETY_NET: ['社会兜底', 'Safety net'],
  INFRASTRUCTURE: ['基础设施', 'Infrastructure'],
});

export const planStatus = defineCodes('core.plan_status', 'PlanStatus', ['计划状态', 'Plan status'], {
  DRAFT: ['拟定', 'Draft'],
  IN_FORCE: ['执行中', 'In force'],
  DONE: ['完成', 'Done'],
  CANCELLED: ['取消', 'Cancelled'],
});
