import type { MeasurePlace } from '#plugin';

const at = (record: string, ...fields: readonly string[]): MeasurePlace => ({ record, fields });

/** Where each measure of actions 5 and 6 is kept. */
export const measures: Readonly<Record<string, readonly MeasurePlace[]>> = {
  'A05-M01': [at('RelocationConsent', 'consultedOn', 'explainedBy', 'opinion', 'personsCovered', 'signedBy', 'signedOn', 'status')],
  'A05-M02': [
    at('RelocationCase', 'mode', 'persons', 'originVillageCode', 'site', 'houseArea', 'subsidy', 'selfRaised', 'appliedOn', 'approvedOn', 'handedOverOn', 'movedInOn', 'oldHouseDemolishedOn', 'status'),
    at('RelocationSubsidyPayment', 'case', 'instalment', 'amount', 'paidOn'),
  ],
  'A05-M03': [
    at('SettlementSite', 'kind', 'villageCode', 'facilities', 'plannedHouseholds', 'plannedPersons', 'approvedOn', 'startedOn', 'completedOn', 'status'),
    // how many live there is counted from the cases: actualHouseholds, actualPersons
    at('RelocationCase', 'site', 'persons', 'movedInOn'),
  ],
  'A05-M04': [
    at('RelocationPolicyDecision', 'case', 'policy', 'dispute', 'oldPolicySubsidy', 'newPolicySubsidy', 'decidedOn', 'status'),
    at('RelocationCase', 'category', 'site'),
  ],
  'A05-M05': [at('NaturalVillageRelocation', 'villageCode', 'name', 'extent', 'households', 'persons', 'plannedFrom', 'plannedTo', 'status')],
  'A05-M06': [
    at('FollowUpIndustryProject', 'site', 'kind', 'investment', 'incomePerHousehold', 'startedOn', 'status'),
    at('FollowUpIndustryIncome', 'followUpProject', 'year', 'amount'),
  ],
  'A05-M07': [at('RelocatedHouseholdLoan', 'case', 'bank', 'purpose', 'principal', 'subsidisedInterest', 'contractedOn', 'dueOn', 'status')],
  'A05-M08': [at('RelocatedPropertyRight', 'case', 'villageCode', 'kind', 'area', 'yearlyIncome', 'confirmedOn', 'changedOn', 'status')],
  'A05-M09': [
    at('RelocationProjectTaxRelief', 'project', 'site', 'taxpayer', 'tax', 'amount', 'appliedOn', 'grantedOn', 'status'),
    at('RelocationHouseholdTaxRelief', 'case', 'tax', 'amount', 'appliedOn', 'grantedOn', 'status'),
  ],
  'A05-M10': [at('SettlementService', 'case', 'person', 'kind', 'personsServed', 'neededOn', 'offeredOn', 'doneOn', 'status')],
  'A05-M11': [
    at('RelocationFollowUp', 'case', 'visitor', 'visitedOn', 'movedOut', 'movedOutEvidence', 'settledIn', 'settledInEvidence', 'hasHousing', 'hasHousingEvidence', 'hasIndustry', 'hasIndustryEvidence', 'hasIncome', 'hasIncomeEvidence', 'income', 'result'),
  ],
  'A05-M12': [at('RelocationFinancing', 'source', 'borrower', 'lender', 'amount', 'rate', 'termMonths', 'project', 'drawnOn', 'repaidOn', 'status')],
  'A05-M13': [at('RelocationFundPooling', 'level', 'stream', 'use', 'villageCode', 'site', 'amount', 'year', 'status')],
  'A05-M14': [at('RelocationLandQuota', 'kind', 'area', 'usedArea', 'site', 'year', 'status')],
  'A05-M15': [
    at('VillageMerger', 'decisionNumber', 'newVillageCode', 'newName', 'households', 'persons', 'effectiveOn', 'status'),
    at('VillageMergerPart', 'merger', 'oldVillageCode', 'isWhole', 'households', 'persons'),
  ],
  'A06-M01': [
    at('RelocationCase', 'programme', 'subsidenceVillage', 'site', 'persons', 'cost', 'subsidy', 'selfRaised', 'surveyedOn', 'approvedOn', 'movedInOn', 'status'),
    at('SubsidenceVillage', 'villageCode', 'households', 'persons', 'surveyedOn', 'approvedOn', 'relocatedOn', 'status'),
  ],
  'A06-M02': [
    at('RelocationProgrammeAssignment', 'programme', 'povertySubsidy', 'subsidenceSubsidy', 'decidedOn', 'conflict', 'status'),
    at('RelocationCase', 'originVillageCode', 'programme', 'subsidy'),
    at('RelocationSubsidyPayment', 'programme', 'amount', 'paidOn'),
  ],
  'A06-M03': [at('RelocationStandard', 'personsPerHousehold', 'costPerHousehold', 'subsidyPerHousehold', 'ownSharePerHousehold', 'effectiveOn', 'status')],
  'A06-M04': [at('SubsidenceFunding', 'project', 'source', 'investor', 'amount', 'pledgedOn', 'receivedOn', 'spentOn', 'status')],
  'A06-M05': [
    at('HouseRenovation', 'registeredPoor', 'priorityRank', 'method', 'gradeBefore', 'gradeAfter', 'subsidy', 'approvedOn', 'completedOn', 'acceptedOn', 'subsidyPaidOn', 'status'),
    at('RenovationInstalment', 'renovation', 'level', 'dueAmount', 'dueOn', 'paidAmount', 'paidOn', 'paidInFullAndInTime'),
  ],
  'A06-M06': [
    at('CollectiveRentalHouse', 'owner', 'villageCode', 'units', 'rent', 'status'),
    at('CollectiveRentalTenancy', 'house', 'unit', 'rent', 'fromOn', 'toOn'),
  ],
  'A06-M07': [at('HabitatProject', 'villageCode', 'kind', 'isBeautifulVillage', 'funds', 'year', 'status')],
  'A06-M08': [at('SettlementSupport', 'site', 'villageCode', 'kind', 'jobsAdded', 'incomeAdded', 'doneOn', 'status')],
};
