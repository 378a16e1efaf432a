/** What is refused about records, diseases, treatment, contracts and warnings. */
export const peopleErrors = {
  HEALTH_FIELD_FIXED: { zh: '状态为 {status} 后不能修改 {field}', en: '{field} cannot be changed any more once the status is {status}' },
  HEALTH_DATES_OUT_OF_ORDER: { zh: '日期先后有误:{later}早于{earlier}', en: '{later} lies before {earlier}' },
  HEALTH_NOT_OF_PERSON: { zh: '{field}不属于该人', en: '{field} belongs to another person' },
  HEALTH_NOT_A_LIVING_MEMBER: { zh: '该人在 {field} 当日不是健在的家庭成员', en: 'On the day of {field} the person is not a living member of the household' },
  HEALTH_SIGNER_UNFIT: { zh: '签约人须为当日健在的成年(年满18周岁)家庭成员', en: 'Who signs must be a living member of the household, 18 or older, on the day of signing' },
  HEALTH_ICD_INVALID: { zh: '疾病编码应为ICD-10格式,如 I10 或 E11.9', en: 'A disease is coded as in ICD-10, e.g. I10 or E11.9' },
  HEALTH_CLASS_BELOW_DISEASE: { zh: '健康档案的疾病类别轻于现患疾病', en: 'The class of illness on the health record is milder than a disease on it' },
  HEALTH_DISABILITY_INCOMPLETE: { zh: '残疾类别与等级须同时填写', en: 'Kind and grade of a disability go together' },
} as const;
