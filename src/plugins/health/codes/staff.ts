import { defineCodes } from '#db';

export const doctorKind = defineCodes('health.doctor_kind', 'HealthDoctorKind', ['基层医生类型', 'Kind of doctor'], {
  VILLAGE_DOCTOR: ['乡村医生', 'Village doctor'],
  TOWNSHIP_DOCTOR: ['乡镇卫生院医生', 'Doctor of a township health centre'],
});

export const doctorStatus = defineCodes('health.doctor_status', 'HealthDoctorStatus', ['在岗状态', 'Whether a doctor works'], {
  ACTIVE: ['在岗', 'At work'],
  RETIRED: ['退养', 'Retired'],
  LEFT: ['离岗', 'Left'],
});

export const benefitKind = defineCodes('health.doctor_benefit_kind', 'VillageDoctorBenefitKind', ['村医待遇', 'Benefit of a village doctor'], {
  SUBSIDY: ['村医补助', 'Subsidy'],
  EMPLOYEE_PENSION: ['城镇职工基本养老保险', "Employees' basic pension insurance"],
  RURAL_PENSION_SUBSIDY: ['新农保缴费补助', 'Subsidy of the contribution to the new rural pension'],
  RETIREMENT_SUBSIDY: ['退养补助', 'Retirement subsidy of old village doctors'],
});

export const benefitStatus = defineCodes('health.doctor_benefit_status', 'VillageDoctorBenefitStatus', ['待遇状态', 'State of a benefit'], {
  ELIGIBLE: ['符合条件', 'Eligible'],
  PAYING: ['发放中', 'Being paid'],
  STOPPED: ['停发', 'Stopped'],
});

export const postKind = defineCodes('health.post_kind', 'MedicalPostKind', ['岗位类别', 'Kind of post'], {
  GP: ['全科医生', 'General practitioner'],
  SPECIALIST: ['专科医生', 'Specialist'],
});

export const postScheme = defineCodes('health.post_scheme', 'MedicalPostScheme', ['招聘方式', 'How a post is filled'], {
  SPECIAL_POST: ['特岗计划', 'Special post plan'],
  COUNTY_RECRUITED: ['县招乡用', 'Recruited by the county, used in the township'],
  OPEN_RECRUITMENT: ['公开招聘', 'Open recruitment'],
  TALENT_INTRODUCTION: ['人才引进', 'Brought in as talent'],
});

export const postStatus = defineCodes('health.post_status', 'MedicalPostStatus', ['岗位状态', 'State of a post'], {
  OPEN: ['空缺', 'Open'],
  FILLED: ['在岗', 'Filled'],
  LEFT: ['离岗', 'Left'],
});
