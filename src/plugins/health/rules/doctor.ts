import { Decimal } from 'decimal.js';
import type { PlatformError } from '#errors';
import { notInFuture, type Rule, rowsAmong, rowsByIds, waitInLine } from '#records';
import { benefitKind } from '../codes/staff.ts';
import { healthError } from '../errors.ts';
import { doctor, doctorBenefit, type doctorBenefitPayment } from '../tables/doctor.ts';
import { withFacility } from './facility.ts';
import { fixedOnce, inOrder } from './words.ts';

type DoctorRow = typeof doctor.$inferSelect;
type BenefitRow = typeof doctorBenefit.$inferSelect;
type PaymentRow = typeof doctorBenefitPayment.$inferSelect;

const tierOf = { VILLAGE_DOCTOR: 'VILLAGE', TOWNSHIP_DOCTOR: 'TOWNSHIP' } as const;

const atFitFacility = withFacility<DoctorRow, 'facilityId'>('facilityId', ({ kind }, its) =>
  tierOf[kind] === its.tier ? undefined : healthError('HEALTH_DOCTOR_PLACE', { tier: its.tier }, ['facilityId']),
);

export const doctorRules: readonly Rule<DoctorRow>[] = [notInFuture('startedOn'), inOrder<DoctorRow>(['bornOn', 'startedOn', 'retiredOn', 'leftOn']), atFitFacility];

/** The retirement subsidy is for those who retired, the others for those at work; nobody is in two pension schemes. */
const dueFault = (row: BenefitRow, its: DoctorRow, others: readonly BenefitRow[]): PlatformError | undefined => {
  const wanted = row.kind === 'RETIREMENT_SUBSIDY' ? 'RETIRED' : 'ACTIVE';
  const isDue = its.kind === 'VILLAGE_DOCTOR' && (row.status === 'STOPPED' || its.status === wanted);
  if (!isDue) return healthError('HEALTH_BENEFIT_NOT_DUE', { status: its.status }, ['kind']);
  const pensions = ['EMPLOYEE_PENSION', 'RURAL_PENSION_SUBSIDY'];
  const clash = others.find((other) => other.kind === row.kind || (pensions.includes(other.kind) && pensions.includes(row.kind)));
  return clash && row.status !== 'STOPPED' ? healthError('HEALTH_BENEFIT_TWICE', { kind: benefitKind.titles[clash.kind].zh }, ['kind']) : undefined;
};

const dueToDoctor: Rule<BenefitRow> = {
  name: 'due to the doctor',
  check: async (ctx, drafts) => {
    const ids = drafts.map(({ after }) => after.doctorId);
    await waitInLine(ctx, ids);
    const doctors = await rowsByIds(ctx, doctor, ids);
    const rows = new Map((await rowsAmong(ctx, doctorBenefit, doctorBenefit.doctorId, ids)).map((row) => [row.id, row]));
    return drafts.map(({ after }) => {
      const its = doctors.get(after.doctorId);
      if (!its) return undefined;
      if (its.countyCode !== after.countyCode) return healthError('HEALTH_OTHER_COUNTY', { field: 'doctorId' }, ['doctorId']);
      const others = [...rows.values()].filter((row) => row.doctorId === after.doctorId && row.id !== after.id && row.status !== 'STOPPED');
      const fault = dueFault(after, its, others);
      if (!fault) rows.set(after.id, after);
      return fault;
    });
  },
};

export const benefitRules: readonly Rule<BenefitRow>[] = [
  inOrder<BenefitRow>(['fromOn', 'stoppedOn']), fixedOnce<BenefitRow>(new Set(['PAYING', 'STOPPED']), ['monthlyAmount']), dueToDoctor,
];

const monthFault = ({ year, month, amount }: PaymentRow, its: BenefitRow): PlatformError | undefined => {
  const first = `${year}-${String(month).padStart(2, '0')}`;
  const isDue = its.status !== 'ELIGIBLE' && first >= its.fromOn.slice(0, 7) && (its.stoppedOn === null || first <= its.stoppedOn.slice(0, 7));
  if (!isDue) return healthError('HEALTH_BENEFIT_NOT_PAYING', {}, ['month']);
  return new Decimal(amount).greaterThan(its.monthlyAmount) ? healthError('HEALTH_BENEFIT_EXCEEDED', { limit: its.monthlyAmount }, ['amount']) : undefined;
};

/** A month is paid once, by its key, and no more than is due for it. */
const monthDue: Rule<PaymentRow> = {
  name: 'month due',
  check: async (ctx, drafts) => {
    const benefits = await rowsByIds(ctx, doctorBenefit, drafts.map(({ after }) => after.benefitId));
    return drafts.map(({ after }) => {
      const its = benefits.get(after.benefitId);
      if (!its) return undefined;
      return its.countyCode === after.countyCode ? monthFault(after, its) : healthError('HEALTH_OTHER_COUNTY', { field: 'benefitId' }, ['benefitId']);
    });
  },
};

export const benefitPaymentRules: readonly Rule<PaymentRow>[] = [notInFuture('paidOn'), monthDue];
