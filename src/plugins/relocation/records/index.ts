import type { AnyRecord } from '#records';
import { followUpIncomeRecord, propertyRightRecord, relocationFollowUpRecord, settlementServiceRecord } from './aftercare.ts';
import { relocationCaseRecord } from './case.ts';
import { policyDecisionRecord, programmeAssignmentRecord, relocationConsentRecord } from './consent.ts';
import { financingRecord, fundPoolingRecord, projectTaxReliefRecord, subsidenceFundingRecord } from './finance.ts';
import { habitatProjectRecord, landQuotaRecord } from './land.ts';
import { householdTaxReliefRecord, relocatedLoanRecord, subsidyPaymentRecord } from './payment.ts';
import { houseRenovationRecord, renovationInstalmentRecord } from './renovation.ts';
import { rentalHouseRecord, rentalTenancyRecord } from './rental.ts';
import { followUpProjectRecord, settlementSiteRecord, siteSupportRecord } from './site.ts';
import { relocationStandardRecord } from './standard.ts';
import { naturalVillageRecord, subsidenceVillageRecord, villageMergerPartRecord, villageMergerRecord } from './village.ts';

/** Every record of the plugin: what it refers to comes first. */
export const records: readonly AnyRecord[] = [
  settlementSiteRecord, relocationStandardRecord, naturalVillageRecord, subsidenceVillageRecord,
  relocationCaseRecord, relocationConsentRecord, policyDecisionRecord, programmeAssignmentRecord,
  subsidyPaymentRecord, relocatedLoanRecord, householdTaxReliefRecord,
  propertyRightRecord, settlementServiceRecord, relocationFollowUpRecord,
  followUpProjectRecord, followUpIncomeRecord, siteSupportRecord,
  houseRenovationRecord, renovationInstalmentRecord, rentalHouseRecord, rentalTenancyRecord, habitatProjectRecord,
  financingRecord, fundPoolingRecord, subsidenceFundingRecord, projectTaxReliefRecord, landQuotaRecord,
  villageMergerRecord, villageMergerPartRecord,
];
