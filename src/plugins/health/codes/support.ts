import { defineCodes } from '#db';

export const pairingStatus = defineCodes('health.pairing_status', 'HospitalPairingStatus', ['对口支援状态', 'State of a pairing'], {
  SIGNED: ['签订', 'Signed'],
  ACTIVE: ['执行中', 'Active'],
  ENDED: ['结束', 'Ended'],
});

export const linkStatus = defineCodes('health.telemedicine_status', 'TelemedicineLinkStatus', ['远程医疗状态', 'State of a telemedicine link'], {
  PLANNED: ['计划', 'Planned'],
  CONNECTED: ['接通', 'Connected'],
  IN_USE: ['使用中', 'In use'],
  DOWN: ['中断', 'Down'],
});

export const speciality = defineCodes('health.speciality', 'MedicalSpeciality', ['科室', 'Medical speciality'], {
  GENERAL: ['全科', 'General practice'],
  INTERNAL: ['内科', 'Internal medicine'],
  SURGERY: ['外科', 'Surgery'],
  OBSTETRICS: ['妇产科', 'Obstetrics and gynaecology'],
  PAEDIATRICS: ['儿科', 'Paediatrics'],
  EMERGENCY: ['急诊', 'Emergency medicine'],
  IMAGING: ['医学影像', 'Imaging'],
  CHINESE_MEDICINE: ['中医', 'Chinese medicine'],
});
