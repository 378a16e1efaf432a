import type { Indicator } from '#schema';
import { assistancePaid, claimsSettled, premiumSubsidies, selfPaidShare } from './bills.ts';
import { countiesWithGradeTwo, facilitiesMeetStandard, householdsServed, teleconsultations } from './network.ts';

/** Figures of insurance, bills, assistance and facilities. */
export const careIndicators: readonly (Indicator & { readonly id: `health.${string}` })[] = [
  facilitiesMeetStandard, householdsServed,
  selfPaidShare, claimsSettled, premiumSubsidies, assistancePaid, countiesWithGradeTwo, teleconsultations,
];
