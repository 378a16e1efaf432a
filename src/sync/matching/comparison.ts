import { and, eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { requireRole } from '../../access/identity.ts';
import { insertRows } from '../../db/insert-rows.ts';
import { comparisonRow, type comparisonRun } from '../../db/tables/comparison.ts';
import { PlatformError } from '../../errors.ts';
import { lockedRow } from '../../records/advance.ts';
import { refuseOwnCase } from '../../records/author.ts';
import type { StatusMove } from '../../records/define.ts';
import { newRow } from '../../records/drafts.ts';
import { localIdOf } from '../../records/global-id.ts';
import { reachesRows, scopeOf } from '../../records/listing.ts';
import type { Row } from '../../records/page.ts';
import { writers } from '../../records/permissions.ts';
import { maxBatch } from '../../records/save.ts';
import { writeRows } from '../../records/write-rows.ts';
import type { RequestContext } from '../../schema/context.ts';
import { comparisonHitRecord, comparisonRunRecord } from '../../schema/records/comparison.ts';
import { type ListRow, type Matched, matchRows } from './match-rows.ts';
import { sealForeignRow } from './seal-row.ts';

type Run = typeof comparisonRun.$inferSelect & Row;

const counters = { MATCHED: 'matched', CANDIDATE: 'candidates', UNMATCHED: 'unmatched', INVALID: 'invalid' } as const;
const bases = { MATCHED: 'ID_NUMBER', CANDIDATE: 'NAME_AND_BIRTH' } as const;

/** The rows of these numbers that came before, with their prints: they are not looked at again. */
const known = async (ctx: RequestContext, runId: string, rows: readonly ListRow[]): Promise<ReadonlyMap<number, string | null>> => {
  const found = await ctx.tx.orm.select({ rowNumber: comparisonRow.rowNumber, print: comparisonRow.print }).from(comparisonRow).where(and(
    eq(comparisonRow.runId, runId), sql`${comparisonRow.rowNumber} = any(${sql.param(rows.map(({ rowNumber }) => rowNumber))}::integer[])`, scopeOf(ctx.identity, comparisonRow)));
  return new Map(found.map(({ rowNumber, print }) => [rowNumber, print]));
};

const textOf = ({ name, idNumber, bornOn }: ListRow): string => `comparison-row:${JSON.stringify([name ?? null, idNumber ?? null, bornOn ?? null])}`;

/** Whether a row of a known number says something else than it said before. */
const isOther = ({ vault }: RequestContext, row: ListRow, print: string | null | undefined): boolean => print != null && !vault.hashes(textOf(row)).includes(print);

const sealed = ({ vault }: RequestContext, id: string, { given, outcome }: Matched): string | null =>
  outcome === 'UNMATCHED' ? sealForeignRow(vault, id, given) : null;

const seenRow = (ctx: RequestContext, run: Run, matched: Matched) => {
  const id = uuidv7();
  return { id, runId: run.id, countyCode: run.countyCode, rowNumber: matched.given.rowNumber, outcome: matched.outcome, sealed: sealed(ctx, id, matched), print: ctx.vault.hash(textOf(matched.given)), createdAt: ctx.now };
};

const hitsOf = (ctx: RequestContext, run: Run, { given: { rowNumber }, outcome, people }: Matched): Row[] =>
  people.map((somebody) => newRow(ctx, comparisonHitRecord, { ...somebody, runId: run.id, rowNumber, basis: bases[outcome as keyof typeof bases] }));

const counted = (run: Run, fresh: readonly Matched[]): Row => {
  const after: Row = { ...run };
  for (const { outcome } of fresh) after[counters[outcome]] = (after[counters[outcome]] as number) + 1;
  return after;
};

/** What became of one row of the list. */
export interface RowResult {
  readonly rowNumber: number;
  /** Null for a row that came before. */
  readonly outcome: Matched['outcome'] | null;
  readonly errors: readonly PlatformError[];
}

/** Writes what became of rows that had not been seen, and the cases of whom they found. */
const writeSeen = async (ctx: RequestContext, run: Run, fresh: readonly Matched[]): Promise<void> => {
  if (fresh.length === 0) return;
  await insertRows(ctx.tx, comparisonRow, fresh.map((one) => seenRow(ctx, run, one)));
  const hits = fresh.flatMap((one) => hitsOf(ctx, run, one));
  await writeRows(ctx, [
    { record: comparisonRunRecord, drafts: [{ before: run, after: counted(run, fresh) }] },
    { record: comparisonHitRecord, drafts: hits.map((after) => ({ before: undefined, after })) },
  ], 'addComparisonRows');
};

/**
 * Compares rows of the list with the county's register. Whoever is found becomes a case; nothing else is changed. A row
 * that is sent again is passed over, so a list may be sent once more from its beginning; one of the same number that
 * says something else is refused. Rows that cannot be compared are kept as such, or left to the caller to keep.
 * @throws PlatformError COMPARISON_FINISHED, RECORD_UNKNOWN
 */
export const compareRows = async (ctx: RequestContext, runId: string, rows: readonly ListRow[], { keepsInvalid }: { readonly keepsInvalid: boolean }): Promise<readonly RowResult[]> => {
  const run = (await lockedRow(ctx, comparisonRunRecord, runId)) as Run;
  if (run.status !== 'OPEN') throw new PlatformError('COMPARISON_FINISHED', {}, { path: ['runId'] });
  const before = await known(ctx, run.id, rows);
  const numbers = new Set<number>(before.keys());
  const matched = await matchRows(ctx, run.countyCode, rows.filter(({ rowNumber }) => !numbers.has(rowNumber) && numbers.add(rowNumber)));
  await writeSeen(ctx, run, matched.filter(({ outcome }) => keepsInvalid || outcome !== 'INVALID'));
  const byNumber = new Map(matched.map((one) => [one.given.rowNumber, one]));
  return rows.map((row): RowResult => {
    const { rowNumber } = row;
    if (isOther(ctx, row, before.get(rowNumber))) return { rowNumber, outcome: null, errors: [new PlatformError('COMPARISON_ROW_DIFFERS')] };
    return { rowNumber, outcome: byNumber.get(rowNumber)?.outcome ?? null, errors: byNumber.get(rowNumber)?.errors ?? [] };
  });
};

/** The same for the rows of one call. @throws PlatformError FORBIDDEN, BATCH_TOO_LARGE and those of {@link compareRows} */
export const addComparisonRows = async (ctx: RequestContext, runId: string, rows: readonly ListRow[]): Promise<readonly RowResult[]> => {
  requireRole(ctx.identity, ...writers);
  if (rows.length > maxBatch) throw new PlatformError('BATCH_TOO_LARGE', { max: maxBatch });
  return compareRows(ctx, localIdOf(runId, 'ComparisonRun'), rows, { keepsInvalid: true });
};

/** What a reviewer says of a case. */
export interface HitDecision {
  readonly id: string;
  readonly to: string;
  readonly verdict: string;
}

/** Decides about a case, by a reviewer who did not make it; answers its id. */
export const decideComparisonHit = async (ctx: RequestContext, { id, to, verdict }: HitDecision): Promise<string> => {
  requireRole(ctx.identity, 'REVIEWER');
  if (!reachesRows(ctx.identity, comparisonHitRecord)) throw new PlatformError('FORBIDDEN');
  const before = await lockedRow(ctx, comparisonHitRecord, localIdOf(id, 'ComparisonHit'));
  const move = (comparisonHitRecord.status?.moves as Record<string, StatusMove> | undefined)?.[to];
  if (!move?.from.includes(before.status as string)) throw new PlatformError('STATUS_STEP_NOT_ALLOWED', { from: before.status as string, to }, { path: ['to'] });
  if (verdict.trim().length === 0 || verdict.length > 2_000) throw new PlatformError('TEXT_LENGTH', { field: 'verdict', min: 1, max: 2_000 }, { path: ['verdict'] });
  await refuseOwnCase(ctx, comparisonHitRecord, before);
  await writeRows(ctx, [{ record: comparisonHitRecord, drafts: [{ before, after: { ...before, status: to, verdict, decidedOn: ctx.today } }] }], 'advanceComparisonHit');
  return before.id as string;
};
