import { Decimal } from 'decimal.js';
import { and, sql } from 'drizzle-orm';
import { allocation, disbursement, fundSource } from '../../db/tables/funds.ts';
import { PlatformError } from '../../errors.ts';
import { scopeOf } from '../../records/listing.ts';
import type { Draft, Rule } from '../../records/rules.ts';
import type { RequestContext } from '../context.ts';

type AllocationRow = typeof allocation.$inferSelect;
type DisbursementRow = typeof disbursement.$inferSelect;

/** How much a pot holds and how much of it is used by rows other than those being written. */
interface Means {
  readonly limit: Decimal;
  used: Decimal;
}

/** Takes the amounts from the pots in order; a row that no longer fits is refused and takes nothing. */
const take = <Row extends { readonly amount: string }>(
  drafts: readonly Draft<Row>[],
  means: ReadonlyMap<string, Means>,
  potOf: (row: Row) => string,
): (PlatformError | undefined)[] =>
  drafts.map(({ after }) => {
    const pot = means.get(potOf(after));
    if (!pot) return undefined; // an unknown pot is refused as an unknown reference
    if (pot.used.plus(after.amount).greaterThan(pot.limit)) {
      return new PlatformError('ALLOCATION_EXCEEDED', { limit: pot.limit.toFixed(2), used: pot.used.toFixed(2) }, { path: ['amount'] });
    }
    pot.used = pot.used.plus(after.amount);
    return undefined;
  });

const ids = (drafts: readonly Draft<{ readonly id: string }>[]): string[] => drafts.map(({ after }) => after.id);
const sum = sql<string>`coalesce(sum(amount), 0)::text`;

/** Locks the pots, so that two payments at once cannot both take the last yuan. */
const allocationsByIds = async (ctx: RequestContext, wanted: readonly string[]): Promise<Map<string, Means>> => {
  const rows = await ctx.tx.orm.select({ id: allocation.id, amount: allocation.amount }).from(allocation)
    .where(sql`${allocation.id} = any(${sql.param(wanted)}::uuid[])`).orderBy(allocation.id).for('update');
  return new Map(rows.map((row) => [row.id, { limit: new Decimal(row.amount), used: new Decimal(0) }]));
};

const addUsed = (means: Map<string, Means>, used: readonly { readonly pot: string | null; readonly used: string }[]): void => {
  for (const { pot, used: amount } of used) {
    const mean = means.get(pot as string);
    if (mean) mean.used = mean.used.plus(amount);
  }
};

const usedByAllocations = async (ctx: RequestContext, pots: readonly string[], except: readonly string[]) =>
  ctx.tx.orm.select({ pot: allocation.parentId, used: sum }).from(allocation)
    .where(sql`${allocation.parentId} = any(${sql.param(pots)}::uuid[]) and ${allocation.id} <> all(${sql.param(except)}::uuid[])`).groupBy(allocation.parentId);

const usedByDisbursements = async (ctx: RequestContext, pots: readonly string[], except: readonly string[]) =>
  ctx.tx.orm.select({ pot: disbursement.allocationId, used: sum }).from(disbursement)
    .where(and(sql`${disbursement.allocationId} = any(${sql.param(pots)}::uuid[]) and ${disbursement.id} <> all(${sql.param(except)}::uuid[])`, scopeOf(ctx.identity, disbursement)))
    .groupBy(disbursement.allocationId);

const sourcesByIds = async (ctx: RequestContext, wanted: readonly string[], except: readonly string[]): Promise<Map<string, Means>> => {
  const rows = await ctx.tx.orm.select({ id: fundSource.id, amount: fundSource.amount }).from(fundSource)
    .where(sql`${fundSource.id} = any(${sql.param(wanted)}::uuid[])`).orderBy(fundSource.id).for('update');
  const means = new Map(rows.map((row) => [row.id, { limit: new Decimal(row.amount), used: new Decimal(0) }]));
  addUsed(means, await ctx.tx.orm.select({ pot: allocation.fundSourceId, used: sum }).from(allocation)
    .where(sql`${allocation.fundSourceId} = any(${sql.param(wanted)}::uuid[]) and ${allocation.parentId} is null and ${allocation.id} <> all(${sql.param(except)}::uuid[])`)
    .groupBy(allocation.fundSourceId));
  return means;
};

/** What is passed down never exceeds the source, nor the allocation it is taken from with its payments. */
export const allocationWithinMeans: Rule<AllocationRow> = {
  name: 'allocation within means',
  check: async (ctx, drafts) => {
    const parents = drafts.flatMap(({ after }) => after.parentId ?? []);
    const sources = drafts.filter(({ after }) => after.parentId === null).map(({ after }) => after.fundSourceId);
    const means = await allocationsByIds(ctx, parents);
    addUsed(means, await usedByAllocations(ctx, parents, ids(drafts)));
    addUsed(means, await usedByDisbursements(ctx, parents, []));
    for (const [id, mean] of await sourcesByIds(ctx, sources, ids(drafts))) means.set(id, mean);
    return take(drafts, means, (row) => row.parentId ?? row.fundSourceId);
  },
};

/** Payments and further allocations together never exceed the allocation. */
export const disbursementWithinAllocation: Rule<DisbursementRow> = {
  name: 'disbursement within allocation',
  check: async (ctx, drafts) => {
    const pots = drafts.map(({ after }) => after.allocationId);
    const means = await allocationsByIds(ctx, pots);
    addUsed(means, await usedByAllocations(ctx, pots, []));
    addUsed(means, await usedByDisbursements(ctx, pots, ids(drafts)));
    return take(drafts, means, (row) => row.allocationId);
  },
};

/**
 * A payment takes from an allocation to its own county: so that all payments of an allocation lie
 * within one county's sight, and their sum is whole whoever adds it up.
 */
export const paidInOwnCounty: Rule<DisbursementRow> = {
  name: 'paid in own county',
  check: async (ctx, drafts) => {
    const wanted = drafts.map(({ after }) => after.allocationId);
    const rows = await ctx.tx.orm.select({ id: allocation.id, to: allocation.toPlaceCode }).from(allocation)
      .where(sql`${allocation.id} = any(${sql.param(wanted)}::uuid[])`);
    const placeOf = new Map(rows.map((row) => [row.id, row.to]));
    return drafts.map(({ after }) => {
      const to = placeOf.get(after.allocationId);
      return to === undefined || to.startsWith(after.countyCode) ? undefined : new PlatformError('ALLOCATION_OF_OTHER_PLACE', { to }, { path: ['allocationId'] });
    });
  },
};
