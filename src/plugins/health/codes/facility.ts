import { defineCodes } from '#db';

export const facilityKind = defineCodes('health.facility_kind', 'HealthFacilityKind', ['医疗机构类型', 'Kind of health facility'], {
  COUNTY_HOSPITAL: ['县级综合医院', 'County hospital'],
  COUNTY_TCM_HOSPITAL: ['县级中医院', 'County hospital of Chinese medicine'],
  TOWNSHIP_HEALTH_CENTRE: ['乡镇卫生院', 'Township health centre'],
  VILLAGE_CLINIC: ['村卫生室', 'Village clinic'],
  CENTRAL_CLINIC: ['中心村卫生室', 'Central clinic shared by neighbouring villages'],
  MOBILE_SERVICE: ['医疗卫生流动服务', 'Mobile medical service'],
});

export const careTier = defineCodes('health.care_tier', 'HealthCareTier', ['医疗机构层级', 'Tier of care'], {
  VILLAGE: ['村级', 'Village'],
  TOWNSHIP: ['乡级', 'Township'],
  COUNTY: ['县级', 'County'],
  TERTIARY: ['三级医院', 'Tertiary hospital'],
});

export const hospitalGrade = defineCodes('health.hospital_grade', 'HospitalGrade', ['医院等级', 'Grade of a hospital'], {
  UNGRADED: ['未定级', 'Not graded'],
  GRADE_1: ['一级', 'Grade I'],
  GRADE_2B: ['二级乙等', 'Grade II-B'],
  GRADE_2A: ['二级甲等', 'Grade II-A'],
  GRADE_3B: ['三级乙等', 'Grade III-B'],
  GRADE_3A: ['三级甲等', 'Grade III-A'],
});

export const standardStatus = defineCodes('health.standard_status', 'FacilityStandardStatus', ['标准化状态', 'Whether a facility meets the standard'], {
  BELOW_STANDARD: ['未达标', 'Below the standard'],
  BUILDING: ['建设中', 'Being built up'],
  MEETS_STANDARD: ['已达标', 'Meets the standard'],
});

export const hospitalAffiliation = defineCodes('health.hospital_affiliation', 'HospitalAffiliation', ['医院隶属', 'Whose hospital it is'], {
  CIVILIAN: ['地方医院', 'Civilian'],
  MILITARY: ['军队医院', 'Military'],
  ARMED_POLICE: ['武警部队医院', 'Armed police'],
});

export const villageServiceKind = defineCodes('health.village_service_kind', 'VillageHealthServiceKind', ['村级服务方式', 'How a village is served'], {
  VILLAGE: ['本村卫生室', 'Clinic of its own'],
  SHARED_CENTRAL: ['中心村卫生室', 'Central clinic shared with neighbours'],
  MOBILE: ['流动服务', 'Mobile service'],
});

export const villageServiceStatus = defineCodes('health.village_service_status', 'VillageHealthServiceStatus', ['村级服务状态', 'State of the service to a village'], {
  NONE: ['空白', 'None'],
  PLANNED: ['计划', 'Planned'],
  OPEN: ['已开诊', 'Clinic open'],
  MOBILE_SERVICE: ['流动服务', 'Served by mobile service'],
});
