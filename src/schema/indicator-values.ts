import { PlatformError } from '../errors.ts';
import { requireReader } from '../records/listing.ts';
import type { RequestContext } from './context.ts';
import type { Indicator } from './indicator-define.ts';
import { existsOn, type PlaceNode, placesByCode, seenLoader } from './place-data.ts';
import { checkPlaceCode } from './place-id.ts';

/** An indicator with the plugin that counts it. */
export type OwnedIndicator = Indicator & { readonly owner: string };

const loadValues = async (ctx: RequestContext, indicator: Indicator, asked: readonly PlaceNode[]): Promise<readonly (string | null)[]> => {
  const values = await indicator.values(ctx, asked.map((place) => ({ place, asOf: place.asOf })));
  if (values.length !== asked.length) throw new Error(`Indicator ${indicator.id} answered ${values.length} of ${asked.length} questions`);
  return values;
};

/**
 * The value of an indicator for a place on the date it is seen at. Questions of one tick are counted
 * together. Values come from household data, so only readers get them, each within their scope.
 */
export const indicatorValue = async (ctx: RequestContext, indicator: Indicator, place: PlaceNode): Promise<string | null> => {
  requireReader(ctx.identity);
  return seenLoader(ctx, `indicator:${indicator.id}`, (asked: readonly PlaceNode[]) => loadValues(ctx, indicator, asked)).load(place);
};

/** The same for a place given by its code. */
export const indicatorValueAt = async (ctx: RequestContext, indicator: Indicator, code: string, asOf: string): Promise<string | null> => {
  requireReader(ctx.identity);
  const place = await placesByCode(ctx, asOf).load(checkPlaceCode(code));
  if (place === null || !existsOn(place)) throw new PlatformError('PLACE_UNKNOWN', { code });
  return indicatorValue(ctx, indicator, place);
};
