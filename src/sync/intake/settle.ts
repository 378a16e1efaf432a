import { PlatformError, PlatformErrors } from '../../errors.ts';
import { isRetryable } from '../../db/engine-errors.ts';
import type { RequestContext } from '../../schema/context.ts';
import type { Importer, IntakeRow, Settled } from './importer.ts';

/** Failures of the service and not of a row: they end the import, which is taken up again later. */
const outage = new Set(['DATABASE_UNAVAILABLE', 'DATABASE_BUSY', 'DEADLINE_EXCEEDED', 'CALLER_GONE', 'TRANSACTION_ABORTED', 'WRONG_ROW_COUNT', 'AUDIT_HEAD_MISSING', 'MASTER_KEY_DIFFERS', 'FORBIDDEN', 'UNAUTHENTICATED']);

const endsAll = (error: unknown): boolean => isRetryable(error) || (error instanceof PlatformError && outage.has(error.code));

/** Tells of what nobody foresaw; the row it was about goes into quarantine. */
export type ReportFailure = (error: unknown) => void;

const quarantined = (faults: readonly PlatformError[]): Settled => ({ outcome: 'QUARANTINED', faults });

/** Rows of one group, in their order. */
const groupsOf = (importer: Importer, rows: readonly IntakeRow[]): readonly (readonly IntakeRow[])[] =>
  importer.groupOf ? [...Map.groupBy(rows, (row) => importer.groupOf?.(row)).values()] : rows.map((row) => [row]);

const tryAll = (ctx: RequestContext, importer: Importer, rows: readonly IntakeRow[]): Promise<readonly Settled[]> =>
  ctx.tx.savepoint(() => importer.save(ctx, rows));

/** What a row is told: what was expected has its reason, the rest is for the operator. */
const faultsOf = (error: unknown, report: ReportFailure): readonly PlatformError[] => {
  if (error instanceof PlatformErrors) return error.errors;
  if (error instanceof PlatformError) return [error];
  report(error);
  return [new PlatformError('IMPORT_ROW_FAILED')];
};

type Groups = readonly (readonly IntakeRow[])[];

/**
 * Groups that failed together are tried in halves, down to the one that fails by itself, so that it takes no
 * other with it: a bad one among thousands costs some twenty attempts and not thousands.
 */
const tryHalves = async (ctx: RequestContext, importer: Importer, groups: Groups, report: ReportFailure, settled: Map<IntakeRow, Settled>): Promise<void> => {
  ctx.loaders.clear();
  const rows = groups.flat().map((row) => Object.assign(row, { faults: [] }));
  const results = await tryAll(ctx, importer, rows).catch((error: unknown) => {
    if (endsAll(error)) throw error;
    if (groups.length > 1) return undefined;
    const faults = faultsOf(error, report);
    return rows.map(() => quarantined(faults));
  });
  if (results) rows.forEach((row, at) => { settled.set(row, results[at] as Settled); });
  else await tryBoth(ctx, importer, groups, report, settled);
};

const tryBoth = async (ctx: RequestContext, importer: Importer, groups: Groups, report: ReportFailure, settled: Map<IntakeRow, Settled>): Promise<void> => {
  const middle = Math.ceil(groups.length / 2);
  for (const half of [groups.slice(0, middle), groups.slice(middle)]) if (half.length > 0) await tryHalves(ctx, importer, half, report, settled);
};

/** A batch that failed as a whole. */
const tryParts = async (ctx: RequestContext, importer: Importer, rows: readonly IntakeRow[], report: ReportFailure): Promise<readonly Settled[]> => {
  const settled = new Map<IntakeRow, Settled>();
  await tryBoth(ctx, importer, groupsOf(importer, rows), report, settled);
  return rows.map((row) => settled.get(row) as Settled);
};

/** Rows come with the faults that they were read with. */
export const isReadable = ({ faults }: IntakeRow): boolean => faults.length === 0;

/**
 * Groups that lack a row which could not be read: of its neighbours those whose key stands somewhere in it, or
 * both where neither does.
 */
export const groupsBrokenBy = (groupOf: (row: IntakeRow) => string, rows: readonly IntakeRow[], at: number): readonly string[] => {
  const neighbours = [rows.slice(0, at).findLast(isReadable), rows.slice(at).find(isReadable)].flatMap((one) => (one ? [groupOf(one)] : []));
  const text = Object.values((rows[at] as IntakeRow).cells).join(' ');
  const named = neighbours.filter((group) => text.includes(group));
  return named.length > 0 ? named : neighbours;
};

const brokenGroups = (groupOf: (row: IntakeRow) => string, rows: readonly IntakeRow[]): ReadonlySet<string> =>
  new Set(rows.flatMap((row, at) => (isReadable(row) ? [] : groupsBrokenBy(groupOf, rows, at))));

/** A group is stored whole or not at all: a row that could not be read keeps the others of its group back. */
const holdBroken = ({ groupOf }: Importer, rows: readonly IntakeRow[]): void => {
  if (!groupOf || rows.every(isReadable)) return;
  const broken = brokenGroups(groupOf, rows);
  for (const row of rows) if (isReadable(row) && broken.has(groupOf(row))) row.faults.push(new PlatformError('IMPORT_HOUSEHOLD_HELD'));
};

/** Settles the rows of a batch: every one of them is stored, found unchanged, or quarantined with its faults. */
export const settleRows = async (ctx: RequestContext, importer: Importer, rows: readonly IntakeRow[], report: ReportFailure): Promise<readonly Settled[]> => {
  holdBroken(importer, rows);
  const readable = rows.filter(isReadable);
  const results = readable.length === 0 ? [] : await tryAll(ctx, importer, readable).catch((error: unknown) => {
    if (endsAll(error)) throw error;
    return tryParts(ctx, importer, readable, report);
  });
  const settled = new Map(readable.map((row, at) => [row, results[at] as Settled]));
  return rows.map((row) => settled.get(row) ?? quarantined(row.faults));
};
