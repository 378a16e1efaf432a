import type { MeasurePlace } from '#plugin';
import { at } from './at.ts';

/** Measures of what is known and done about the health of people. */
export const peopleMeasures: Readonly<Record<string, readonly MeasurePlace[]>> = {
  'A16-M02': [
    at('HealthRecord', 'person', 'illnessClass', 'disabilityKind', 'disabilityGrade', 'treatmentNeed', 'openedOn', 'updatedOn', 'status'),
    at('DiagnosedDisease', 'person', 'healthRecord', 'diseaseClass', 'icdCode', 'name', 'diagnosedOn', 'status'),
  ],
};
