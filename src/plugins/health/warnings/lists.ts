import DataLoader from 'dataloader';
import { eq } from 'drizzle-orm';
import { mayRead, mayReadField, reachesTable, requireSignedIn } from '#access';
import { PlatformError } from '#errors';
import { countAll, countPerParent, type Listing, placeParentage, readPage, readPages, type Row } from '#records';
import { type Connection, fingerprint, loaderOf, type PageArgs, type PlaceNode, type RequestContext, readPageArgs } from '#schema';
import { medicalClaim } from '../tables/claim.ts';
import { readerOf, warningSource } from './source.ts';
import { healthWarning, type WarningRow } from './table.ts';

/** What the list of warnings can be asked. */
export interface WarningArgs extends PageArgs {
  readonly year?: number | null | undefined;
  readonly level?: WarningRow['level'] | null | undefined;
}

/**
 * That a family is on the list says something about its health: the list is for those who read
 * personal facts of health. For departments without the domain there is no such row.
 */
const requireListReader = ({ identity }: RequestContext): void => {
  requireSignedIn(identity);
  const isGranted = !reachesTable(identity, medicalClaim) || mayReadField(identity, { table: medicalClaim }, 'personal');
  if (!mayRead(identity, 'personal') || !isGranted) throw new PlatformError('FORBIDDEN');
};

const yearOf = (day: string): number => Number(day.slice(0, 4));

/** Those of a year as a day knows them, the most threatened first. */
const listingOf = (ctx: RequestContext, { year, level }: WarningArgs, asOf: string): Listing => {
  requireListReader(ctx);
  const wanted = year ?? yearOf(asOf);
  return {
    table: healthWarning,
    source: warningSource(readerOf(ctx), { year: wanted, asOf }),
    order: { id: healthWarning.householdId, column: healthWarning.leftPerHead },
    where: [level ? eq(healthWarning.level, level) : undefined],
    print: fingerprint('HealthWarning', wanted, asOf, level ?? null),
  };
};

/** All warnings within the caller's scope. */
export const allWarnings = async (ctx: RequestContext, args: WarningArgs): Promise<Connection<Row>> => {
  const listing = listingOf(ctx, args, ctx.today);
  return { page: await readPage(ctx, listing, readPageArgs(args)), total: () => countAll(ctx, listing) };
};

const placed = { table: healthWarning, about: 'household' } as const;

/** Warnings of the households that lived at a place on its date: one statement for all places of a level. */
export const warningsOfPlace = async (ctx: RequestContext, place: PlaceNode, args: WarningArgs): Promise<Connection<Row>> => {
  const [listing, request] = [listingOf(ctx, args, place.asOf), readPageArgs(args)];
  const name = `${place.level}:${listing.print}:${fingerprint(request.size, request.cursor ?? null, request.backward)}`;
  const load = <V>(kind: string, batch: (places: readonly PlaceNode[]) => Promise<readonly V[]>): Promise<V> =>
    loaderOf<PlaceNode, V>(ctx, `health-warnings:${kind}:${name}`, () => new DataLoader(batch, { cacheKeyFn: (({ code }: PlaceNode) => code) as never }) as never).load(place);
  const codes = (places: readonly PlaceNode[]): string[] => places.map(({ code }) => code);
  const page = await load('page', async (places) => readPages(ctx, listing, await placeParentage(ctx, placed, places), codes(places), request));
  return { page, total: () => load('count', async (places) => countPerParent(ctx, listing, await placeParentage(ctx, placed, places), codes(places))) };
};
