import { and, type SQL, sql } from 'drizzle-orm';
import { household, membership, person } from '#db';
import { scopeOf } from '#records';
import { countedBy, type Indicator, personRecord, type RequestContext } from '#schema';
import { healthAction } from '../records/action.ts';
import { assistanceEligibility } from '../tables/assistance.ts';
import { ofDomain } from './domain.ts';

/** Persons who on the day were members of a household that was registered as poor. */
const poorOn = (day: string, { identity }: RequestContext): SQL => sql`exists (select from ${membership} inner join ${household} on ${household.householdId} = ${membership.householdId} where ${and(
  sql`${membership.householdId} = ${person.householdId} and ${membership.personId} = ${person.id}`,
  sql`${membership.fromOn} <= ${day}::date and (${membership.toOn} is null or ${membership.toOn} > ${day}::date)`,
  sql`${household.isRegisteredPoor} and ${household.registeredOn} <= ${day}::date`,
  scopeOf(identity, membership),
)})`;

const coveredOn = (day: string, { identity }: RequestContext): SQL => sql`exists (select from ${assistanceEligibility} where ${and(
  sql`${assistanceEligibility.householdId} = ${person.householdId} and ${assistanceEligibility.personId} = ${person.id}`,
  sql`${assistanceEligibility.coveredOn} <= ${day}::date and (${assistanceEligibility.endedOn} is null or ${assistanceEligibility.endedOn} > ${day}::date)`,
  scopeOf(identity, assistanceEligibility),
)})`;

export const seriousIllnessCoverage = {
  id: 'health.serious_illness_assistance_coverage',
  title: { zh: '贫困人口重特大疾病救助覆盖率', en: 'Poor people covered by serious-illness assistance' },
  definition: {
    zh: '当日建档立卡户家庭成员中,已纳入重特大疾病救助范围的人数占比(%)',
    en: 'Of the members of registered poor households on the date, the per cent that are covered by assistance with serious and major illness',
  },
  unit: 'percent_of_poor_population',
  action: healthAction,
  target: 'serious_illness_assistance_coverage',
  values: ofDomain(assistanceEligibility, countedBy({
    record: personRecord,
    value: (asOf, ctx) => sql<string>`round(100.0 * count(*) filter (where ${coveredOn(asOf, ctx)}) / count(*), 2)::text`,
    where: poorOn,
    empty: null,
  })),
} as const satisfies Indicator;
