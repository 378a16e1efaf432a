import type { PgTable } from 'drizzle-orm/pg-core';
import { mayReadField, reachesTable } from '#access';
import type { Indicator } from '#schema';

type Values = Indicator['values'];

/**
 * A share taken partly from tables of health: who does not reach them gets no figure. A share without
 * its rows would be a false nought.
 */
export const ofDomain = (table: PgTable, values: Values): Values => async (ctx, questions) =>
  reachesTable(ctx.identity, table) ? values(ctx, questions) : questions.map(() => null);

/**
 * A count of ill people. In a village it says who is ill to everybody who lives there, so below the
 * township it is for those who may read of the persons themselves.
 */
export const ofPeople = (table: PgTable, values: Values): Values => async (ctx, questions) => {
  const isAllowed = mayReadField(ctx.identity, { table }, 'personal');
  const asked = questions.filter(({ place }) => isAllowed || place.level !== 'VILLAGE');
  const answers = new Map((await values(ctx, asked)).map((value, at) => [asked[at], value]));
  return questions.map((question) => answers.get(question) ?? null);
};
