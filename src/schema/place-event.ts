import DataLoader from 'dataloader';
import { or, sql } from 'drizzle-orm';
import type { ObjectRef } from '@pothos/core';
import { placeRelation } from '../db/codes/places.ts';
import { placeEvent } from '../db/tables/places.ts';
import { bilingual, type TypeShelf } from '../records/kit.ts';
import { type RequestContext, loaderOf } from './context.ts';
import { mapDate, type PlaceNode, placesByCode } from './place-data.ts';

type EventRow = typeof placeEvent.$inferSelect;

/** A change as told from one of its two units. */
export type PlaceEventNode = EventRow & { readonly of: 'OLD' | 'NEW' };

const eventsByCode = (ctx: RequestContext): DataLoader<string, readonly EventRow[]> =>
  loaderOf(ctx, 'place-events', () => new DataLoader(async (codes: readonly string[]) => {
    const among = sql.param([...codes]);
    const rows = await ctx.tx.orm
      .select()
      .from(placeEvent)
      .where(or(sql`${placeEvent.oldCode} = any(${among}::text[])`, sql`${placeEvent.newCode} = any(${among}::text[])`))
      .orderBy(placeEvent.effectiveFrom, placeEvent.oldCode, placeEvent.newCode);
    return codes.map((code) => rows.filter(({ oldCode, newCode }) => oldCode === code || newCode === code));
  }));

/** Whether the event is this unit's, and not of another unit that had the code earlier or later. */
const sideOf = ({ code, validFrom, validTo }: PlaceNode, { oldCode, effectiveFrom }: EventRow): PlaceEventNode['of'] | undefined => {
  if (oldCode === code) return effectiveFrom > validFrom && (validTo === null || effectiveFrom <= validTo) ? 'OLD' : undefined;
  return effectiveFrom >= validFrom && (validTo === null || effectiveFrom < validTo) ? 'NEW' : undefined;
};

/** The changes a unit went through, whenever they were: also those that lie after the date it is seen at. */
export const eventsOf = async (ctx: RequestContext, node: PlaceNode): Promise<readonly PlaceEventNode[]> =>
  (await eventsByCode(ctx).load(node.code)).flatMap((event) => {
    const of = sideOf(node, event);
    return of ? [{ ...event, of }] : [];
  });

/** The unit after the change, seen on the first day it is known. */
const newUnit = (ctx: RequestContext, { newCode, firstVintageNew }: EventRow) => placesByCode(ctx, firstVintageNew).load(newCode);
/** The unit before the change, seen on the last day it is known. */
const oldUnit = (ctx: RequestContext, { oldCode, lastVintageOld }: EventRow) => placesByCode(ctx, lastVintageOld).load(oldCode);

const known = (places: readonly (PlaceNode | null)[]): readonly PlaceNode[] => places.filter((node) => node !== null);

/** What a unit became, wholly or in part. */
export const successorsOf = async (ctx: RequestContext, node: PlaceNode): Promise<readonly PlaceNode[]> => {
  const events = (await eventsOf(ctx, node)).filter(({ of }) => of === 'OLD');
  return known(await Promise.all(events.map((event) => newUnit(ctx, event))));
};

/** What a unit came from by the date it is seen at, wholly or in part. */
export const predecessorsOf = async (ctx: RequestContext, node: PlaceNode): Promise<readonly PlaceNode[]> => {
  const events = (await eventsOf(ctx, node)).filter(({ of, effectiveFrom }) => of === 'NEW' && effectiveFrom <= mapDate(node.asOf));
  return known(await Promise.all(events.map((event) => oldUnit(ctx, event))));
};

/** The type of a change between two units. */
export const defineEvent = (shelf: TypeShelf, placeRef: ObjectRef<never, PlaceNode, PlaceNode>) =>
  shelf.builder.objectRef<PlaceEventNode>('PlaceEvent').implement({
    description: bilingual({ zh: '区划变更', en: 'A change by which one county-level unit became another' }),
    fields: (t) => {
      const unit = (zh: string, en: string, load: (ctx: RequestContext, event: PlaceEventNode) => Promise<PlaceNode | null>) =>
        t.field({ type: placeRef as never, nullable: true, description: bilingual({ zh, en }), resolve: (event, _, ctx) => load(ctx, event) as never });
      return {
        relation: t.expose('relation', { type: shelf.enumOf(placeRelation), description: bilingual(placeRelation.title) }),
        part: t.exposeString('part', { description: '划转范围 / Which part passed on, in the words of the source' }),
        isWhole: t.exposeBoolean('isWhole', { description: '是否整体划转 / Whether the whole unit passed on' }),
        effectiveFrom: t.expose('effectiveFrom', { type: 'Date', description: '首次见于此日区划 / First list of places that has the new unit' }),
        from: unit('变更前单位', 'The unit before', oldUnit),
        to: unit('变更后单位', 'The unit after', newUnit),
        other: unit('对方单位', 'The unit on the other side', (ctx, event) => (event.of === 'OLD' ? newUnit : oldUnit)(ctx, event)),
      };
    },
  });
