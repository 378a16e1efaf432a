import { person } from '#db';
import { type Draft, type Rule, householdInLine, householdsOf, isStep, rowRule, rowsAmong } from '#records';
import { only } from '#rules';
import { healthError } from '../errors.ts';
import { doctorContract } from '../tables/contract.ts';
import { illnessCase } from '../tables/treatment.ts';
import { isOpenOn, withFacility } from './facility.ts';
import { livingMember } from './people.ts';
import { diseasesOfHouseholds } from './people-rows.ts';
import { forThePoor } from './poor.ts';
import { fixedOnce, inOrder } from './words.ts';

type CaseRow = typeof illnessCase.$inferSelect;
type CaseDraft = Draft<CaseRow>;

const isStepTo = (...statuses: readonly string[]) => (draft: CaseDraft): boolean => isStep(draft) && statuses.includes(draft.after.status);

const isOpen = ({ status }: CaseRow): boolean => status === 'DIAGNOSED' || status === 'IN_TREATMENT';

const ofSeriousDisease: Rule<CaseRow> = {
  name: 'of an own serious disease',
  check: async (ctx, drafts) => {
    const diseases = await diseasesOfHouseholds(ctx, drafts);
    return drafts.map(({ after }) => {
      const its = diseases.get(after.diseaseId);
      if (its?.personId !== after.personId) return healthError('HEALTH_NOT_OF_PERSON', { field: 'diseaseId' }, ['diseaseId']);
      if (its.diseaseClass !== 'SERIOUS') return healthError('HEALTH_NOT_SERIOUS', {}, ['diseaseId']);
      return after.diagnosedOn < its.diagnosedOn ? healthError('HEALTH_DATES_OUT_OF_ORDER', { earlier: 'disease.diagnosedOn', later: 'diagnosedOn' }, ['diagnosedOn']) : undefined;
    });
  },
};

/** One treatment of a disease is under way at a time. */
const oneOpen: Rule<CaseRow> = {
  name: 'one open case a disease',
  check: async (ctx, drafts) => {
    const kept = new Map((await rowsAmong(ctx, illnessCase, illnessCase.householdId, householdsOf(drafts))).filter(isOpen).map((row) => [row.id, row]));
    return drafts.map(({ after }) => {
      if (!isOpen(after)) return undefined;
      const other = [...kept.values()].find((row) => row.diseaseId === after.diseaseId && row.id !== after.id);
      if (!other) kept.set(after.id, after);
      return other && healthError('HEALTH_CASE_OPEN', {}, ['diseaseId']);
    });
  },
};

const oneHospital = rowRule<CaseRow>('one hospital', ({ after: { facilityId, tertiaryHospitalId, status } }) => {
  const named = [facilityId, tertiaryHospitalId].filter((id) => id !== null).length;
  const isNeeded = status !== 'DIAGNOSED' && status !== 'DECEASED';
  return named > 1 || (isNeeded && named === 0) ? healthError('HEALTH_HOSPITAL_REQUIRED', {}, ['facilityId']) : undefined;
});

const fitHospital = withFacility<CaseRow, 'facilityId'>('facilityId', ({ treatedOn }, its) => {
  if (its.tier === 'VILLAGE') return healthError('HEALTH_HOSPITAL_TIER', {}, ['facilityId']);
  return treatedOn !== null && !isOpenOn(its, treatedOn) ? healthError('HEALTH_NOT_OPEN', { field: 'treatedOn' }, ['facilityId']) : undefined;
});

/** Who stays ill is not left alone: a family doctor goes on. */
const chronicUnderContract: Rule<CaseRow> = {
  name: 'chronic under a contract',
  check: async (ctx, drafts) => {
    const contracts = await rowsAmong(ctx, doctorContract, doctorContract.householdId, householdsOf(drafts));
    return drafts.map(({ after: { householdId, chronicOn } }) => {
      const day = chronicOn as string;
      const holds = contracts.some((one) => one.householdId === householdId && one.signedOn !== null && one.signedOn <= day && day <= (one.endsOn ?? day));
      return holds ? undefined : healthError('HEALTH_CONTRACT_REQUIRED', {}, ['status']);
    });
  },
};

const deathAsRegistered: Rule<CaseRow> = {
  name: 'death as registered',
  check: async (ctx, drafts) => {
    const people = new Map((await rowsAmong(ctx, person, person.householdId, householdsOf(drafts))).map((row) => [`${row.householdId}/${row.id}`, row]));
    return drafts.map(({ after: { householdId, personId, diedOn } }) =>
      people.get(`${householdId}/${personId}`)?.diedOn === diedOn ? undefined : healthError('HEALTH_DEATH_NOT_REGISTERED', {}, ['status']));
  },
};

const ended: ReadonlySet<string> = new Set(['RECOVERED', 'DECEASED']);

/** Rules of a serious illness and its treatment. */
export const illnessCaseRules: readonly Rule<CaseRow>[] = [
  forThePoor<CaseRow>(({ before }) => before === undefined),
  fixedOnce<CaseRow>(ended, ['treatmentClass', 'facilityId', 'tertiaryHospitalId', 'plan', 'cost', 'causeOfDeath']),
  inOrder<CaseRow>(['diagnosedOn', 'treatedOn']),
  only(isStepTo('RECOVERED'), inOrder<CaseRow>(['treatedOn', 'recoveredOn'])),
  only(isStepTo('CHRONIC'), inOrder<CaseRow>(['treatedOn', 'chronicOn'])),
  only(isStepTo('IN_TREATMENT'), inOrder<CaseRow>(['chronicOn', 'treatedOn'])),
  inOrder<CaseRow>(['diagnosedOn', 'diedOn']),
  oneHospital,
  fitHospital,
  householdInLine,
  livingMember<CaseRow>('diagnosedOn'),
  livingMember<CaseRow>('treatedOn'),
  ofSeriousDisease,
  oneOpen,
  only(isStepTo('CHRONIC'), chronicUnderContract),
  only(isStepTo('DECEASED'), deathAsRegistered),
];
