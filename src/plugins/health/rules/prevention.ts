import { person } from '#db';
import { type Rule, householdInLine, householdsOf, isStep, rowRule, rowsAmong } from '#records';
import { only } from '#rules';
import { healthError } from '../errors.ts';
import type { diseaseControl, diseaseManagement } from '../tables/prevention.ts';
import { withFacility } from './facility.ts';
import { livingMember } from './people.ts';
import { diseasesOfHouseholds } from './people-rows.ts';
import { fixedOnce, inOrder } from './words.ts';

type ControlRow = typeof diseaseControl.$inferSelect;
type ManagementRow = typeof diseaseManagement.$inferSelect;

const managedByMeasures = rowRule<ControlRow>('managed by measures', ({ after: { status, measures } }) =>
  status !== 'REPORTED' && measures.length === 0 ? healthError('HEALTH_MEASURES_MISSING', {}, ['measures']) : undefined,
);

/** Rules of the control of a disease in a village. */
export const controlRules: readonly Rule<ControlRow>[] = [
  inOrder<ControlRow>(['reportedOn', 'managedOn', 'closedOn']),
  inOrder<ControlRow>(['reportedOn', 'followUpOn']),
  fixedOnce<ControlRow>(new Set(['CLOSED']), ['kind', 'cases', 'measures', 'followUpOn']),
  managedByMeasures,
];

const fits: Readonly<Record<ManagementRow['kind'], readonly string[]>> = { INFECTIOUS: ['INFECTIOUS'], ENDEMIC: ['ENDEMIC'], CHRONIC: ['CHRONIC', 'SERIOUS'] };

const ofOwnDisease: Rule<ManagementRow> = {
  name: 'of an own disease of the kind',
  check: async (ctx, drafts) => {
    const diseases = await diseasesOfHouseholds(ctx, drafts);
    return drafts.map(({ after }) => {
      const its = diseases.get(after.diseaseId);
      if (its?.personId !== after.personId) return healthError('HEALTH_NOT_OF_PERSON', { field: 'diseaseId' }, ['diseaseId']);
      return fits[after.kind].includes(its.diseaseClass) ? undefined : healthError('HEALTH_CONTROL_KIND', {}, ['kind']);
    });
  },
};

/** Nobody is dropped while ill: management ends with a cure or a death. */
const curedOrDead: Rule<ManagementRow> = {
  name: 'cured or dead',
  check: async (ctx, drafts) => {
    const diseases = await diseasesOfHouseholds(ctx, drafts);
    const people = new Map((await rowsAmong(ctx, person, person.householdId, householdsOf(drafts))).map((row) => [`${row.householdId}/${row.id}`, row]));
    return drafts.map(({ after }) => {
      const isOver = diseases.get(after.diseaseId)?.status === 'CURED' || people.get(`${after.householdId}/${after.personId}`)?.diedOn != null;
      return isOver ? undefined : healthError('HEALTH_STILL_ILL', {}, ['status']);
    });
  },
};

/** Rules of the management of a person's disease. */
export const managementRules: readonly Rule<ManagementRow>[] = [
  inOrder<ManagementRow>(['reportedOn', 'managedOn', 'closedOn']),
  inOrder<ManagementRow>(['reportedOn', 'lastFollowUpOn', 'nextFollowUpOn']),
  withFacility<ManagementRow, 'facilityId'>('facilityId', () => undefined),
  householdInLine,
  livingMember<ManagementRow>('reportedOn'),
  ofOwnDisease,
  only((draft) => draft.after.status === 'CLOSED' && isStep(draft), curedOrDead),
];
