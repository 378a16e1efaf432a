import { and, eq, type SQL, sql } from 'drizzle-orm';
import { household, householdStatusChange, membership, person, residence } from '../db/tables/people.ts';
import { scopeOf } from '../records/listing.ts';
import { livedOn } from '../records/parentage.ts';
import type { RequestContext } from '../schema/context.ts';
import { memberOn } from '../schema/roster.ts';
import { ageBand } from './age-band.ts';
import type { CountedGroup } from './define.ts';

/** What a household's latest decision up to the date says. */
export const statusOn = ({ identity }: RequestContext, asOf: string): SQL<string> => sql<string>`coalesce((
  select ${householdStatusChange.status} from ${householdStatusChange}
  where ${and(
    sql`${householdStatusChange.householdId} = ${household.householdId} and ${householdStatusChange.decidedOn} <= ${asOf}::date`,
    scopeOf(identity, householdStatusChange),
  )}
  order by ${householdStatusChange.decidedOn} desc, ${householdStatusChange.createdAt} desc limit 1), 'REGISTERED')`;

const years = (asOf: string): SQL => sql`extract(year from age(${asOf}::date, ${person.bornOn}))`;

/** The band of a person's age on the date. */
export const ageBandOn = (asOf: string): SQL<string> => {
  const [child, pupil, adult, old] = ageBand.values;
  return sql<string>`case when ${years(asOf)} < 7 then ${child} when ${years(asOf)} < 16 then ${pupil} when ${years(asOf)} < 60 then ${adult} else ${old} end`;
};

const registeredOn = (asOf: string): SQL =>
  sql`${household.isRegisteredPoor} and ${household.registeredOn} <= ${asOf}::date and (${household.endedOn} is null or ${household.endedOn} > ${asOf}::date)`;

interface Row {
  readonly county: string;
  readonly first: string;
  readonly second: string | null;
  readonly count: number;
}

const asGroups = (rows: readonly Row[]): readonly CountedGroup[] =>
  rows.map(({ county, first, second, count }) => ({ county, codes: second === null ? [first] : [first, second], count }));

type Codes = readonly [first: SQL<string>, second?: SQL<string>];

const columns = ([first, second]: Codes) => ({
  county: residence.placeCountyCode,
  first: sql<string>`${first}`.as('first_code'),
  second: sql<string | null>`${second ?? sql`null::text`}`.as('second_code'),
  count: sql<number>`count(*)::int`.as('counted'),
});

const grouped = sql`1, 2, 3`;

/** Registered poor households by the county they lived in on the date and by codes: one statement. */
export const poorHouseholds = async (ctx: RequestContext, asOf: string, codes: Codes): Promise<readonly CountedGroup[]> =>
  asGroups(await ctx.tx.orm
    .select(columns(codes))
    .from(household)
    .innerJoin(residence, and(eq(residence.householdId, household.householdId), livedOn(asOf), scopeOf(ctx.identity, residence)))
    .where(and(registeredOn(asOf), scopeOf(ctx.identity, household)))
    .groupBy(grouped));

/** Members of these households on the date. */
export const poorPersons = async (ctx: RequestContext, asOf: string, codes: Codes): Promise<readonly CountedGroup[]> =>
  asGroups(await ctx.tx.orm
    .select(columns(codes))
    .from(household)
    .innerJoin(residence, and(eq(residence.householdId, household.householdId), livedOn(asOf), scopeOf(ctx.identity, residence)))
    .innerJoin(membership, and(eq(membership.householdId, household.householdId), memberOn(asOf), scopeOf(ctx.identity, membership)))
    .innerJoin(person, and(eq(person.householdId, membership.householdId), eq(person.id, membership.personId), scopeOf(ctx.identity, person)))
    .where(and(registeredOn(asOf), scopeOf(ctx.identity, household)))
    .groupBy(grouped));
