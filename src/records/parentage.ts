import DataLoader from 'dataloader';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { residence } from '../db/tables/people.ts';
import { place, placeEvent } from '../db/tables/places.ts';
import { type RequestContext, loaderOf } from '../schema/context.ts';
import { type PlaceNode, validOn } from '../schema/place-data.ts';
import type { AnyRecord } from './define.ts';
import { columnOf, scopeOf } from './listing.ts';
import type { Parentage } from './page.ts';

/** Rows that hold their parent's id in a column. */
export const parentColumn = (column: PgColumn): Parentage => ({
  key: sql`${column}`,
  among: (keys) => sql`${column} = any(${sql.param(keys)}::${sql.raw(`${column.getSQLType()}[]`)})`,
});

/** What of a record, or of a computed list, says where its rows belong. */
export type Placed = Pick<AnyRecord, 'table' | 'about' | 'place'>;

export const residenceColumn = {
  PROVINCE: undefined,
  CITY: residence.cityCode,
  COUNTY: residence.placeCountyCode,
  TOWNSHIP: residence.townshipCode,
  VILLAGE: residence.villageCode,
} as const;

/** A text and not a number: a bare constant could not be grouped by. */
const province = sql`'140000'::text`;

/** Residences of a day: the map of that day decides where a household counts. */
export const livedOn = (asOf: string): SQL =>
  sql`${residence.fromOn} <= ${asOf}::date and (${residence.toOn} is null or ${residence.toOn} > ${asOf}::date)`;

/** Household records of places, by where their households lived on the date. */
const byResidence = (ctx: RequestContext, record: Placed, { level, asOf }: PlaceNode): Parentage => {
  const column = residenceColumn[level];
  const household = columnOf(record.table, 'householdId') as PgColumn;
  const on = and(sql`${residence.householdId} = ${household}`, livedOn(asOf), scopeOf(ctx.identity, residence)) as SQL;
  return {
    key: column ? sql`${column}` : province,
    among: (keys) => (column ? sql`${column} = any(${sql.param(keys)}::text[])` : sql`true`),
    join: () => ({ source: sql`${residence}`, on }),
  };
};

interface Unit {
  readonly parent: string;
  readonly code: string;
}

/** Later codes of counties that were passed on whole, so that a record re-coded since is found. */
const successors = async (ctx: RequestContext): Promise<ReadonlyMap<string, string>> => {
  const rows = await loaderOf(ctx, 'whole-successors', () => new DataLoader(async (keys: readonly string[]) => {
    const events = await ctx.tx.orm.select({ from: placeEvent.oldCode, to: placeEvent.newCode }).from(placeEvent).where(eq(placeEvent.isWhole, true));
    return keys.map(() => new Map(events.map(({ from, to }) => [from, to])));
  })).load('all');
  return rows;
};

/** The counties that stand for each place: those below or above it on the date, and what they became. */
const countyUnits = async (ctx: RequestContext, places: readonly PlaceNode[], asOf: string): Promise<Unit[]> => {
  const cities = places.filter(({ level }) => level === 'CITY').map(({ code }) => code);
  const below = cities.length
    ? await ctx.tx.orm
        .select({ parent: sql<string>`${place.cityCode}`, code: place.code })
        .from(place)
        .where(and(eq(place.level, 'COUNTY'), sql`${place.cityCode} = any(${sql.param(cities)}::text[])`, validOn(asOf)))
    : [];
  const own = places.filter(({ level }) => level === 'COUNTY').map(({ code }) => ({ parent: code, code }));
  const became = await successors(ctx);
  const units = [...below, ...own].flatMap((unit) => {
    const later = became.get(unit.code);
    return later === undefined ? [unit] : [unit, { parent: unit.parent, code: later }];
  });
  return [...new Map(units.map((unit) => [`${unit.parent}/${unit.code}`, unit])).values()];
};

const byUnits = (column: PgColumn, units: readonly Unit[]): Parentage => ({
  key: sql`unit.parent`,
  among: () => sql`true`,
  join: () => ({
    source: sql`unnest(${sql.param(units.map(({ parent }) => parent))}::text[], ${sql.param(units.map(({ code }) => code))}::text[]) as unit(parent, code)`,
    on: sql`unit.code = ${column}`,
  }),
});

/** County records of places: by county above the township, by the record's own place below. */
const byCounty = async (ctx: RequestContext, record: Placed, places: readonly PlaceNode[]): Promise<Parentage> => {
  const [{ level, asOf }] = places as [PlaceNode];
  if (level === 'PROVINCE') return { key: province, among: () => sql`true` };
  const column = columnOf(record.table, level === 'CITY' || level === 'COUNTY' ? 'countyCode' : (record.place ?? 'countyCode')) as PgColumn;
  if (level === 'CITY' || level === 'COUNTY') return byUnits(column, await countyUnits(ctx, places, asOf));
  if (record.place === undefined) return { key: sql`''::text`, among: () => sql`false` };
  if (level === 'VILLAGE') return parentColumn(column);
  return { key: sql`left(${column}, 9)`, among: (keys) => sql`left(${column}, 9) = any(${sql.param(keys)}::text[])` };
};

/** How rows of a record hang on places of one level seen on one date. */
export const placeParentage = async (ctx: RequestContext, record: Placed, places: readonly PlaceNode[]): Promise<Parentage> =>
  record.about === 'household' ? byResidence(ctx, record, places[0] as PlaceNode) : byCounty(ctx, record, places);
