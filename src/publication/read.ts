import DataLoader from 'dataloader';
import { desc, eq, getTableColumns, inArray, type SQL, sql } from 'drizzle-orm';
import { publishedCell, publishedRelease } from '../db/tables/publication.ts';
import { countPerParent, type Listing, readPages } from '../records/page.ts';
import { parentColumn } from '../records/parentage.ts';
import type { Connection } from '../schema/connection.ts';
import { loaderOf, type RequestContext } from '../schema/context.ts';
import { fingerprint } from '../schema/cursor.ts';
import { type PageArgs, readPageArgs } from '../schema/page-args.ts';
import { type PlaceNode, seenLoader } from '../schema/place-data.ts';
import { checkPlaceCode } from '../schema/place-id.ts';
import type { OwnedTable } from './tables.ts';
import type { Release } from './write-releases.ts';

/** Levels a table is published for. */
export type PlaceLevel = 'PROVINCE' | 'CITY' | 'COUNTY';

export type Cell = typeof publishedCell.$inferSelect;

/** A cell with the release it stands in. */
export interface ReleasedCell {
  readonly cell: Cell;
  readonly release: Release;
  readonly table: OwnedTable;
}

/** Releases of tables, the latest first: one statement for all tables of a tick. */
export const releasesOf = (ctx: RequestContext): DataLoader<string, readonly Release[]> =>
  loaderOf(ctx, 'published-releases', () => new DataLoader(async (ids: readonly string[]) => {
    const rows = await ctx.tx.orm.select().from(publishedRelease).where(inArray(publishedRelease.tableId, [...ids])).orderBy(desc(publishedRelease.asOf));
    return ids.map((id) => rows.filter(({ tableId }) => tableId === id));
  }));

const levelIs: Readonly<Record<PlaceLevel, SQL>> = {
  PROVINCE: sql`${publishedCell.placeCode} like '__0000'`,
  CITY: sql`${publishedCell.placeCode} like '____00' and ${publishedCell.placeCode} not like '__0000'`,
  COUNTY: sql`${publishedCell.placeCode} not like '____00'`,
};

export interface CellArgs extends PageArgs {
  readonly place?: string | null | undefined;
  readonly level?: PlaceLevel | null | undefined;
}

const listingOf = ({ place, level }: CellArgs): Listing => ({
  table: publishedCell,
  order: { id: publishedCell.position },
  where: [place ? eq(publishedCell.placeCode, checkPlaceCode(place)) : undefined, level ? levelIs[level] : undefined],
  print: fingerprint('PublishedCell', place ?? null, level ?? null),
});

/** The cells of a release, page by page; releases of one tick are read together. */
export const cellsOf = async (ctx: RequestContext, release: Release, args: CellArgs): Promise<Connection<Cell>> => {
  const listing = listingOf(args);
  const request = readPageArgs(args);
  const parents = parentColumn(publishedCell.releaseId);
  const load = <V>(kind: string, batch: (ids: readonly string[]) => Promise<readonly V[]>): Promise<V> =>
    loaderOf<string, V>(ctx, `published-${kind}:${listing.print}:${JSON.stringify(request)}`, () => new DataLoader(batch) as never).load(release.id);
  return {
    page: (await load('cells', (ids) => readPages(ctx, listing, parents, ids, request))) as never,
    total: () => load('count', (ids) => countPerParent(ctx, listing, parents, ids)),
  };
};

/** For each place the latest release up to its date of each table that has this very unit. */
const latestCells = (ctx: RequestContext, asked: readonly PlaceNode[]) => {
  const columns = [asked.map(({ code }) => code), asked.map(({ validFrom }) => validFrom), asked.map(({ asOf }) => asOf)].map((values) => sql.param(values));
  return ctx.tx.orm
    .select({ at: sql<number>`latest.at::int`.as('at'), cell: getTableColumns(publishedCell), release: getTableColumns(publishedRelease) })
    .from(publishedCell)
    .innerJoin(publishedRelease, eq(publishedRelease.id, publishedCell.releaseId))
    .innerJoin(
      sql`(select distinct on (asked.at, r.table_id) asked.at, asked.code, r.id
        from unnest(${columns[0]}::text[], ${columns[1]}::date[], ${columns[2]}::date[]) with ordinality as asked(code, valid_from, as_of, at)
        join core.published_release r on r.as_of <= asked.as_of
        where exists (select from core.published_cell c where c.release_id = r.id and c.place_code = asked.code and c.place_valid_from = asked.valid_from)
        order by asked.at, r.table_id, r.as_of desc) as latest`,
      sql`latest.id = ${publishedRelease.id} and latest.code = ${publishedCell.placeCode}`,
    )
    .orderBy(publishedRelease.tableId, publishedCell.position);
};

/** What is published of a place as of its date: one statement for all places of a tick. */
export const cellsOfPlace = (ctx: RequestContext, node: PlaceNode, tables: readonly OwnedTable[]): Promise<readonly ReleasedCell[]> =>
  seenLoader(ctx, 'published-of-place', async (asked: readonly PlaceNode[]) => {
    const byId = new Map(tables.map((table) => [table.id, table]));
    const byQuestion = Map.groupBy(await latestCells(ctx, asked), ({ at }) => at);
    return asked.map((_, at) => (byQuestion.get(at + 1) ?? []).flatMap(({ cell, release }) => {
      const table = byId.get(release.tableId);
      return table ? [{ cell, release, table }] : [];
    }));
  }).load(node);
