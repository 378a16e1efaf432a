import { Decimal } from 'decimal.js';
import type { PlatformError } from '#errors';
import { notInFuture, type Rule, rowsByIds } from '#records';
import { healthError } from '../errors.ts';
import { facility, tertiaryHospital } from '../tables/facility.ts';
import { hospitalPairing, type pairingSecondment, telemedicineLink, type teleconsultation } from '../tables/support.ts';
import { type FacilityRow, withFacility } from './facility.ts';
import { fixedOnce, inOrder } from './words.ts';

type PairingRow = typeof hospitalPairing.$inferSelect;
type SecondmentRow = typeof pairingSecondment.$inferSelect;
type LinkRow = typeof telemedicineLink.$inferSelect;
type ConsultationRow = typeof teleconsultation.$inferSelect;

const isCountyHospital = ({ tier }: FacilityRow): boolean => tier === 'COUNTY';
const isGradeTwo = ({ grade }: FacilityRow): boolean => grade !== 'UNGRADED' && grade !== 'GRADE_1';

const gradeFault = (row: PairingRow, its: FacilityRow | undefined, grade: string | undefined, supporter: FacilityRow | undefined): PlatformError | undefined => {
  if (!its) return undefined;
  const isFit = row.tertiaryHospitalId !== null
    ? row.supportingFacilityId === null && grade === 'GRADE_3A' && isCountyHospital(its)
    : supporter !== undefined && isGradeTwo(supporter) && its.kind === 'TOWNSHIP_HEALTH_CENTRE';
  return isFit ? undefined : healthError('HEALTH_PAIRING_GRADE', {}, ['facilityId']);
};

/** Grade III-A supports county hospitals, Grade II health centres. */
const gradesFit: Rule<PairingRow> = {
  name: 'grades fit',
  check: async (ctx, drafts) => {
    const facilities = await rowsByIds(ctx, facility, drafts.flatMap(({ after }) => [after.facilityId, after.supportingFacilityId]));
    const tertiary = await rowsByIds(ctx, tertiaryHospital, drafts.map(({ after }) => after.tertiaryHospitalId));
    return drafts.map(({ after }) =>
      gradeFault(after, facilities.get(after.facilityId), tertiary.get(after.tertiaryHospitalId ?? '')?.grade, facilities.get(after.supportingFacilityId ?? '')));
  },
};

export const pairingRules: readonly Rule<PairingRow>[] = [
  notInFuture('signedOn'),
  inOrder<PairingRow>(['signedOn', 'startedOn', 'endedOn']),
  inOrder<PairingRow>(['signedOn', 'dueOn']),
  fixedOnce<PairingRow>(new Set(['ACTIVE', 'ENDED']), ['tertiaryHospitalId', 'supportingFacilityId', 'facilityId', 'doctorMonths', 'dueOn']),
  withFacility<PairingRow, 'facilityId'>('facilityId', () => undefined),
  gradesFit,
];

const dayMs = 86_400_000;
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

const secondmentFault = ({ fromOn, toOn, months }: SecondmentRow, its: PairingRow): PlatformError | undefined => {
  if (its.startedOn === null) return healthError('HEALTH_PAIRING_NOT_ACTIVE', {}, ['pairingId']);
  if (fromOn < its.startedOn || (toOn ?? fromOn) > its.dueOn) return healthError('HEALTH_SECONDMENT_PERIOD', {}, ['fromOn']);
  if ((toOn === null) !== (months === null)) return healthError('HEALTH_SECONDMENT_MONTHS', {}, ['months']);
  // a month begun is a month
  const isTooLong = toOn !== null && new Decimal(months ?? 0).minus(1).times(28).greaterThan(daysBetween(fromOn, toOn) + 1);
  return isTooLong ? healthError('HEALTH_SECONDMENT_MONTHS', {}, ['months']) : undefined;
};

const underPairing: Rule<SecondmentRow> = {
  name: 'under a pairing',
  check: async (ctx, drafts) => {
    const pairings = await rowsByIds(ctx, hospitalPairing, drafts.map(({ after }) => after.pairingId));
    return drafts.map(({ after }) => {
      const its = pairings.get(after.pairingId);
      if (!its) return undefined;
      return its.countyCode === after.countyCode ? secondmentFault(after, its) : healthError('HEALTH_OTHER_COUNTY', { field: 'pairingId' }, ['pairingId']);
    });
  },
};

export const secondmentRules: readonly Rule<SecondmentRow>[] = [inOrder<SecondmentRow>(['fromOn', 'toOn']), notInFuture('fromOn'), underPairing];

export const linkRules: readonly Rule<LinkRow>[] = [
  inOrder<LinkRow>(['plannedOn', 'connectedOn', 'inUseOn']),
  withFacility<LinkRow, 'facilityId'>('facilityId', (_, its) => (isCountyHospital(its) ? undefined : healthError('HEALTH_NOT_A_COUNTY_HOSPITAL', {}, ['facilityId']))),
];

const isInUse = ({ status, inUseOn, downOn }: LinkRow, day: string): boolean =>
  inUseOn !== null && inUseOn <= day && (status !== 'DOWN' || downOn === null || day < downOn);

const overLink: Rule<ConsultationRow> = {
  name: 'over a link in use',
  check: async (ctx, drafts) => {
    const links = await rowsByIds(ctx, telemedicineLink, drafts.map(({ after }) => after.linkId));
    return drafts.map(({ after }) => {
      const its = links.get(after.linkId);
      if (!its) return undefined;
      if (its.countyCode !== after.countyCode) return healthError('HEALTH_OTHER_COUNTY', { field: 'linkId' }, ['linkId']);
      return isInUse(its, after.consultedOn) ? undefined : healthError('HEALTH_LINK_NOT_IN_USE', {}, ['consultedOn']);
    });
  },
};

export const consultationRules: readonly Rule<ConsultationRow>[] = [notInFuture('consultedOn'), overLink];
