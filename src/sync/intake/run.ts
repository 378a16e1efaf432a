import type { Accounts } from '../../access/accounts.ts';
import { withoutIdNumbers } from '../../access/id-number-text.ts';
import type { Identity } from '../../access/identity.ts';
import type { Vault } from '../../access/vault.ts';
import type { Database, Transaction } from '../../db/database.ts';
import { isRetryable } from '../../db/engine-errors.ts';
import { PlatformError } from '../../errors.ts';
import type { RequestContext } from '../../schema/context.ts';
import { contextFacts } from '../../server/context-facts.ts';
import { dayInChina } from '../../server/operation.ts';
import { type Examined, examineFile } from '../formats/examine.ts';
import { readRows } from '../formats/read.ts';
import { type IntakeBatch, batchesOf, readAhead } from './batches.ts';
import { checkCorrects, meetWaiting, settleCorrecting, settleWaiting } from './corrections.ts';
import { dryTransaction } from './dry-transaction.ts';
import type { ImportRequest } from './request.ts';
import { narrowed } from './narrow.ts';
import { createReport, type ImportReport, type ReportMaker } from './report.ts';
import { countsOf, endRun, holdRun, moveRun, quarantineRows, type RunRow, takeUpRun } from './run-store.ts';
import type { ReportFailure } from './settle.ts';

/** What imports work with. */
export interface IntakeService {
  readonly db: Database;
  readonly accounts: Accounts;
  readonly vault: Vault;
  readonly clock: () => Date;
  readonly syntheticPeople: boolean;
  readonly unmaskDaily: number;
  readonly maxBytes: number;
  readonly report: ReportFailure;
}

/** A batch is some thousand rows at most; a dry run is all of them. */
const batchDeadlineMs = 120_000;
const dryDeadlineMs = 3_600_000;

/** Who imports, looked up anew for every batch: what was revoked meanwhile ends the import. */
const identityFor = async ({ accounts, clock }: IntakeService, { subject, county }: Pick<ImportRequest, 'subject' | 'county'>): Promise<Identity> => {
  const identity = await accounts.find(subject, dayInChina(clock()));
  if (!identity) throw new PlatformError('ACCOUNT_UNKNOWN');
  return narrowed(identity, county);
};

const contextFor = (service: IntakeService, identity: Identity, tx: Transaction, runId: string): RequestContext =>
  ({ ...contextFacts(service, { identity, requestId: `import-${runId}`, operation: 'import' }), tx });

const retries = 5;

const withRetry = async <T>(work: () => Promise<T>, left = retries): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (left === 0 || !isRetryable(error)) throw error;
    return withRetry(work, left - 1);
  }
};

/** One transaction: the rows of a batch, its quarantine, its audit and how far the run has come. */
const importBatch = async (service: IntakeService, request: ImportRequest, run: RunRow, { from, rows }: IntakeBatch, report: ReportMaker): Promise<void> => {
  const identity = await identityFor(service, request);
  const settled = await withRetry(() =>
    service.db.transaction({ scope: identity.scope, deadlineMs: batchDeadlineMs, signal: request.signal }, async (tx) => {
      const ctx = contextFor(service, identity, tx, run.id);
      await request.importer.admit(ctx); // before the run is looked for: without a role it is nowhere
      await holdRun(tx, run, from);
      const { importer, corrects } = request;
      const correcting = await meetWaiting(ctx, importer, corrects, rows);
      const results = await settleCorrecting(ctx, importer, correcting, service.report);
      await quarantineRows(ctx, importer, run, correcting.rows, results);
      await settleWaiting(ctx, importer, corrects, correcting, results);
      await moveRun(tx, run, countsOf(results), ctx.now);
      return results;
    }));
  report.add(rows, settled);
};

const admitted = async (ctx: RequestContext, { importer, corrects }: Pick<ImportRequest, 'importer' | 'corrects'>): Promise<void> => {
  await importer.admit(ctx);
  await checkCorrects(ctx, importer, corrects);
};

/**
 * Refuses who may not import this, before their file is read.
 * @throws PlatformError FORBIDDEN, DEPARTMENT_NOT_IN_CHARGE, COUNTY_OUT_OF_REACH, ACCOUNT_UNKNOWN, IMPORT_RUN_UNKNOWN
 */
export const admitImport = async (service: IntakeService, request: Pick<ImportRequest, 'subject' | 'importer' | 'county' | 'corrects'>): Promise<void> => {
  const identity = await identityFor(service, request);
  await service.db.transaction({ scope: identity.scope, readOnly: true }, (tx) => admitted(contextFor(service, identity, tx, 'new'), request));
};

const plainName = (name: string): string => withoutIdNumbers(name.replace(/^.*[\\/]/, '')).slice(0, 200);

const openRun = async (service: IntakeService, request: ImportRequest, examined: Examined): Promise<RunRow> => {
  const identity = await identityFor(service, request);
  const { format, encoding, hash, rows } = examined;
  return service.db.transaction({ scope: identity.scope, signal: request.signal }, async (tx) => {
    const ctx = contextFor(service, identity, tx, 'new');
    await admitted(ctx, request);
    return takeUpRun(tx, {
      actor: request.subject, department: identity.department, recordType: request.importer.name, fileName: plainName(request.source.name), fileHash: hash, format, encoding, expectedRows: rows, onlyCounty: request.county ?? null,
    }, ctx.now);
  });
};

const importForGood = async (service: IntakeService, request: ImportRequest, examined: Examined): Promise<ImportReport> => {
  const run = await openRun(service, request, examined);
  const report = createReport(run.id, request, examined, run);
  const batches = batchesOf(request.importer, readRows(request.source, examined), { isTable: examined.format !== 'NDJSON', settled: run.rows, onIgnored: report.ignore });
  for await (const batch of readAhead(batches)) {
    await importBatch(service, request, run, batch, report);
    request.onProgress?.(batch.from + batch.rows.length, examined.rows);
  }
  const { scope } = await identityFor(service, request);
  await service.db.transaction({ scope }, (tx) => endRun(tx, run, service.clock().toISOString()));
  return report.made();
};

/** A table with headers that nobody knows is refused before anything is opened for it. */
const checkHeadings = async ({ importer, source }: ImportRequest, examined: Examined): Promise<void> => {
  if (examined.format === 'NDJSON') return;
  const batches = batchesOf({ ...importer, batchRows: 1 }, readRows(source, examined), { isTable: true, settled: 0, onIgnored: () => undefined });
  for await (const _ of batches) return;
  throw new PlatformError('FILE_EMPTY');
};

class Undone extends Error {}

/**
 * The same work in one transaction that is rolled back: a row that needs what an earlier one would have
 * stored is judged as in the real run. Nothing of it is kept, not even the run.
 */
const importDry = async (service: IntakeService, request: ImportRequest, examined: Examined): Promise<ImportReport> => {
  const identity = await identityFor(service, request);
  const report = createReport(null, request, examined, undefined);
  const work = service.db.transaction({ scope: identity.scope, deadlineMs: dryDeadlineMs, signal: request.signal }, async (whole) => {
    await admitted(contextFor(service, identity, whole, 'dry'), request);
    const batches = batchesOf(request.importer, readRows(request.source, examined), { isTable: examined.format !== 'NDJSON', settled: 0, onIgnored: report.ignore });
    for await (const { from, rows } of batches) {
      const ctx = contextFor(service, identity, dryTransaction(whole), 'dry');
      const correcting = await meetWaiting(ctx, request.importer, request.corrects, rows);
      const results = await settleCorrecting(ctx, request.importer, correcting, service.report);
      await settleWaiting(ctx, request.importer, request.corrects, correcting, results);
      report.add(rows, results);
      request.onProgress?.(from + rows.length, examined.rows);
    }
    throw new Undone();
  });
  await work.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return report.made();
};

/**
 * Imports a file. After any end, kill -9 included, the same account, record and bytes take up the open run
 * where it was.
 * @throws PlatformError for a file or a caller that cannot be served at all; bad rows are in the report
 */
export const runImport = async (service: IntakeService, request: ImportRequest): Promise<ImportReport> => {
  const examined = await examineFile(request.source, service.maxBytes);
  await checkHeadings(request, examined);
  return request.dryRun ? importDry(service, request, examined) : importForGood(service, request, examined);
};
