import { isStep, notInFuture, type Rule, rowsAmong, rowsByIds } from '#records';
import { healthError } from '../errors.ts';
import { doctor } from '../tables/doctor.ts';
import { type mobileVisit, villageService } from '../tables/village-service.ts';
import { isOpenOn, withFacility } from './facility.ts';
import { inOrder } from './words.ts';

type ServiceRow = typeof villageService.$inferSelect;
type VisitRow = typeof mobileVisit.$inferSelect;

const facilityKindOf = { VILLAGE: 'VILLAGE_CLINIC', SHARED_CENTRAL: 'CENTRAL_CLINIC', MOBILE: 'MOBILE_SERVICE' } as const;

/** A village with a clinic is served by one, others by a team that comes. */
const kindFits = withFacility<ServiceRow, 'facilityId'>('facilityId', ({ kind, status, servedOn }, its) => {
  const isFit = kind !== null && facilityKindOf[kind] === its.kind
    && (status !== 'OPEN' || kind !== 'MOBILE') && (status !== 'MOBILE_SERVICE' || kind === 'MOBILE');
  if (!isFit) return healthError('HEALTH_SERVICE_KIND', { kind: its.kind }, ['kind']);
  return servedOn !== null && !isOpenOn(its, servedOn) ? healthError('HEALTH_FACILITY_CLOSED', {}, ['facilityId']) : undefined;
});

/** A clinic without a doctor is no service. */
const staffed: Rule<ServiceRow> = {
  name: 'staffed',
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => draft.after.status === 'OPEN' && isStep(draft));
    const doctors = await rowsByIds(ctx, doctor, asked.map(({ after }) => after.doctorId));
    return drafts.map((draft) => {
      const its = doctors.get(draft.after.doctorId ?? '');
      const isStaffed = !asked.includes(draft) || (its?.status === 'ACTIVE' && its.countyCode === draft.after.countyCode);
      return isStaffed ? undefined : healthError('HEALTH_SERVICE_UNSTAFFED', {}, ['doctorId']);
    });
  },
};

export const villageServiceRules: readonly Rule<ServiceRow>[] = [inOrder<ServiceRow>(['plannedOn', 'servedOn']), kindFits, staffed];

const byMobileTeam = withFacility<VisitRow, 'facilityId'>('facilityId', ({ visitedOn }, its) => {
  if (its.kind !== 'MOBILE_SERVICE') return healthError('HEALTH_NOT_MOBILE', {}, ['facilityId']);
  return isOpenOn(its, visitedOn) ? undefined : healthError('HEALTH_FACILITY_CLOSED', {}, ['visitedOn']);
});

/** A round serves no more households than the village has. */
const withinVillage: Rule<VisitRow> = {
  name: 'within the village',
  check: async (ctx, drafts) => {
    const rows = await rowsAmong(ctx, villageService, villageService.villageCode, drafts.map(({ after }) => after.villageCode));
    const households = new Map(rows.map((row) => [row.villageCode, row.households]));
    return drafts.map(({ after }) => {
      const limit = households.get(after.villageCode);
      return limit === undefined || after.households <= limit ? undefined : healthError('HEALTH_VISIT_HOUSEHOLDS', { served: after.households, households: limit }, ['households']);
    });
  },
};

export const mobileVisitRules: readonly Rule<VisitRow>[] = [notInFuture('visitedOn'), byMobileTeam, withinVillage];
