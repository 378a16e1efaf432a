import { defineCodes } from '#db';

/** From the mildest to the gravest. */
export const warningLevel = defineCodes('health.warning_level', 'HealthWarningLevel', ['预警级别', 'Level of a warning'], {
  WATCH: ['关注', 'Watch'],
  SERIOUS: ['较重', 'Serious'],
  URGENT: ['紧急', 'Urgent'],
});

export const responseMeasure = defineCodes('health.response_measure', 'HealthWarningMeasure', ['帮扶措施', 'Measure taken'], {
  MEDICAL_ASSISTANCE: ['医疗救助', 'Medical assistance'],
  TEMPORARY_ASSISTANCE: ['临时救助', 'Temporary assistance'],
  CHARITY: ['慈善救助', 'Charity'],
  MINIMUM_LIVING: ['纳入低保', 'Minimum living allowance'],
  TREATMENT: ['安排救治', 'Treatment arranged'],
  FAMILY_DOCTOR: ['家庭医生签约', 'Family doctor'],
  OTHER: ['其他', 'Other'],
});

export const responseStatus = defineCodes('health.response_status', 'HealthWarningResponseStatus', ['处置状态', 'State of the response'], {
  OPENED: ['已立案', 'Case opened'],
  MEASURE_TAKEN: ['已采取措施', 'Measure taken'],
  CLOSED: ['办结', 'Closed'],
});
