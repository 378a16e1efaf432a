import { sql } from 'drizzle-orm';
import type { Kit } from '#plugin';
import { type HouseholdRow, overChildren } from '#records';
import { forestRangerContractRecord } from '../records/rangers.ts';
import { forestRangerWage } from '../tables/rangers.ts';

const wages = { table: forestRangerWage, parent: forestRangerWage.contractId, value: sql<string>`sum(${forestRangerWage.amount})::text` };

/** What follows from other rows, which a declaration cannot say. */
export const addFields = ({ builder, typeOf }: Kit): void => {
  builder.objectField(typeOf(forestRangerContractRecord), 'wagesPaid', (t) =>
    t.field({
      type: 'Money',
      description: '已发工资 / Wages paid so far',
      resolve: async (row, _, ctx) => (await overChildren(ctx, 'ranger-wages', row as unknown as HouseholdRow, wages)) ?? '0.00',
    }));
};
