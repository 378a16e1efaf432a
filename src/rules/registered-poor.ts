import { household } from '../db/tables/household.ts';
import type { PlatformError } from '../errors.ts';
import { householdsOf, rowsAmong } from '../records/rule-rows.ts';
import type { Draft, Rule } from '../records/rules.ts';
import { ruleError } from './errors.ts';

/** What is for poor people goes to registered poor households; asked where `when` says so. */
export const registeredPoorBy =
  (refuse: () => PlatformError) =>
  <Row extends { readonly householdId: string }>(when: (draft: Draft<Row>) => boolean): Rule<Row> => ({
    name: 'for registered poor households',
    check: async (ctx, drafts) => {
      const asked = drafts.filter(when);
      const rows = await rowsAmong(ctx, household, household.householdId, householdsOf(asked));
      const poor = new Map(rows.map((row) => [row.householdId, row.isRegisteredPoor]));
      return drafts.map((draft) => (asked.includes(draft) && poor.get(draft.after.householdId) !== true ? refuse() : undefined));
    },
  });

/** @throws as a fault NOT_REGISTERED_POOR */
export const registeredPoor = registeredPoorBy(() => ruleError('NOT_REGISTERED_POOR'));
