import { sql } from 'drizzle-orm';
import { type Transaction, insertRows } from '#db';
import type { DemoKit } from '#plugin';
import { doctor, doctorBenefit, doctorBenefitPayment } from '../tables/doctor.ts';
import { facility, facilityAssessment, tertiaryHospital } from '../tables/facility.ts';
import { medicalPost, staffingPlan } from '../tables/staffing.ts';
import { hospitalPairing, pairingSecondment, telemedicineLink, teleconsultation } from '../tables/support.ts';
import { mobileVisit, villageService } from '../tables/village-service.ts';
import { tertiary } from './names.ts';
import { type Network, tellNetwork } from './network.ts';
import { tellBenefitPayments, tellBenefits, tellConsultations, tellLink, tellPairings, tellPosts, tellSecondments } from './support.ts';

/** A doctor of the demo, as others refer to it. */
export interface DemoDoctor {
  readonly id: string;
  readonly kind: 'VILLAGE_DOCTOR' | 'TOWNSHIP_DOCTOR';
  readonly startedOn: string;
}

/** A facility of the demo, as others refer to it, with the doctors at work there on the last day. */
export interface DemoFacility {
  readonly id: string;
  readonly countyCode: string;
  readonly kind: (typeof facility.$inferSelect)['kind'];
  /** The village, township or county it stands in. */
  readonly placeCode: string;
  readonly doctors: readonly DemoDoctor[];
}

const tertiaryRows = (kit: DemoKit): (typeof tertiaryHospital.$inferInsert)[] =>
  tertiary.map(([code, name, affiliation, placeCode]) => ({ id: kit.uuid(), code, name, grade: 'GRADE_3A', affiliation, placeCode }));

/** Ids of the tertiary hospitals, which the first part writes. */
export const tertiaryIds = async (tx: Transaction): Promise<readonly string[]> =>
  (await tx.orm.select({ id: tertiaryHospital.id }).from(tertiaryHospital).orderBy(tertiaryHospital.code)).map(({ id }) => id);

const writeNetworks = async (tx: Transaction, networks: readonly Network[]): Promise<void> => {
  await insertRows(tx, facility, networks.flatMap(({ facilities }) => facilities));
  await insertRows(tx, facilityAssessment, networks.flatMap(({ assessments }) => assessments));
  await insertRows(tx, doctor, networks.flatMap(({ doctors }) => doctors));
  await insertRows(tx, villageService, networks.flatMap(({ services }) => services));
  await insertRows(tx, mobileVisit, networks.flatMap(({ visits }) => visits));
};

const writeSupport = async (tx: Transaction, kit: DemoKit, networks: readonly Network[]): Promise<void> => {
  const hospitals = await tertiaryIds(tx);
  const pairings = networks.flatMap(({ facilities }) => tellPairings(kit, facilities, hospitals));
  const links = networks.map(({ facilities }) => tellLink(kit, facilities, hospitals));
  const staffing = networks.flatMap(({ facilities }) => facilities.filter(({ kind }) => kind === 'TOWNSHIP_HEALTH_CENTRE').map((centre) => tellPosts(kit, centre)));
  const benefits = networks.flatMap(({ doctors }) => doctors.flatMap((row) => tellBenefits(kit, row)));
  await insertRows(tx, hospitalPairing, pairings);
  // two doctors of one name may be drawn for one day: one of them is enough
  await insertRows(tx, pairingSecondment, pairings.flatMap((row) => tellSecondments(kit, row)), { onConflict: 'nothing' });
  await insertRows(tx, telemedicineLink, links);
  await insertRows(tx, teleconsultation, links.flatMap((row) => tellConsultations(kit, row)));
  await insertRows(tx, staffingPlan, staffing.map(({ plan }) => plan));
  await insertRows(tx, medicalPost, staffing.flatMap(({ posts }) => posts));
  await insertRows(tx, doctorBenefit, benefits);
  await insertRows(tx, doctorBenefitPayment, benefits.flatMap((row) => tellBenefitPayments(kit, row)));
};

/** The facilities of the counties that households of this part live in; an earlier part may have written them. */
const readFacilities = async (tx: Transaction, kit: DemoKit): Promise<readonly DemoFacility[]> => {
  const counties = [...new Set(kit.households.map(({ countyCode }) => countyCode))];
  const ofCounties = (column: typeof facility.countyCode | typeof doctor.countyCode) => sql`${column} = any(${sql.param(counties)}::text[])`;
  const doctors = await tx.orm.select().from(doctor).where(sql`${ofCounties(doctor.countyCode)} and ${doctor.status} = 'ACTIVE'`).orderBy(doctor.id);
  const rows = await tx.orm.select().from(facility).where(ofCounties(facility.countyCode)).orderBy(facility.id);
  const byFacility = Map.groupBy(doctors, ({ facilityId }) => facilityId);
  return rows.map(({ id, countyCode, kind, placeCode }) => (
    { id, countyCode, kind, placeCode, doctors: (byFacility.get(id) ?? []).map((row) => ({ id: row.id, kind: row.kind, startedOn: row.startedOn })) }
  ));
};

/** Writes hospitals, health centres and clinics with all around them, and answers those of this part's households. */
export const fillFacilities = async (tx: Transaction, kit: DemoKit): Promise<readonly DemoFacility[]> => {
  if (kit.part === 0) await insertRows(tx, tertiaryHospital, tertiaryRows(kit));
  const networks = kit.counties.map((county) => tellNetwork(kit, county));
  await writeNetworks(tx, networks);
  await writeSupport(tx, kit, networks);
  return readFacilities(tx, kit);
};
