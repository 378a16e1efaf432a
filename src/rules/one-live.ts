import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { waitInLine } from '../records/rule-lock.ts';
import { rowsAmong } from '../records/rule-rows.ts';
import type { Rule } from '../records/rules.ts';
import { ruleError } from './errors.ts';

interface Standing {
  readonly id: string;
  readonly status: string;
}

/**
 * One live row for what a column names: a person's post, a village's plan. Saves of the same wait for
 * each other, so that two at once cannot both be the one. @throws as a fault LIVE_ONE_EXISTS
 */
export const oneLive = <Row extends Standing>(table: PgTable, column: PgColumn, by: keyof Row & string, live: ReadonlySet<string>): Rule<Row> => ({
  name: `one live row of ${by}`,
  check: async (ctx, drafts) => {
    const asked = drafts.filter(({ before, after }) => live.has(after.status) && after[by] != null && !(before && live.has(before.status) && before[by] === after[by]));
    const keys = asked.map(({ after }) => after[by] as string);
    await waitInLine(ctx, keys);
    const rows = (await rowsAmong(ctx, table, column, keys)) as unknown as Row[];
    const taken = new Map(rows.filter(({ status }) => live.has(status)).map((row) => [row[by] as string, row.id]));
    return drafts.map((draft) => {
      if (!asked.includes(draft)) return undefined;
      const key = draft.after[by] as string;
      const other = taken.get(key);
      if (other !== undefined && other !== draft.after.id) return ruleError('LIVE_ONE_EXISTS', {}, [by]);
      taken.set(key, draft.after.id);
      return undefined;
    });
  },
});
