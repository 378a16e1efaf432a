import { defineRecord, internal, notInFuture, open } from '#records';
import { facilityRules, withFacility } from '../rules/facility.ts';
import { facility, facilityAssessment, tertiaryHospital } from '../tables/facility.ts';
import { healthAction, stamped } from './action.ts';

/** Hospitals, health centres and clinics: the three tiers of a county. */
export const healthFacilityRecord = defineRecord({
  table: facility,
  name: 'HealthFacility',
  plural: 'healthFacilities',
  about: 'county',
  title: ['医疗卫生机构', 'Health facility of a county, township or village'],
  measures: ['A16-M11', 'A16-M14'],
  action: healthAction,
  place: 'placeCode',
  key: ['code'],
  rules: [notInFuture('openedOn'), ...facilityRules],
  status: {
    initial: 'BELOW_STANDARD',
    moves: {
      BUILDING: { from: ['BELOW_STANDARD'], dates: 'buildingOn' },
      MEETS_STANDARD: { from: ['BELOW_STANDARD', 'BUILDING'], dates: 'standardOn', by: 'REVIEWER' },
      BELOW_STANDARD: { from: ['MEETS_STANDARD'], dates: 'standardOn', by: 'REVIEWER' },
    },
  },
  fields: {
    code: internal('机构编码', 'Code'),
    name: open('名称', 'Name'),
    kind: open('类型', 'Kind'),
    tier: open('层级', 'Tier'),
    placeCode: open('所在地', 'Place', { place: true }),
    grade: open('等级', 'Grade'),
    gradedOn: internal('定级日期', 'Graded on'),
    beds: internal('床位数', 'Beds'),
    staff: internal('卫生技术人员数', 'Medical staff'),
    openedOn: internal('开业日期', 'Opened on'),
    closedOn: internal('关闭日期', 'Closed on'),
    buildingOn: internal('标准化建设开始日期', 'Building up to the standard began on', stamped),
    standardOn: internal('达标认定日期', 'Found to meet the standard, or no longer, on', stamped),
    status: internal('标准化状态', 'Whether it meets the standard'),
  },
});

/** What was found by the checklist of the standard. */
export const facilityAssessmentRecord = defineRecord({
  table: facilityAssessment,
  name: 'FacilityAssessment',
  about: 'county',
  title: ['标准化评估', 'Assessment of a facility by the standard'],
  measures: ['A16-M11'],
  action: healthAction,
  key: ['facilityId', 'assessedOn'],
  rules: [notInFuture('assessedOn'), withFacility<typeof facilityAssessment.$inferSelect, 'facilityId'>('facilityId', () => undefined)],
  fields: {
    facilityId: internal('医疗机构', 'Facility', { ref: () => healthFacilityRecord }),
    assessedOn: internal('评估日期', 'Assessed on'),
    standard: internal('执行标准', 'Standard applied'),
    assessedBy: internal('评估单位', 'Assessed by'),
    premises: internal('房屋达标', 'Premises'),
    equipment: internal('设备达标', 'Equipment'),
    staffing: internal('人员达标', 'Staff'),
    medicines: internal('药品达标', 'Medicines'),
    services: internal('服务项目达标', 'Services'),
    information: internal('信息化达标', 'Information systems'),
    remark: internal('备注', 'Remark'),
    passed: internal('是否全部达标', 'Nothing is missing', { readOnly: true, derived: { zh: '各项达标情况', en: 'what is missing' } }),
  },
});

/** Hospitals of the third grade, wherever they are. */
export const tertiaryHospitalRecord = defineRecord({
  table: tertiaryHospital,
  name: 'TertiaryHospital',
  about: 'province',
  title: ['三级医院', 'Tertiary hospital'],
  measures: ['A16-M12', 'A16-M13'],
  action: healthAction,
  key: ['code'],
  fields: {
    code: open('机构编码', 'Code'),
    name: open('名称', 'Name'),
    grade: open('等级', 'Grade'),
    affiliation: open('隶属', 'Whose it is'),
    placeCode: open('所在地', 'Place', { place: true }),
  },
});
