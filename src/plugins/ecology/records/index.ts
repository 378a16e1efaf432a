import {
  afforestationContractRecord, afforestationCooperativeRecord, afforestationWageRecord, forestryPlanRecord, forestryPlanTaskRecord,
} from './afforestation.ts';
import {
  farmlandQuotaAdjustmentRecord, farmlandReturnParcelRecord, farmlandReturnSubsidyRecord, farmlandReturnTaskRecord, returnPlantingRecord,
} from './farmland.ts';
import {
  ecologicalCompensationRecord, economicForestUpgradeRecord, underForestBusinessRecord, underForestIncomeRecord, villageEcologicalCompensationRecord,
} from './forest-income.ts';
import { ecoIndustryProjectRecord, ecologicalProjectRecord, forestryIndustryProjectRecord } from './projects.ts';
import { forestRangerAssessmentRecord, forestRangerContractRecord, forestRangerPostRecord, forestRangerWageRecord } from './rangers.ts';

/** Every record of the plugin. */
export const records = [
  farmlandReturnTaskRecord, farmlandReturnParcelRecord, returnPlantingRecord, farmlandReturnSubsidyRecord, farmlandQuotaAdjustmentRecord,
  afforestationCooperativeRecord, afforestationContractRecord, afforestationWageRecord, forestryPlanRecord, forestryPlanTaskRecord,
  forestRangerPostRecord, forestRangerContractRecord, forestRangerWageRecord, forestRangerAssessmentRecord,
  ecologicalCompensationRecord, villageEcologicalCompensationRecord, economicForestUpgradeRecord, underForestBusinessRecord, underForestIncomeRecord,
  ecoIndustryProjectRecord, forestryIndustryProjectRecord, ecologicalProjectRecord,
] as const;
