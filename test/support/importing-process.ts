import { createReadStream } from 'node:fs';
import { createAccounts } from '../../src/access/accounts.ts';
import { createVault } from '../../src/access/vault.ts';
import { connect, type ConnectOptions } from '../../src/db/connect.ts';
import { allPlugins } from '../../src/plugins/index.ts';
import { createImporters } from '../../src/sync/intake/importers.ts';
import { runImport } from '../../src/sync/intake/run.ts';

// An import in a process of its own, to be killed: it says how far it has come, a line each batch, and the report at last.

const [settings = '{}', file = ''] = process.argv.slice(2);
const db = await connect(JSON.parse(settings) as ConnectOptions);
const service = {
  db, accounts: createAccounts(db, allPlugins), vault: createVault(Buffer.alloc(32, 7)), clock: () => new Date('2020-12-01T04:00:00Z'), syntheticPeople: true, unmaskDaily: 50,
  maxBytes: 1e9, report: (error: unknown) => { throw error; },
};
const report = await runImport(service, {
  subject: 'demo-county-clerk', importer: createImporters(allPlugins).find('Need'), dryRun: false,
  source: { name: file, open: () => createReadStream(file) },
  onProgress: (done) => process.stdout.write(`settled ${done}\n`),
});
process.stdout.write(`report ${JSON.stringify(report)}\n`);
await db.close();
