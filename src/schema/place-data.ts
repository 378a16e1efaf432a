import DataLoader from 'dataloader';
import { and, desc, lte, sql } from 'drizzle-orm';
import { place } from '../db/tables/places.ts';
import { type RequestContext, loaderOf } from './context.ts';

export type PlaceRow = typeof place.$inferSelect;

/** A place as seen on a date: everything asked below it is answered for that date. */
export type PlaceNode = PlaceRow & { readonly asOf: string };

/** The first list of places we have; it stands for all earlier dates too. */
export const firstVintage = '2016-07-31';

/** The date to look places up at: never before the first list. */
export const mapDate = (asOf: string): string => (asOf < firstVintage ? firstVintage : asOf);

/** Units that exist on the date. */
export const validOn = (asOf: string) =>
  and(lte(place.validFrom, mapDate(asOf)), sql`(${place.validTo} is null or ${place.validTo} > ${mapDate(asOf)}::date)`);

/**
 * Places by code as of a date: the unit that has the code on that date, else the last one that had
 * it before, so that a record of a village merged away still names its village.
 */
export const placesByCode = (ctx: RequestContext, asOf: string): DataLoader<string, PlaceNode | null> =>
  loaderOf(ctx, `place@${asOf}`, () => new DataLoader(async (codes: readonly string[]) => {
    const rows = await ctx.tx.orm
      .selectDistinctOn([place.code])
      .from(place)
      .where(and(sql`${place.code} = any(${codes}::text[])`, lte(place.validFrom, mapDate(asOf))))
      .orderBy(place.code, desc(place.validFrom));
    const byCode = new Map(rows.map((row) => [row.code, { ...row, asOf }]));
    return codes.map((code) => byCode.get(code) ?? null);
  }));

/** Whether the unit exists on the date it is seen at. */
export const existsOn = ({ validTo, asOf }: PlaceNode): boolean => validTo === null || validTo > mapDate(asOf);
