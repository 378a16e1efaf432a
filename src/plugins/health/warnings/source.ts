import { and, eq, getTableColumns, type SQL, Subquery, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { household, householdIncome, membership } from '#db';
import { among, scopeOf as scopeOfCaller } from '#records';
import type { RequestContext } from '#schema';
import { medicalClaim } from '../tables/claim.ts';
import { warningStandard } from '../tables/warning.ts';
import { healthWarning } from './table.ts';

/** What the list is read with: a transaction, and the rows within reach of who reads. */
export interface WarningReader {
  readonly orm: RequestContext['tx']['orm'];
  scopeOf(table: PgTable): SQL | undefined;
}

/** Reads as the caller. */
export const readerOf = ({ tx, identity }: RequestContext): WarningReader => ({ orm: tx.orm, scopeOf: (table) => scopeOfCaller(identity, table) });

/** Which warnings: of a year, as the bills settled by a day tell them, and of some households or all. */
export interface WarningQuestion {
  readonly year: number;
  readonly asOf: string;
  readonly households?: readonly string[];
}

/** What each household paid itself for treatments of the year. */
const costs = ({ orm, scopeOf }: WarningReader, { year, asOf, households }: WarningQuestion) => orm
  .select({
    householdId: medicalClaim.householdId,
    bill: sql<string>`sum(${medicalClaim.bill})`.as('bill'),
    selfPaid: sql<string>`sum(${medicalClaim.selfPaid})`.as('self_paid'),
  })
  .from(medicalClaim)
  .where(and(
    eq(medicalClaim.year, year),
    sql`${medicalClaim.settledOn} <= ${asOf}::date and ${medicalClaim.selfPaid} > 0`,
    households === undefined ? undefined : among(medicalClaim.householdId, households),
    scopeOf(medicalClaim),
  ))
  .groupBy(medicalClaim.householdId)
  .as('cost');

/** The latest income survey of the year itself or the year before: what the household has to live on. */
const income = ({ orm, scopeOf }: WarningReader, { year }: WarningQuestion, household_id: SQL) => orm
  .select({ year: householdIncome.year, persons: householdIncome.persons, netPerHead: householdIncome.netPerHead })
  .from(householdIncome)
  .where(and(sql`${householdIncome.householdId} = ${household_id}`, sql`${householdIncome.year} in (${year}::int - 1, ${year}::int)`, scopeOf(householdIncome)))
  .orderBy(sql`${householdIncome.year} desc`)
  .limit(1)
  .as('income');

const members = ({ scopeOf }: WarningReader, { asOf }: WarningQuestion): SQL =>
  sql`(select greatest(count(*), 1)::int from ${membership} where ${and(
    sql`${membership.householdId} = ${household.householdId} and ${membership.fromOn} <= ${asOf}::date and (${membership.toOn} is null or ${membership.toOn} > ${asOf}::date)`, scopeOf(membership))})`;

/**
 * The list of warnings as a source of rows. A household is on it when its self-paid costs of the year
 * take at least the watched share of its income, or push what is left a head below the poverty line.
 * URGENT: below the line. SERIOUS: near the line, or the serious share is reached. WATCH: the others.
 * Where nobody surveyed the income, the poverty line stands for it.
 */
export const warningSource = (reader: WarningReader, question: WarningQuestion): Subquery => {
  const { orm, scopeOf } = reader;
  const cost = costs(reader, question);
  const survey = income(reader, question, sql`${household.householdId}`);
  const line = warningStandard.povertyLine;
  const facts = orm
    .select({
      householdId: household.householdId,
      countyCode: household.countyCode,
      year: warningStandard.year,
      line: sql`${line}`.as('line'),
      nearLine: sql`(${line} * ${warningStandard.nearLineFactor})`.as('near_line'),
      watchShare: warningStandard.watchShare,
      seriousShare: warningStandard.seriousShare,
      persons: sql<number>`coalesce(${survey.persons}, ${members(reader, question)})`.as('persons'),
      incomeYear: sql<number | null>`${survey.year}`.as('income_year'),
      netPerHead: sql<string>`coalesce(${survey.netPerHead}, ${line})`.as('net_per_head'),
      bill: sql<string>`${cost.bill}`.as('bill'),
      selfPaid: sql<string>`${cost.selfPaid}`.as('self_paid'),
    })
    .from(household)
    .innerJoin(cost, eq(cost.householdId, household.householdId))
    .innerJoin(warningStandard, eq(warningStandard.year, question.year))
    .leftJoinLateral(survey, sql`true`)
    .where(scopeOf(household))
    .as('fact');
  const judged = sql`
    select household_id, county_code, year, persons, income_year, net_per_head, bill, self_paid, round(share, 4) as share, left_per_head,
      case when left_per_head < line then 'URGENT' when left_per_head < near_line or share >= serious_share then 'SERIOUS' else 'WATCH' end as level
    from (
      select *, round(net_per_head - self_paid / persons, 2) as left_per_head,
        case when net_per_head > 0 then least(self_paid / (net_per_head * persons), 9999) else 9999 end as share
      from ${facts}
    ) as measured
    where share >= watch_share or (net_per_head >= line and left_per_head < line)`;
  return new Subquery(judged, getTableColumns(healthWarning), 'health_warning');
};
