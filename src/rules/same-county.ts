import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { rowsByIds } from '../records/rule-rows.ts';
import { isChanged } from '../records/rule-steps.ts';
import type { Rule } from '../records/rules.ts';
import { ruleError } from './errors.ts';

/** What a row refers to in a table of counties lies in the row's own county. @throws as a fault OF_OTHER_COUNTY */
export const sameCounty = <Row extends { readonly countyCode: string }>(
  field: keyof Row & string,
  table: PgTable & { readonly id: PgColumn; readonly countyCode: PgColumn },
): Rule<Row> => ({
  name: `${field} in the own county`,
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => draft.after[field] != null && isChanged(draft, field));
    const rows = await rowsByIds(ctx, table, asked.map(({ after }) => after[field] as string));
    return drafts.map((draft) => {
      const its = asked.includes(draft) ? rows.get(draft.after[field] as string) : undefined;
      return its && its['countyCode'] !== draft.after.countyCode ? ruleError('OF_OTHER_COUNTY', { field }, [field]) : undefined;
    });
  },
});
