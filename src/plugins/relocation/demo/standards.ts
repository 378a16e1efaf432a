import { sql } from 'drizzle-orm';
import { type Transaction, insertRows } from '#db';
import type { DemoKit } from '#plugin';
import { relocationStandard } from '../tables/standard.ts';

/** The two editions of a county's standard: the second is in force since 2018. */
export interface Editions {
  readonly first: string;
  readonly second: string;
}

const secondFrom = '2018-01-01';

const rowsOf = (kit: DemoKit, countyCode: string, name: string) => {
  const values = { countyCode, personsPerHousehold: '3.00', ownSharePerHousehold: '10000.00' };
  const number = kit.serial();
  return [
    {
      ...values, id: kit.uuid(), edition: 1, documentNumber: `${name}易迁〔2016〕${number}号`, costPerHousehold: '85000.00', subsidyPerHousehold: '75000.00',
      effectiveOn: '2016-02-01', supersededOn: secondFrom, status: 'SUPERSEDED' as const,
    },
    {
      ...values, id: kit.uuid(), edition: 2, documentNumber: `${name}易迁〔2017〕${number}号`, costPerHousehold: '88000.00', subsidyPerHousehold: '78000.00',
      effectiveOn: secondFrom, status: 'IN_FORCE' as const,
    },
  ];
};

/** Writes the standards of the part's counties, and finds those of counties that began in an earlier part. */
export const fillStandards = async (tx: Transaction, kit: DemoKit): Promise<ReadonlyMap<string, Editions>> => {
  await insertRows(tx, relocationStandard, kit.counties.flatMap(({ code, name }) => rowsOf(kit, code, name)));
  const counties = [...new Set(kit.households.map(({ countyCode }) => countyCode))];
  const rows = await tx.orm
    .select({ id: relocationStandard.id, county: relocationStandard.countyCode, edition: relocationStandard.edition })
    .from(relocationStandard)
    .where(sql`${relocationStandard.countyCode} = any(${sql.param(counties)}::text[])`);
  const idOf = (county: string, edition: number): string => rows.find((row) => row.county === county && row.edition === edition)?.id as string;
  return new Map(counties.map((county) => [county, { first: idOf(county, 1), second: idOf(county, 2) }]));
};

/** The edition in force on a day. */
export const editionOn = ({ first, second }: Editions, day: string): string => (day < secondFrom ? first : second);
