import { Decimal } from 'decimal.js';
import { disbursement } from '#db';
import type { PlatformError } from '#errors';
import { type Rule, householdsOf, rowsAmong, rowsByIds, householdInLine, isChanged } from '#records';
import { relocationError } from '../errors.ts';
import { subsidyPayment } from '../tables/payment.ts';
import { casesOfHouseholds, ofOwnCase } from './own-case.ts';
import { approvedOn, type CaseRow } from './progress.ts';

type PaymentRow = typeof subsidyPayment.$inferSelect;

const total = (rows: readonly PaymentRow[]): Decimal => rows.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));

const fault = (payment: PaymentRow, its: CaseRow, others: readonly PaymentRow[]): PlatformError | undefined => {
  const foreign = others.find(({ programme }) => programme !== payment.programme);
  if (foreign) return relocationError('RELOCATION_PAID_BY_OTHER_PROGRAMME', { programme: foreign.programme }, ['programme']);
  const isEarly = !approvedOn.has(its.status) || its.approvedOn === null || payment.paidOn < its.approvedOn;
  if (isEarly) return relocationError('RELOCATION_PAYMENT_BEFORE_APPROVAL', {}, ['paidOn']);
  const limit = new Decimal(its.subsidy ?? 0);
  const paid = total(others.filter(({ caseId }) => caseId === payment.caseId));
  if (paid.plus(payment.amount).lessThanOrEqualTo(limit)) return undefined;
  return relocationError('RELOCATION_SUBSIDY_EXCEEDED', { limit: limit.toFixed(2), paid: paid.toFixed(2) }, ['amount']);
};

/** Paid by one programme, after approval, and never more than the approved subsidy. */
export const withinSubsidy: Rule<PaymentRow> = {
  name: 'within the subsidy',
  check: async (ctx, drafts) => {
    const cases = await casesOfHouseholds(ctx, drafts);
    const paid = new Map((await rowsAmong(ctx, subsidyPayment, subsidyPayment.householdId, householdsOf(drafts))).map((row) => [row.id, row]));
    return drafts.map(({ after }) => {
      const its = cases.get(after.caseId);
      if (!its) return undefined; // a foreign case is refused as such
      const others = [...paid.values()].filter((row) => row.householdId === after.householdId && row.id !== after.id);
      const found = fault(after, its, others);
      if (!found) paid.set(after.id, after);
      return found;
    });
  },
};

/** A payment that names its disbursement is that payment: to this household, of this amount. */
const asDisbursed: Rule<PaymentRow> = {
  name: 'as disbursed',
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => isChanged(draft, 'disbursementId', 'amount'));
    const rows = await rowsByIds(ctx, disbursement, asked.map(({ after }) => after.disbursementId));
    return drafts.map((draft) => {
      const { disbursementId, householdId, amount } = draft.after;
      const row = asked.includes(draft) && disbursementId !== null ? rows.get(disbursementId) : undefined;
      const isSame = !row || (row.householdId === householdId && new Decimal(row.amount).equals(amount));
      return isSame ? undefined : relocationError('RELOCATION_DISBURSEMENT_MISMATCH', {}, ['disbursementId']);
    });
  },
};

export const paymentRules: readonly Rule<PaymentRow>[] = [householdInLine, ofOwnCase, withinSubsidy, asDisbursed];
