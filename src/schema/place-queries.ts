import type { ObjectRef } from '@pothos/core';
import { contiguousArea, designationKind, placeKind, placeLevel } from '../db/codes/places.ts';
import { told } from '../records/facts.ts';
import { bilingual, type TypeShelf } from '../records/kit.ts';
import { countAll, type Listing, readPage } from '../records/page.ts';
import type { Connection, ConnectionRef } from './connection.ts';
import type { RequestContext } from './context.ts';
import { type ArgOwner, asOfArg } from './field-args.ts';
import { readPageArgs } from './page-args.ts';
import { existsOn, type PlaceNode, placesByCode } from './place-data.ts';
import { type PlaceFilter, placeFilterPrint, placeFilterSql } from './place-filter.ts';
import { checkPlaceCode } from './place-id.ts';
import { type PlaceListArgs, placeListing, seenConnection } from './place-lists.ts';

export type PlacesArgs = PlaceFilter & PlaceListArgs & { readonly asOf?: string | null | undefined };

const findPlace = async (ctx: RequestContext, code: string, asOf: string): Promise<PlaceNode | null> => {
  const found = await placesByCode(ctx, asOf).load(checkPlaceCode(code));
  return found && existsOn(found) ? found : null;
};

/** Places as asked for at the root. @throws PlatformError PLACE_CODE_INVALID */
export const placesListing = (args: PlacesArgs, asOf: string): Listing => placeListing(asOf, args, placeFilterSql(args, asOf), 'places', ...placeFilterPrint(args));

const findPlaces = async (ctx: RequestContext, args: PlacesArgs): Promise<Connection<PlaceNode>> => {
  const asOf = args.asOf ?? ctx.today;
  const request = readPageArgs(args);
  const listing = placesListing(args, asOf);
  return seenConnection({ page: await readPage(ctx, listing, request), total: () => countAll(ctx, listing) }, asOf);
};

/** Arguments of a list of places that follow from nothing else. */
export const placeListArgs = (t: ArgOwner) => ({
  includeStatistical: t.arg.boolean({ defaultValue: false, description: '包括仅供统计的单位 / Also units that exist for statistics only' }),
  first: t.arg.int({ description: '前几条 / The first so many, at most 200' }),
  after: t.arg.string({ description: '在此游标之后 / After this cursor' }),
  last: t.arg.int({ description: '后几条 / The last so many, at most 200' }),
  before: t.arg.string({ description: '在此游标之前 / Before this cursor' }),
});

const filterArgs = (t: ArgOwner, shelf: TypeShelf) => ({
  level: t.arg({ type: shelf.enumOf(placeLevel), description: bilingual(placeLevel.title) }),
  kind: t.arg({ type: shelf.enumOf(placeKind), description: bilingual(placeKind.title) }),
  parent: t.arg.string({ description: '上级区划代码 / Code of the unit directly above' }),
  within: t.arg.string({ description: '所在区划代码(任一上级) / Code of a unit anywhere above' }),
  designation: t.arg({ type: shelf.enumOf(designationKind), description: bilingual(designationKind.title) }),
  contiguousArea: t.arg({ type: shelf.enumOf(contiguousArea), description: bilingual(contiguousArea.title) }),
  isPoorCounty: t.arg.boolean({ description: '是否贫困县 / Whether it is a poor county on the date' }),
  search: t.arg.string({ description: '名称或拼音的一部分 / Part of the Chinese name or, where known, of the pinyin' }),
});

/** The ways into the place tree. */
export const definePlaceQueries = (shelf: TypeShelf, ref: ObjectRef<never, PlaceNode>, connection: ConnectionRef<PlaceNode>): void => {
  shelf.builder.queryFields((t) => ({
    place: t.field({
      type: ref as never,
      nullable: true,
      description: '按代码取区划,当日不存在则为空 / The unit that has the code on the date, null when there is none',
      args: { code: t.arg.string({ required: true, description: '区划代码 / Code of 6, 9 or 12 digits' }), asOf: asOfArg(t) },
      ...told({ is: 'find', by: 'place' }),
      resolve: (_, { code, asOf }, ctx) => findPlace(ctx, code, asOf ?? ctx.today) as never,
    }),
    places: t.field({
      type: connection as never,
      description: '区划,按代码排列 / Places, by code',
      args: { ...filterArgs(t, shelf), asOf: asOfArg(t), ...placeListArgs(t) },
      ...told({ is: 'places' }),
      resolve: (_, args, ctx) => findPlaces(ctx, args as PlacesArgs) as never,
    }),
  }));
};
