import type { placeKind, placeLevel } from '../db/codes/places.ts';

type PlaceKind = (typeof placeKind.values)[number];
type PlaceLevel = (typeof placeLevel.values)[number];

/** Digits 5-6 of a county code: 71-79 are zones of the statistics bureau, 81 and up county-level cities. */
const countyKind = (code: string): PlaceKind => {
  const digits = Number(code.slice(4, 6));
  if (digits >= 81) return 'COUNTY_LEVEL_CITY';
  if (digits >= 71) return 'STATISTICAL_ZONE';
  return digits >= 21 ? 'COUNTY' : 'DISTRICT';
};

/** Digits 7-9 of a township code; from 400 on development zones, management committees, farms. */
const townshipKind = (code: string): PlaceKind => {
  const digits = Number(code.slice(6, 9));
  if (digits >= 400) return 'SIMILAR_TOWNSHIP_UNIT';
  if (digits >= 200) return 'TOWNSHIP';
  return digits >= 100 ? 'TOWN' : 'SUBDISTRICT';
};

/** Digits 10-12 of a village code; from 400 on units without a committee of their own. */
const villageKind = (code: string): PlaceKind => {
  const digits = Number(code.slice(9, 12));
  if (digits >= 500) return 'SIMILAR_VILLAGE_UNIT';
  if (digits >= 400) return 'SIMILAR_RESIDENTS_UNIT';
  return digits >= 200 ? 'VILLAGE_COMMITTEE' : 'RESIDENTS_COMMITTEE';
};

/** The kind of a unit as its code tells it; names are less regular (a 管委会 can be a subdistrict). */
export const kindOf = (level: PlaceLevel, code: string): PlaceKind => {
  switch (level) {
    case 'PROVINCE': return 'PROVINCE';
    case 'CITY': return 'PREFECTURE_CITY';
    case 'COUNTY': return countyKind(code);
    case 'TOWNSHIP': return townshipKind(code);
    case 'VILLAGE': return villageKind(code);
  }
};

/** Serial 98 of the similar units: a placeholder for the firms of a zone, nobody lives in it. */
const isVirtual = (code: string): boolean => /^[0-9]{9}[45]98$/.test(code);

/** Whether the unit exists for statistics only. Real villages and towns below a zone do not. */
export const isStatistical = (kind: PlaceKind, code: string): boolean =>
  kind === 'STATISTICAL_ZONE' || kind === 'SIMILAR_TOWNSHIP_UNIT' || isVirtual(code);
