import { createVault, type Vault } from '../../src/access/vault.ts';
import type { Database } from '../../src/db/database.ts';
import { prepareDatabase } from '../../src/db/prepare.ts';
import { loadDemo } from '../../src/demo/load.ts';
import { allPlugins } from '../../src/plugins/index.ts';
import { codeListsOf } from '../../src/platform.ts';
import { syncCodeLists } from '../../src/reference/code-lists.ts';
import { loadReference } from '../../src/reference/load.ts';

/** The day on which the tests live: after the campaign, so that its whole history can be written. */
export const testDay = '2020-12-01';
export const testClock = (): Date => new Date(`${testDay}T04:00:00Z`);

/** The vault of all tests: what the template sealed, every test can open. */
export const testVault = (): Vault => createVault(Buffer.alloc(32, 7));

const demoHouseholds = 240;

/** Fills a database as `npm start` does: tables, reference data, demo data of all plugins. */
export const fillTemplate = async (db: Database): Promise<void> => {
  await prepareDatabase(db, allPlugins, { lint: true });
  await loadReference(db);
  await db.transaction({ scope: 'owner' }, (tx) => syncCodeLists(tx, codeListsOf(allPlugins), testDay));
  await loadDemo(db, { households: demoHouseholds, seed: 2016, plugins: allPlugins, vault: testVault() });
};

