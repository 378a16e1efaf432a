import type { AnyRecord } from '#records';
import { doctorContractRecord, doctorVisitRecord } from './contract.ts';
import { diagnosedDiseaseRecord, healthRecordRecord } from './health-record.ts';
import { diseaseControlRecord, diseaseManagementRecord } from './prevention.ts';
import { illnessCaseRecord, rehabilitationRecord } from './treatment.ts';
import { warningResponseRecord, warningStandardRecord } from './warning.ts';

/** What is known and done about the health of people. */
export const peopleRecords: readonly AnyRecord[] = [
  healthRecordRecord, diagnosedDiseaseRecord, illnessCaseRecord, rehabilitationRecord, doctorContractRecord, doctorVisitRecord,
  diseaseControlRecord, diseaseManagementRecord, warningStandardRecord, warningResponseRecord,
];
