import { defineCodes } from '#db';

/** From the mildest to the gravest. */
export const illnessClass = defineCodes('health.illness_class', 'IllnessClass', ['患病类别', 'Class of illness'], {
  NONE: ['无', 'None'],
  OTHER: ['其他疾病', 'Other illness'],
  CHRONIC: ['慢性病', 'Chronic illness'],
  SERIOUS: ['大病', 'Serious illness'],
});

export const treatmentNeed = defineCodes('health.treatment_need', 'TreatmentNeed', ['治疗需求', 'Need of treatment'], {
  NONE: ['无', 'None'],
  MEDICATION: ['长期服药', 'Lasting medication'],
  OUTPATIENT: ['门诊治疗', 'Outpatient treatment'],
  INPATIENT: ['住院治疗', 'Inpatient treatment'],
  REHABILITATION: ['康复', 'Rehabilitation'],
  CARE: ['长期照护', 'Lasting care'],
});

export const disabilityKind = defineCodes('health.disability_kind', 'DisabilityKind', ['残疾类别', 'Kind of disability'], {
  VISION: ['视力残疾', 'Vision'],
  HEARING: ['听力残疾', 'Hearing'],
  SPEECH: ['言语残疾', 'Speech'],
  PHYSICAL: ['肢体残疾', 'Physical'],
  INTELLECTUAL: ['智力残疾', 'Intellectual'],
  MENTAL: ['精神残疾', 'Mental'],
  MULTIPLE: ['多重残疾', 'Multiple'],
});

export const disabilityGrade = defineCodes('health.disability_grade', 'DisabilityGrade', ['残疾等级', 'Grade of disability'], {
  GRADE_1: ['一级', 'Grade 1, the most severe'],
  GRADE_2: ['二级', 'Grade 2'],
  GRADE_3: ['三级', 'Grade 3'],
  GRADE_4: ['四级', 'Grade 4'],
});

export const healthRecordStatus = defineCodes('health.health_record_status', 'HealthRecordStatus', ['档案状态', 'State of a health record'], {
  MISSING: ['未建档', 'Missing'],
  CREATED: ['已建档', 'Created'],
  UPDATED: ['已更新', 'Updated'],
});

export const diseaseClass = defineCodes('health.disease_class', 'DiseaseClass', ['疾病类别', 'Class of a disease'], {
  SERIOUS: ['大病', 'Serious'],
  CHRONIC: ['慢性病', 'Chronic'],
  INFECTIOUS: ['传染病', 'Infectious'],
  ENDEMIC: ['地方病', 'Endemic'],
  OTHER: ['其他', 'Other'],
});

export const diseaseStatus = defineCodes('health.disease_status', 'DiseaseStatus', ['疾病状态', 'State of a disease'], {
  PRESENT: ['现患', 'Present'],
  CONTROLLED: ['已控制', 'Under control'],
  CURED: ['治愈', 'Cured'],
});
