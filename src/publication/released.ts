import { eq, inArray, sql } from 'drizzle-orm';
import { place, placeEvent } from '../db/tables/places.ts';
import { publishedCell, publishedRelease } from '../db/tables/publication.ts';
import { treeDate } from '../reference/vintages.ts';
import type { RequestContext } from '../schema/context.ts';
import { keyOf, type PlaceTree } from './cube.ts';
import type { ReleasedTable } from './moments.ts';
import type { OwnedTable } from './tables.ts';
import { landBetween } from './territory.ts';

/** A place of a date, with the day from which it is the same unit. */
export interface DatedPlace {
  readonly code: string;
  readonly level: string;
  readonly city: string | null;
  readonly validFrom: string;
  readonly isStatistical: boolean;
}

/** The places down to the counties, of many dates in one statement. */
export const placesOn = async ({ tx }: RequestContext, dates: readonly string[]): Promise<ReadonlyMap<string, readonly DatedPlace[]>> => {
  const rows = await tx.orm
    .select({
      day: sql<string>`asked.named::text`.as('day'), code: place.code, level: place.level, city: place.cityCode, validFrom: place.validFrom, isStatistical: place.isStatistical,
    })
    .from(place)
    .innerJoin(
      sql`unnest(${sql.param([...dates])}::date[], ${sql.param(dates.map(treeDate))}::date[]) as asked(named, day)`,
      sql`${place.validFrom} <= asked.day and (${place.validTo} is null or ${place.validTo} > asked.day)`,
    )
    .where(inArray(place.level, ['PROVINCE', 'CITY', 'COUNTY']))
    .orderBy(place.code);
  return Map.groupBy(rows, ({ day }) => day);
};

/** The tree of those places that are wanted. */
export const treeOf = (places: readonly DatedPlace[], isWanted: (county: DatedPlace) => boolean): PlaceTree => {
  const counties = Map.groupBy(places.filter((one) => one.level === 'COUNTY' && isWanted(one)), ({ city }) => city as string);
  const cities = places.filter(({ level, code }) => level === 'CITY' && counties.has(code));
  return {
    province: places.find(({ level }) => level === 'PROVINCE')?.code as string,
    cities: new Map(cities.map(({ code }) => [code, (counties.get(code) ?? []).map((county) => county.code)])),
  };
};

/** Names land alike at two dates, from the changes of the place list; one statement. */
export const landNames = async ({ tx }: RequestContext) => {
  const changes = await tx.orm.select({ oldCode: placeEvent.oldCode, newCode: placeEvent.newCode, effectiveFrom: placeEvent.effectiveFrom }).from(placeEvent);
  return (one: string, other: string) => landBetween(changes, treeDate(one), treeDate(other));
};

/** Everything that was released of these tables; one statement. */
export const releasedCells = ({ tx }: RequestContext, tables: readonly OwnedTable[]) =>
  tx.orm
    .select({
      tableId: publishedRelease.tableId, asOf: publishedRelease.asOf, threshold: publishedRelease.threshold, place: publishedCell.placeCode,
      first: publishedCell.firstCode, second: publishedCell.secondCode, third: publishedCell.thirdCode, value: publishedCell.value,
    })
    .from(publishedCell)
    .innerJoin(publishedRelease, eq(publishedRelease.id, publishedCell.releaseId))
    .where(inArray(publishedRelease.tableId, tables.map(({ id }) => id)))
    .orderBy(publishedRelease.asOf, publishedRelease.tableId, publishedCell.position);

type ReleasedCell = Awaited<ReturnType<typeof releasedCells>>[number];

const oneTable = (table: OwnedTable, cells: readonly ReleasedCell[], places: readonly DatedPlace[]): ReleasedTable => {
  const { asOf, threshold } = cells[0] as ReleasedCell;
  const counted = new Set(cells.map((cell) => cell.place));
  const codesOf = ({ first, second, third }: ReleasedCell): readonly string[] => [first, second, third].filter((code) => code !== null);
  return {
    table, asOf, threshold,
    tree: treeOf(places, ({ code }) => counted.has(code)),
    counts: new Map(cells.map((cell) => [keyOf(table, cell.place, codesOf(cell)), cell.value])),
  };
};

/** Released cells as tables of their dates. */
export const releasedTables = (tables: readonly OwnedTable[], cells: readonly ReleasedCell[], places: ReadonlyMap<string, readonly DatedPlace[]>): readonly ReleasedTable[] =>
  [...Map.groupBy(cells, ({ tableId, asOf }) => `${tableId}@${asOf}`).values()].map((group) => {
    const { tableId, asOf } = group[0] as ReleasedCell;
    return oneTable(tables.find(({ id }) => id === tableId) as OwnedTable, group, places.get(asOf) ?? []);
  });
