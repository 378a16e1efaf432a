import { defineRecord, internal, personal } from '#records';
import { consultationRules, linkRules, pairingRules, secondmentRules } from '../rules/support.ts';
import { planRules, postRules } from '../rules/staffing.ts';
import { medicalPost, staffingPlan } from '../tables/staffing.ts';
import { hospitalPairing, pairingSecondment, telemedicineLink, teleconsultation } from '../tables/support.ts';
import { healthAction, stamped } from './action.ts';
import { healthFacilityRecord, tertiaryHospitalRecord } from './facility.ts';

/** Agreements of hospitals to support others. */
export const hospitalPairingRecord = defineRecord({
  table: hospitalPairing,
  name: 'HospitalPairing',
  about: 'county',
  title: ['医院对口支援', 'Pairing of a hospital with one it supports'],
  measures: ['A16-M13'],
  action: healthAction,
  key: ['agreementNumber'],
  rules: pairingRules,
  status: {
    initial: 'SIGNED',
    moves: { ACTIVE: { from: ['SIGNED'], dates: 'startedOn' }, ENDED: { from: ['SIGNED', 'ACTIVE'], dates: 'endedOn' } },
  },
  fields: {
    agreementNumber: internal('协议编号', 'Number of the agreement'),
    tertiaryHospitalId: internal('支援医院(三甲)', 'Grade III-A hospital that supports', { ref: () => tertiaryHospitalRecord }),
    supportingFacilityId: internal('支援医院(二级)', 'Grade II hospital that supports', { ref: () => healthFacilityRecord, unlisted: true }),
    facilityId: internal('受援机构', 'Facility supported', { ref: () => healthFacilityRecord }),
    signedOn: internal('签订日期', 'Signed on'),
    dueOn: internal('协议到期日', 'Agreed until'),
    doctorMonths: internal('约定派驻医生(人月)', 'Doctor-months agreed'),
    startedOn: internal('开始日期', 'Started on', stamped),
    endedOn: internal('结束日期', 'Ended on', stamped),
    status: internal('状态', 'State'),
  },
});

/** Doctors who were sent. */
export const pairingSecondmentRecord = defineRecord({
  table: pairingSecondment,
  name: 'PairingSecondment',
  about: 'county',
  title: ['对口支援派驻', 'Doctor sent under a pairing'],
  measures: ['A16-M13'],
  action: healthAction,
  key: ['pairingId', 'doctorName', 'fromOn'],
  rules: secondmentRules,
  fields: {
    pairingId: internal('对口支援', 'Pairing', { ref: () => hospitalPairingRecord }),
    doctorName: personal('医生姓名', 'Name of the doctor'),
    speciality: internal('科室', 'Speciality'),
    fromOn: internal('派驻日期', 'From'),
    toOn: internal('返回日期', 'To'),
    months: internal('派驻月数', 'Months'),
  },
});

/** Lines to tertiary hospitals. */
export const telemedicineLinkRecord = defineRecord({
  table: telemedicineLink,
  name: 'TelemedicineLink',
  about: 'county',
  title: ['远程医疗系统', 'Telemedicine link'],
  measures: ['A16-M12'],
  action: healthAction,
  key: ['facilityId', 'tertiaryHospitalId'],
  rules: linkRules,
  status: {
    initial: 'PLANNED',
    moves: {
      CONNECTED: { from: ['PLANNED'], dates: 'connectedOn' },
      IN_USE: { from: ['CONNECTED', 'DOWN'], dates: 'inUseOn' },
      DOWN: { from: ['CONNECTED', 'IN_USE'], dates: 'downOn' },
    },
  },
  fields: {
    facilityId: internal('县级医院', 'County hospital', { ref: () => healthFacilityRecord }),
    tertiaryHospitalId: internal('三级医院', 'Tertiary hospital', { ref: () => tertiaryHospitalRecord }),
    plannedOn: internal('计划日期', 'Planned on'),
    connectedOn: internal('接通日期', 'Connected on', stamped),
    inUseOn: internal('启用日期', 'In use since', stamped),
    downOn: internal('中断日期', 'Down since', stamped),
    status: internal('状态', 'State'),
  },
});

/** Consultations over a link, without the patient. */
export const teleconsultationRecord = defineRecord({
  table: teleconsultation,
  name: 'Teleconsultation',
  about: 'county',
  title: ['远程会诊', 'Consultation over a telemedicine link'],
  measures: ['A16-M12'],
  action: healthAction,
  key: ['linkId', 'number'],
  rules: consultationRules,
  fields: {
    linkId: internal('远程医疗系统', 'Link', { ref: () => telemedicineLinkRecord }),
    number: internal('会诊编号', 'Number'),
    consultedOn: internal('会诊日期', 'Consulted on'),
    speciality: internal('科室', 'Speciality'),
    minutes: internal('时长(分钟)', 'Minutes'),
  },
});

/** What may be filled in a year. */
export const staffingPlanRecord = defineRecord({
  table: staffingPlan,
  name: 'FacilityStaffingPlan',
  about: 'county',
  title: ['岗位计划', 'Staffing plan of a facility'],
  measures: ['A16-M15'],
  action: healthAction,
  key: ['facilityId', 'year'],
  rules: planRules,
  fields: {
    facilityId: internal('医疗机构', 'Facility', { ref: () => healthFacilityRecord }),
    year: internal('年度', 'Year'),
    gpPosts: internal('全科医生岗位数', 'Posts for general practitioners'),
    specialistPosts: internal('专科医生岗位数', 'Posts for specialists'),
    documentNumber: internal('文号', 'Document number'),
  },
});

/** Posts for doctors at the grassroots. */
export const medicalPostRecord = defineRecord({
  table: medicalPost,
  name: 'MedicalPost',
  about: 'county',
  title: ['基层医疗岗位', 'Post for a doctor at the grassroots'],
  measures: ['A16-M15'],
  action: healthAction,
  key: ['number'],
  rules: postRules,
  status: {
    initial: 'OPEN',
    moves: { FILLED: { from: ['OPEN'], needs: ['doctorName'], dates: 'appointedOn', by: 'REVIEWER' }, LEFT: { from: ['FILLED'], dates: 'leftOn' } },
  },
  fields: {
    facilityId: internal('医疗机构', 'Facility', { ref: () => healthFacilityRecord }),
    number: internal('岗位编号', 'Number of the post'),
    year: internal('计划年度', 'Year of the plan'),
    kind: internal('岗位类别', 'Kind'),
    scheme: internal('招聘方式', 'How it is filled'),
    doctorName: personal('医生姓名', 'Name of the doctor'),
    openedOn: internal('设岗日期', 'Opened on'),
    appointedOn: internal('聘任日期', 'Appointed on', stamped),
    leftOn: internal('离岗日期', 'Left on', stamped),
    status: internal('状态', 'State'),
  },
});
