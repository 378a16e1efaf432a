import DataLoader from 'dataloader';
import { eq, type SQL, sql } from 'drizzle-orm';
import { place } from '../db/tables/places.ts';
import { countPerParent, type Listing, type Parentage, readPages, type Row } from '../records/page.ts';
import { type Connection, mapPage } from './connection.ts';
import { type RequestContext, loaderOf } from './context.ts';
import { fingerprint } from './cursor.ts';
import { type PageArgs, readPageArgs } from './page-args.ts';
import { type PlaceNode, type PlaceRow, validOn } from './place-data.ts';

/** What every list of places can be asked: statistical units are left out unless wanted. */
export interface PlaceListArgs extends PageArgs {
  readonly includeStatistical?: boolean | null | undefined;
}

type Level = PlaceRow['level'];

export interface DescendantArgs extends PlaceListArgs {
  readonly level?: Level | null | undefined;
}

/** A list of places on a date, by code. `print` holds everything else that decides its rows. */
export const placeListing = (asOf: string, args: PlaceListArgs, where: readonly (SQL | undefined)[], ...print: readonly unknown[]): Listing => ({
  table: place,
  order: { id: place.code },
  where: [validOn(asOf), args.includeStatistical ? undefined : eq(place.isStatistical, false), ...where],
  print: fingerprint('Place', asOf, args.includeStatistical ?? false, ...print),
});

/** A connection of places that are all seen on the same date. */
export const seenConnection = ({ page, total }: Connection<Row>, asOf: string): Connection<PlaceNode> => ({
  page: mapPage(page, (row) => ({ ...(row as unknown as PlaceRow), asOf })),
  total,
});

const keyed = (key: SQL): Parentage => ({ key, among: (keys) => sql`${key} = any(${sql.param([...keys])}::text[])` });

/** The lists of many places, asked for with the same arguments, in one statement. */
const listBelow = async (ctx: RequestContext, { code, asOf }: PlaceNode, args: PageArgs, listing: Listing, parents: Parentage) => {
  const request = readPageArgs(args);
  const load = <V>(kind: string, batch: (keys: readonly string[]) => Promise<readonly V[]>): Promise<V> =>
    loaderOf<string, V>(ctx, `${kind}:${listing.print}:${fingerprint(request)}`, () => new DataLoader(batch)).load(code);
  const page = await load('page', (keys) => readPages(ctx, listing, parents, keys, request));
  return seenConnection({ page, total: () => load('count', (keys) => countPerParent(ctx, listing, parents, keys)) }, asOf);
};

/** The units directly below a place. */
export const childrenOf = (ctx: RequestContext, node: PlaceNode, args: PlaceListArgs): Promise<Connection<PlaceNode>> =>
  listBelow(ctx, node, args, placeListing(node.asOf, args, [], 'children'), keyed(sql`${place.parentCode}`));

/** Which column of a unit names its ancestor of a level; the first two digits of every code name the province. */
const ancestorAt: Readonly<Record<Level, SQL>> = {
  PROVINCE: sql`(left(${place.code}, 2) || '0000')`,
  CITY: sql`${place.cityCode}`,
  COUNTY: sql`${place.countyCode}`,
  TOWNSHIP: sql`${place.townshipCode}`,
  VILLAGE: sql`${place.code}`,
};

/** The units anywhere below a place, of one level if given: those under a statistical unit too. */
export const descendantsOf = (
  ctx: RequestContext,
  node: PlaceNode,
  args: DescendantArgs,
): Promise<Connection<PlaceNode>> => {
  const ancestor = ancestorAt[node.level];
  const where = [sql`${place.code} <> ${ancestor}`, args.level ? eq(place.level, args.level) : undefined];
  return listBelow(ctx, node, args, placeListing(node.asOf, args, where, 'descendants', node.level, args.level ?? null), keyed(ancestor));
};
