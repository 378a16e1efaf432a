import { and, type SQL, sql } from 'drizzle-orm';
import { alias, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import type { Identity } from '../../access/identity.ts';
import { residence } from '../../db/tables/people.ts';
import type { PlaceNode } from '../../schema/place-data.ts';
import type { AnyRecord } from '../define.ts';
import { columnOf, scopeOf } from '../listing.ts';
import { cutTo, type GroupLevel, localColumns } from './dimensions.ts';
import { unitsOn } from './units.ts';

/** A table or subquery that a statement takes along, so that places of rows are known. */
export interface Join {
  readonly source: PgTable | SQL;
  readonly on: SQL;
  /** The record that it is of. */
  readonly record?: string;
}

/** The places of a record's rows on a day: expressions, and the joins that those need which were used. */
export interface PlacesOf {
  at(level: GroupLevel): SQL;
  /** The unit of a level above what a column names. */
  above(column: PgColumn, level: GroupLevel): SQL;
  /** Rows that count within a place. */
  within(place: PlaceNode): SQL;
  joins(): readonly Join[];
}

const levelOf = ({ level }: PlaceNode): GroupLevel => level.toLowerCase() as GroupLevel;

/** Under a name of its own, for residences are a record, too. */
const home = alias(residence, 'home');
const homeColumn = { city: home.cityCode, county: home.placeCountyCode, township: home.townshipCode, village: home.villageCode };

/** The home of a household on the day, within the caller's scope. */
export const homeOn = (identity: Identity, household: SQL | PgColumn, asOf: string): Join => ({
  source: home,
  record: 'Residence',
  on: and(sql`${home.householdId} = ${household}`, sql`${home.fromOn} <= ${asOf}::date`, sql`(${home.toOn} is null or ${home.toOn} > ${asOf}::date)`, scopeOf(identity, home)) as SQL,
});

/** The place of a level that the home lies in, on the map of its day. */
export const homeAt = (level: GroupLevel): SQL => sql`${homeColumn[level]}`;

/** Homes within a place of that day. */
export const homeWithin = (place: PlaceNode): SQL => (place.level === 'PROVINCE' ? sql`${home.villageCode} is not null` : sql`${homeAt(levelOf(place))} = ${place.code}`);

/** Codes of counties and cities on the map of the day, one join for each column that is asked for. */
const createUnits = (asOf: string) => {
  const used = new Map<string, { readonly join: Join; readonly county: SQL; readonly city: SQL }>();
  const of = (name: string, code: SQL) => {
    const unit = unitsOn(asOf, `unit_${name}`);
    const known = used.get(name) ?? { join: { source: unit.source, on: sql`${unit.code} = ${code}` }, county: unit.county, city: unit.city };
    used.set(name, known);
    return known;
  };
  return { of, joins: () => [...used.values()].map(({ join }) => join) };
};

type Units = ReturnType<typeof createUnits>;

const aboveOf = (units: Units) => (column: PgColumn, level: GroupLevel): SQL =>
  (level === 'city' || level === 'county' ? units.of(column.name, sql`left(${column}, 6)`)[level] : cutTo(sql`${column}`, level));

/** Where the household lived on the day; the map of that day stands in its residence. */
const byResidence = (identity: Identity, record: AnyRecord, asOf: string): PlacesOf => {
  const units = createUnits(asOf);
  const lived = homeOn(identity, columnOf(record.table, 'householdId') as PgColumn, asOf);
  let used = false;
  const noting = <A>(make: (given: A) => SQL) => (given: A): SQL => {
    used = true;
    return make(given);
  };
  return { at: noting(homeAt), above: aboveOf(units), within: noting(homeWithin), joins: () => [...(used ? [lived] : []), ...units.joins()] };
};

/** By the row's county and, below it, by what it is about. */
const byCounty = (record: AnyRecord, asOf: string): PlacesOf => {
  const units = createUnits(asOf);
  const county = columnOf(record.table, 'countyCode') as PgColumn;
  const columns = localColumns(record);
  const local = columns.length === 0 ? sql`null::text` : sql`coalesce(${sql.join(columns.map((column) => sql`${column}`), sql`, `)})`;
  const at = (level: GroupLevel): SQL => (level === 'city' || level === 'county' ? units.of(county.name, sql`${county}`)[level] : cutTo(local, level));
  return {
    at,
    above: aboveOf(units),
    within: (place) => (place.level === 'PROVINCE' ? sql`true` : sql`${at(levelOf(place))} = ${place.code}`),
    joins: units.joins,
  };
};

/** Where the rows of a record count on a day. */
export const placesOf = (identity: Identity, record: AnyRecord, asOf: string): PlacesOf =>
  record.about === 'household' ? byResidence(identity, record, asOf) : byCounty(record, asOf);
