import { PlatformError } from '../../errors.ts';
import { listingOf, requireReader } from '../../records/listing.ts';
import { readPages, type Row } from '../../records/page.ts';
import { placeParentage } from '../../records/parentage.ts';
import type { RequestContext } from '../../schema/context.ts';
import { coreRecords } from '../../schema/core-records.ts';
import { existsOn, type PlaceNode, placesByCode } from '../../schema/place-data.ts';

/** More households than any township of the province has registered; beyond it nothing is cut off, but refused. */
export const mostHouseholds = 5_000;

/** A township or village on a day. @throws PlatformError FORM_NOT_FOUND, FORM_PLACE_TOO_WIDE */
export const placeOfForm = async (ctx: RequestContext, code: string, asOf: string): Promise<PlaceNode> => {
  requireReader(ctx.identity);
  const place = await placesByCode(ctx, asOf).load(code);
  if (!place || !existsOn(place)) throw new PlatformError('FORM_NOT_FOUND');
  if (place.level !== 'TOWNSHIP' && place.level !== 'VILLAGE') throw new PlatformError('FORM_PLACE_TOO_WIDE');
  return place;
};

/** Households registered as poor that lived there on the day, by registration number. @throws PlatformError FORM_TOO_LONG */
export const householdsOf = async (ctx: RequestContext, place: PlaceNode): Promise<readonly Row[]> => {
  const listing = listingOf(ctx, coreRecords.household, { filter: { isRegisteredPoor: { eq: true } }, orderBy: { field: 'registrationNumber', direction: 'ASC' } });
  const parents = await placeParentage(ctx, coreRecords.household, [place]);
  const [page] = await readPages(ctx, listing, parents, [place.code], { size: mostHouseholds, cursor: undefined, backward: false });
  if (page?.hasNextPage) throw new PlatformError('FORM_TOO_LONG', { max: mostHouseholds });
  return page?.nodes ?? [];
};
