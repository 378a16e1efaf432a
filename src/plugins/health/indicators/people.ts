import type { Indicator } from '#schema';
import { seriousIllnessCoverage } from './coverage.ts';
import { contractsServed, familiesContracted, householdsWarned } from './families.ts';
import { gradeTwoHospitals } from './grade-two.ts';
import { patientsManaged, recordsOpened, rehabilitated, seriousIllnessTreated } from './patients.ts';

/** Figures of the targets, and of records, treatment, contracts and warnings. */
export const peopleIndicators: readonly (Indicator & { readonly id: `health.${string}` })[] = [
  seriousIllnessCoverage, gradeTwoHospitals,
  recordsOpened, seriousIllnessTreated, familiesContracted, contractsServed, rehabilitated, patientsManaged, householdsWarned,
];
