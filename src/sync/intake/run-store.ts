import { and, eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../../db/database.ts';
import { insertRows } from '../../db/insert-rows.ts';
import { importQuarantine, importRun } from '../../db/tables/intake.ts';
import { PlatformError } from '../../errors.ts';
import type { RequestContext } from '../../schema/context.ts';
import { groupIds } from './groups.ts';
import type { Importer, IntakeRow, Settled } from './importer.ts';
import { columnOfFault, keptFault, sealRow } from './seal-row.ts';

export type RunRow = typeof importRun.$inferSelect;

/** What a run is of: the same account, record and bytes are the same run until it is done. */
export interface RunFacts {
  readonly actor: string;
  readonly department: string | null;
  readonly recordType: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly format: RunRow['format'];
  readonly encoding: RunRow['encoding'];
  readonly expectedRows: number | null;
  readonly onlyCounty: string | null;
}

/** How many rows became what. */
export interface Counts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly quarantined: number;
}

export const noCounts: Counts = { created: 0, updated: 0, unchanged: 0, quarantined: 0 };

export const countsOf = (settled: readonly Settled[]): Counts => {
  const of = (outcome: Settled['outcome']): number => settled.filter((one) => one.outcome === outcome).length;
  return { created: of('CREATED'), updated: of('UPDATED'), unchanged: of('UNCHANGED'), quarantined: of('QUARANTINED') };
};

export const addCounts = (a: Counts, b: Counts): Counts => ({
  created: a.created + b.created, updated: a.updated + b.updated, unchanged: a.unchanged + b.unchanged, quarantined: a.quarantined + b.quarantined,
});

const openRunOf = ({ actor, recordType, fileHash }: RunFacts) =>
  and(eq(importRun.actor, actor), eq(importRun.recordType, recordType), eq(importRun.fileHash, fileHash), eq(importRun.state, 'RUNNING'));

/** The open run of a file, or a new one. */
export const takeUpRun = async (tx: Transaction, facts: RunFacts, now: string): Promise<RunRow> => {
  const find = async (): Promise<RunRow | undefined> => (await tx.orm.select().from(importRun).where(openRunOf(facts)))[0];
  const open = await find();
  if (open) return open;
  await insertRows(tx, importRun, [{ ...facts, id: uuidv7(), state: 'RUNNING', startedAt: now, movedAt: now }], { onConflict: 'nothing' });
  return (await find()) as RunRow;
};

/**
 * Locks a run where this process believes it to be.
 * @throws PlatformError IMPORT_TAKEN_OVER when another process has moved it on
 */
export const holdRun = async (tx: Transaction, run: Pick<RunRow, 'id' | 'actor'>, rows: number): Promise<void> => {
  const [found] = await tx.orm.select({ rows: importRun.rows, state: importRun.state }).from(importRun).where(and(eq(importRun.id, run.id), eq(importRun.actor, run.actor))).for('update');
  if (found?.rows !== rows || found.state !== 'RUNNING') throw new PlatformError('IMPORT_TAKEN_OVER');
};

/** Moves a run on over rows that are settled in this transaction. */
export const moveRun = async (tx: Transaction, run: Pick<RunRow, 'id' | 'actor'>, counts: Counts, now: string): Promise<void> => {
  const more = counts.created + counts.updated + counts.unchanged + counts.quarantined;
  await tx.orm.update(importRun).set({
    rows: sql`${importRun.rows} + ${more}::integer`,
    created: sql`${importRun.created} + ${counts.created}::integer`,
    updated: sql`${importRun.updated} + ${counts.updated}::integer`,
    unchanged: sql`${importRun.unchanged} + ${counts.unchanged}::integer`,
    quarantined: sql`${importRun.quarantined} + ${counts.quarantined}::integer`,
    movedAt: now,
  }).where(and(eq(importRun.id, run.id), eq(importRun.actor, run.actor)));
};

export const endRun = async (tx: Transaction, run: Pick<RunRow, 'id' | 'actor'>, now: string): Promise<void> => {
  await tx.orm.update(importRun).set({ state: 'DONE', movedAt: now, finishedAt: now }).where(and(eq(importRun.id, run.id), eq(importRun.actor, run.actor)));
};

/** Keeps the rows of a batch that could not be stored, in one statement. */
export const quarantineRows = async (ctx: RequestContext, importer: Importer, run: Pick<RunRow, 'id' | 'actor'>, rows: readonly IntakeRow[], settled: readonly Settled[]): Promise<void> => {
  const groupId = groupIds(importer, rows);
  const kept = rows.flatMap((row, at) => {
    const { outcome, faults } = settled[at] as Settled;
    if (outcome !== 'QUARANTINED') return [];
    const id = uuidv7();
    const told = faults.map(keptFault);
    return [{
      id, runId: run.id, actor: run.actor, groupId: groupId(at, id), line: row.line, columns: told.map(columnOfFault), codes: told.map(({ code }) => code),
      sealed: sealRow(ctx.vault, id, { cells: row.cells, faults: told }), state: 'OPEN' as const, settledAt: null,
    }];
  });
  if (kept.length > 0) await insertRows(ctx.tx, importQuarantine, kept);
};
