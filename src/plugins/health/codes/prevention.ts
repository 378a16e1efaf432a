import { defineCodes } from '#db';

export const controlKind = defineCodes('health.control_kind', 'DiseaseControlKind', ['防控类别', 'Kind of disease under control'], {
  INFECTIOUS: ['传染病', 'Infectious'],
  ENDEMIC: ['地方病', 'Endemic'],
  CHRONIC: ['慢性病', 'Chronic'],
});

export const controlMeasure = defineCodes('health.control_measure', 'DiseaseControlMeasure', ['防控措施', 'Measure of control'], {
  SCREENING: ['筛查', 'Screening'],
  VACCINATION: ['预防接种', 'Vaccination'],
  WATER_IMPROVEMENT: ['改水', 'Better drinking water'],
  IODISED_SALT: ['供应碘盐', 'Iodised salt'],
  STOVE_IMPROVEMENT: ['改炉改灶', 'Better stoves'],
  ISOLATION: ['隔离治疗', 'Isolation'],
  FOLLOW_UP: ['随访管理', 'Follow-up'],
  EDUCATION: ['健康教育', 'Health education'],
});

export const controlStatus = defineCodes('health.control_status', 'DiseaseControlStatus', ['防控状态', 'State of control'], {
  REPORTED: ['已报告', 'Reported'],
  MANAGED: ['管理中', 'Managed'],
  CLOSED: ['结束', 'Closed'],
});
