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

/** A batch that failed as a whole is tried group by group, so that the one that fails takes no other with it. */
const tryEach = async (ctx: RequestContext, importer: Importer, rows: readonly IntakeRow[], report: ReportFailure): Promise<readonly Settled[]> => {
  const settled = new Map<IntakeRow, Settled>();
  for (const group of groupsOf(importer, rows)) {
    ctx.loaders.clear();
    const results = await tryAll(ctx, importer, group.map((row) => Object.assign(row, { faults: [] }))).catch((error: unknown) => {
      if (endsAll(error)) throw error;
      const faults = faultsOf(error, report);
      return group.map(() => quarantined(faults));
    });
    group.forEach((row, at) => { settled.set(row, results[at] as Settled); });
  }
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
    return tryEach(ctx, importer, readable, report);
  });
  const settled = new Map(readable.map((row, at) => [row, results[at] as Settled]));
  return rows.map((row) => settled.get(row) ?? quarantined(row.faults));
};
