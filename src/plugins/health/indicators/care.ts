import type { Indicator } from '#schema';
import { assistancePaid, claimsSettled, premiumSubsidies, selfPaidShare, seriousIllnessCoverage } from './bills.ts';
import { countiesWithGradeTwo, facilitiesMeetStandard, gradeTwoHospitals, householdsServed, teleconsultations } from './network.ts';

/** Figures of insurance, bills, assistance and facilities. */
export const careIndicators: readonly (Indicator & { readonly id: `health.${string}` })[] = [
  seriousIllnessCoverage, gradeTwoHospitals, facilitiesMeetStandard, householdsServed,
  selfPaidShare, claimsSettled, premiumSubsidies, assistancePaid, countiesWithGradeTwo, teleconsultations,
];
