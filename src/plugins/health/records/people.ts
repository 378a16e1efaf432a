import type { AnyRecord } from '#records';
import { diagnosedDiseaseRecord, healthRecordRecord } from './health-record.ts';

/** What is known and done about the health of people. */
export const peopleRecords: readonly AnyRecord[] = [healthRecordRecord, diagnosedDiseaseRecord];
