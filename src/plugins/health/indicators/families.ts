import { and, sql } from 'drizzle-orm';
import { placeParentage, scopeOf } from '#records';
import { countedBy, type Indicator, type RequestContext } from '#schema';
import { healthAction } from '../records/action.ts';
import { doctorContractRecord } from '../records/contract.ts';
import { medicalClaim } from '../tables/claim.ts';
import { doctorContract, doctorVisit } from '../tables/contract.ts';
import { readerOf, warningSource } from '../warnings/source.ts';
import { healthWarning } from '../warnings/table.ts';
import { ofDomain, ofPeople } from './domain.ts';

export const familiesContracted = {
  id: 'health.families_contracted',
  title: { zh: '家庭医生签约户数', en: 'Households with a family doctor' },
  definition: { zh: '当日签约有效的户数', en: 'Households whose contract with a family doctor was in force on the date' },
  unit: 'household',
  action: healthAction,
  values: countedBy({
    record: doctorContractRecord,
    value: () => sql<string>`count(distinct ${doctorContract.householdId})::text`,
    where: (asOf) => sql`${doctorContract.signedOn} <= ${asOf}::date and ${doctorContract.endsOn} >= ${asOf}::date`,
    empty: '0',
  }),
} as const satisfies Indicator;

/** Days the doctor came under a contract, up to a day. */
const daysGiven = (asOf: string, { identity }: RequestContext) => sql`(select count(distinct ${doctorVisit.visitedOn}) from ${doctorVisit} where ${and(
  sql`${doctorVisit.householdId} = ${doctorContract.householdId} and ${doctorVisit.contractId} = ${doctorContract.id} and ${doctorVisit.visitedOn} <= ${asOf}::date`,
  scopeOf(identity, doctorVisit),
)})`;

export const contractsServed = {
  id: 'health.contracts_served',
  title: { zh: '家庭医生履约率', en: 'Contracts under which all visits were made' },
  definition: { zh: '截至当日到期的签约中,服务次数达到应服务次数的占比(%)', en: 'Of the contracts that had ended by the date, the per cent under which the doctor came as often as was due' },
  unit: 'percent',
  action: healthAction,
  values: countedBy({
    record: doctorContractRecord,
    value: (asOf, ctx) => sql<string>`round(100.0 * count(*) filter (where ${daysGiven(asOf, ctx)} >= ${doctorContract.visitsDue}) / count(*), 2)::text`,
    where: (asOf) => sql`${doctorContract.endsOn} <= ${asOf}::date and ${doctorContract.signedOn} is not null`,
    empty: null,
  }),
} as const satisfies Indicator;

const placed = { table: healthWarning, about: 'household' } as const;

/** Warnings of the year, as its day knows them: one statement for all places of one level seen on one date. */
const warned: Indicator['values'] = async (ctx, questions) => {
  const groupOf = ({ place, asOf }: (typeof questions)[number]): string => `${place.level}/${place.asOf}/${asOf}`;
  const answers = new Map<string, ReadonlyMap<string, string>>();
  for (const [group, asked] of Map.groupBy(questions, groupOf)) {
    const [{ asOf }] = asked as [(typeof questions)[number]];
    const places = asked.map(({ place }) => place);
    const parents = await placeParentage(ctx, placed, places);
    const keys = places.map(({ code }) => code);
    const from = ctx.tx.orm
      .select({ key: sql<string>`${parents.key}`.as('place_key'), value: sql<string>`count(*)::text`.as('figure') })
      .from(warningSource(readerOf(ctx), { year: Number(asOf.slice(0, 4)), asOf }))
      .$dynamic();
    const join = parents.join?.(keys);
    const rows = await (join ? from.innerJoin(join.source, join.on) : from).where(parents.among(keys)).groupBy(parents.key);
    answers.set(group, new Map(rows.map((row) => [row.key, row.value])));
  }
  return questions.map((question) => answers.get(groupOf(question))?.get(question.place.code) ?? '0');
};

export const householdsWarned = {
  id: 'health.households_warned',
  title: { zh: '因病致贫预警户数', en: 'Households that medical costs threaten with poverty' },
  definition: { zh: '按当年截至当日已结算的费用,列入因病致贫预警名单的户数', en: 'Households on the early-warning list of the year by the bills settled up to the date' },
  unit: 'household',
  action: healthAction,
  values: ofDomain(medicalClaim, ofPeople(medicalClaim, warned)),
} as const satisfies Indicator;
