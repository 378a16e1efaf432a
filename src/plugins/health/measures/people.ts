import type { MeasurePlace } from '#plugin';
import { at } from './at.ts';

/** Measures of what is known and done about the health of people. */
export const peopleMeasures: Readonly<Record<string, readonly MeasurePlace[]>> = {
  'A16-M01': [
    // who is on the list is computed from the claims: healthWarnings
    at('HealthWarningStandard', 'year', 'povertyLine', 'nearLineFactor', 'watchShare', 'seriousShare', 'source'),
    at('HealthWarningResponse', 'year', 'level', 'openedOn', 'measure', 'measureOn', 'closedOn', 'status'),
  ],
  'A16-M02': [
    at('HealthRecord', 'person', 'illnessClass', 'disabilityKind', 'disabilityGrade', 'treatmentNeed', 'openedOn', 'updatedOn', 'status'),
    at('DiagnosedDisease', 'person', 'healthRecord', 'diseaseClass', 'icdCode', 'name', 'diagnosedOn', 'status'),
  ],
  'A16-M03': [
    // how many were given is counted from the visits: visitsGiven
    at('FamilyDoctorContract', 'year', 'doctor', 'servicePackage', 'visitsDue', 'signedBy', 'signedOn', 'endsOn', 'status'),
    at('FamilyDoctorVisit', 'contract', 'person', 'visitedOn', 'kind', 'doctor'),
  ],
  'A16-M04': [at('SeriousIllnessCase', 'person', 'disease', 'treatmentClass', 'facility', 'tertiaryHospital', 'cost', 'diagnosedOn', 'treatedOn', 'status')],
  'A16-M10': [at('RehabilitationService', 'person', 'item', 'insured', 'facility', 'cost', 'reimbursed', 'startedOn', 'completedOn', 'status')],
  'A16-M17': [
    at('DiseaseControlRecord', 'villageCode', 'kind', 'disease', 'measures', 'cases', 'reportedOn', 'followUpOn', 'status'),
    at('DiseaseManagement', 'person', 'disease', 'kind', 'management', 'reportedOn', 'lastFollowUpOn', 'nextFollowUpOn', 'status'),
  ],
};
