import { defineCodes } from '#db';

export const servicePackage = defineCodes('health.service_package', 'FamilyDoctorPackage', ['服务包', 'Package of services'], {
  BASIC: ['基础服务包', 'Basic'],
  CHRONIC: ['慢病服务包', 'For the chronically ill'],
  SERIOUS: ['大病服务包', 'For the seriously ill'],
  DISABLED: ['残疾人服务包', 'For disabled persons'],
});

export const contractStatus = defineCodes('health.contract_status', 'FamilyDoctorContractStatus', ['签约状态', 'State of a contract'], {
  NOT_SIGNED: ['未签约', 'Not signed'],
  SIGNED: ['已签约', 'Signed'],
  SERVED: ['已履约', 'Served in full'],
  EXPIRED: ['到期', 'Expired'],
});

export const visitKind = defineCodes('health.visit_kind', 'FamilyDoctorVisitKind', ['服务种类', 'Kind of visit'], {
  CHECK_UP: ['健康体检', 'Check-up'],
  FOLLOW_UP: ['随访', 'Follow-up'],
  MEDICATION: ['用药指导', 'Advice on medicines'],
  EDUCATION: ['健康教育', 'Health education'],
  REFERRAL: ['转诊', 'Referral'],
});
