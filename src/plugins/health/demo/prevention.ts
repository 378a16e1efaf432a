import { type DemoKit, later } from '#plugin';
import type { diseaseControl, diseaseManagement } from '../tables/prevention.ts';
import type { DemoFacility } from './facilities.ts';
import type { Patient } from './patients.ts';
import type { DiseaseRow } from './records.ts';

type ManagementRow = typeof diseaseManagement.$inferInsert;
type ControlRow = typeof diseaseControl.$inferInsert;
type Kind = ManagementRow['kind'];

const isKind = (diseaseClass: string): diseaseClass is Kind => diseaseClass === 'INFECTIOUS' || diseaseClass === 'ENDEMIC' || diseaseClass === 'CHRONIC';

const ways = { INFECTIOUS: '督导服药,密切接触者筛查', ENDEMIC: '定期复查,改水', CHRONIC: '规律服药,每季随访' } as const;

const manage = (kit: DemoKit, { id: diseaseId, householdId, countyCode, personId, diseaseClass, diagnosedOn }: DiseaseRow, facilities: readonly DemoFacility[]): ManagementRow[] => {
  if (!isKind(diseaseClass) || later(diagnosedOn, 3) > kit.today) return [];
  const [reportedOn, centres] = [later(diagnosedOn, 3), facilities.filter((one) => one.countyCode === countyCode && one.kind === 'TOWNSHIP_HEALTH_CENTRE')];
  const managedOn = later(reportedOn, kit.between(2, 20));
  const base = { id: kit.uuid(), householdId, countyCode, personId, diseaseId, kind: diseaseClass, reportedOn };
  if (managedOn > kit.today || centres.length === 0 || kit.random() < 0.05) return [base];
  const seen = later(managedOn, kit.between(20, 80));
  const lastFollowUpOn = seen > kit.today ? managedOn : seen;
  return [{ ...base, facilityId: kit.pick(centres).id, managedOn, management: ways[diseaseClass], lastFollowUpOn, nextFollowUpOn: later(lastFollowUpOn, 90), status: 'MANAGED' }];
};

/** Who has an infectious, endemic or chronic disease is followed up. */
export const tellManagement = (kit: DemoKit, diseases: readonly DiseaseRow[], facilities: readonly DemoFacility[]): ManagementRow[] =>
  diseases.flatMap((disease) => manage(kit, disease, facilities));

const measures = { INFECTIOUS: ['SCREENING', 'FOLLOW_UP', 'EDUCATION'], ENDEMIC: ['WATER_IMPROVEMENT', 'IODISED_SALT', 'EDUCATION'], CHRONIC: ['SCREENING', 'FOLLOW_UP'] } as const;

const controlOf = (kit: DemoKit, countyCode: string, villageCode: string, patients: readonly Patient[]): ControlRow => {
  const [{ ailment }] = patients as [Patient];
  const { diseaseClass, name } = ailment as NonNullable<Patient['ailment']>;
  const kind = diseaseClass as Kind;
  const last = patients.map(({ diagnosedOn }) => diagnosedOn as string).sort().at(-1) as string;
  const managedOn = later(last, kit.between(5, 30));
  const base = { id: kit.uuid(), countyCode, villageCode, kind, disease: name, reportedOn: last, cases: patients.length };
  return managedOn > kit.today ? base : { ...base, measures: [...measures[kind]], managedOn, followUpOn: later(managedOn, 90), status: 'MANAGED' };
};

/** What stands out in a village is reported for the village. */
export const tellControl = (kit: DemoKit, patients: readonly Patient[]): ControlRow[] => {
  const ill = patients.filter(({ ailment }) => ailment && isKind(ailment.diseaseClass));
  const groups = Map.groupBy(ill, ({ household, ailment }) => `${household.villageCode}/${ailment?.icdCode}`);
  return [...groups.values()].map((own) => {
    const [{ household }] = own as [Patient];
    return controlOf(kit, household.countyCode, household.villageCode, own);
  });
};
