import { sql } from 'drizzle-orm';
import type { Kit } from '#plugin';
import { type HouseholdRow, overChildren } from '#records';
import { relocationCaseRecord } from '../records/case.ts';
import { houseRenovationRecord } from '../records/renovation.ts';
import { subsidyPayment } from '../tables/payment.ts';
import { renovationInstalment } from '../tables/renovation.ts';

const payments = { table: subsidyPayment, parent: subsidyPayment.caseId, value: sql<string>`sum(${subsidyPayment.amount})::text` };
const instalments = { table: renovationInstalment, parent: renovationInstalment.renovationId };
const instalmentsPaid = { ...instalments, value: sql<string>`sum(${renovationInstalment.paidAmount})::text` };
const dueInTime = {
  ...instalments,
  value: sql<string>`case when bool_and(${renovationInstalment.paidInFullAndInTime}) then sum(${renovationInstalment.dueAmount}) end::text`,
};

/** What was paid so far, and whether a renovation's subsidy came in full and in time. */
export const addMoneyFields = ({ builder, typeOf }: Kit): void => {
  builder.objectField(typeOf(relocationCaseRecord), 'subsidyPaid', (t) =>
    t.field({
      type: 'Money',
      description: '已兑付补助 / Subsidy paid so far',
      resolve: async (row, _, ctx) => (await overChildren(ctx, 'payments', row as unknown as HouseholdRow, payments)) ?? '0.00',
    }));
  builder.objectField(typeOf(houseRenovationRecord), 'subsidyPaid', (t) =>
    t.field({
      type: 'Money',
      description: '各级已付补助 / Subsidy paid so far by all levels',
      resolve: async (row, _, ctx) => (await overChildren(ctx, 'instalments', row as unknown as HouseholdRow, instalmentsPaid)) ?? '0.00',
    }));
  builder.objectField(typeOf(houseRenovationRecord), 'paidInFullAndInTime', (t) =>
    t.field({
      type: 'Boolean',
      description: '补助是否及时足额到位 / Whether the whole approved subsidy was paid in full and in time by every level',
      resolve: async (row, _, ctx) => {
        const paid = await overChildren(ctx, 'in-time', row as unknown as HouseholdRow, dueInTime);
        return paid !== null && paid === (row as { readonly subsidy?: unknown }).subsidy;
      },
    }));
};
