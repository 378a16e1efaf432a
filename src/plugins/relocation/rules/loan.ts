import { type Rule, isStep } from '#records';
import { relocationError } from '../errors.ts';
import type { relocatedHouseholdLoan } from '../tables/payment.ts';
import { casesOfHouseholds, ofOwnCase } from './own-case.ts';
import { inOrder, movedInOn } from './progress.ts';

type LoanRow = typeof relocatedHouseholdLoan.$inferSelect;

/** For relocated poor households: registered as poor, and moved in when the loan is granted. */
const toRelocatedPoor: Rule<LoanRow> = {
  name: 'to relocated poor households',
  check: async (ctx, drafts) => {
    const cases = await casesOfHouseholds(ctx, drafts);
    return drafts.map((draft) => {
      const its = cases.get(draft.after.caseId);
      if (!its) return undefined;
      if (its.category !== 'REGISTERED') return relocationError('RELOCATION_LOAN_NOT_FOR_POOR', {}, ['caseId']);
      const isEarly = draft.after.status === 'GRANTED' && isStep(draft) && !movedInOn.has(its.status);
      return isEarly ? relocationError('RELOCATION_LOAN_BEFORE_MOVE', {}, ['status']) : undefined;
    });
  },
};

export const loanRules: readonly Rule<LoanRow>[] = [ofOwnCase, inOrder<LoanRow>(['contractedOn', 'grantedOn', 'closedOn']), toRelocatedPoor];
