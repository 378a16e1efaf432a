import { and, type SQL, sql } from 'drizzle-orm';
import type { AnyRecord } from '../records/define.ts';
import { scopeOf } from '../records/listing.ts';
import { placeParentage } from '../records/parentage.ts';
import type { RequestContext } from './context.ts';
import type { Indicator, IndicatorQuestion } from './indicator-define.ts';
import type { PlaceNode } from './place-data.ts';

/** A figure over the rows of one record. */
export interface Counted {
  readonly record: AnyRecord;
  /** The aggregate, as text. What it asks of other tables stands under the caller's scope too. */
  value(asOf: string, ctx: RequestContext): SQL<string | null>;
  /** Which rows count on a date: nothing that happened later may show. */
  where(asOf: string, ctx: RequestContext): SQL;
  /** The figure of a place without rows; null where there is nothing to take a share of. */
  readonly empty: '0' | null;
}

const countGroup = async (ctx: RequestContext, { record, value, where }: Counted, places: readonly PlaceNode[], asOf: string) => {
  const parents = await placeParentage(ctx, record, places);
  const keys = [...new Set(places.map(({ code }) => code))];
  const join = parents.join?.(keys);
  const from = ctx.tx.orm
    .select({ key: sql<string>`${parents.key}`.as('place_key'), value: value(asOf, ctx).as('figure') })
    .from(record.table)
    .$dynamic();
  const rows = await (join ? from.innerJoin(join.source, join.on) : from)
    .where(and(parents.among(keys), where(asOf, ctx), scopeOf(ctx.identity, record.table)))
    .groupBy(parents.key);
  return new Map(rows.map((row) => [row.key, row.value]));
};

const groupOf = ({ place, asOf }: IndicatorQuestion): string => `${place.level}/${place.asOf}/${asOf}`;

/**
 * Answers questions about a figure: one statement for all places of one level seen on one date.
 * Household records count where the household lived on that date.
 */
export const countedBy = (counted: Counted): Indicator['values'] => async (ctx, questions) => {
  const groups = Map.groupBy(questions, groupOf);
  const answers = new Map<string, ReadonlyMap<string, string | null>>();
  for (const [group, asked] of groups) {
    const [{ asOf }] = asked as [IndicatorQuestion];
    answers.set(group, await countGroup(ctx, counted, asked.map(({ place }) => place), asOf));
  }
  return questions.map((question) => answers.get(groupOf(question))?.get(question.place.code) ?? counted.empty);
};
