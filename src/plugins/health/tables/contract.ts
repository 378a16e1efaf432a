import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { civilDate, coded, householdKeys, householdRecord, ofHousehold, person, personKeys, table } from '#db';
import { contractStatus, servicePackage, visitKind } from '../codes/contract.ts';
import { health } from '../schema.ts';
import { doctor } from './doctor.ts';

/** A household's contract of a year with its doctor: how many visits it is owed. */
export const doctorContract = table(health, 'doctor_contract', {
  ...householdRecord(),
  year: smallint().notNull(),
  doctorId: uuid().references(() => doctor.id),
  servicePackage: coded(servicePackage).notNull(),
  visitsDue: integer().notNull(),
  signedById: uuid(),
  signedOn: civilDate(),
  endsOn: civilDate(),
  servedOn: civilDate(),
  expiredOn: civilDate(),
  status: coded(contractStatus).notNull().default('NOT_SIGNED'),
}, (t) => [
  ...householdKeys(t),
  foreignKey({ name: 'doctor_contract_signer', columns: [t.householdId, t.signedById], foreignColumns: [person.householdId, person.id] }),
  unique('doctor_contract_key').on(t.householdId, t.year),
  index().on(t.doctorId),
  check('doctor_contract_visits', sql`${t.visitsDue} > 0`),
  check('doctor_contract_signed', sql`${t.status} = 'NOT_SIGNED' or num_nonnulls(${t.doctorId}, ${t.signedById}, ${t.signedOn}, ${t.endsOn}) = 4`),
]);

/** One service given to one person under the household's contract. */
export const doctorVisit = table(health, 'doctor_visit', {
  ...householdRecord(),
  contractId: uuid().notNull(),
  personId: uuid().notNull(),
  visitedOn: civilDate().notNull(),
  kind: coded(visitKind).notNull(),
  doctorId: uuid().notNull().references(() => doctor.id),
  finding: text(),
}, (t) => [
  ...personKeys('doctor_visit', t),
  ofHousehold('doctor_visit_contract', t, t.contractId, doctorContract),
  unique('doctor_visit_key').on(t.householdId, t.contractId, t.personId, t.visitedOn, t.kind),
  index().on(t.contractId),
  index().on(t.doctorId),
]);
