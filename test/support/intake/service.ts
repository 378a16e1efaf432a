import { createAccounts } from '../../../src/access/accounts.ts';
import type { Database } from '../../../src/db/database.ts';
import { allPlugins } from '../../../src/plugins/index.ts';
import type { AnyRecord } from '../../../src/records/define.ts';
import { allCoreRecords } from '../../../src/schema/core-records.ts';
import type { FileSource } from '../../../src/sync/formats/cells.ts';
import type { ImportReport } from '../../../src/sync/intake/report.ts';
import { createImporters } from '../../../src/sync/intake/importers.ts';
import type { ImportRequest } from '../../../src/sync/intake/request.ts';
import { type IntakeService, runImport } from '../../../src/sync/intake/run.ts';
import { testClock, testVault } from '../template.ts';

/** A file in memory. */
export const fileOf = (name: string, bytes: string | Uint8Array): FileSource => ({
  name,
  async *open() {
    yield typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  },
});

/** What imports work with, over a database of a test. */
export const intakeOf = (db: Database, extra: Partial<IntakeService> = {}): IntakeService => ({
  db, accounts: createAccounts(db, allPlugins), vault: testVault(), clock: testClock, syntheticPeople: true, unmaskDaily: 50, maxBytes: 1e9,
  report: (error) => {
    throw error;
  },
  ...extra,
});

export const recordNamed = (name: string): AnyRecord =>
  [...allCoreRecords, ...allPlugins.flatMap(({ records }) => records)].find((record) => record.name === name) as AnyRecord;

/** Imports a text as a file of a record. */
export const importText = (service: IntakeService, record: string, text: string | Uint8Array, extra: Partial<ImportRequest> = {}): Promise<ImportReport> =>
  runImport(service, { subject: 'demo-county-clerk', importer: createImporters(allPlugins).find(record), source: fileOf('file', text), dryRun: false, ...extra });
