import { Decimal } from 'decimal.js';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { disbursement } from '#db';
import { isChanged, type Rule, rowsAmong, rowsByIds, waitInLine } from '#records';
import { healthError } from '../errors.ts';

interface Paid {
  readonly id: string;
  readonly householdId: string;
  readonly personId: string;
  readonly disbursementId: string | null;
}

type Payment = typeof disbursement.$inferSelect;

const isSame = (row: Paid, amount: string | null, payment: Payment): boolean =>
  payment.householdId === row.householdId && (payment.personId === null || payment.personId === row.personId) && amount !== null && new Decimal(payment.amount).equals(amount);

/**
 * A row that names its payment in the funds is that payment: to this person, of this amount, and no
 * other row's of the same table. Paid once is paid once.
 */
export const asDisbursed = <Row extends Paid>(table: PgTable & { readonly disbursementId: PgColumn }, amountOf: (row: Row) => string | null): Rule<Row> => ({
  name: 'as disbursed',
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => draft.after.disbursementId !== null && isChanged(draft, 'disbursementId'));
    const ids = asked.map(({ after }) => after.disbursementId as string);
    await waitInLine(ctx, ids);
    const payments = await rowsByIds(ctx, disbursement, ids);
    const taken = new Map(((await rowsAmong(ctx, table, table.disbursementId, ids)) as unknown as Paid[]).map((row) => [row.disbursementId, row.id]));
    return drafts.map((draft) => {
      const { after } = draft;
      const payment = asked.includes(draft) ? payments.get(after.disbursementId as string) : undefined;
      if (!payment) return undefined;
      if (!isSame(after, amountOf(after), payment)) return healthError('HEALTH_DISBURSEMENT_MISMATCH', {}, ['disbursementId']);
      const other = taken.get(after.disbursementId);
      if (other !== undefined && other !== after.id) return healthError('HEALTH_DISBURSEMENT_USED', {}, ['disbursementId']);
      taken.set(after.disbursementId, after.id);
      return undefined;
    });
  },
});
