import { sql } from 'drizzle-orm';
import type { Kit } from '#plugin';
import { type HouseholdRow, overChildren } from '#records';
import { doctorContractRecord } from '../records/contract.ts';
import { doctorVisit } from '../tables/contract.ts';

const days = { table: doctorVisit, parent: doctorVisit.contractId, value: sql<number>`count(distinct ${doctorVisit.visitedOn})::int` };

/** Services due stand in the contract; those given are counted, by the days the doctor came on. */
export const addVisitsGiven = ({ builder, typeOf }: Kit): void => {
  builder.objectField(typeOf(doctorContractRecord), 'visitsGiven', (t) =>
    t.int({
      description: '已服务次数 / Visits given',
      resolve: async (row, _, ctx) => (await overChildren(ctx, 'visits', row as unknown as HouseholdRow, days)) ?? 0,
    }));
};
