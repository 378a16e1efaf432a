import { defineRecord, internal, personal } from '#records';
import { benefitPaymentRules, benefitRules, doctorRules } from '../rules/doctor.ts';
import { doctor, doctorBenefit, doctorBenefitPayment } from '../tables/doctor.ts';
import { healthAction, stamped } from './action.ts';
import { healthFacilityRecord } from './facility.ts';

/** Doctors of villages and townships. */
export const healthDoctorRecord = defineRecord({
  table: doctor,
  name: 'HealthDoctor',
  about: 'county',
  title: ['基层医生', 'Doctor of a village or a township health centre'],
  measures: ['A16-M16'],
  action: healthAction,
  place: 'placeCode',
  key: ['licence'],
  rules: doctorRules,
  status: {
    initial: 'ACTIVE',
    moves: {
      RETIRED: { from: ['ACTIVE'], dates: 'retiredOn' },
      LEFT: { from: ['ACTIVE', 'RETIRED'], dates: 'leftOn' },
    },
  },
  fields: {
    licence: personal('执业证号', 'Number of the licence'),
    name: personal('姓名', 'Name'),
    kind: internal('类型', 'Kind'),
    facilityId: internal('所在机构', 'Facility', { ref: () => healthFacilityRecord }),
    placeCode: internal('服务地', 'Village or township served', { place: true }),
    bornOn: personal('出生日期', 'Born on'),
    startedOn: internal('从业日期', 'At work since'),
    retiredOn: internal('退养日期', 'Retired on', stamped),
    leftOn: internal('离岗日期', 'Left on', stamped),
    status: internal('在岗状态', 'State'),
  },
});

/** What village doctors are entitled to. */
export const doctorBenefitRecord = defineRecord({
  table: doctorBenefit,
  name: 'VillageDoctorBenefit',
  about: 'county',
  title: ['村医待遇', 'Benefit of a village doctor'],
  measures: ['A16-M16'],
  action: healthAction,
  key: ['doctorId', 'kind', 'fromOn'],
  rules: benefitRules,
  status: {
    initial: 'ELIGIBLE',
    moves: {
      PAYING: { from: ['ELIGIBLE'], by: 'REVIEWER' },
      STOPPED: { from: ['ELIGIBLE', 'PAYING'], dates: 'stoppedOn' },
    },
  },
  fields: {
    doctorId: internal('乡村医生', 'Village doctor', { ref: () => healthDoctorRecord }),
    kind: internal('待遇种类', 'Kind'),
    fromOn: internal('起始日期', 'From'),
    monthlyAmount: personal('月标准(元)', 'Amount a month'),
    stoppedOn: internal('停发日期', 'Stopped on', stamped),
    status: internal('状态', 'State'),
  },
});

/** Months that were paid. */
export const doctorBenefitPaymentRecord = defineRecord({
  table: doctorBenefitPayment,
  name: 'VillageDoctorBenefitPayment',
  about: 'county',
  title: ['村医待遇发放', 'Month of a benefit paid to a village doctor'],
  measures: ['A16-M16'],
  action: healthAction,
  key: ['benefitId', 'year', 'month'],
  rules: benefitPaymentRules,
  fields: {
    benefitId: internal('待遇', 'Benefit', { ref: () => doctorBenefitRecord }),
    year: internal('年', 'Year'),
    month: internal('月', 'Month'),
    amount: personal('发放金额', 'Amount'),
    paidOn: internal('发放日期', 'Paid on'),
  },
});
