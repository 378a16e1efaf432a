import { and, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { residence } from '../db/tables/people.ts';
import { place, placeEvent } from '../db/tables/places.ts';
import type { AnyRecord } from '../records/define.ts';
import { columnOf, idKeyOf, scopeOf } from '../records/listing.ts';
import { livedOn, residenceColumn } from '../records/parentage.ts';
import { heldOn } from '../schema/place-data.ts';
import type { Build, ScopedSource } from './build.ts';
import { type Finish, NotCompiled } from './part.ts';
import type { Rows } from './rows.ts';

/** How the rows of a list hang on the row around them. */
export interface Hanging {
  readonly from: SQL;
  readonly on: SQL | undefined;
}

/** Household records of a place, by where their households lived on its day. The form of a code says which column it can stand in. */
const byResidence = (rows: Rows, { table, from }: ScopedSource, build: Build): Hanging => {
  const household = columnOf(table, 'householdId');
  const within = and(livedOn(rows.day), scopeOf(build.identity, residence));
  const columns = rows.level === undefined ? Object.values(residenceColumn) : [residenceColumn[rows.level]];
  return {
    from: sql`${from} inner join ${residence} on ${residence.householdId} = ${household} and ${within}`,
    on: or(...columns.map((column) => column && sql`${column} = ${rows.column('code')}`)),
  };
};

/** The counties that stand for a county or a city: those in it on its day, and what each of them became. */
const countiesOf = (rows: Rows, build: Build): SQL => {
  const { table, from } = build.table(place);
  const [code, level, city] = ['code', 'level', 'cityCode'].map((key) => columnOf(table, key));
  const held = heldOn({ validFrom: columnOf(table, 'validFrom') as PgColumn, validTo: columnOf(table, 'validTo') as PgColumn }, rows.treeDay);
  const [itself, inside] = [sql`select ${rows.column('code')}`, sql`select ${code} from ${from} where ${level} = 'COUNTY' and ${city} = ${rows.column('code')} and ${held}`];
  const own = rows.level === 'COUNTY' ? itself : rows.level === 'CITY' ? inside : sql`(${itself}) union all (${inside})`;
  return sql`(${own}) union all select ${placeEvent.newCode} from ${placeEvent} where ${placeEvent.isWhole} and ${placeEvent.oldCode} in (${own})`;
};

/** County records of a place: by county above the township, by the record's own place below. */
const byCounty = (rows: Rows, { record, table, from }: ScopedSource, build: Build): Hanging => {
  const { level } = rows;
  const code = rows.column('code');
  const own = record.place === undefined ? undefined : columnOf(table, record.place);
  const inCounties = (): SQL => sql`${columnOf(table, 'countyCode')} in (${countiesOf(rows, build)})`;
  const [inTownship, inVillage] = [own ? sql`left(${own}, 9) = ${code}` : sql`false`, own ? sql`${own} = ${code}` : sql`false`];
  if (level === 'PROVINCE') return { from, on: undefined };
  if (level === 'CITY' || level === 'COUNTY') return { from, on: inCounties() };
  if (level !== undefined) return { from, on: level === 'VILLAGE' ? inVillage : inTownship };
  return { from, on: sql`case length(${code}) when 12 then ${inVillage} when 9 then ${inTownship} else ${inCounties()} end` };
};

/** By the column that holds the parent's id, by a place, or, at the root, on nothing. */
export const hanging = (rows: Rows, source: ScopedSource, by: string | undefined, build: Build, parent: AnyRecord | undefined): Hanging => {
  if (by !== undefined && parent) return { from: source.from, on: sql`${columnOf(source.table, by)} = ${rows.column(idKeyOf(parent))}` };
  if (!rows.has('code') || rows.record) return { from: source.from, on: undefined };
  return source.record.about === 'household' ? byResidence(rows, source, build) : byCounty(rows, source, build);
};

/** Where the level is not known before, the whole province is not among what was planned for. */
export const belowProvince = (rows: Rows, finish: Finish): Finish => {
  const level = rows.own('level');
  return (row, run, path) => {
    if (row[level] === 'PROVINCE') throw new NotCompiled('lists of the province, found by the way');
    return finish(row, run, path);
  };
};
