import { type DemoKit, later } from '#plugin';
import type { diagnosedDisease, healthRecord } from '../tables/health-record.ts';
import type { Patient } from './patients.ts';

export type RecordRow = typeof healthRecord.$inferInsert & { readonly id: string };
export type DiseaseRow = typeof diagnosedDisease.$inferInsert & { readonly id: string };

const classOf = ({ ailment }: Patient): 'NONE' | 'OTHER' | 'CHRONIC' | 'SERIOUS' => {
  if (!ailment) return 'NONE';
  return ailment.diseaseClass === 'INFECTIOUS' || ailment.diseaseClass === 'ENDEMIC' ? 'OTHER' : ailment.diseaseClass;
};

const kinds = ['VISION', 'HEARING', 'PHYSICAL', 'PHYSICAL', 'INTELLECTUAL', 'MENTAL'] as const;
const grades = ['GRADE_1', 'GRADE_2', 'GRADE_3', 'GRADE_4'] as const;

const disabilityOf = (kit: DemoKit, { person: { healthState } }: Patient) =>
  healthState === 'DISABLED' ? { disabilityKind: kit.pick(kinds), disabilityGrade: kit.pick(grades), disabilityCertificate: `DEMO-${kit.serial()}` } : {};

const needOf = (patient: Patient) => {
  if (patient.person.healthState === 'DISABLED') return 'REHABILITATION' as const;
  return ({ NONE: 'NONE', OTHER: 'OUTPATIENT', CHRONIC: 'MEDICATION', SERIOUS: 'INPATIENT' } as const)[classOf(patient)];
};

const recordOf = (kit: DemoKit, patient: Patient): RecordRow => {
  const { household, person } = patient;
  const openedOn = later(person.memberFrom > household.registeredOn ? person.memberFrom : household.registeredOn, kit.between(10, 19));
  const updatedOn = later(openedOn, kit.between(200, 900));
  const base = { id: kit.uuid(), householdId: household.householdId, countyCode: household.countyCode, personId: person.personId };
  if (openedOn > kit.today || (!patient.ailment && kit.random() < 0.02)) return base;
  const told = { ...base, illnessClass: classOf(patient), treatmentNeed: needOf(patient), ...disabilityOf(kit, patient), openedOn };
  return updatedOn > kit.today ? { ...told, status: 'CREATED' } : { ...told, updatedOn, status: 'UPDATED' };
};

/** A record for everybody of the registered households, missing for a few. */
export const tellRecords = (kit: DemoKit, patients: readonly Patient[]): ReadonlyMap<string, RecordRow> =>
  new Map(patients.map((patient) => [patient.person.personId, recordOf(kit, patient)]));

/** What the ill were diagnosed with. */
export const tellDiseases = (kit: DemoKit, patients: readonly Patient[], records: ReadonlyMap<string, RecordRow>): DiseaseRow[] =>
  patients.flatMap(({ household, person, ailment, diagnosedOn }) => {
    const record = records.get(person.personId) as RecordRow;
    if (!ailment || !diagnosedOn || record.openedOn == null) return [];
    return [{ id: kit.uuid(), householdId: household.householdId, countyCode: household.countyCode, personId: person.personId, healthRecordId: record.id, ...ailment, diagnosedOn }];
  });
