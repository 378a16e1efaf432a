// The questions' part of the graph as the Drizzle plugin's documentation would have it written: objects over tables, relations
// with arguments, and fields of the root that hand the plugin's selection to Drizzle.
import SchemaBuilder from '@pothos/core';
import DrizzlePlugin from '@pothos/plugin-drizzle';
import { and, count, eq, inArray, sql } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { relations, tables } from './tables.mjs';

const builder = new SchemaBuilder({ plugins: [DrizzlePlugin], drizzle: { client: ({ tx }) => tx, getTableConfig, relations } });

const scalars = (t, names, kind = 'exposeString') => Object.fromEntries(names.map((name) => [name, t[kind](name, { nullable: true })]));
const ones = (t, names) => Object.fromEntries(names.map((name) => [name, t.relation(name, { nullable: true })]));
const many = (t, names) => Object.fromEntries(names.map((name) => [name, t.relation(name, {
  args: { first: t.arg.int({ required: true }) }, query: ({ first }) => ({ limit: first, orderBy: { id: 'asc' } }),
})]));

const object = (table, name, fields) => builder.drizzleObject(table, { name, fields });

object('places', 'Place', (t) => scalars(t, ['code', 'name']));
object('households', 'Household', (t) => ({
  ...scalars(t, ['registrationNumber', 'status', 'mainCause', 'registeredOn', 'address']), isRegisteredPoor: t.exposeBoolean('isRegisteredPoor'), ...ones(t, ['village']),
  ...many(t, ['memberships', 'statusHistory', 'relocationCases', 'healthRecords', 'medicalClaims', 'disbursements']),
}));
object('persons', 'Person', (t) => scalars(t, ['name', 'sex', 'bornOn']));
object('memberships', 'Membership', (t) => ({ ...scalars(t, ['relation', 'fromOn', 'toOn']), ...ones(t, ['person']) }));
object('statusChanges', 'StatusChange', (t) => ({ year: t.exposeInt('year'), ...scalars(t, ['status', 'exitPath']) }));
object('relocationCases', 'RelocationCase', (t) => ({ persons: t.exposeInt('persons'), ...scalars(t, ['batch', 'status', 'mode', 'movedInOn', 'subsidy']), ...ones(t, ['site', 'household']) }));
object('sites', 'Site', (t) => scalars(t, ['name']));
object('healthRecords', 'HealthRecord', (t) => scalars(t, ['status', 'openedOn', 'updatedOn']));
object('medicalClaims', 'MedicalClaim', (t) => ({ ...scalars(t, ['claimNumber', 'service', 'status']), year: t.exposeInt('year', { nullable: true }), ...many(t, ['claimSettlements']) }));
object('claimSettlements', 'ClaimSettlement', (t) => ({ number: t.exposeInt('number'), ...scalars(t, ['scheme', 'settledOn']), ...many(t, ['claimSettlementLayers']) }));
object('settlementLayers', 'SettlementLayer', (t) => ({ position: t.exposeInt('position'), ...scalars(t, ['layer']) }));
object('disbursements', 'Disbursement', (t) => ({ ...scalars(t, ['paymentNumber', 'amount', 'paidOn', 'purpose']), ...ones(t, ['allocation', 'household']) }));
object('allocations', 'Allocation', (t) => ({ ...scalars(t, ['documentNumber', 'amount']), ...ones(t, ['toPlace']), ...many(t, ['disbursements']) }));
object('fundSources', 'FundSource', (t) => ({ ...scalars(t, ['code', 'amount']), ...many(t, ['allocations']) }));

const { relocationCases } = tables;

/** Dashboards are rows of views, read as they are. */
const figures = (name, texts, numbers) => {
  const type = builder.objectRef(name).implement({ fields: (t) => ({ ...scalars(t, texts), ...scalars(t, numbers, 'exposeInt') }) });
  return (statement) => (t) => t.field({ type: [type], args: { county: t.arg.string() }, resolve: async (_root, args, { tx }) => (await tx.execute(statement(args))).rows });
};
const byCounty = figures('CountyFigure', ['countyCode'], ['households'])(() => sql`select county_code "countyCode", households from bench.households_by_county`);
const byVillage = figures('VillageFigure', ['villageCode'], ['households'])(({ county }) => sql`select village_code "villageCode", households from bench.households_by_village where county_code = ${county}`);
const byYearAndCause = figures('CauseFigure', ['mainCause'], ['year', 'households'])(() => sql`select year, main_cause "mainCause", households from bench.households_by_year_and_cause`);
const payments = figures('PaymentFigure', ['countyCode', 'amount'], ['payments', 'households'])(() => sql`select county_code "countyCode", payments, households, amount from bench.payments_by_county`);

const casePage = builder.objectRef('CasePage').implement({
  fields: (t) => ({
    totalCount: t.int({ resolve: async ({ county, statuses }, _args, { tx }) => (await tx.select({ n: count() }).from(relocationCases).where(and(eq(relocationCases.countyCode, county), inArray(relocationCases.status, statuses))))[0].n }),
    nodes: t.drizzleField({
      type: ['relocationCases'],
      resolve: (query, { county, statuses, first }, _args, { tx }) => tx.query.relocationCases.findMany(query({ where: { countyCode: county, status: { in: statuses } }, orderBy: { batch: 'desc', id: 'asc' }, limit: first })),
    }),
  }),
});

builder.queryType({
  fields: (t) => ({
    household: t.drizzleField({
      type: 'households', nullable: true, args: { id: t.arg.string({ required: true }) },
      resolve: (query, _root, { id }, { tx }) => tx.query.households.findFirst(query({ where: { householdId: id } })),
    }),
    households: t.drizzleField({
      type: ['households'], args: { county: t.arg.string({ required: true }), first: t.arg.int({ required: true }) },
      resolve: (query, _root, { county, first }, { tx }) => tx.query.households.findMany(query({ where: { countyCode: county, endedOn: { isNull: true } }, orderBy: { householdId: 'asc' }, limit: first })),
    }),
    relocationCases: t.field({
      type: casePage, args: { county: t.arg.string({ required: true }), statuses: t.arg.stringList({ required: true }), first: t.arg.int({ required: true }) },
      resolve: (_root, args) => args,
    }),
    fundSource: t.drizzleField({
      type: 'fundSources', nullable: true, args: { id: t.arg.string({ required: true }) },
      resolve: (query, _root, { id }, { tx }) => tx.query.fundSources.findFirst(query({ where: { id } })),
    }),
    householdsByCounty: byCounty(t), householdsByVillage: byVillage(t), householdsByYearAndCause: byYearAndCause(t), paymentsByCounty: payments(t),
  }),
});

export const buildSchema = () => builder.toSchema();
