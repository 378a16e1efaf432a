import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { auditWrite } from '../../../administration/audit.ts';
import { importQuarantine } from '../../../db/tables/intake.ts';
import { PlatformError } from '../../../errors.ts';
import type { RequestContext } from '../../../schema/context.ts';
import { meetRow } from '../batches.ts';
import { createHeadings } from '../headers.ts';
import type { Importer } from '../importer.ts';
import type { Importers } from '../importers.ts';
import { narrowed } from '../narrow.ts';
import type { RunRow } from '../run-store.ts';
import type { KeptRow } from '../seal-row.ts';
import { type ReportFailure, settleRows } from '../settle.ts';
import { asFileRow, type CellInput, corrected, openedRow } from './opened.ts';
import { type Fate, lockGroups, lockOpen, requireAll, writeFates } from './quarantine.ts';
import { knownRun, type QuarantineRow } from './read.ts';
import { ownRows } from './reach.ts';

export interface RetryOptions {
  readonly importers: Importers;
  readonly report: ReportFailure;
}

/** Most rows that one call takes of a run; rows of their groups come on top. */
export const retriedAtOnce = 200;

/** What was tried again: ids in order of lines, and whether there is more of the run. */
export interface Retried {
  readonly ids: readonly string[];
  readonly lastLine: number | null;
  readonly hasMore: boolean;
}

/** Rows keep to the county that their import was bounded to. */
const ofRun = (ctx: RequestContext, { onlyCounty }: RunRow): RequestContext =>
  (onlyCounty === null ? ctx : { ...ctx, identity: narrowed(ctx.identity, onlyCounty), loaders: new Map() });

const tally = (ctx: RequestContext, action: string, run: RunRow, fates: readonly Fate[]): void => {
  const count = (state: Fate['state']): number => fates.filter((fate) => fate.state === state).length;
  auditWrite(ctx, { action, recordType: 'ImportRun', recordId: run.id, changes: { lines: [null, fates.map(({ row }) => row.line)], corrected: [null, count('CORRECTED')], discarded: [null, count('DISCARDED')], open: [null, count('OPEN')] } });
};

const fateOf = (row: QuarantineRow, kept: KeptRow, { outcome, faults }: Awaited<ReturnType<typeof settleRows>>[number]): Fate =>
  (outcome === 'QUARANTINED' ? { row, kept, state: 'OPEN', faults } : { row, kept, state: 'CORRECTED' });

/** Sends rows the way of an import once more. Those that are stored are settled, the others wait on with their new faults. */
const settleAgain = async (ctx: RequestContext, importer: Importer, run: RunRow, rows: readonly (readonly [QuarantineRow, KeptRow])[], action: string, report: ReportFailure): Promise<void> => {
  const own = ofRun(ctx, run);
  await importer.admit(own);
  const headings = createHeadings(importer);
  const met = rows.map(([{ line }, kept]) => meetRow(headings, asFileRow(line, kept), () => undefined));
  const results = await settleRows(own, importer, met, report);
  const fates = rows.map(([row, kept], at) => fateOf(row, kept, results[at] as (typeof results)[number]));
  await writeFates(ctx, fates);
  tally(ctx, action, run, fates);
};

const byLine = (rows: readonly QuarantineRow[]): readonly QuarantineRow[] => rows.toSorted((a, b) => a.line - b.line);

/** All of it, run by run: rows of one call are hardly ever of two. */
const eachRun = async (ctx: RequestContext, { importers }: RetryOptions, rows: readonly QuarantineRow[], work: (run: RunRow, importer: Importer, rows: readonly QuarantineRow[]) => Promise<void>): Promise<void> => {
  for (const [runId, some] of Map.groupBy(byLine(rows), (row) => row.runId)) {
    const run = await knownRun(ctx, importers, runId);
    await work(run, importers.find(run.recordType), some);
  }
};

/** Puts cells of a row right and tries it again, with its group. */
export const correctRow = async (ctx: RequestContext, options: RetryOptions, id: string, cells: readonly CellInput[]): Promise<Retried> => {
  const rows = await lockGroups(ctx, eq(importQuarantine.id, id));
  requireAll([id], rows, () => ['input', 'id']);
  await eachRun(ctx, options, rows, (run, importer, some) => {
    const opened = some.map((row): readonly [QuarantineRow, KeptRow] => {
      const kept = openedRow(ctx.vault, importer, row);
      return [row, row.id === id ? { ...kept, cells: corrected(importer, kept.cells, cells) } : kept];
    });
    return settleAgain(ctx, importer, run, opened, 'correctQuarantinedRow', options.report);
  });
  return { ids: byLine(rows).map((row) => row.id), lastLine: null, hasMore: false };
};

const retryLocked = (ctx: RequestContext, options: RetryOptions, rows: readonly QuarantineRow[]): Promise<void> =>
  eachRun(ctx, options, rows, (run, importer, some) =>
    settleAgain(ctx, importer, run, some.map((row) => [row, openedRow(ctx.vault, importer, row)] as const), 'retryQuarantinedRows', options.report));

/** Tries rows again as they are: what they named may be there by now. */
export const retryRows = async (ctx: RequestContext, options: RetryOptions, ids: readonly string[]): Promise<Retried> => {
  const rows = await lockGroups(ctx, inArray(importQuarantine.id, [...ids]));
  requireAll(ids, rows, (at) => ['input', 'ids', at]);
  await retryLocked(ctx, options, rows);
  return { ids: byLine(rows).map((row) => row.id), lastLine: null, hasMore: false };
};

/** Tries the rows of a run again that wait behind a line, so many at a time. */
export const retryRun = async (ctx: RequestContext, options: RetryOptions, runId: string, afterLine: number): Promise<Retried> => {
  await knownRun(ctx, options.importers, runId);
  const waiting = await ctx.tx.orm.select({ id: importQuarantine.id, line: importQuarantine.line }).from(importQuarantine)
    .where(and(ownRows(ctx), eq(importQuarantine.runId, runId), eq(importQuarantine.state, 'OPEN'), gt(importQuarantine.line, afterLine)))
    .orderBy(asc(importQuarantine.line), asc(importQuarantine.id)).limit(retriedAtOnce + 1);
  const now = waiting.slice(0, retriedAtOnce);
  if (now.length === 0) return { ids: [], lastLine: null, hasMore: false };
  const rows = await lockGroups(ctx, inArray(importQuarantine.id, now.map(({ id }) => id)));
  await retryLocked(ctx, options, rows);
  return { ids: byLine(rows).map(({ id }) => id), lastLine: now.at(-1)?.line ?? null, hasMore: waiting.length > retriedAtOnce };
};

/** Settles rows that are not to be stored; the others of their group wait on. */
export const discardRows = async (ctx: RequestContext, options: RetryOptions, ids: readonly string[]): Promise<Retried> => {
  const rows = await lockOpen(ctx, inArray(importQuarantine.id, [...ids]));
  requireAll(ids, rows, (at) => ['input', 'ids', at]);
  await eachRun(ctx, options, rows, async (run, importer, some) => {
    const fates = some.map((row): Fate => ({ row, state: 'DISCARDED', kept: openedRow(ctx.vault, importer, row) }));
    await writeFates(ctx, fates);
    tally(ctx, 'discardQuarantinedRows', run, fates);
  });
  return { ids: byLine(rows).map((row) => row.id), lastLine: null, hasMore: false };
};

/** @throws PlatformError QUARANTINE_CHOICE unless rows or a run are named, and not both */
export const chosen = <R, I>(runId: R | null | undefined, ids: I | null | undefined): { readonly runId: R } | { readonly ids: I } => {
  if (runId != null && ids == null) return { runId };
  if (ids != null && runId == null) return { ids };
  throw new PlatformError('QUARANTINE_CHOICE', {}, { path: ['input'] });
};
