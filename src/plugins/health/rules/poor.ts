import { household } from '#db';
import { type Draft, householdsOf, type Rule, rowsAmong } from '#records';
import { healthError } from '../errors.ts';

interface OfPerson {
  readonly householdId: string;
}

/** What is for poor people goes to registered poor households; asked where `when` says so. */
export const forThePoor = <Row extends OfPerson>(when: (draft: Draft<Row>) => boolean): Rule<Row> => ({
  name: 'for the poor',
  check: async (ctx, drafts) => {
    const asked = drafts.filter(when);
    const rows = await rowsAmong(ctx, household, household.householdId, householdsOf(asked));
    const poor = new Map(rows.map((row) => [row.householdId, row.isRegisteredPoor]));
    return drafts.map((draft) => (asked.includes(draft) && poor.get(draft.after.householdId) !== true ? healthError('HEALTH_NOT_POOR') : undefined));
  },
});
