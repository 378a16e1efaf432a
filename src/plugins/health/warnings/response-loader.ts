import DataLoader from 'dataloader';
import { rowsAmong } from '#records';
import { loaderOf, type RequestContext } from '#schema';
import { warningResponse } from '../tables/warning.ts';
import { type Warned, warnedKey } from './of-households.ts';

type ResponseRow = typeof warningResponse.$inferSelect;

/** What was done about a warning, if anything: one statement for all that are asked for together. */
export const responseTo = (ctx: RequestContext, warned: Warned): Promise<ResponseRow | null> =>
  loaderOf<Warned, ResponseRow | null>(ctx, 'health-warning-response', () => new DataLoader(async (asked: readonly Warned[]) => {
    const rows = await rowsAmong(ctx, warningResponse, warningResponse.householdId, asked.map(({ householdId }) => householdId));
    const byKey = new Map(rows.map((row) => [warnedKey(row), row]));
    return asked.map((one) => byKey.get(warnedKey(one)) ?? null);
  }, { cacheKeyFn: warnedKey as never }) as never).load(warned);
