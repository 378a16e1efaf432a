import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '../db/database.ts';
import { place, placeEvent } from '../db/tables/places.ts';
import { PlatformError } from '../errors.ts';

/** How places lie to each other, whatever map their codes are from. */
export interface PlaceWeb {
  /** Whether one of them holds the other, or both are the same. */
  overlap(a: string, b: string): boolean;
  /** Whether the first holds the second, or both are the same. */
  covers(wide: string, narrow: string): boolean;
}

/** The digits that all codes below a place begin with. */
const stemOf = (code: string): string => (code.length === 6 ? code.replace(/(00)+$/, '') : code);

type Renamed = ReadonlyMap<string, readonly string[]>;

/** A code under all codes its county ever had: 大同县 is 云州区. */
const namesOf = (code: string, renamed: Renamed): readonly string[] =>
  [code, ...(renamed.get(code.slice(0, 6)) ?? []).map((county) => county + code.slice(6))];

const some = (as: readonly string[], bs: readonly string[], test: (a: string, b: string) => boolean): boolean => as.some((a) => bs.some((b) => test(a, b)));

/** Reads which counties were passed on whole under another code: one statement. */
export const readPlaceWeb = async (tx: Transaction): Promise<PlaceWeb> => {
  const events = await tx.orm.select({ from: placeEvent.oldCode, to: placeEvent.newCode }).from(placeEvent).where(eq(placeEvent.isWhole, true));
  const renamed = new Map<string, string[]>();
  for (const { from, to } of events) {
    renamed.set(from, [...(renamed.get(from) ?? []), to]);
    renamed.set(to, [...(renamed.get(to) ?? []), from]);
  }
  const covers = (wide: string, narrow: string): boolean => some(namesOf(wide, renamed), namesOf(narrow, renamed), (a, b) => b.startsWith(stemOf(a)));
  return { covers, overlap: (a, b) => covers(a, b) || covers(b, a) };
};

/** @throws PlatformError PLACE_UNKNOWN when no map has a place of this code */
export const requirePlace = async (tx: Transaction, code: string): Promise<void> => {
  const [found] = await tx.orm.select({ code: place.code }).from(place).where(sql`${place.code} = ${code}`).limit(1);
  if (!found) throw new PlatformError('PLACE_UNKNOWN', { code }, { path: ['placeCode'] });
};
