import { defineRecord, internal, notInFuture, personal, sensitive } from '#records';
import { contractRules } from '../rules/contract.ts';
import { visitRules } from '../rules/visit.ts';
import { doctorContract, doctorVisit } from '../tables/contract.ts';
import { healthAction, stamped } from './action.ts';
import { healthDoctorRecord } from './doctor.ts';

/** A household and the doctor it has contracted with for a year. */
export const doctorContractRecord = defineRecord({
  table: doctorContract,
  name: 'FamilyDoctorContract',
  about: 'household',
  rows: 'personal',
  title: ['家庭医生签约', 'Contract of a household with a family doctor'],
  measures: ['A16-M03'],
  action: healthAction,
  key: ['year'],
  rules: contractRules,
  status: {
    initial: 'NOT_SIGNED',
    moves: {
      SIGNED: { from: ['NOT_SIGNED'], needs: ['doctorId', 'signedById', 'endsOn'], dates: 'signedOn' },
      SERVED: { from: ['SIGNED'], dates: 'servedOn' },
      EXPIRED: { from: ['SIGNED', 'SERVED'], dates: 'expiredOn' },
    },
  },
  fields: {
    year: internal('年度', 'Year'),
    doctorId: personal('签约医生', 'Doctor', { ref: () => healthDoctorRecord }),
    servicePackage: personal('服务包', 'Package of services'),
    visitsDue: personal('应服务次数', 'Visits due'),
    signedById: personal('签约人', 'Signed by', { person: true }),
    signedOn: personal('签约日期', 'Signed on', stamped),
    endsOn: personal('到期日期', 'Ends on; that day is still included'),
    servedOn: personal('履约完成日期', 'Served in full on', stamped),
    expiredOn: personal('终止日期', 'Found to be expired on', stamped),
    status: personal('签约状态', 'State'),
  },
});

/** A service given under it. */
export const doctorVisitRecord = defineRecord({
  table: doctorVisit,
  name: 'FamilyDoctorVisit',
  about: 'household',
  rows: 'personal',
  title: ['家庭医生服务记录', 'Service given under a contract'],
  measures: ['A16-M03'],
  action: healthAction,
  key: ['contractId', 'personId', 'visitedOn', 'kind'],
  rules: [notInFuture('visitedOn'), ...visitRules],
  fields: {
    contractId: internal('签约', 'Contract', { ref: () => doctorContractRecord }),
    personId: personal('服务对象', 'Person', { person: true }),
    visitedOn: personal('服务日期', 'Day of the visit'),
    kind: personal('服务种类', 'Kind'),
    doctorId: personal('医生', 'Doctor', { ref: () => healthDoctorRecord }),
    finding: sensitive('检查结果', 'Finding'),
  },
});
