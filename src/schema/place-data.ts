import DataLoader from 'dataloader';
import { and, desc, getTableColumns, lte, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { place } from '../db/tables/places.ts';
import { treeDate } from '../reference/vintages.ts';
import { type RequestContext, loaderOf } from './context.ts';

export { treeDate as mapDate } from '../reference/vintages.ts';

export type PlaceRow = typeof place.$inferSelect;

/** A place as seen on a date: everything asked below it is answered for that date. */
export type PlaceNode = PlaceRow & { readonly asOf: string };

/** A code and the date it is looked up at. */
export interface SeenCode {
  readonly code: string;
  readonly asOf: string;
}

interface Dated {
  readonly validFrom: PgColumn;
  readonly validTo: PgColumn;
}

/** Rows of a dated reference table that hold on the day. */
export const heldOn = ({ validFrom, validTo }: Dated, day: string): SQL =>
  and(lte(validFrom, day), sql`(${validTo} is null or ${validTo} > ${day}::date)`) as SQL;

/** Units that exist on the date. */
export const validOn = (asOf: string): SQL => heldOn(place, treeDate(asOf));

/** The questions as a row source `asked(code, day, at)`: many dates still make one statement. */
export const askedCodes = (asked: readonly SeenCode[]): SQL => {
  const [codes, days] = [asked.map(({ code }) => code), asked.map(({ asOf }) => treeDate(asOf))];
  return sql`unnest(${sql.param(codes)}::text[], ${sql.param(days)}::date[]) with ordinality as asked(code, day, at)`;
};

/** Which question a row answers, counted from 1. */
export const askedAt = sql<number>`asked.at::int`;

/** A loader over codes at dates: one object per question, told apart by its text. */
export const seenLoader = <V, K extends SeenCode = SeenCode>(
  ctx: RequestContext,
  name: string,
  load: (asked: readonly K[]) => Promise<readonly V[]>,
): DataLoader<K, V> =>
  loaderOf<K, V>(ctx, name, () => new DataLoader(load, { cacheKeyFn: (({ code, asOf }: K) => `${code}@${asOf}`) as never }) as never);

const loadPlaces = async (ctx: RequestContext, asked: readonly SeenCode[]): Promise<readonly (PlaceNode | null)[]> => {
  const rows = await ctx.tx.orm
    .selectDistinctOn([sql`asked.at`], { ...getTableColumns(place), at: askedAt })
    .from(place)
    .innerJoin(askedCodes(asked), sql`${place.code} = asked.code and ${place.validFrom} <= asked.day`)
    .orderBy(sql`asked.at`, desc(place.validFrom));
  const byQuestion = new Map(rows.map(({ at, ...row }) => [at, row]));
  return asked.map(({ asOf }, at) => {
    const row = byQuestion.get(at + 1);
    return row ? { ...row, asOf } : null;
  });
};

/**
 * Places by code as of a date: the unit that has the code on that date, else the last one that had
 * it before, so that a record of a village merged away still names its village. All dates of an
 * operation share one loader.
 */
export const placesByCode = (ctx: RequestContext, asOf: string) => {
  const loader = seenLoader(ctx, 'place', (asked) => loadPlaces(ctx, asked));
  const load = (code: string): Promise<PlaceNode | null> => loader.load({ code, asOf });
  return { load, loadMany: (codes: readonly string[]) => Promise.all(codes.map(load)) };
};

/** Whether the unit exists on the date it is seen at. */
export const existsOn = ({ validTo, asOf }: PlaceNode): boolean => validTo === null || validTo > treeDate(asOf);
