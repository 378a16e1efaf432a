import { getTableColumns } from 'drizzle-orm';
import type { RequestContext } from '#schema';
import { warningSource } from './source.ts';
import { healthWarning, type WarningRow } from './table.ts';

/** Whose warning of which year is wanted. */
export interface Warned {
  readonly householdId: string;
  readonly year: number;
}

export const warnedKey = ({ householdId, year }: Warned): string => `${householdId}/${year}`;

/** The warnings of these households and years, by household and year: one statement a year. */
export const warningsOf = async (ctx: RequestContext, asked: readonly Warned[]): Promise<ReadonlyMap<string, WarningRow>> => {
  const byYear = Map.groupBy(asked, ({ year }) => year);
  const found: WarningRow[] = [];
  for (const [year, rows] of byYear) {
    const source = warningSource(ctx, { year, asOf: ctx.today, households: rows.map(({ householdId }) => householdId) });
    found.push(...((await ctx.tx.orm.select(getTableColumns(healthWarning)).from(source)) as unknown as WarningRow[]));
  }
  return new Map(found.map((row) => [warnedKey(row), row]));
};
