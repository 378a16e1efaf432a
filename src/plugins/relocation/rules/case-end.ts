import { Decimal } from 'decimal.js';
import { type Rule, householdsOf, rowsAmong, isStep } from '#records';
import { relocationError } from '../errors.ts';
import { relocationFollowUp } from '../tables/aftercare.ts';
import { subsidyPayment } from '../tables/payment.ts';
import type { CaseRow } from './progress.ts';

/** A living is called stable when the latest visit found all five checks passed. */
export const stableAfterFollowUp: Rule<CaseRow> = {
  name: 'stable after follow-up',
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => draft.after.status === 'STABLE' && isStep(draft));
    const visits = await rowsAmong(ctx, relocationFollowUp, relocationFollowUp.householdId, householdsOf(asked));
    const latest = new Map(visits.toSorted((a, b) => (a.visitedOn < b.visitedOn ? -1 : 1)).map((visit) => [visit.caseId, visit]));
    return drafts.map((draft) => {
      const isPassed = !asked.includes(draft) || latest.get(draft.after.id)?.result === 'PASS';
      return isPassed ? undefined : relocationError('RELOCATION_FOLLOW_UP_NOT_PASSED', {}, ['status']);
    });
  },
};

/** Money that was paid cannot be left behind by withdrawing. */
export const withdrawnUnpaid: Rule<CaseRow> = {
  name: 'withdrawn unpaid',
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => draft.after.status === 'WITHDRAWN' && isStep(draft));
    const payments = await rowsAmong(ctx, subsidyPayment, subsidyPayment.householdId, householdsOf(asked));
    return drafts.map((draft) => {
      const paid = payments.filter(({ caseId }) => asked.includes(draft) && caseId === draft.after.id).map(({ amount }) => amount);
      return paid.length === 0 ? undefined : relocationError('RELOCATION_PAID_CASE_WITHDRAWN', { paid: Decimal.sum(...paid).toFixed(2) }, ['status']);
    });
  },
};
