import { and, eq, inArray, type SQL } from 'drizzle-orm';
import { auditWrite } from '../../administration/audit.ts';
import { importQuarantine, importRun } from '../../db/tables/intake.ts';
import { PlatformError } from '../../errors.ts';
import type { RequestContext } from '../../schema/context.ts';
import type { Importer, IntakeRow, Settled } from './importer.ts';
import { isWithheldMark } from './notes.ts';
import { openedRow } from './runs/opened.ts';
import { lockGroups, writeFates } from './runs/quarantine.ts';
import type { QuarantineRow } from './runs/read.ts';
import { type ReportFailure, settleRows } from './settle.ts';
import type { NamedCells } from './headers.ts';

/**
 * Refuses to correct a run that is not the caller's, or of another record.
 * @throws PlatformError IMPORT_RUN_UNKNOWN
 */
export const checkCorrects = async ({ tx, identity }: RequestContext, importer: Importer, runId: string | undefined): Promise<void> => {
  if (runId === undefined) return;
  const [run] = await tx.orm.select({ id: importRun.id }).from(importRun).where(and(eq(importRun.id, runId), eq(importRun.actor, identity.subject as string), eq(importRun.recordType, importer.name)));
  if (!run) throw new PlatformError('IMPORT_RUN_UNKNOWN');
};

/** Rows of a batch, each with the row in quarantine that it puts right. */
export interface Correcting {
  readonly rows: readonly IntakeRow[];
  readonly waiting: readonly (QuarantineRow | undefined)[];
  /** Groups of rows that wait and are not all in the batch. */
  readonly incomplete: ReadonlySet<string>;
}

/** Cells that are withheld as they were brought first. */
const unveiled = (ctx: RequestContext, importer: Importer, cells: NamedCells, row: QuarantineRow): NamedCells => {
  if (!Object.values(cells).some(isWithheldMark)) return cells;
  const before = openedRow(ctx.vault, importer, row).cells;
  return Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, isWithheldMark(cell) ? before[name] : cell]));
};

/** Groups of which a row is left out of the batch: it still waits, and the others with it. */
const incompleteGroups = (locked: readonly QuarantineRow[], waiting: Correcting['waiting']): ReadonlySet<string> => {
  const here = new Set(waiting.map((row) => row?.id));
  return new Set(locked.filter(({ id }) => !here.has(id)).map(({ groupId }) => groupId));
};

/** Meets rows of a corrected file with those that wait, which are locked. Rows that correct nothing are rows as any. */
export const meetWaiting = async (ctx: RequestContext, importer: Importer, runId: string | undefined, rows: readonly IntakeRow[]): Promise<Correcting> => {
  const lines = [...new Set(rows.map(({ corrects }) => corrects).filter((line) => line !== undefined))];
  if (runId === undefined || lines.length === 0) return { rows, waiting: rows.map(() => undefined), incomplete: new Set() };
  const locked = await lockGroups(ctx, and(eq(importQuarantine.runId, runId), inArray(importQuarantine.line, lines)) as SQL);
  const byLine = new Map(locked.map((row) => [row.line, row]));
  const waiting = rows.map(({ corrects }) => (corrects === undefined ? undefined : byLine.get(corrects)));
  return {
    rows: rows.map((row, at) => (waiting[at] ? { ...row, cells: unveiled(ctx, importer, row.cells, waiting[at]) } : row)),
    waiting,
    incomplete: incompleteGroups(locked, waiting),
  };
};

/** Settles the rows of a batch; those of a group that is not whole are held. */
export const settleCorrecting = async (ctx: RequestContext, importer: Importer, { rows, waiting, incomplete }: Correcting, report: ReportFailure): Promise<readonly Settled[]> => {
  const isHeld = (at: number): boolean => incomplete.has(waiting[at]?.groupId ?? '');
  const whole = rows.filter((_, at) => !isHeld(at));
  const results = await settleRows(ctx, importer, whole.map((row) => ({ ...row, faults: [...row.faults] })), report);
  const settled = new Map(whole.map((row, at) => [row, results[at] as Settled]));
  return rows.map((row) => settled.get(row) ?? { outcome: 'QUARANTINED', faults: [new PlatformError('IMPORT_HOUSEHOLD_HELD')] });
};

/** Settles what waited of rows that are stored now; what is not stored waits on, also in the run of the corrected file. */
export const settleWaiting = async (ctx: RequestContext, importer: Importer, runId: string | undefined, { waiting }: Correcting, settled: readonly Settled[]): Promise<void> => {
  if (runId === undefined) return;
  const failed = new Set(waiting.flatMap((row, at) => (row && settled[at]?.outcome === 'QUARANTINED' ? [row.id] : [])));
  const stored = [...new Map(waiting.flatMap((row) => (row && !failed.has(row.id) ? [[row.id, row] as const] : []))).values()];
  if (stored.length === 0) return;
  await writeFates(ctx, stored.map((row) => ({ row, state: 'CORRECTED', kept: openedRow(ctx.vault, importer, row) })));
  auditWrite(ctx, { action: 'correctQuarantinedRows', recordType: 'ImportRun', recordId: runId, changes: { lines: [null, stored.map(({ line }) => line)], corrected: [null, stored.length] } });
};
