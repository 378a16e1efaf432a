import { type Transaction, insertRows } from '#db';
import type { DemoKit } from '#plugin';
import { doctorContract, doctorVisit } from '../tables/contract.ts';
import { diagnosedDisease, healthRecord } from '../tables/health-record.ts';
import { diseaseControl, diseaseManagement } from '../tables/prevention.ts';
import { illnessCase, rehabilitationService } from '../tables/treatment.ts';
import { tellContracts } from './contracts.ts';
import { type DemoFacility, tertiaryIds } from './facilities.ts';
import { type Patient, choosePatients } from './patients.ts';
import { tellControl, tellManagement } from './prevention.ts';
import { tellDiseases, tellRecords } from './records.ts';
import { cured, tellCases, tellRehabilitation } from './treatment.ts';
import { fillStandards } from './warnings.ts';

/** Writes what is known and done about the health of people, and answers who is ill with what. */
export const fillPeople = async (tx: Transaction, kit: DemoKit, facilities: readonly DemoFacility[]): Promise<readonly Patient[]> => {
  const patients = choosePatients(kit);
  const records = tellRecords(kit, patients);
  const diseases = tellDiseases(kit, patients, records);
  const contracted = tellContracts(kit, patients, facilities);
  const hospitals = { tertiary: await tertiaryIds(tx), county: Map.groupBy(facilities.filter(({ kind }) => kind === 'COUNTY_HOSPITAL'), ({ countyCode }) => countyCode) };
  const cases = tellCases(kit, diseases, hospitals, contracted.map(({ contract }) => contract));
  await fillStandards(tx, kit);
  await insertRows(tx, healthRecord, [...records.values()]);
  await insertRows(tx, diagnosedDisease, cured(diseases, cases));
  await insertRows(tx, doctorContract, contracted.map(({ contract }) => contract));
  await insertRows(tx, doctorVisit, contracted.flatMap(({ visits }) => visits));
  await insertRows(tx, illnessCase, cases);
  await insertRows(tx, rehabilitationService, tellRehabilitation(kit, patients, records, hospitals));
  await insertRows(tx, diseaseManagement, tellManagement(kit, diseases, facilities));
  // a county cut in two parts may report a village twice
  await insertRows(tx, diseaseControl, tellControl(kit, patients), { onConflict: 'nothing' });
  return patients;
};
