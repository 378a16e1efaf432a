import { Decimal } from 'decimal.js';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { disbursement } from '../db/tables/funds.ts';
import type { PlatformError } from '../errors.ts';
import { waitInLine } from '../records/rule-lock.ts';
import { rowsAmong, rowsByIds } from '../records/rule-rows.ts';
import { isChanged } from '../records/rule-steps.ts';
import type { Rule } from '../records/rules.ts';
import { ruleError } from './errors.ts';

/** A row that may name its payment in the funds; of a household, of one person of it, or of a county's body. */
export interface PaidRow {
  readonly id: string;
  readonly householdId?: string;
  readonly personId?: string | null;
  readonly disbursementId: string | null;
}

type Payment = typeof disbursement.$inferSelect;

const isSame = (row: PaidRow, amount: string | null, payment: Payment): boolean =>
  (row.householdId === undefined || payment.householdId === row.householdId)
  && (payment.personId === null || row.personId == null || payment.personId === row.personId)
  && amount !== null && new Decimal(payment.amount).equals(amount);

/**
 * A row that names its payment in the funds is that payment: to this household or person, of this amount,
 * and no other row's of the same table. Paid once is paid once.
 */
export const asDisbursedBy =
  (refuse: (code: 'DISBURSEMENT_MISMATCH' | 'DISBURSEMENT_USED') => PlatformError) =>
  <Row extends PaidRow>(table: PgTable & { readonly disbursementId: PgColumn }, amountOf: (row: Row) => string | null): Rule<Row> => ({
    name: 'as disbursed',
    check: async (ctx, drafts) => {
      const asked = drafts.filter((draft) => draft.after.disbursementId !== null && isChanged(draft, 'disbursementId'));
      const ids = asked.map(({ after }) => after.disbursementId as string);
      await waitInLine(ctx, ids);
      const payments = await rowsByIds(ctx, disbursement, ids);
      const taken = new Map(((await rowsAmong(ctx, table, table.disbursementId, ids)) as unknown as PaidRow[]).map((row) => [row.disbursementId, row.id]));
      return drafts.map((draft) => {
        const { after } = draft;
        const payment = asked.includes(draft) ? payments.get(after.disbursementId as string) : undefined;
        if (!payment) return undefined; // an unknown one is refused as an unknown reference
        if (!isSame(after, amountOf(after), payment)) return refuse('DISBURSEMENT_MISMATCH');
        const other = taken.get(after.disbursementId);
        if (other !== undefined && other !== after.id) return refuse('DISBURSEMENT_USED');
        taken.set(after.disbursementId, after.id);
        return undefined;
      });
    },
  });

/** @throws as a fault DISBURSEMENT_MISMATCH or DISBURSEMENT_USED */
export const asDisbursed = asDisbursedBy((code) => ruleError(code, {}, ['disbursementId']));
