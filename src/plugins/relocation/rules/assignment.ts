import type { PlatformError } from '#errors';
import { type Rule, householdsOf, rowsAmong, householdInLine } from '#records';
import { relocationError } from '../errors.ts';
import type { programmeAssignment } from '../tables/consent.ts';
import { subsidyPayment } from '../tables/payment.ts';
import { casesOfHouseholds } from './own-case.ts';
import { type CaseRow, isLive } from './progress.ts';

type AssignmentRow = typeof programmeAssignment.$inferSelect;
type Programme = CaseRow['programme'];

const differing = <Row extends { readonly householdId: string; readonly programme: Programme }>(rows: Iterable<Row>, { householdId, programme }: AssignmentRow): Row | undefined =>
  [...rows].find((row) => row.householdId === householdId && row.programme !== programme);

/** The programme assigned is the one that has the household's case and has paid it, if one has. */
const assignedAsMoved: Rule<AssignmentRow> = {
  name: 'assigned as moved',
  check: async (ctx, drafts) => {
    const cases = [...(await casesOfHouseholds(ctx, drafts)).values()].filter(isLive);
    const payments = await rowsAmong(ctx, subsidyPayment, subsidyPayment.householdId, householdsOf(drafts));
    return drafts.map(({ after }): PlatformError | undefined => {
      if (after.status === 'CONFLICT') return undefined;
      const paid = differing(payments, after);
      if (paid) return relocationError('RELOCATION_PAID_BY_OTHER_PROGRAMME', { programme: paid.programme }, ['programme']);
      const moved = differing(cases, after);
      return moved && relocationError('RELOCATION_BOTH_PROGRAMMES', { programme: moved.programme }, ['programme']);
    });
  },
};

export const assignmentRules: readonly Rule<AssignmentRow>[] = [householdInLine, assignedAsMoved];
