import type { AnyRecord } from '../records/define.ts';
import { comparisonHitRecord, comparisonRunRecord } from './records/comparison.ts';
import { duplicateRecord } from './records/duplicate.ts';
import { externalSystemRecord } from './records/external.ts';
import { policyParameterRecord } from '../parameters/record.ts';
import { allocationRecord, disbursementRecord, fundSourceRecord, projectRecord, projectStageRecord } from './records/funds.ts';
import { householdRecord, membershipRecord, personRecord, residenceRecord } from './records/household.ts';
import {
  assuranceRecord, helperRecord, householdEventRecord, incomeRecord, needRecord, planRecord, statusChangeRecord,
} from './records/welfare.ts';

/** The two records that others point to by kind of field. */
export interface CoreRecords {
  readonly household: AnyRecord;
  readonly person: AnyRecord;
}

export const coreRecords: CoreRecords = { household: householdRecord, person: personRecord };

/** Every record of the core. */
export const allCoreRecords: readonly AnyRecord[] = [
  householdRecord, personRecord, membershipRecord, residenceRecord, statusChangeRecord, householdEventRecord, incomeRecord,
  assuranceRecord, needRecord, planRecord, helperRecord,
  fundSourceRecord, allocationRecord, projectRecord, projectStageRecord, disbursementRecord,
  policyParameterRecord, externalSystemRecord, comparisonRunRecord, comparisonHitRecord, duplicateRecord,
];
