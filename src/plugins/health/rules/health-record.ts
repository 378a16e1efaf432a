import { type Rule, householdInLine, householdsOf, isChanged, rowRule, rowsAmong } from '#records';
import { illnessClass } from '../codes/illness.ts';
import { healthError } from '../errors.ts';
import { diagnosedDisease } from '../tables/health-record.ts';
import { livingMember } from './people.ts';
import { type DiseaseRow, type RecordRow, recordsOfHouseholds } from './people-rows.ts';
import { fixedOnce, inOrder } from './words.ts';

const grades: readonly string[] = illnessClass.values;

/** Infectious and endemic diseases may be of any class, so they ask for no more than OTHER. */
const rank = (of: string): number => Math.max(grades.indexOf(of), grades.indexOf('OTHER'));

/** Whether a record says less than a disease on it. */
const isMilder = (row: Pick<RecordRow, 'illnessClass'>, { diseaseClass }: Pick<DiseaseRow, 'diseaseClass'>): boolean =>
  row.illnessClass === null || row.illnessClass === 'NONE' || rank(row.illnessClass) < rank(diseaseClass);

const disabilityWhole = rowRule<RecordRow>('disability whole', ({ after: { disabilityKind: kind, disabilityGrade: grade } }) =>
  (kind === null) === (grade === null) ? undefined : healthError('HEALTH_DISABILITY_INCOMPLETE', {}, [kind === null ? 'disabilityKind' : 'disabilityGrade']),
);

const gravestOf: Rule<RecordRow> = {
  name: 'class of the gravest disease',
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => draft.before !== undefined && isChanged(draft, 'illnessClass'));
    const diseases = await rowsAmong(ctx, diagnosedDisease, diagnosedDisease.householdId, householdsOf(asked));
    return drafts.map((draft) => {
      const own = asked.includes(draft) ? diseases.filter((one) => one.healthRecordId === draft.after.id && one.status !== 'CURED') : [];
      return own.some((one) => isMilder(draft.after, one)) ? healthError('HEALTH_CLASS_BELOW_DISEASE', {}, ['illnessClass']) : undefined;
    });
  },
};

/** What a health record must look like. */
export const healthRecordRules: readonly Rule<RecordRow>[] = [
  householdInLine, disabilityWhole, inOrder<RecordRow>(['openedOn', 'updatedOn']), livingMember<RecordRow>('openedOn'), gravestOf,
];

/** Letter and two digits, and more after a point: A00 to Z99.9. */
const icdShape = /^[A-Z]\d{2}(\.[0-9A-Z]{1,4})?$/;

const codedAsIcd = rowRule<DiseaseRow>('coded as ICD-10', ({ after: { icdCode } }) =>
  icdShape.test(icdCode) ? undefined : healthError('HEALTH_ICD_INVALID', {}, ['icdCode']),
);

const onOwnRecord: Rule<DiseaseRow> = {
  name: 'on the own record',
  check: async (ctx, drafts) => {
    const records = await recordsOfHouseholds(ctx, drafts);
    return drafts.map(({ after }) => {
      const its = records.get(after.healthRecordId);
      if (its?.personId !== after.personId) return healthError('HEALTH_NOT_OF_PERSON', { field: 'healthRecordId' }, ['healthRecordId']);
      return after.status !== 'CURED' && isMilder(its, after) ? healthError('HEALTH_CLASS_BELOW_DISEASE', {}, ['diseaseClass']) : undefined;
    });
  },
};

/** What a disease on it must look like. */
export const diseaseRules: readonly Rule<DiseaseRow>[] = [
  householdInLine, codedAsIcd, inOrder<DiseaseRow>(['diagnosedOn', 'controlledOn']), inOrder<DiseaseRow>(['diagnosedOn', 'curedOn']),
  livingMember<DiseaseRow>('diagnosedOn'), onOwnRecord, fixedOnce<DiseaseRow>(new Set(['CURED']), ['diseaseClass', 'name']),
];
