import { Decimal } from 'decimal.js';
import { household } from '#db';
import type { PlatformError } from '#errors';
import { type Rule, rowRule, householdsOf, rowsAmong, householdInLine, isChanged, isStep } from '#records';
import { relocationError } from '../errors.ts';
import { type houseRenovation, renovationInstalment } from '../tables/renovation.ts';
import { notRelocated } from './one-subsidy.ts';
import { fixedOnce, inOrder } from './progress.ts';

type RenovationRow = typeof houseRenovation.$inferSelect;
type InstalmentRow = typeof renovationInstalment.$inferSelect;

/** Only dilapidated houses are renovated, and afterwards they are safe. */
const gradesFit = rowRule<RenovationRow>('grades fit', ({ after: { gradeBefore, gradeAfter } }) => {
  const isSafe = (grade: string): boolean => grade === 'A' || grade === 'B';
  if (isSafe(gradeBefore)) return relocationError('RELOCATION_GRADE_INVALID', {}, ['gradeBefore']);
  return gradeAfter !== null && !isSafe(gradeAfter) ? relocationError('RELOCATION_GRADE_INVALID', {}, ['gradeAfter']) : undefined;
});

const registeredAsHousehold: Rule<RenovationRow> = {
  name: 'registered as the household is',
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => isChanged(draft, 'registeredPoor'));
    const rows = await rowsAmong(ctx, household, household.householdId, householdsOf(asked));
    const poor = new Map(rows.map((row) => [row.householdId, row.isRegisteredPoor]));
    return drafts.map((draft) => {
      const isPoor = asked.includes(draft) ? poor.get(draft.after.householdId) : undefined;
      const isSame = isPoor === undefined || isPoor === draft.after.registeredPoor;
      return isSame ? undefined : relocationError('RELOCATION_REGISTERED_DIFFERS', {}, ['registeredPoor']);
    });
  },
};

const sumOf = (rows: readonly InstalmentRow[], field: 'dueAmount' | 'paidAmount'): Decimal => rows.reduce((sum, row) => sum.plus(row[field]), new Decimal(0));

const instalmentFault = ({ status, subsidy }: RenovationRow, rows: readonly InstalmentRow[]): PlatformError | undefined => {
  const due = sumOf(rows, 'dueAmount');
  if (!due.equals(subsidy ?? 0)) return relocationError('RELOCATION_INSTALMENTS_DIFFER', { sum: due.toFixed(2), subsidy: subsidy ?? '0.00' }, ['status']);
  const open = due.minus(sumOf(rows, 'paidAmount'));
  return status === 'SUBSIDY_PAID' && !open.isZero() ? relocationError('RELOCATION_INSTALMENTS_UNPAID', { open: open.toFixed(2) }, ['status']) : undefined;
};

const settled: ReadonlySet<string> = new Set(['ACCEPTED', 'SUBSIDY_PAID']);

/** From acceptance on the instalments add up to the approved subsidy; paid means that every one is paid in full. */
const instalmentsAddUp: Rule<RenovationRow> = {
  name: 'instalments add up',
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => isStep(draft) && settled.has(draft.after.status));
    const rows = await rowsAmong(ctx, renovationInstalment, renovationInstalment.householdId, householdsOf(asked));
    return drafts.map((draft) => (asked.includes(draft) ? instalmentFault(draft.after, rows.filter(({ renovationId }) => renovationId === draft.after.id)) : undefined));
  },
};

const approved: ReadonlySet<string> = new Set(['APPROVED', 'BUILDING', 'ACCEPTED', 'SUBSIDY_PAID']);

export const renovationRules: readonly Rule<RenovationRow>[] = [
  gradesFit,
  inOrder<RenovationRow>(['appliedOn', 'approvedOn', 'startedOn', 'completedOn', 'acceptedOn', 'subsidyPaidOn']),
  fixedOnce<RenovationRow>(approved, ['registeredPoor', 'method', 'gradeBefore', 'subsidy']),
  registeredAsHousehold,
  householdInLine,
  notRelocated,
  instalmentsAddUp,
];
