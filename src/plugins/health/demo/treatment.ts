import { type DemoKit, later, yuan } from '#plugin';
import type { illnessCase, rehabilitationService } from '../tables/treatment.ts';
import type { ContractRow } from './contracts.ts';
import type { DemoFacility } from './facilities.ts';
import type { Patient } from './patients.ts';
import type { DiseaseRow, RecordRow } from './records.ts';

export type CaseRow = typeof illnessCase.$inferInsert;
type ServiceRow = typeof rehabilitationService.$inferInsert;

/** Where people are treated: the hospitals of their county, and those of the province. */
export interface Hospitals {
  readonly county: ReadonlyMap<string, readonly DemoFacility[]>;
  readonly tertiary: readonly string[];
}

const plans = ['手术治疗', '放射治疗', '药物治疗', '介入治疗', '血液透析'] as const;

const whereOf = (kit: DemoKit, countyCode: string, { county, tertiary }: Hospitals) => {
  const own = county.get(countyCode) ?? [];
  return kit.random() < 0.3 || own.length === 0
    ? { treatmentClass: 'CONCENTRATED' as const, tertiaryHospitalId: kit.pick(tertiary) }
    : { treatmentClass: kit.pick(['CONCENTRATED', 'CONCENTRATED', 'BACKSTOP'] as const), facilityId: kit.pick(own).id };
};

const holdsOn = (day: string) => ({ signedOn, endsOn }: ContractRow): boolean => signedOn != null && signedOn <= day && day <= (endsOn as string);

/** A third is cured; who stays ill goes on as chronic where a family doctor goes on. */
const outcomeOf = (kit: DemoKit, treatedOn: string, contracts: readonly ContractRow[]): Pick<CaseRow, 'status' | 'recoveredOn' | 'chronicOn' | 'cost'> => {
  const [luck, day, cost] = [kit.random(), later(treatedOn, kit.between(40, 200)), yuan(kit.between(8_000, 160_000))];
  if (day > kit.today) return { status: 'IN_TREATMENT' };
  if (luck < 0.35) return { status: 'RECOVERED', recoveredOn: day, cost };
  return luck < 0.85 && contracts.some(holdsOn(day)) ? { status: 'CHRONIC', chronicOn: day, cost } : { status: 'IN_TREATMENT' };
};

/** The treatment of a serious disease. */
const caseOf = (kit: DemoKit, disease: DiseaseRow, hospitals: Hospitals, contracts: readonly ContractRow[]): CaseRow => {
  const { householdId, countyCode, personId, id: diseaseId, diagnosedOn } = disease;
  const base = { id: kit.uuid(), householdId, countyCode, personId, diseaseId, diagnosedOn };
  const treatedOn = later(diagnosedOn, kit.between(3, 30));
  if (treatedOn > kit.today || kit.random() < 0.05) return base;
  return { ...base, ...whereOf(kit, countyCode, hospitals), plan: kit.pick(plans), treatedOn, ...outcomeOf(kit, treatedOn, contracts) };
};

/** Every serious disease is a case. */
export const tellCases = (kit: DemoKit, diseases: readonly DiseaseRow[], hospitals: Hospitals, contracts: readonly ContractRow[]): CaseRow[] => {
  const byHousehold = Map.groupBy(contracts, ({ householdId }) => householdId);
  return diseases.filter(({ diseaseClass }) => diseaseClass === 'SERIOUS').map((disease) => caseOf(kit, disease, hospitals, byHousehold.get(disease.householdId) ?? []));
};

/** Diseases as they stand once their treatment has ended. */
export const cured = (diseases: readonly DiseaseRow[], cases: readonly CaseRow[]): DiseaseRow[] => {
  const days = new Map(cases.map(({ diseaseId, recoveredOn }) => [diseaseId, recoveredOn]));
  return diseases.map((row) => {
    const curedOn = days.get(row.id);
    return curedOn ? { ...row, curedOn, status: 'CURED' } : row;
  });
};

const items = {
  VISION: 'LOW_VISION', HEARING: 'HEARING', SPEECH: 'SPEECH_THERAPY', PHYSICAL: 'PHYSICAL_THERAPY', INTELLECTUAL: 'COGNITIVE', MENTAL: 'MENTAL_HEALTH', MULTIPLE: 'ASSISTIVE_DEVICE',
} as const;

const serviceOf = (kit: DemoKit, record: RecordRow, hospitals: Hospitals): ServiceRow[] => {
  const { householdId, countyCode, personId, id: healthRecordId, openedOn, disabilityKind } = record;
  const own = hospitals.county.get(countyCode) ?? [];
  if (!disabilityKind || !openedOn || kit.random() < 0.3) return [];
  const neededOn = later(openedOn, kit.between(5, 300));
  const [startedOn, insured, cost] = [later(neededOn, kit.between(10, 60)), kit.random() < 0.8, kit.between(600, 6_000)];
  const completedOn = later(startedOn, kit.between(60, 240));
  const base = { id: kit.uuid(), householdId, countyCode, personId, healthRecordId, item: items[disabilityKind], neededOn, insured };
  if (neededOn > kit.today) return [];
  if (startedOn > kit.today || own.length === 0) return [base];
  const received = { ...base, facilityId: kit.pick(own).id, startedOn };
  return completedOn > kit.today ? [{ ...received, status: 'RECEIVING' }] : [{ ...received, completedOn, cost: yuan(cost), reimbursed: yuan(insured ? cost * 0.8 : 0), status: 'COMPLETED' }];
};

/** Rehabilitation for most of the disabled. */
export const tellRehabilitation = (kit: DemoKit, patients: readonly Patient[], records: ReadonlyMap<string, RecordRow>, hospitals: Hospitals): ServiceRow[] =>
  patients.flatMap(({ person }) => serviceOf(kit, records.get(person.personId) as RecordRow, hospitals));
