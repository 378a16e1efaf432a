import { type DemoCounty, type DemoKit, later } from '#plugin';
import type { facility, facilityAssessment } from '../tables/facility.ts';
import type { doctor } from '../tables/doctor.ts';
import type { mobileVisit, villageService } from '../tables/village-service.ts';
import { doctorName } from './names.ts';

export type FacilityRow = typeof facility.$inferInsert & { readonly id: string };
export type DoctorRow = typeof doctor.$inferInsert & { readonly id: string };
type AssessmentRow = typeof facilityAssessment.$inferInsert;
type ServiceRow = typeof villageService.$inferInsert;

/** The three tiers of one county, and who works there. */
export interface Network {
  readonly facilities: readonly FacilityRow[];
  readonly assessments: readonly AssessmentRow[];
  readonly doctors: readonly DoctorRow[];
  readonly services: readonly ServiceRow[];
  readonly visits: readonly (typeof mobileVisit.$inferInsert)[];
}

type Kind = FacilityRow['kind'];

const tierOf = { COUNTY_HOSPITAL: 'COUNTY', COUNTY_TCM_HOSPITAL: 'COUNTY', TOWNSHIP_HEALTH_CENTRE: 'TOWNSHIP', VILLAGE_CLINIC: 'VILLAGE', CENTRAL_CLINIC: 'VILLAGE', MOBILE_SERVICE: 'VILLAGE' } as const;

/** Most facilities were built up to the standard by 2019, a few not yet. */
const standardOf = (kit: DemoKit): Pick<FacilityRow, 'buildingOn' | 'standardOn' | 'status'> => {
  const chance = kit.random();
  const buildingOn = kit.dateIn(2016, 2017);
  if (chance < 0.05) return { status: 'BELOW_STANDARD' };
  if (chance < 0.1) return { buildingOn, status: 'BUILDING' };
  return { buildingOn, standardOn: later(buildingOn, kit.between(200, 900)), status: 'MEETS_STANDARD' };
};

const sizes: Readonly<Record<Kind, readonly [beds: readonly [number, number], staff: readonly [number, number]]>> = {
  COUNTY_HOSPITAL: [[150, 400], [180, 420]], COUNTY_TCM_HOSPITAL: [[60, 150], [60, 140]], TOWNSHIP_HEALTH_CENTRE: [[10, 40], [8, 30]],
  VILLAGE_CLINIC: [[0, 2], [1, 1]], CENTRAL_CLINIC: [[0, 4], [1, 2]], MOBILE_SERVICE: [[0, 0], [3, 5]],
};

const facilityOf = (kit: DemoKit, countyCode: string, kind: Kind, placeCode: string, name: string): FacilityRow => {
  const [beds, staff] = sizes[kind];
  const isGradeTwo = (kind === 'COUNTY_HOSPITAL' && kit.random() < 0.95) || (kind === 'COUNTY_TCM_HOSPITAL' && kit.random() < 0.5);
  return {
    id: kit.uuid(), countyCode, code: `JG-${kit.serial()}`, name, kind, tier: tierOf[kind], placeCode, beds: kit.between(...beds), staff: kit.between(...staff),
    grade: isGradeTwo ? (kit.random() < 0.5 ? 'GRADE_2A' : 'GRADE_2B') : 'UNGRADED', gradedOn: isGradeTwo ? kit.dateIn(2012, 2018) : null,
    openedOn: kit.dateIn(1985, 2014), ...standardOf(kit),
  };
};

const checks = ['premises', 'equipment', 'staffing', 'medicines', 'services', 'information'] as const;

const assessmentOf = (kit: DemoKit, { id, countyCode, kind }: FacilityRow, assessedOn: string, missing: number): AssessmentRow => {
  const first = kit.between(0, checks.length - 1);
  const isMissing = (at: number): boolean => (at - first + checks.length) % checks.length < missing;
  return {
    id: kit.uuid(), countyCode, facilityId: id, assessedOn, standard: kind.startsWith('COUNTY') ? '县级医院标准(2016版)' : '基层医疗卫生机构标准(2016版)', assessedBy: '县卫生和计划生育局',
    ...(Object.fromEntries(checks.map((check, at) => [check, !isMissing(at)])) as Record<(typeof checks)[number], boolean>),
  };
};

/** A first look in 2016 found something missing; where the standard is met a later one found nothing. */
const assessmentsOf = (kit: DemoKit, row: FacilityRow): AssessmentRow[] => [
  assessmentOf(kit, row, later('2016-01-05', kit.between(0, 150)), kit.between(1, 3)),
  ...(row.standardOn ? [assessmentOf(kit, row, row.standardOn, 0)] : []),
];

const doctorOf = (kit: DemoKit, { id, countyCode, placeCode }: FacilityRow, kind: DoctorRow['kind']): DoctorRow => {
  const bornOn = kit.dateIn(1950, 1990);
  const startedOn = later(bornOn, 365 * kit.between(22, 28));
  const retiredOn = bornOn < '1959-01-01' ? later('2017-01-01', kit.between(0, 1_000)) : null;
  return {
    id: kit.uuid(), countyCode, licence: `YS-${kit.serial()}`, name: doctorName(kit), kind, facilityId: id, placeCode, bornOn, startedOn,
    ...(kind === 'VILLAGE_DOCTOR' && retiredOn ? { retiredOn, status: 'RETIRED' as const } : {}),
  };
};

const doctorsOf = (kit: DemoKit, row: FacilityRow): DoctorRow[] => {
  if (row.kind === 'TOWNSHIP_HEALTH_CENTRE') return [doctorOf(kit, row, 'TOWNSHIP_DOCTOR'), doctorOf(kit, row, 'TOWNSHIP_DOCTOR')];
  if (row.kind !== 'VILLAGE_CLINIC' && row.kind !== 'CENTRAL_CLINIC') return [];
  const first = doctorOf(kit, row, 'VILLAGE_DOCTOR');
  return first.status === 'RETIRED' ? [first, { ...doctorOf(kit, row, 'VILLAGE_DOCTOR'), retiredOn: null, status: 'ACTIVE' }] : [first];
};

/** How a village is served: by its own clinic mostly; small ones share, the smallest wait for the team to come. */
const choose = (kit: DemoKit, at: number): 'VILLAGE' | 'SHARED_CENTRAL' | 'MOBILE' => {
  const chance = kit.random();
  return at > 0 && chance < 0.12 ? 'MOBILE' : at > 0 && chance < 0.3 ? 'SHARED_CENTRAL' : 'VILLAGE';
};

interface Served {
  readonly clinics: FacilityRow[];
  readonly services: ServiceRow[];
}

const serve = (kit: DemoKit, countyCode: string, villages: readonly string[], mobile: FacilityRow): Served & { readonly doctors: DoctorRow[] } => {
  const served: Served & { readonly doctors: DoctorRow[] } = { clinics: [], services: [], doctors: [] };
  let central: FacilityRow | undefined;
  for (const [at, villageCode] of villages.entries()) {
    const kind = choose(kit, at);
    const households = kit.between(60, 420);
    if (kind === 'SHARED_CENTRAL' && !central) served.clinics.push((central = facilityOf(kit, countyCode, 'CENTRAL_CLINIC', villageCode, '中心村卫生室')));
    const own = kind === 'VILLAGE' ? facilityOf(kit, countyCode, 'VILLAGE_CLINIC', villageCode, '村卫生室') : undefined;
    if (own) served.clinics.push(own);
    const its = kind === 'MOBILE' ? mobile : (own ?? (central as FacilityRow));
    if (!served.doctors.some(({ facilityId }) => facilityId === its.id)) served.doctors.push(...doctorsOf(kit, its));
    const doctorId = served.doctors.find(({ facilityId, status }) => facilityId === its.id && status !== 'RETIRED')?.id ?? null;
    const isLate = kit.random() < 0.03;
    const reached = kind === 'MOBILE' ? kit.between(80, 98) : kit.between(94, 100);
    served.services.push({
      id: kit.uuid(), countyCode, villageCode, kind, facilityId: its.id, doctorId, households,
      householdsServed: isLate ? 0 : Math.floor((households * reached) / 100), plannedOn: '2016-03-01',
      ...(isLate ? { status: 'PLANNED' as const } : { servedOn: later('2016-04-01', kit.between(0, 700)), status: kind === 'MOBILE' ? ('MOBILE_SERVICE' as const) : ('OPEN' as const) }),
    });
  }
  return served;
};

const roundsOf = (kit: DemoKit, { facilityId, countyCode, villageCode, servedOn, status, households }: ServiceRow): Network['visits'] =>
  status !== 'MOBILE_SERVICE' || !servedOn ? [] : [30, 120, 300].flatMap((days) => {
    const visitedOn = later(servedOn, days);
    return visitedOn > kit.today ? [] : [{ id: kit.uuid(), countyCode, facilityId: facilityId as string, villageCode, visitedOn, households: kit.between(10, Math.min(60, households)), consultations: kit.between(10, 80) }];
  });

/** Tells the network of a county around the villages of the demo. */
export const tellNetwork = (kit: DemoKit, { code: countyCode, name, villages }: DemoCounty): Network => {
  const townships = Map.groupBy([...new Set(villages)], (village) => village.slice(0, 9));
  const hospitals = [
    facilityOf(kit, countyCode, 'COUNTY_HOSPITAL', countyCode, `${name}人民医院`), facilityOf(kit, countyCode, 'COUNTY_TCM_HOSPITAL', countyCode, `${name}中医院`),
  ];
  const mobile = { ...facilityOf(kit, countyCode, 'MOBILE_SERVICE', countyCode, `${name}流动医疗队`), openedOn: '2016-01-10' };
  const centres = [...townships.keys()].map((township) => facilityOf(kit, countyCode, 'TOWNSHIP_HEALTH_CENTRE', township, '乡镇卫生院'));
  const served = [...townships.values()].map((own) => serve(kit, countyCode, own, mobile));
  const facilities = [...hospitals, mobile, ...centres, ...served.flatMap(({ clinics }) => clinics)];
  const services = served.flatMap((one) => one.services);
  return {
    facilities,
    assessments: facilities.flatMap((row) => assessmentsOf(kit, row)),
    doctors: [...centres.flatMap((row) => doctorsOf(kit, row)), ...served.flatMap(({ doctors }) => doctors)],
    services,
    visits: services.flatMap((row) => roundsOf(kit, row)),
  };
};
