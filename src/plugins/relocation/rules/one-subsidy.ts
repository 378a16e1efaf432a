import type { PlatformError } from '#errors';
import { type Rule, householdsOf, rowsAmong, isChanged, isStep } from '#records';
import { relocationError } from '../errors.ts';
import { houseRenovation } from '../tables/renovation.ts';
import { casesOfHouseholds } from './own-case.ts';
import { type CaseRow, isLive } from './progress.ts';

type RenovationRow = typeof houseRenovation.$inferSelect;

const isUnderWay = ({ status }: RenovationRow): boolean => status === 'APPLIED' || status === 'APPROVED' || status === 'BUILDING';

/**
 * A renovation that keeps a household from being relocated. A house that was renovated and then
 * sank must still be left: for subsidence cases only a renovation under way counts.
 */
const hinders = ({ programme }: CaseRow, renovation: RenovationRow): boolean =>
  renovation.status !== 'REJECTED' && (programme === 'POVERTY' || isUnderWay(renovation));

/** A household whose house is renovated with subsidy is not relocated with subsidy as well. */
export const notRenovated: Rule<CaseRow> = {
  name: 'not renovated',
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => isChanged(draft, 'programme') || (draft.after.status === 'APPROVED' && isStep(draft)));
    const renovations = await rowsAmong(ctx, houseRenovation, houseRenovation.householdId, householdsOf(asked));
    return drafts.map((draft) => {
      const found = asked.includes(draft) ? renovations.find((row) => row.householdId === draft.after.householdId && hinders(draft.after, row)) : undefined;
      return found && relocationError('RELOCATION_RENOVATED', { year: found.year }, ['status']);
    });
  },
};

/** And the other way round: what a household leaves, or has left, is not renovated. */
export const notRelocated: Rule<RenovationRow> = {
  name: 'not relocated',
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => isStep(draft) && draft.after.status !== 'REJECTED');
    const cases = [...(await casesOfHouseholds(ctx, asked)).values()].filter(isLive);
    return drafts.map((draft): PlatformError | undefined => {
      const { householdId, status } = draft.after;
      // what was built is accepted and paid for, even if the house has sunk since
      const isOpen = asked.includes(draft) && (status === 'APPLIED' || status === 'APPROVED' || status === 'BUILDING');
      return isOpen && cases.some((row) => row.householdId === householdId) ? relocationError('RELOCATION_BEING_RELOCATED', {}, ['status']) : undefined;
    });
  },
};
