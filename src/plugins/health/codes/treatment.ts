import { defineCodes } from '#db';

/** 大病集中救治、慢病签约服务管理、重病兜底保障: the three classes of the treatment campaign of 2017 (国卫财务发〔2017〕19号). */
export const treatmentClass = defineCodes('health.treatment_class', 'IllnessTreatmentClass', ['救治分类', 'Class of treatment'], {
  CONCENTRATED: ['大病集中救治', 'Concentrated treatment of a serious illness'],
  CONTRACTED: ['慢病签约服务管理', 'Management of a chronic illness under contract'],
  BACKSTOP: ['重病兜底保障', 'Backstop for a grave illness'],
});

export const illnessCaseStatus = defineCodes('health.illness_case_status', 'SeriousIllnessCaseStatus', ['救治进度', 'Progress of a treatment'], {
  DIAGNOSED: ['确诊', 'Diagnosed'],
  IN_TREATMENT: ['救治中', 'In treatment'],
  RECOVERED: ['治愈', 'Recovered'],
  CHRONIC: ['转慢性管理', 'Goes on as a chronic illness'],
  DECEASED: ['死亡', 'Deceased'],
});

export const rehabilitationItem = defineCodes('health.rehabilitation_item', 'RehabilitationItem', ['康复项目', 'Item of rehabilitation'], {
  PHYSICAL_THERAPY: ['运动疗法', 'Physical therapy'],
  OCCUPATIONAL_THERAPY: ['作业疗法', 'Occupational therapy'],
  SPEECH_THERAPY: ['言语训练', 'Speech therapy'],
  LOW_VISION: ['视力康复', 'Low-vision rehabilitation'],
  HEARING: ['听力康复', 'Hearing rehabilitation'],
  ASSISTIVE_DEVICE: ['辅助器具适配', 'Assistive device'],
  MENTAL_HEALTH: ['精神康复', 'Psychiatric rehabilitation'],
  COGNITIVE: ['认知康复', 'Cognitive rehabilitation'],
});

export const rehabilitationStatus = defineCodes('health.rehabilitation_status', 'RehabilitationStatus', ['康复进度', 'Progress of rehabilitation'], {
  NEEDED: ['需要', 'Needed'],
  RECEIVING: ['进行中', 'Being received'],
  COMPLETED: ['完成', 'Completed'],
});
