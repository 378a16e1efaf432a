import { type Transaction, insertRows } from '#db';
import type { DemoKit } from '#plugin';
import { diagnosedDisease, healthRecord } from '../tables/health-record.ts';
import type { DemoFacility } from './facilities.ts';
import { type Patient, choosePatients } from './patients.ts';
import { tellDiseases, tellRecords } from './records.ts';

/** Writes what is known and done about the health of people, and answers who is ill with what. */
export const fillPeople = async (tx: Transaction, kit: DemoKit, _facilities: readonly DemoFacility[]): Promise<readonly Patient[]> => {
  const patients = choosePatients(kit);
  const records = tellRecords(kit, patients);
  await insertRows(tx, healthRecord, [...records.values()]);
  await insertRows(tx, diagnosedDisease, tellDiseases(kit, patients, records));
  return patients;
};
