import { getTableColumns } from 'drizzle-orm';
import type { RequestContext } from '#schema';
import { readerOf, type WarningReader, warningSource } from './source.ts';
import { healthWarning, type WarningRow } from './table.ts';

/** Whose warning of which year is wanted. */
export interface Warned {
  readonly householdId: string;
  readonly year: number;
}

export const warnedKey = ({ householdId, year }: Warned): string => `${householdId}/${year}`;

/** The warnings of some households in a year, as a day knew them: one statement. */
export const readWarnings = async (reader: WarningReader, year: number, asOf: string, households: readonly string[]): Promise<WarningRow[]> =>
  (await reader.orm.select(getTableColumns(healthWarning)).from(warningSource(reader, { year, asOf, households })).orderBy(healthWarning.householdId)) as WarningRow[];

/** The warnings of these households and years, by household and year: one statement a year. */
export const warningsOf = async (ctx: RequestContext, asked: readonly Warned[]): Promise<ReadonlyMap<string, WarningRow>> => {
  const found: WarningRow[] = [];
  for (const [year, rows] of Map.groupBy(asked, (one) => one.year)) {
    found.push(...(await readWarnings(readerOf(ctx), year, ctx.today, rows.map(({ householdId }) => householdId))));
  }
  return new Map(found.map((row) => [warnedKey(row), row]));
};
