import type { PlatformError } from '#errors';
import { type Draft, type Rule, householdsOf, rowsAmong, isChanged, isStep } from '#records';
import { relocationError } from '../errors.ts';
import { programmeAssignment } from '../tables/consent.ts';
import { subsidyPayment } from '../tables/payment.ts';
import { casesOfHouseholds } from './own-case.ts';
import { type CaseRow, isLive } from './progress.ts';

const openFault = ({ programme }: CaseRow, other: CaseRow | undefined): PlatformError | undefined => {
  if (!other) return undefined;
  if (other.programme === programme) return relocationError('RELOCATION_CASE_OPEN', {}, ['programme']);
  return relocationError('RELOCATION_BOTH_PROGRAMMES', { programme: other.programme }, ['programme']);
};

/** A household has one live case, in one of the two programmes. */
export const oneLiveCase: Rule<CaseRow> = {
  name: 'one live case',
  check: async (ctx, drafts) => {
    const kept = new Map([...(await casesOfHouseholds(ctx, drafts)).values()].filter(isLive).map((row) => [row.id, row]));
    return drafts.map(({ after }) => {
      if (!isLive(after)) return undefined;
      const other = [...kept.values()].find((row) => row.householdId === after.householdId && row.id !== after.id);
      if (!other) kept.set(after.id, after);
      return openFault(after, other);
    });
  },
};

/** What one programme has paid for, the other does not take on. */
export const notPaidByOther: Rule<CaseRow> = {
  name: 'not paid by the other programme',
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => isChanged(draft, 'programme'));
    const payments = await rowsAmong(ctx, subsidyPayment, subsidyPayment.householdId, householdsOf(asked));
    return drafts.map(({ after }) => {
      const other = payments.find((row) => row.householdId === after.householdId && row.programme !== after.programme);
      return other && relocationError('RELOCATION_PAID_BY_OTHER_PROGRAMME', { programme: other.programme }, ['programme']);
    });
  },
};

type AssignmentRow = typeof programmeAssignment.$inferSelect;

const assignmentFault = (draft: Draft<CaseRow>, assignment: AssignmentRow | undefined): PlatformError | undefined => {
  if (!assignment) return undefined;
  const { programme, status } = draft.after;
  if (assignment.status === 'CONFLICT') return status === 'APPROVED' && isStep(draft) ? relocationError('RELOCATION_PROGRAMME_CONFLICT', {}, ['status']) : undefined;
  if (assignment.programme === programme || !isLive(draft.after)) return undefined;
  return relocationError('RELOCATION_ASSIGNED_ELSEWHERE', { programme: assignment.programme }, ['programme']);
};

/** A household assigned to a programme has its case there; while both claim it, nothing is approved. */
export const asAssigned: Rule<CaseRow> = {
  name: 'as assigned',
  check: async (ctx, drafts) => {
    const rows = await rowsAmong(ctx, programmeAssignment, programmeAssignment.householdId, householdsOf(drafts));
    const byHousehold = new Map(rows.map((row) => [row.householdId, row]));
    return drafts.map((draft) => assignmentFault(draft, byHousehold.get(draft.after.householdId)));
  },
};
