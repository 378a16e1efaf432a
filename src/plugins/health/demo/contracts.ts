import { type DemoHousehold, type DemoKit, type DemoPerson, later } from '#plugin';
import type { doctorContract, doctorVisit } from '../tables/contract.ts';
import type { DemoDoctor, DemoFacility } from './facilities.ts';
import type { Patient } from './patients.ts';

export type ContractRow = typeof doctorContract.$inferInsert & { readonly id: string };
type VisitRow = typeof doctorVisit.$inferInsert;

/** A contract with the visits made under it. */
export interface Contracted {
  readonly contract: ContractRow;
  readonly visits: readonly VisitRow[];
}

/** The doctors of the own village, else those of the county's townships. */
const doctorsFor = ({ villageCode, countyCode }: DemoHousehold, facilities: readonly DemoFacility[]): readonly DemoDoctor[] => {
  const own = facilities.filter(({ placeCode }) => placeCode === villageCode).flatMap(({ doctors }) => doctors);
  return own.length > 0 ? own : facilities.filter((one) => one.countyCode === countyCode && one.kind === 'TOWNSHIP_HEALTH_CENTRE').flatMap(({ doctors }) => doctors);
};

const isAdult = ({ bornOn, memberFrom }: DemoPerson, day: string): boolean => later(bornOn, 18 * 365 + 6) <= day && memberFrom <= day;

const packageOf = (patients: readonly Patient[]): ContractRow['servicePackage'] => {
  if (patients.some(({ ailment }) => ailment?.diseaseClass === 'SERIOUS')) return 'SERIOUS';
  if (patients.some(({ ailment }) => ailment?.diseaseClass === 'CHRONIC')) return 'CHRONIC';
  return patients.some(({ person }) => person.healthState === 'DISABLED') ? 'DISABLED' : 'BASIC';
};

const kinds = ['FOLLOW_UP', 'FOLLOW_UP', 'CHECK_UP', 'MEDICATION', 'EDUCATION'] as const;
const findings = ['血压平稳', '血压偏高,调整用药', '血糖控制良好', '恢复良好,继续随访', null] as const;

const visitsOf = (kit: DemoKit, { id: contractId, householdId, countyCode, doctorId, signedOn, endsOn, visitsDue }: ContractRow, persons: readonly DemoPerson[]): VisitRow[] => {
  const asked = kit.random() < 0.9 ? visitsDue : visitsDue - 1;
  const days = Array.from({ length: asked }, (_, at) => later(signedOn as string, 10 + 80 * at + kit.between(0, 20))).filter((day) => day <= kit.today && day <= (endsOn as string));
  const there = persons.filter(({ memberFrom }) => memberFrom <= (signedOn as string));
  return days.map((visitedOn) => ({ id: kit.uuid(), householdId, countyCode, contractId, personId: kit.pick(there).personId, visitedOn, kind: kit.pick(kinds), doctorId: doctorId as string, finding: kit.pick(findings) }));
};

const ended = (kit: DemoKit, contract: ContractRow, visits: readonly VisitRow[]): ContractRow => {
  const servedOn = visits.length >= contract.visitsDue ? (visits.at(-1) as VisitRow).visitedOn : null;
  const expiredOn = later(contract.endsOn as string, 1);
  if (expiredOn <= kit.today) return { ...contract, servedOn, expiredOn, status: 'EXPIRED' };
  return servedOn ? { ...contract, servedOn, status: 'SERVED' } : { ...contract, status: 'SIGNED' };
};

const contractOf = (kit: DemoKit, household: DemoHousehold, patients: readonly Patient[], doctors: readonly DemoDoctor[], year: number): Contracted | undefined => {
  const signedOn = later(`${year}-01-10`, kit.between(0, 60));
  const [active, adults] = [doctors.filter(({ startedOn }) => startedOn <= signedOn), household.persons.filter((person) => isAdult(person, signedOn))];
  const servicePackage = packageOf(patients);
  const visitsDue = servicePackage === 'BASIC' ? kit.between(1, 2) : 4;
  const base = { id: kit.uuid(), householdId: household.householdId, countyCode: household.countyCode, year, servicePackage, visitsDue };
  if (household.registeredOn > signedOn) return undefined;
  if (active.length === 0 || adults.length === 0 || kit.random() < 0.04) return { contract: base, visits: [] };
  const signed: ContractRow = { ...base, doctorId: kit.pick(active).id, signedById: kit.pick(adults).personId, signedOn, endsOn: later(signedOn, 364), status: 'SIGNED' };
  const visits = visitsOf(kit, signed, household.persons);
  return { contract: ended(kit, signed, visits), visits };
};

const years = [2018, 2019, 2020] as const;

/** Nearly every registered household has a contract each year. */
export const tellContracts = (kit: DemoKit, patients: readonly Patient[], facilities: readonly DemoFacility[]): Contracted[] =>
  [...Map.groupBy(patients, ({ household }) => household)].flatMap(([household, own]) => {
    const doctors = doctorsFor(household, facilities);
    return years.flatMap((year) => contractOf(kit, household, own, doctors, year) ?? []);
  });
