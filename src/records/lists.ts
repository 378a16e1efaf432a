import DataLoader from 'dataloader';
import type { RequestContext } from '../schema/context.ts';
import { loaderOf } from '../schema/context.ts';
import type { Connection } from '../schema/connection.ts';
import { mapPage } from '../schema/connection.ts';
import { fingerprint } from '../schema/cursor.ts';
import { type PageArgs, readPageArgs } from '../schema/page-args.ts';
import type { PlaceNode } from '../schema/place-data.ts';
import type { AnyRecord } from './define.ts';
import { type ListArgs, listingOf } from './listing.ts';
import { countAll, countPerParent, type Page, type Parentage, readPage, readPages, type Row } from './page.ts';
import { placeParentage } from './parentage.ts';

export type ConnectionArgs = PageArgs & ListArgs;

const argsPrint = ({ filter, orderBy, first, after, last, before }: ConnectionArgs): string =>
  fingerprint(filter ?? null, orderBy ?? null, first ?? null, after ?? null, last ?? null, before ?? null);

/** Carries the date of the parent on to the rows, so that everything below is seen at that date. */
const seenAt = (connection: Connection<Row>, asOf: string | undefined): Connection<Row> =>
  asOf === undefined ? connection : { ...connection, page: mapPage(connection.page, (row) => ({ ...row, asOf })) };

/** A record's list at the root. */
export const rootConnection = async (ctx: RequestContext, record: AnyRecord, args: ConnectionArgs): Promise<Connection<Row>> => {
  const listing = listingOf(ctx, record, args);
  return { page: await readPage(ctx, listing, readPageArgs(args)), total: () => countAll(ctx, listing) };
};

/** The lists of many parents, asked for together, with the same arguments. */
const childConnection = async <P>(
  ctx: RequestContext,
  record: AnyRecord,
  args: ConnectionArgs,
  field: { readonly name: string; readonly key: string; readonly parent: P; parentage(parents: readonly P[]): Promise<Parentage> | Parentage },
): Promise<Connection<Row>> => {
  const request = readPageArgs(args);
  const listing = listingOf(ctx, record, args, { print: field.name });
  const name = `${field.name}.${record.plural}`;
  type Asked = readonly [string, P];
  const load = <V>(kind: string, batch: (parents: Parentage, keys: readonly string[]) => Promise<readonly V[]>) =>
    loaderOf<Asked, V>(ctx, `${kind}:${name}:${argsPrint(args)}`, () => new DataLoader(async (asked: readonly Asked[]) =>
      batch(await field.parentage(asked.map(([, parent]) => parent)), asked.map(([key]) => key)),
      { cacheKeyFn: (([key]: Asked) => key) as never },
    ) as never).load([field.key, field.parent] as const);
  const page: Page = await load('page', (parents, keys) => readPages(ctx, listing, parents, keys, request));
  return { page, total: () => load('count', (parents, keys) => countPerParent(ctx, listing, parents, keys)) };
};

/** Rows of a record that point to a parent row by a column. */
export const connectionOfParent = (
  ctx: RequestContext,
  record: AnyRecord,
  args: ConnectionArgs,
  parent: { readonly field: string; readonly key: string; readonly parentage: Parentage; readonly asOf?: string | undefined },
): Promise<Connection<Row>> =>
  childConnection(ctx, record, args, { name: parent.field, key: parent.key, parent: null, parentage: () => parent.parentage }).then((connection) =>
    seenAt(connection, parent.asOf),
  );

/** Rows of a record that belong to a place on the date the place is seen at. */
export const connectionOfPlace = (ctx: RequestContext, record: AnyRecord, args: ConnectionArgs, place: PlaceNode): Promise<Connection<Row>> =>
  childConnection<PlaceNode>(ctx, record, args, {
    name: `Place@${place.level}@${place.asOf}`,
    key: place.code,
    parent: place,
    parentage: (places) => placeParentage(ctx, record, places),
  }).then((connection) => seenAt(connection, place.asOf));
