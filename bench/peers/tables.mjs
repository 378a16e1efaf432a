// The platform's tables as the Drizzle plugin's questions need them, in the release of Drizzle that the plugin asks for.
import { defineRelations } from 'drizzle-orm';
import { boolean, date, integer, numeric, pgSchema, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';

const [core, relocation, health, bench] = ['core', 'relocation', 'health', 'bench'].map((name) => pgSchema(name));

const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const kinds = { text, uuid, integer, smallint, boolean, numeric, date: (name) => date(name, { mode: 'string' }) };

/** Columns by kind; records of a household have their key and it. */
const columns = (byKind) => Object.fromEntries(Object.entries(byKind).flatMap(([kind, names]) => names.map((name) => [name, kinds[kind](snake(name))])));
const ofHousehold = (schema, name, byKind) =>
  schema.table(name, { householdId: uuid('household_id').notNull(), id: uuid('id').notNull(), ...columns(byKind) }, (t) => [primaryKey({ columns: [t.householdId, t.id] })]);
const keyed = (schema, name, byKind) => schema.table(name, { id: uuid('id').primaryKey(), ...columns(byKind) });

export const tables = {
  places: bench.table('place_now', { code: text('code').primaryKey(), name: text('name') }),
  households: core.table('household', {
    householdId: uuid('household_id').primaryKey(),
    ...columns({ text: ['countyCode', 'registrationNumber', 'status', 'mainCause', 'villageCode', 'address'], date: ['registeredOn', 'endedOn'], boolean: ['isRegisteredPoor'] }),
  }),
  persons: ofHousehold(core, 'person', { text: ['name', 'sex'], date: ['bornOn'] }),
  memberships: ofHousehold(core, 'membership', { uuid: ['personId'], text: ['relation'], date: ['fromOn', 'toOn'] }),
  statusChanges: ofHousehold(core, 'household_status_change', { smallint: ['year'], text: ['status', 'exitPath'] }),
  relocationCases: ofHousehold(relocation, 'relocation_case', { uuid: ['siteId'], text: ['countyCode', 'batch', 'status', 'mode'], integer: ['persons'], numeric: ['subsidy'], date: ['movedInOn'] }),
  sites: keyed(relocation, 'settlement_site', { text: ['name'] }),
  healthRecords: ofHousehold(health, 'health_record', { text: ['status'], date: ['openedOn', 'updatedOn'] }),
  medicalClaims: ofHousehold(health, 'medical_claim', { text: ['claimNumber', 'service', 'status'], smallint: ['year'] }),
  claimSettlements: ofHousehold(health, 'claim_settlement', { uuid: ['claimId'], integer: ['number'], text: ['scheme'], date: ['settledOn'] }),
  settlementLayers: ofHousehold(health, 'settlement_layer', { uuid: ['settlementId'], integer: ['position'], text: ['layer'] }),
  disbursements: keyed(core, 'disbursement', { uuid: ['allocationId', 'householdId'], text: ['paymentNumber', 'purpose'], numeric: ['amount'], date: ['paidOn'] }),
  allocations: keyed(core, 'allocation', { uuid: ['fundSourceId'], text: ['documentNumber', 'toPlaceCode'], numeric: ['amount'] }),
  fundSources: keyed(core, 'fund_source', { text: ['code'], numeric: ['amount'] }),
};

const ofTheHousehold = (r, name) => ({ from: r.households.householdId, to: r[name].householdId });

export const relations = defineRelations(tables, (r) => ({
  households: {
    village: r.one.places({ from: r.households.villageCode, to: r.places.code }),
    memberships: r.many.memberships(ofTheHousehold(r, 'memberships')),
    statusHistory: r.many.statusChanges(ofTheHousehold(r, 'statusChanges')),
    relocationCases: r.many.relocationCases(ofTheHousehold(r, 'relocationCases')),
    healthRecords: r.many.healthRecords(ofTheHousehold(r, 'healthRecords')),
    medicalClaims: r.many.medicalClaims(ofTheHousehold(r, 'medicalClaims')),
    disbursements: r.many.disbursements(ofTheHousehold(r, 'disbursements')),
  },
  memberships: { person: r.one.persons({ from: [r.memberships.householdId, r.memberships.personId], to: [r.persons.householdId, r.persons.id] }) },
  relocationCases: {
    site: r.one.sites({ from: r.relocationCases.siteId, to: r.sites.id }),
    household: r.one.households({ from: r.relocationCases.householdId, to: r.households.householdId }),
  },
  medicalClaims: { claimSettlements: r.many.claimSettlements({ from: [r.medicalClaims.householdId, r.medicalClaims.id], to: [r.claimSettlements.householdId, r.claimSettlements.claimId] }) },
  claimSettlements: { claimSettlementLayers: r.many.settlementLayers({ from: [r.claimSettlements.householdId, r.claimSettlements.id], to: [r.settlementLayers.householdId, r.settlementLayers.settlementId] }) },
  disbursements: {
    allocation: r.one.allocations({ from: r.disbursements.allocationId, to: r.allocations.id }),
    household: r.one.households({ from: r.disbursements.householdId, to: r.households.householdId }),
  },
  allocations: {
    toPlace: r.one.places({ from: r.allocations.toPlaceCode, to: r.places.code }),
    disbursements: r.many.disbursements({ from: r.allocations.id, to: r.disbursements.allocationId }),
  },
  fundSources: { allocations: r.many.allocations({ from: r.fundSources.id, to: r.allocations.fundSourceId }) },
}));
