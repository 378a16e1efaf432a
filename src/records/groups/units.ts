import { and, inArray, lte, type SQL, sql } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/pg-core';
import { place, placeEvent } from '../../db/tables/places.ts';
import { mapDate, validOn } from '../../schema/place-data.ts';

const select = () => new QueryBuilder();

/** Units of the day by their own codes; and, last of all, the unit that had the code before. */
const own = (day: string) =>
  select()
    .select({
      code: place.code,
      county: sql<string | null>`${place.countyCode}`.as('county'),
      city: sql<string | null>`${place.cityCode}`.as('city'),
      rank: sql<number>`case when ${validOn(day)} then 0 else 3 end`.as('rank'),
      since: sql<string>`${place.validFrom}`.as('since'),
    })
    .from(place)
    .where(and(inArray(place.level, ['CITY', 'COUNTY']), lte(place.validFrom, mapDate(day))));

/** Codes of counties that were passed on whole before the day, with what they became. */
const passedOn = (day: string) =>
  select()
    .select({ code: placeEvent.oldCode, county: sql<string | null>`${place.countyCode}`, city: sql<string | null>`${place.cityCode}`, rank: sql<number>`1`, since: sql<string>`${place.validFrom}` })
    .from(placeEvent)
    .innerJoin(place, and(sql`${place.code} = ${placeEvent.newCode}`, validOn(day)))
    .where(sql`${placeEvent.isWhole}`);

/**
 * Codes that came only after the day, with what they were: a row that was coded anew keeps its figures of the
 * past. A unit made of several says of its city alone where it was.
 */
const yetToCome = (day: string) =>
  select()
    .select({
      code: placeEvent.newCode,
      county: sql<string | null>`case when count(*) = 1 then min(${place.countyCode}) end`,
      city: sql<string | null>`case when count(distinct ${place.cityCode}) = 1 then min(${place.cityCode}) end`,
      rank: sql<number>`2`,
      since: sql<string>`min(${place.validFrom})`,
    })
    .from(placeEvent)
    .innerJoin(place, and(sql`${place.code} = ${placeEvent.oldCode}`, validOn(day)))
    .groupBy(placeEvent.newCode);

/**
 * Which county and city of the map of a day a code belongs to, whichever day the code is of: one row a code, so
 * that no row counts twice. Its columns are `code`, `county` and `city`.
 */
export const unitsOn = (day: string, name: string): { readonly source: SQL; readonly code: SQL; readonly county: SQL; readonly city: SQL } => {
  const all = own(day).unionAll(passedOn(day)).unionAll(yetToCome(day)).as('every_unit');
  const one = select()
    .selectDistinctOn([all.code], { code: all.code, county: all.county, city: all.city })
    .from(all)
    .orderBy(all.code, all.rank, sql`${all.since} desc`)
    .as(name);
  // by name and column: the builder calls what was worked out by its column alone, and two of these may stand beside each other
  const column = (key: 'code' | 'county' | 'city'): SQL => sql`${sql.identifier(name)}.${sql.identifier(key)}`;
  return { source: sql`${one}`, code: column('code'), county: column('county'), city: column('city') };
};
