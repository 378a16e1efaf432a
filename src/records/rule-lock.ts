import type { RequestContext } from '../schema/context.ts';
import { householdsOf } from './rule-rows.ts';
import type { Rule } from './rules.ts';

/**
 * Makes saves that count the same thing (a household's payments, a site's homes) wait for each
 * other until the transaction ends, so that two at once cannot both take the last of it. Locked in
 * one order, by advisory locks: a server over several machines refuses to lock rows of many households.
 */
export const waitInLine = async (ctx: RequestContext, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  await ctx.tx.query(
    'select pg_advisory_xact_lock(k) from (select distinct hashtextextended(id, 0) as k from unnest($1::text[]) as id order by 1) as keys',
    [[...new Set(ids)]],
  );
};

/** First of the rules that look at other records of the household: those must not change meanwhile. */
export const householdInLine: Rule<{ readonly householdId: string }> = {
  name: 'household in line',
  check: async (ctx, drafts) => {
    await waitInLine(ctx, householdsOf(drafts));
    return drafts.map(() => undefined);
  },
};
