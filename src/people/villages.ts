import { and, eq } from 'drizzle-orm';
import { reachesVillage } from '../access/identity.ts';
import { place } from '../db/tables/places.ts';
import { PlatformError } from '../errors.ts';
import type { Row } from '../records/page.ts';
import type { RequestContext } from '../schema/context.ts';
import { validOn } from '../schema/place-data.ts';

/** The places of a residence on the map of its first day. */
export interface Village {
  readonly villageCode: string;
  readonly townshipCode: string;
  readonly placeCountyCode: string;
  readonly cityCode: string;
}

/**
 * The village with a code on a day, within the caller's reach.
 * @throws PlatformError VILLAGE_UNKNOWN, COUNTY_OUT_OF_REACH
 */
export const villageOn = async (ctx: RequestContext, code: string, day: string, path: readonly (string | number)[]): Promise<Village> => {
  const [found] = await ctx.tx.orm.select().from(place).where(and(eq(place.code, code), eq(place.level, 'VILLAGE'), validOn(day)));
  if (!found) throw new PlatformError('VILLAGE_UNKNOWN', { code, date: day }, { path });
  if (!reachesVillage(ctx.identity, found.code, found.countyCode as string)) throw new PlatformError('COUNTY_OUT_OF_REACH', { code: found.countyCode as string }, { path });
  return {
    villageCode: found.code,
    townshipCode: found.townshipCode as string,
    placeCountyCode: found.countyCode as string,
    cityCode: found.cityCode as string,
  };
};

/** A residence from a day on. */
export const residenceValues = (village: Village, fromOn: string, reason: string): Row => ({ ...village, fromOn, toOn: null, reason });
