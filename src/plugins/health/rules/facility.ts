import type { PlatformError } from '#errors';
import { type Draft, isStep, type Rule, rowRule, rowsAmong, rowsByIds } from '#records';
import { healthError } from '../errors.ts';
import { facility, facilityAssessment } from '../tables/facility.ts';
import { inOrder } from './words.ts';

export type FacilityRow = typeof facility.$inferSelect;

const tiers = {
  COUNTY_HOSPITAL: 'COUNTY', COUNTY_TCM_HOSPITAL: 'COUNTY', TOWNSHIP_HEALTH_CENTRE: 'TOWNSHIP',
  VILLAGE_CLINIC: 'VILLAGE', CENTRAL_CLINIC: 'VILLAGE', MOBILE_SERVICE: 'VILLAGE',
} as const satisfies Record<FacilityRow['kind'], FacilityRow['tier']>;

const tierOfKind = rowRule<FacilityRow>('tier of the kind', ({ after: { kind, tier } }) =>
  tiers[kind] === tier ? undefined : healthError('HEALTH_FACILITY_TIER', { tier: tiers[kind] }, ['tier']),
);

const gradeDated = rowRule<FacilityRow>('grade dated', ({ after: { grade, gradedOn } }) =>
  (grade === 'UNGRADED') === (gradedOn === null) ? undefined : healthError('HEALTH_GRADE_DATE', {}, ['gradedOn']),
);

type AssessmentRow = typeof facilityAssessment.$inferSelect;

const latest = (rows: readonly AssessmentRow[], { id, standardOn }: FacilityRow): AssessmentRow | undefined =>
  rows.filter((row) => row.facilityId === id && standardOn !== null && row.assessedOn <= standardOn).toSorted((a, b) => (a.assessedOn < b.assessedOn ? -1 : 1)).at(-1);

const standardFault = (row: FacilityRow, found: AssessmentRow | undefined): PlatformError | undefined => {
  if (!found) return healthError('HEALTH_STANDARD_NOT_ASSESSED', {}, ['status']);
  if (row.status === 'MEETS_STANDARD') return found.passed ? undefined : healthError('HEALTH_STANDARD_NOT_MET', {}, ['status']);
  return found.passed ? healthError('HEALTH_STANDARD_STILL_MET', {}, ['status']) : undefined;
};

/** Whether the standard is met is what the latest look at the facility found. */
const asAssessed: Rule<FacilityRow> = {
  name: 'as assessed',
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => draft.before !== undefined && isStep(draft) && draft.after.status !== 'BUILDING');
    const rows = await rowsAmong(ctx, facilityAssessment, facilityAssessment.facilityId, asked.map(({ after }) => after.id));
    return drafts.map((draft) => (asked.includes(draft) ? standardFault(draft.after, latest(rows, draft.after)) : undefined));
  },
};

/** Rules of a facility. */
export const facilityRules: readonly Rule<FacilityRow>[] = [
  tierOfKind, gradeDated, inOrder<FacilityRow>(['openedOn', 'closedOn']), inOrder<FacilityRow>(['buildingOn', 'standardOn']), asAssessed,
];

interface OfCounty {
  readonly countyCode: string;
}

/**
 * A rule about a row and the facility that one of its fields names. A facility of another county is
 * refused at once; a row without one is passed over.
 */
export const withFacility = <Row extends OfCounty, F extends keyof Row & string>(
  field: F,
  fault: (row: Row, its: FacilityRow, draft: Draft<Row>) => PlatformError | undefined,
): Rule<Row> => ({
  name: `with the facility in ${field}`,
  check: async (ctx, drafts) => {
    const facilities = await rowsByIds(ctx, facility, drafts.map(({ after }) => after[field] as string | null));
    return drafts.map((draft) => {
      const id = draft.after[field] as string | null;
      const its = id === null ? undefined : facilities.get(id);
      if (!its) return undefined; // an unknown one is refused as an unknown reference
      return its.countyCode === draft.after.countyCode ? fault(draft.after, its, draft) : healthError('HEALTH_OTHER_COUNTY', { field }, [field]);
    });
  },
});

/** Whether a facility works on a day. */
export const isOpenOn = ({ openedOn, closedOn }: FacilityRow, day: string): boolean => openedOn <= day && (closedOn === null || day < closedOn);
