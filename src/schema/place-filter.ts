import { and, eq, exists, inArray, like, not, or, type SQL, sql } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/pg-core';
import { place, placeDesignation } from '../db/tables/places.ts';
import { pinyinKey } from '../reference/place-rows.ts';
import { heldOn, mapDate, type PlaceRow } from './place-data.ts';
import { poorCountyKinds, type DesignationRow } from './place-designation.ts';
import { checkPlaceCode } from './place-id.ts';

type Asked<T> = T | null | undefined;

/** What places can be looked for by. */
export interface PlaceFilter {
  readonly level?: Asked<PlaceRow['level']>;
  readonly kind?: Asked<PlaceRow['kind']>;
  readonly parent?: Asked<string>;
  readonly within?: Asked<string>;
  readonly designation?: Asked<DesignationRow['kind']>;
  readonly contiguousArea?: Asked<DesignationRow['contiguousArea']>;
  readonly isPoorCounty?: Asked<boolean>;
  readonly search?: Asked<string>;
}

const designated = (asOf: string, condition: SQL): SQL =>
  exists(new QueryBuilder().select({ one: sql`1` }).from(placeDesignation)
    .where(and(eq(placeDesignation.code, place.code), heldOn(placeDesignation, mapDate(asOf)), condition)));

const withinPlace = (code: string): SQL | undefined =>
  code.endsWith('0000') && code.length === 6
    ? and(like(place.code, `${code.slice(0, 2)}%`), not(eq(place.code, code)))
    : and(or(eq(place.cityCode, code), eq(place.countyCode, code), eq(place.townshipCode, code)), not(eq(place.code, code)));

/** Latin letters, perhaps with tone marks, apostrophes and hyphens. */
const latin = /^\p{Script=Latin}[\p{Script=Latin}\p{M}'’-]*$/u;

/** Part of a text, with the wildcards of LIKE taken literally. */
const contains = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Part of the Chinese name or, in Latin letters, of the pinyin; `lv` is how `lü` is commonly typed. */
const named = (search: string): SQL | undefined => {
  const text = search.replace(/\s+/g, '');
  if (text === '') return undefined;
  if (!latin.test(text)) return like(place.name, contains(text));
  return or(like(place.name, contains(text)), like(place.pinyinKey, contains(pinyinKey(text).replaceAll('v', 'u'))));
};

const given = <T>(value: Asked<T>, condition: (value: T) => SQL | undefined): SQL | undefined =>
  value == null ? undefined : condition(value);

/**
 * A filter of places as SQL conditions, on the map of the date.
 * @throws PlatformError PLACE_CODE_INVALID
 */
export const placeFilterSql = (filter: PlaceFilter, asOf: string): readonly (SQL | undefined)[] => {
  const poor = designated(asOf, inArray(placeDesignation.kind, [...poorCountyKinds]));
  return [
    given(filter.level, (level) => eq(place.level, level)),
    given(filter.kind, (kind) => eq(place.kind, kind)),
    given(filter.parent, (code) => eq(place.parentCode, checkPlaceCode(code))),
    given(filter.within, (code) => withinPlace(checkPlaceCode(code))),
    given(filter.designation, (kind) => designated(asOf, eq(placeDesignation.kind, kind))),
    given<NonNullable<DesignationRow['contiguousArea']>>(filter.contiguousArea, (area) => designated(asOf, eq(placeDesignation.contiguousArea, area))),
    given(filter.isPoorCounty, (wanted) => (wanted ? poor : not(poor))),
    given(filter.search, named),
  ];
};

/** Everything of a filter that decides which places it finds, for the print of cursors. */
export const placeFilterPrint = (filter: PlaceFilter): readonly unknown[] =>
  [filter.level, filter.kind, filter.parent, filter.within, filter.designation, filter.contiguousArea, filter.isPoorCounty, filter.search]
    .map((value) => value ?? null);
