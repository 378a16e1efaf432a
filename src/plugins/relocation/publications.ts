import { and, eq, type SQL, sql } from 'drizzle-orm';
import { residence } from '#db';
import { definePublishedTable, type Population, type PublishedTable } from '#plugin';
import { livedOn, scopeOf } from '#records';
import { relocationProgramme, settlementMode } from './codes/cases.ts';
import { relocationCase } from './tables/case.ts';

/** People do not move in twice: the figure grows with the date. */
const movedIn: Population = { id: 'relocation.people_moved_in', cumulative: true };

/** Persons of cases that had moved in by the date, by the county they lived in on it. */
const countBy = (code: SQL<string>): PublishedTable['count'] => async ({ tx, identity }, asOf) => {
  const rows = await tx.orm
    .select({ county: residence.placeCountyCode, code: sql<string>`${code}`.as('first_code'), count: sql<number>`sum(${relocationCase.persons})::int`.as('counted') })
    .from(relocationCase)
    .innerJoin(residence, and(eq(residence.householdId, relocationCase.householdId), livedOn(asOf), scopeOf(identity, residence)))
    .where(and(
      sql`${relocationCase.movedInOn} <= ${asOf}::date and (${relocationCase.closedOn} is null or ${relocationCase.closedOn} > ${asOf}::date)`,
      scopeOf(identity, relocationCase),
    ))
    .groupBy(sql`1, 2`);
  return rows.map(({ county, code: first, count }) => ({ county, codes: [first], count }));
};

const definition = {
  zh: '截至当日已入住的搬迁户人口之和,按当日居住地',
  en: 'Persons of households that had moved in by the date, where they lived on it',
};

export const publications = [
  definePublishedTable({
    id: 'relocation.people_moved_in_by_programme',
    title: { zh: '搬迁入住人口(按项目)', en: 'People moved in, by programme' },
    definition,
    unit: 'person',
    population: movedIn,
    dimensions: [relocationProgramme],
    from: [relocationCase, residence],
    count: countBy(sql<string>`${relocationCase.programme}`),
  }),
  definePublishedTable({
    id: 'relocation.people_moved_in_by_settlement',
    title: { zh: '搬迁入住人口(按安置方式)', en: 'People moved in, by way of settlement' },
    definition,
    unit: 'person',
    population: movedIn,
    dimensions: [settlementMode],
    from: [relocationCase, residence],
    count: countBy(sql<string>`${relocationCase.mode}`),
  }),
] as const;
