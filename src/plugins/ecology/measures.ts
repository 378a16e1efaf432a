import type { MeasurePlace } from '#plugin';

const at = (record: string, ...fields: readonly string[]): MeasurePlace => ({ record, fields });

/** Where each measure of action 8 is kept. */
export const measures: Readonly<Record<string, readonly MeasurePlace[]>> = {
  'A08-M01': [at('FarmlandReturnSubsidy', 'round', 'parcelNumber', 'area', 'ratePerMu', 'amount', 'year', 'paidOn', 'status')],
  'A08-M02': [
    at('FarmlandReturnTask', 'villageCode', 'landUse', 'area', 'stateSubsidy', 'provincialSubsidy', 'year', 'plantedOn', 'inspectedOn', 'paidOn', 'status'),
    at('FarmlandReturnParcel', 'task', 'area', 'inspectedArea', 'plantedOn', 'inspectedOn', 'status'),
    at('FarmlandReturnSubsidy', 'parcel', 'provincialPerMu', 'amount', 'paidOn'),
  ],
  'A08-M03': [at('FarmlandQuotaAdjustment', 'areaBefore', 'areaAfter', 'approvedOn', 'status')],
  'A08-M04': [at('FarmlandReturnPlanting', 'parcel', 'species', 'area', 'survivalRate', 'plantedOn', 'status')],
  'A08-M05': [
    at('AfforestationCooperative', 'members', 'poorMembers'),
    at('AfforestationContract', 'cooperative', 'site', 'awardWay', 'area', 'amount', 'awardedOn', 'completedOn', 'acceptedOn', 'status'),
    at('AfforestationWage', 'person', 'contract', 'amount', 'paidOn'),
  ],
  'A08-M06': [
    at('ForestryPlan', 'firstYear', 'lastYear', 'area', 'poorLabourers', 'status'),
    at('ForestryPlanTask', 'plan', 'year', 'area', 'doneArea', 'poorLabourers'),
  ],
  'A08-M07': [
    at('ForestRangerPost', 'villageCode', 'patrolArea', 'area', 'status'),
    at('ForestRangerContract', 'person', 'post', 'yearlyWage', 'startsOn', 'endsOn', 'status'),
    at('ForestRangerWage', 'contract', 'month', 'amount', 'paidOn'),
    at('ForestRangerAssessment', 'contract', 'year', 'result'),
  ],
  'A08-M08': [
    at('EcologicalCompensation', 'stream', 'parcelNumber', 'area', 'amount', 'year', 'paidOn', 'status'),
    at('VillageEcologicalCompensation', 'villageCode', 'stream', 'area', 'amount', 'year', 'paidOn', 'status'),
  ],
  'A08-M09': [at('EconomicForestUpgrade', 'parcelNumber', 'work', 'isDemonstration', 'area', 'incomeBefore', 'incomeAfter', 'year', 'status')],
  'A08-M10': [
    at('UnderForestBusiness', 'parcelNumber', 'model', 'area', 'startedOn', 'status'),
    at('UnderForestIncome', 'business', 'year', 'amount'),
  ],
  'A08-M11': [at('EcoIndustryProject', 'kind', 'operator', 'villageCode', 'poorJobs', 'yearlyIncome', 'startedOn', 'status')],
  'A08-M12': [at('ForestryIndustryProject', 'kind', 'operator', 'operatorKind', 'villageCode', 'area', 'poorHouseholds', 'startedOn', 'status')],
  'A08-M13': [at('EcologicalProject', 'kind', 'body', 'investment', 'stateFunds', 'area', 'poorLabourers', 'startedOn', 'acceptedOn', 'status')],
};
