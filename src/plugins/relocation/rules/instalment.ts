import { Decimal } from 'decimal.js';
import type { PlatformError } from '#errors';
import { type Draft, type Rule, notInFuture, rowRule, householdsOf, rowsAmong, householdInLine } from '#records';
import { relocationError } from '../errors.ts';
import { houseRenovation, renovationInstalment } from '../tables/renovation.ts';

type RenovationRow = typeof houseRenovation.$inferSelect;
type InstalmentRow = typeof renovationInstalment.$inferSelect;

const paidWithinDue = rowRule<InstalmentRow>('paid within due', ({ after: { dueAmount, paidAmount, paidOn } }) => {
  const [due, paid] = [new Decimal(dueAmount), new Decimal(paidAmount)];
  if (paid.greaterThan(due)) return relocationError('RELOCATION_INSTALMENT_OVERPAID', { paid: paid.toFixed(2), due: due.toFixed(2) }, ['paidAmount']);
  return paid.isZero() === (paidOn === null) ? undefined : relocationError('RELOCATION_INSTALMENT_DATE', {}, ['paidOn']);
});

/** What may no longer change: the plan once the house is accepted, everything once it is paid. */
const fixedFields = ({ status }: RenovationRow): readonly (keyof InstalmentRow)[] => {
  if (status === 'SUBSIDY_PAID') return ['dueAmount', 'paidAmount', 'paidOn'];
  return status === 'ACCEPTED' ? ['dueAmount'] : [];
};

const planFault = ({ before, after }: Draft<InstalmentRow>, renovation: RenovationRow | undefined, others: readonly InstalmentRow[]): PlatformError | undefined => {
  if (!renovation) return relocationError('RELOCATION_RENOVATION_OF_OTHER_HOUSEHOLD', {}, ['renovationId']);
  const { status, subsidy } = renovation;
  if (status === 'APPLIED' || status === 'REJECTED') return relocationError('RELOCATION_RENOVATION_NOT_APPROVED', {}, ['renovationId']);
  const changed = before && fixedFields(renovation).find((field) => before[field] !== after[field]);
  if (changed) return relocationError('RELOCATION_FIELD_FIXED', { field: changed, status }, [changed]);
  const sum = others.reduce((all, row) => all.plus(row.dueAmount), new Decimal(after.dueAmount));
  if (sum.lessThanOrEqualTo(subsidy ?? 0)) return undefined;
  return relocationError('RELOCATION_INSTALMENTS_EXCEED', { sum: sum.toFixed(2), subsidy: subsidy ?? '0.00' }, ['dueAmount']);
};

/** Instalments are of the household's own approved renovation and never exceed its subsidy. */
const withinRenovation: Rule<InstalmentRow> = {
  name: 'within the renovation',
  check: async (ctx, drafts) => {
    const households = householdsOf(drafts);
    const renovations = await rowsAmong(ctx, houseRenovation, houseRenovation.householdId, households);
    const rows = new Map((await rowsAmong(ctx, renovationInstalment, renovationInstalment.householdId, households)).map((row) => [row.id, row]));
    return drafts.map((draft) => {
      const { after } = draft;
      const renovation = renovations.find((row) => row.id === after.renovationId && row.householdId === after.householdId);
      const others = [...rows.values()].filter((row) => row.renovationId === after.renovationId && row.id !== after.id);
      const fault = planFault(draft, renovation, others);
      if (!fault) rows.set(after.id, after);
      return fault;
    });
  },
};

export const instalmentRules: readonly Rule<InstalmentRow>[] = [notInFuture('paidOn'), paidWithinDue, householdInLine, withinRenovation];
