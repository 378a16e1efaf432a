import { type DemoKit, later, yuan } from '#plugin';
import type { doctorBenefit, doctorBenefitPayment } from '../tables/doctor.ts';
import type { medicalPost, staffingPlan } from '../tables/staffing.ts';
import type { hospitalPairing, pairingSecondment, telemedicineLink, teleconsultation } from '../tables/support.ts';
import { doctorName } from './names.ts';
import type { DoctorRow, FacilityRow } from './network.ts';

type PairingRow = typeof hospitalPairing.$inferInsert & { readonly id: string };
type BenefitRow = typeof doctorBenefit.$inferInsert & { readonly id: string };
type LinkRow = typeof telemedicineLink.$inferInsert & { readonly id: string };

const specialities = ['INTERNAL', 'SURGERY', 'OBSTETRICS', 'PAEDIATRICS', 'EMERGENCY', 'IMAGING'] as const;

const pairing = (kit: DemoKit, facility: FacilityRow, supporter: Pick<PairingRow, 'tertiaryHospitalId'> | Pick<PairingRow, 'supportingFacilityId'>): PairingRow => {
  const signedOn = kit.dateIn(2016, 2016);
  const startedOn = later(signedOn, kit.between(10, 60));
  const isEnded = kit.random() < 0.15;
  return {
    id: kit.uuid(), countyCode: facility.countyCode, agreementNumber: `DK-${kit.serial()}`, ...supporter, facilityId: facility.id, signedOn, dueOn: '2020-12-31', doctorMonths: kit.between(24, 120),
    startedOn, ...(isEnded ? { endedOn: later(startedOn, kit.between(500, 1_000)), status: 'ENDED' as const } : { status: 'ACTIVE' as const }),
  };
};

/** A Grade III-A hospital for each county hospital, the county hospital of Grade II for the health centres. */
export const tellPairings = (kit: DemoKit, facilities: readonly FacilityRow[], tertiaryIds: readonly string[]): PairingRow[] => {
  const hospital = facilities.find(({ kind }) => kind === 'COUNTY_HOSPITAL') as FacilityRow;
  const centres = hospital.grade === 'UNGRADED' ? [] : facilities.filter(({ kind }) => kind === 'TOWNSHIP_HEALTH_CENTRE').slice(0, 3);
  return [
    pairing(kit, hospital, { tertiaryHospitalId: kit.pick(tertiaryIds) }),
    ...centres.map((centre) => pairing(kit, centre, { supportingFacilityId: hospital.id })),
  ];
};

/** Doctors who were sent, three months each. */
export const tellSecondments = (kit: DemoKit, { id, countyCode, startedOn, endedOn }: PairingRow): (typeof pairingSecondment.$inferInsert)[] =>
  [20, 200].flatMap((days) => {
    const fromOn = later(startedOn as string, days);
    const toOn = later(fromOn, kit.between(84, 92));
    if (toOn > (endedOn ?? kit.today)) return [];
    return [{ id: kit.uuid(), countyCode, pairingId: id, doctorName: doctorName(kit), speciality: kit.pick(specialities), fromOn, toOn, months: '3.0' }];
  });

/** One line a county, in use in most of them. */
export const tellLink = (kit: DemoKit, facilities: readonly FacilityRow[], tertiaryIds: readonly string[]): LinkRow => {
  const hospital = facilities.find(({ kind }) => kind === 'COUNTY_HOSPITAL') as FacilityRow;
  const plannedOn = kit.dateIn(2016, 2016);
  const connectedOn = later(plannedOn, kit.between(90, 300));
  const base = { id: kit.uuid(), countyCode: hospital.countyCode, facilityId: hospital.id, tertiaryHospitalId: kit.pick(tertiaryIds), plannedOn };
  const chance = kit.random();
  if (chance < 0.05) return base;
  if (chance < 0.1) return { ...base, connectedOn, status: 'CONNECTED' };
  return { ...base, connectedOn, inUseOn: later(connectedOn, kit.between(10, 90)), status: 'IN_USE' };
};

/** Some consultations over a line in use. */
export const tellConsultations = (kit: DemoKit, { id, countyCode, inUseOn }: LinkRow): (typeof teleconsultation.$inferInsert)[] =>
  !inUseOn ? [] : Array.from({ length: kit.between(3, 6) }, () => later(inUseOn, kit.between(1, 900)))
    .map((consultedOn) => ({ id: kit.uuid(), countyCode, linkId: id, number: `HZ-${kit.serial()}`, consultedOn, speciality: kit.pick(specialities), minutes: kit.between(15, 60) }));

/** Posts of a health centre: planned, filled for the most part, some left. */
export const tellPosts = (kit: DemoKit, centre: FacilityRow): { readonly plan: typeof staffingPlan.$inferInsert; readonly posts: (typeof medicalPost.$inferInsert)[] } => {
  const { countyCode, id: facilityId } = centre;
  const plan = { id: kit.uuid(), countyCode, facilityId, year: 2018, gpPosts: 2, specialistPosts: 1, documentNumber: `县编〔2018〕${kit.serial()}号` };
  const posts = (['GP', 'SPECIALIST'] as const).map((kind) => {
    const openedOn = kit.dateIn(2018, 2018);
    const appointedOn = later(openedOn, kit.between(30, 200));
    const base = { id: kit.uuid(), countyCode, facilityId, number: `GW-${kit.serial()}`, year: 2018, kind, scheme: kit.pick(['SPECIAL_POST', 'COUNTY_RECRUITED', 'OPEN_RECRUITMENT'] as const), openedOn };
    const chance = kit.random();
    if (chance < 0.15) return base;
    const filled = { ...base, doctorName: doctorName(kit), appointedOn };
    return chance < 0.25 ? { ...filled, leftOn: later(appointedOn, kit.between(100, 400)), status: 'LEFT' as const } : { ...filled, status: 'FILLED' as const };
  });
  return { plan, posts };
};

const benefit = (kit: DemoKit, { id, countyCode, startedOn, retiredOn }: DoctorRow, kind: BenefitRow['kind'], monthly: number): BenefitRow => {
  const start = later('2016-01-01', kit.between(0, 365));
  const fromOn = [start, startedOn, retiredOn ?? start].toSorted().at(-1) as string;
  return { id: kit.uuid(), countyCode, doctorId: id, kind, fromOn, monthlyAmount: yuan(monthly), status: kit.random() < 0.95 ? 'PAYING' : 'ELIGIBLE' };
};

/** The subsidy and a pension for those at work, the retirement subsidy for those who stopped. */
export const tellBenefits = (kit: DemoKit, row: DoctorRow): BenefitRow[] => {
  if (row.kind !== 'VILLAGE_DOCTOR') return [];
  if (row.status === 'RETIRED') return [benefit(kit, row, 'RETIREMENT_SUBSIDY', kit.pick([180, 240, 300]))];
  const pension = kit.random() < 0.5 ? benefit(kit, row, 'RURAL_PENSION_SUBSIDY', 50) : benefit(kit, row, 'EMPLOYEE_PENSION', 420);
  return [benefit(kit, row, 'SUBSIDY', kit.pick([400, 500, 600])), pension];
};

/** The first two months that were paid. */
export const tellBenefitPayments = (kit: DemoKit, { id, countyCode, fromOn, monthlyAmount, status }: BenefitRow): (typeof doctorBenefitPayment.$inferInsert)[] =>
  status !== 'PAYING' ? [] : [0, 31].flatMap((days) => {
    const first = `${later(`${fromOn.slice(0, 7)}-15`, days).slice(0, 7)}-01`;
    const paidOn = later(first, kit.between(25, 40));
    return paidOn > kit.today ? [] : [{ id: kit.uuid(), countyCode, benefitId: id, year: Number(first.slice(0, 4)), month: Number(first.slice(5, 7)), amount: monthlyAmount, paidOn }];
  });
