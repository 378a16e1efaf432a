import { sql } from 'drizzle-orm';
import { policyParameter } from '../db/tables/parameters.ts';
import type { RequestContext } from '../schema/context.ts';

/** What is asked: a parameter in a county on a day. */
export interface ParameterQuestion {
  readonly parameter: string;
  readonly countyCode: string;
  readonly on: string;
}

type ParameterRow = typeof policyParameter.$inferSelect;

/** The county, its city, the province. */
const upwards = (countyCode: string): readonly string[] => [countyCode, `${countyCode.slice(0, 4)}00`, `${countyCode.slice(0, 2)}0000`];

const isInForce = ({ validFrom, validTo }: ParameterRow, day: string): boolean => validFrom <= day && (validTo === null || day <= validTo);

const latest = (rows: readonly ParameterRow[]): ParameterRow | undefined => rows.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0];

const valueFor = (rows: readonly ParameterRow[], { parameter, countyCode, on }: ParameterQuestion): string | null => {
  for (const place of upwards(countyCode)) {
    const found = latest(rows.filter((row) => row.parameter === parameter && row.placeCode === place && isInForce(row, on)));
    if (found) return found.value;
  }
  return null;
};

/**
 * The values in force, in order of the questions: of the county, else its city, else the province, as decimal
 * text; null where nobody set one. One statement for all.
 */
export const parametersOn = async (ctx: RequestContext, questions: readonly ParameterQuestion[]): Promise<readonly (string | null)[]> => {
  if (questions.length === 0) return [];
  const [ids, places] = [questions.map(({ parameter }) => parameter), questions.flatMap(({ countyCode }) => upwards(countyCode))];
  const rows = await ctx.tx.orm.select().from(policyParameter)
    .where(sql`${policyParameter.parameter} = any(${sql.param([...new Set(ids)])}::text[]) and ${policyParameter.placeCode} = any(${sql.param([...new Set(places)])}::text[])`);
  return questions.map((question) => valueFor(rows, question));
};
