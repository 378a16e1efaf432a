import DataLoader from 'dataloader';
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { importQuarantine, importRun } from '../../../db/tables/intake.ts';
import { PlatformError } from '../../../errors.ts';
import { checkedUuid, localIdOf, typenameOf } from '../../../records/global-id.ts';
import { countPerParent, type Listing, type Parentage, readPages } from '../../../records/page.ts';
import { listed } from '../../../schema/administration/listed.ts';
import type { Connection } from '../../../schema/connection.ts';
import { loaderOf, type RequestContext } from '../../../schema/context.ts';
import { fingerprint } from '../../../schema/cursor.ts';
import { type PageArgs, readPageArgs } from '../../../schema/page-args.ts';
import type { Importers } from '../importers.ts';
import type { RunRow } from '../run-store.ts';
import { ownRows, ownRuns } from './reach.ts';

export type QuarantineRow = typeof importQuarantine.$inferSelect;
export type QuarantineState = QuarantineRow['state'];

type Given<T> = T | null | undefined;

/** The run an id names: as the graph gives it, or as the report of an import does. */
export const runIdOf = (id: string): string => (typenameOf(id) === 'ImportRun' ? localIdOf(id, 'ImportRun') : checkedUuid(id));

/** A run of the caller's, or none: of others' there is no telling that they are there. */
export const findRun = async (ctx: RequestContext, importers: Importers, id: string): Promise<RunRow | undefined> =>
  (await ctx.tx.orm.select().from(importRun).where(and(eq(importRun.id, id), await ownRuns(ctx, importers))))[0];

/** @throws PlatformError IMPORT_RUN_UNKNOWN */
export const knownRun = async (ctx: RequestContext, importers: Importers, id: string): Promise<RunRow> => {
  const run = await findRun(ctx, importers, id);
  if (!run) throw new PlatformError('IMPORT_RUN_UNKNOWN');
  return run;
};

export interface RunsArgs extends PageArgs {
  readonly recordType?: Given<string>;
  readonly state?: Given<RunRow['state']>;
}

/** The caller's runs, in the order they began. */
export const runsPage = async (ctx: RequestContext, importers: Importers, { recordType, state, ...page }: RunsArgs): Promise<Connection<RunRow>> => {
  const where = [await ownRuns(ctx, importers), recordType == null ? undefined : eq(importRun.recordType, recordType), state == null ? undefined : eq(importRun.state, state)];
  return listed(ctx, importRun, { id: importRun.id }, page, where, ['importRuns', recordType ?? null, state ?? null]);
};

const byRun: Parentage = {
  key: sql`${importQuarantine.runId}`,
  among: (keys) => sql`${importQuarantine.runId} = any(${sql.param([...keys])}::uuid[])`,
};

export interface QuarantineArgs extends PageArgs {
  readonly state?: Given<QuarantineState>;
}

/** Rows of a run in quarantine, by line; those of many runs in one statement. */
export const quarantineOf = async (ctx: RequestContext, runId: string, { state, ...args }: QuarantineArgs): Promise<Connection<QuarantineRow>> => {
  const request = readPageArgs(args);
  const where: readonly (SQL | undefined)[] = [ownRows(ctx), state == null ? undefined : eq(importQuarantine.state, state)];
  const listing: Listing = { table: importQuarantine, order: { id: importQuarantine.id, column: importQuarantine.line }, where, print: fingerprint('ImportRun.quarantine', state ?? null) };
  const load = <V>(kind: string, batch: (keys: readonly string[]) => Promise<readonly V[]>): Promise<V> =>
    loaderOf<string, V>(ctx, `${kind}:quarantine:${fingerprint(request, state ?? null)}`, () => new DataLoader(batch)).load(runId);
  const page = await load('page', (keys) => readPages(ctx, listing, byRun, keys, request));
  return { page: page as never, total: () => load('count', (keys) => countPerParent(ctx, listing, byRun, keys)) };
};

export type StateCounts = Readonly<Record<QuarantineState, number>>;

const noRows: StateCounts = { OPEN: 0, CORRECTED: 0, DISCARDED: 0 };

/** How many rows of a run in quarantine stand where; those of many runs in one statement. */
export const countsByState = (ctx: RequestContext, runId: string): Promise<StateCounts> =>
  loaderOf<string, StateCounts>(ctx, 'quarantine-states', () => new DataLoader(async (ids) => {
    const found = await ctx.tx.orm.select({ runId: importQuarantine.runId, state: importQuarantine.state, count: sql<number>`count(*)::integer` }).from(importQuarantine)
      .where(and(inArray(importQuarantine.runId, [...ids]), ownRows(ctx))).groupBy(importQuarantine.runId, importQuarantine.state);
    const counts = new Map<string, StateCounts>();
    for (const one of found) counts.set(one.runId, { ...(counts.get(one.runId) ?? noRows), [one.state]: one.count });
    return ids.map((id) => counts.get(id) ?? noRows);
  })).load(runId);
