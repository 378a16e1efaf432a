import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { isEmbedded } from '../../../src/db/connect.ts';
import type { Database } from '../../../src/db/database.ts';
import { allPlugins } from '../../../src/plugins/index.ts';
import { openCopy } from '../app.ts';
import { testDay, testVault } from '../template.ts';
import type { Template } from '../template-pglite.ts';
import { addCallers, callerAccounts } from './callers.ts';
import { catalogueOf, hasColumn, type LeakTable } from './catalogue.ts';
import { plantImports, withImports } from './imports.ts';
import { type Caller, callerOf } from './oracle.ts';
import { type Planted, plantEverywhere } from './planting.ts';
import { poolsOf } from './pools.ts';
import { asSuperuser } from './unlocked.ts';
import type { Pools } from './values.ts';

/** A database in which every value says whose it is, to be copied, and what is known about it. */
export interface PlantedTemplate {
  readonly template: Template;
  readonly planted: Planted;
  readonly callers: readonly Caller[];
  pools(indicators: readonly string[]): Pools;
  remove(): Promise<void>;
}

const saved = async (db: Database): Promise<Pick<PlantedTemplate, 'template' | 'remove'>> => {
  const from = inject('template');
  if (from.engine === 'pglite') {
    if (!isEmbedded(db)) throw new Error('the template must be embedded');
    const folder = mkdtempSync(join(tmpdir(), 'youyu-planted-'));
    const dump = join(folder, 'planted.tar');
    writeFileSync(dump, Buffer.from(await (await db.dump()).arrayBuffer()));
    await db.close();
    return { template: { engine: 'pglite', dump }, remove: async () => rmSync(folder, { recursive: true, force: true }) };
  }
  const [[database]] = (await db.transaction({ scope: 'owner', readOnly: true }, (tx) => tx.query('select current_database()'))).rows as [[string]];
  await db.close(); // a database is copied only while nobody is in it
  return { template: { ...from, database }, remove: async () => undefined };
};

/** An entry in the feed for every row of every record: so each of them can be followed by whom it is for, and by nobody else. */
const enterAll = async (db: Database, tables: readonly LeakTable[]): Promise<void> => {
  const told = tables.filter(({ record }) => record !== undefined).map((table) => {
    const own = (name: string): string => (hasColumn(table, name) ? name : 'null');
    const id = hasColumn(table, 'id') ? 'id' : 'household_id';
    const area = table.areas.length > 0 ? `coalesce(${table.areas.join(', ')})` : 'null';
    return `select '${table.record}', ${id}::uuid, ${own('household_id')}::uuid, ${own('county_code')}::text, ${area}::text, ${table.domain === 'core' ? 'null' : `'${table.name}'`}::text, version from ${table.sql}`;
  });
  await asSuperuser(db, (tx) => tx.query(
    `insert into core.change_entry (at, operation, record_type, record_id, household_id, county_code, area_code, domain, version)
     select '2020-11-01', 'UPDATED', told.* from (${told.join(' union all ')}) as told`));
};

/** Plants the filled database once, for all the copies that a test needs. */
export const plantTemplate = async (): Promise<PlantedTemplate> => {
  const db = await openCopy(() => undefined);
  await addCallers(db);
  const tables = catalogueOf(allPlugins);
  await enterAll(db, tables);
  const planted = await plantEverywhere(db, tables, testVault());
  const callers = await Promise.all(callerAccounts.map((account) => callerOf(db, account, testDay)));
  const imports = await plantImports(db, planted, testVault());
  const pools = withImports(await poolsOf(db, planted, []), imports);
  return { ...(await saved(db)), planted, callers, pools: (indicators) => ({ ...pools, indicators, cursors: [] }) };
};
