import { sql } from 'drizzle-orm';
import { boolean, check, index, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { contiguousArea, designationKind, exitDecisionBasis, placeKind, placeLevel, placeRelation } from '../codes/places.ts';
import { civilDate, coded, placeCode } from '../columns.ts';
import { core } from '../core-schema.ts';
import { table } from '../table.ts';

/**
 * A unit of the place tree over `[validFrom, validTo)`. A code is no identity over time: codes are
 * used again after mergers, so the key has the date. The ancestors stand in every row (a unit's own
 * code at its own level, null above the unit), so "everything below X on day D" is one indexed predicate.
 */
export const place = table(core, 'place', {
  code: placeCode().notNull(),
  validFrom: civilDate().notNull(),
  validTo: civilDate(),
  parentCode: placeCode(),
  level: coded(placeLevel).notNull(),
  kind: coded(placeKind).notNull(),
  name: text().notNull(),
  namePinyin: text(),
  /** The pinyin in small letters without spaces, what a search compares with. */
  pinyinKey: text(),
  isStatistical: boolean().notNull(),
  cityCode: placeCode(),
  countyCode: placeCode(),
  townshipCode: placeCode(),
}, (t) => [
  primaryKey({ columns: [t.code, t.validFrom] }),
  index().on(t.level, t.validFrom),
  index().on(t.parentCode),
  index().on(t.cityCode, t.level),
  index().on(t.countyCode, t.level),
  index().on(t.townshipCode),
  check('place_validity', sql`${t.validTo} > ${t.validFrom}`),
  check('place_code', sql`${t.code} ~ '^[0-9]{6}([0-9]{3}([0-9]{3})?)?$'`),
  check('place_parent', sql`(${t.parentCode} is null) = (${t.level} = 'PROVINCE')`),
  check('place_city', sql`(${t.cityCode} is null) = (${t.level} = 'PROVINCE')`),
  check('place_county', sql`(${t.countyCode} is null) = (${t.level} in ('PROVINCE', 'CITY'))`),
  check('place_township', sql`(${t.townshipCode} is null) = (${t.level} not in ('TOWNSHIP', 'VILLAGE'))`),
  check('place_pinyin', sql`(${t.namePinyin} is null) = (${t.pinyinKey} is null)`),
]);

/**
 * A county's poverty designation, one row each: the contiguous areas overlap with the key counties.
 * Leaving the list sets the exit and keeps the row open, the county stays one of the period's poor
 * counties; only a change of code closes it, and the successor has its own.
 */
export const placeDesignation = table(core, 'place_designation', {
  code: placeCode().notNull(),
  kind: coded(designationKind).notNull(),
  validFrom: civilDate().notNull(),
  validTo: civilDate(),
  contiguousArea: coded(contiguousArea),
  /** The year assessed, not the year of the decision. */
  exitYear: smallint(),
  exitDecidedOn: civilDate(),
  exitBasis: coded(exitDecisionBasis),
  /** How far the source was verified, in the words of the data file. */
  sourceStatus: text().notNull(),
  exitSourceStatus: text().notNull(),
}, (t) => [
  primaryKey({ columns: [t.code, t.kind, t.validFrom] }),
  index().on(t.kind, t.validFrom),
  check('place_designation_validity', sql`${t.validTo} > ${t.validFrom}`),
  check('place_designation_area', sql`(${t.contiguousArea} is null) = (${t.kind} <> 'CONTIGUOUS_AREA')`),
  check('place_designation_exit', sql`(${t.exitYear} is null) = (${t.exitBasis} is null)`),
  check('place_designation_decided', sql`${t.exitDecidedOn} is null or ${t.exitYear} < extract(year from ${t.exitDecidedOn})`),
]);

/** Which county-level unit became which, in what part, between two vintages of the place list. */
export const placeEvent = table(core, 'place_event', {
  oldCode: placeCode().notNull(),
  newCode: placeCode().notNull(),
  /** The first vintage that has the new unit; the legal day lies between the two vintages. */
  effectiveFrom: civilDate().notNull(),
  oldName: text().notNull(),
  newName: text().notNull(),
  relation: coded(placeRelation).notNull(),
  part: text().notNull(),
  isWhole: boolean().notNull(),
  lastVintageOld: civilDate().notNull(),
  firstVintageNew: civilDate().notNull(),
}, (t) => [
  primaryKey({ columns: [t.oldCode, t.newCode, t.effectiveFrom] }),
  index().on(t.newCode),
  check('place_event_vintages', sql`${t.lastVintageOld} < ${t.firstVintageNew}`),
]);
