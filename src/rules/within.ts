import { Decimal } from 'decimal.js';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { waitInLine } from '../records/rule-lock.ts';
import { rowsAmong, rowsByIds } from '../records/rule-rows.ts';
import type { Rule } from '../records/rules.ts';
import { ruleError } from './errors.ts';

type Amount = string | number | null;

/** What belongs to whom: rows of a table that take their share of what a parent row has. */
export interface Share<Row, Parent> {
  readonly table: PgTable;
  /** Column and field of the row that name the parent. */
  readonly column: PgColumn;
  readonly by: keyof Row & string;
  readonly parent: PgTable & { readonly id: PgColumn };
  readonly amount: keyof Row & string;
  readonly limitOf: (parent: Parent) => Amount;
  /** Which rows take a share; all unless given. */
  readonly counts?: (row: Row) => boolean;
}

/**
 * What rows take of their parent adds up to no more than the parent has: wages and the contract's sum,
 * parcels and the task's area. A parent without a limit limits nothing. Saves under one parent wait for
 * each other. @throws as a fault SUM_EXCEEDED
 */
export const within = <Row extends { readonly id: string }, Parent = never>({ table, column, by, parent, amount, limitOf, counts = () => true }: Share<Row, Parent>): Rule<Row> => ({
  name: `${amount} within the limit of ${by}`,
  check: async (ctx, drafts) => {
    const parentOf = (row: Row): string => row[by] as string;
    const asked = drafts.filter(({ after }) => after[by] != null && after[amount] != null && counts(after));
    const ids = asked.map(({ after }) => parentOf(after));
    await waitInLine(ctx, ids);
    const parents = await rowsByIds(ctx, parent, ids);
    const rows = new Map(((await rowsAmong(ctx, table, column, ids)) as unknown as Row[]).map((row) => [row.id, row]));
    return drafts.map((draft) => {
      const { after } = draft;
      const its = asked.includes(draft) ? parents.get(parentOf(after)) : undefined;
      const limit = its ? limitOf(its as Parent) : null;
      if (limit === null) return undefined;
      const used = [...rows.values()].filter((row) => row.id !== after.id && parentOf(row) === parentOf(after) && counts(row))
        .reduce((sum, row) => sum.plus((row[amount] as Amount) ?? 0), new Decimal(0));
      if (used.plus(after[amount] as string).greaterThan(limit)) return ruleError('SUM_EXCEEDED', { limit: String(limit), used: used.toString() }, [amount]);
      rows.set(after.id, after);
      return undefined;
    });
  },
});
