import type { Vault } from '../access/vault.ts';
import type { Database, Scope, Transaction } from '../db/database.ts';
import { insertRows } from '../db/insert-rows.ts';
import { demoLoad } from '../db/tables/demo.ts';
import { allocation, disbursement, fundSource, project, projectStage } from '../db/tables/funds.ts';
import { type Bilingual, PlatformError } from '../errors.ts';
import type { Plugin } from '../plugins/define.ts';
import { writeDemoAccounts } from './accounts.ts';
import { createBatch } from './batch.ts';
import { writeComparisons } from './comparisons.ts';
import { writeDuplicates } from './duplicates.ts';
import { createFunds, type Funds } from './funds.ts';
import { writeDemoGrants } from './grants.ts';
import { createOutline, type Outline } from './outline.ts';
import { partsOf, type Part } from './parts.ts';
import { readCounties } from './places.ts';
import { writeProjects } from './projects.ts';
import { type PartContext, writePart } from './write-part.ts';

/** Called after every part: how many households of how many are there. */
export type DemoProgress = (done: number, total: number, label: Bilingual) => void;

export interface DemoOptions {
  readonly households: number;
  /** The same seed gives the same demo, number or text. */
  readonly seed: number | string;
  readonly plugins: readonly Plugin[];
  readonly vault: Vault;
  readonly onProgress?: DemoProgress;
  readonly now?: () => Date;
}

/** What became of it: loaded now, there already, or refused because the database holds something else. */
export type DemoOutcome =
  | { readonly outcome: 'LOADED' | 'PRESENT' }
  | { readonly outcome: 'REFUSED'; readonly reason: PlatformError };

interface Recorded {
  readonly seed: string;
  readonly households: number;
  readonly finished: boolean;
}

const actor = 'system:demo';
/** It finds its own entries in the journal again, so it reads as an auditor does. */
const scope: Scope = { counties: '*', domains: '*', roles: ['AUDITOR'], actor };
const partDeadlineMs = 600_000;
const label: Bilingual = { zh: '演示数据', en: 'Demo data' };

const asOwner = <T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> => db.transaction({ scope: 'owner' }, work);

const inWholeProvince = <T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  db.transaction({ scope, deadlineMs: partDeadlineMs }, work);

const recorded = (db: Database): Promise<Recorded | undefined> =>
  asOwner(db, async (tx) => {
    const [row] = await tx.orm.select().from(demoLoad);
    return row && { seed: row.seed, households: row.households, finished: row.finishedAt !== null };
  });

/** Whether what the database holds is the demo, or is becoming it. */
export const isDemo = async (db: Database): Promise<boolean> => (await recorded(db)) !== undefined;

const exists = async (tx: Transaction, text: string, params: readonly unknown[] = []): Promise<boolean> =>
  (await tx.query(`select exists (${text})`, params)).rows[0]?.[0] === true;

const hasHouseholds = (db: Database): Promise<boolean> => inWholeProvince(db, (tx) => exists(tx, 'select from core.household'));

const begin = (db: Database, { plugins, households }: DemoOptions, seed: string, now: string): Promise<void> =>
  asOwner(db, async (tx) => {
    await writeDemoAccounts(tx, now);
    await writeDemoGrants(tx, now, plugins);
    await insertRows(tx, demoLoad, [{ seed, households, startedAt: now }]);
  });

const finish = (db: Database, now: string): Promise<unknown> => asOwner(db, (tx) => tx.orm.update(demoLoad).set({ finishedAt: now }));

/** Funds come first and in one transaction: where a source is, all of them are. */
const writeFunds = async (tx: Transaction, outline: Outline, funds: Funds, seed: string): Promise<void> => {
  if (await exists(tx, 'select from core.fund_source where id = $1', [funds.sources[0]!.id])) return;
  const batch = createBatch([fundSource, allocation, project, projectStage, disbursement]);
  batch.add(fundSource, ...funds.sources);
  batch.add(allocation, ...funds.allocations);
  writeProjects(batch, outline, funds, seed);
  await batch.save(tx);
};

/** A part is known by its first audit entry; a load that broke off goes on after the last whole part. */
const requestOf = (seed: string, { number }: Part): string => `demo-${seed}-${number}`;

const isWritten = (tx: Transaction, requestId: string): Promise<boolean> =>
  exists(tx, `select from core.audit_entry where actor = $1 and request_id = $2`, [actor, requestId]);

const sizeOf = ({ stretches }: Part): number => stretches.reduce((sum, { from, to }) => sum + to - from, 0);

/** One transaction a part, so that memory and locks stay small however large the demo is. */
const writeParts = async (db: Database, parts: readonly Part[], context: Omit<PartContext, 'stamp'>, now: () => Date, onProgress: DemoProgress): Promise<void> => {
  const total = parts.reduce((sum, part) => sum + sizeOf(part), 0);
  let done = 0;
  for (const part of parts) {
    const requestId = requestOf(context.seed, part);
    await inWholeProvince(db, async (tx) => {
      if (await isWritten(tx, requestId)) return;
      await writePart(tx, { ...context, stamp: { at: now().toISOString(), actor, requestId } }, part);
    });
    done += sizeOf(part);
    onProgress(done, total, label);
  }
};

/** Gives the planner statistics of what was filled: an embedded database has no autovacuum. */
const analyze = (db: Database, plugins: readonly Plugin[]): Promise<void> =>
  db.transaction({ scope: 'owner', deadlineMs: partDeadlineMs }, async (tx) => {
    const { rows } = await tx.query(
      "select oid::regclass::text from pg_class where relnamespace = any($1::regnamespace[]) and relkind = 'r' and reltuples <= 0",
      [['core', ...plugins.map(({ id }) => JSON.stringify(id))]],
    );
    for (const [table] of rows) await tx.query(`analyze ${String(table)}`);
  });

const fill = async (db: Database, { plugins, vault, households, onProgress = () => {}, now = () => new Date() }: DemoOptions, seed: string): Promise<void> => {
  const outline = createOutline(await inWholeProvince(db, readCounties), households, seed);
  const funds = createFunds(outline, seed);
  await inWholeProvince(db, (tx) => writeFunds(tx, outline, funds, seed));
  await writeParts(db, partsOf(outline), { seed, vault, funds, plugins }, now, onProgress);
  await inWholeProvince(db, (tx) => writeComparisons(tx, seed));
  await inWholeProvince(db, (tx) => writeDuplicates(tx, seed));
  await analyze(db, plugins);
  await finish(db, now().toISOString());
};

/** Refused or present, if the database is not to be filled. */
const verdict = async (db: Database, demo: Recorded | undefined, seed: string, households: number): Promise<DemoOutcome | undefined> => {
  if (!demo) return (await hasHouseholds(db)) ? { outcome: 'REFUSED', reason: new PlatformError('DEMO_NOT_EMPTY') } : undefined;
  if (demo.seed !== seed || demo.households !== households) {
    return { outcome: 'REFUSED', reason: new PlatformError('DEMO_LOADED_OTHERWISE', { seed: demo.seed, households: demo.households }) };
  }
  return demo.finished ? { outcome: 'PRESENT' } : undefined;
};

/**
 * Fills an empty database with made-up households over the real villages of the 58 poor counties,
 * and the plugins' records around them. Nothing is touched in a database that holds anything else;
 * a load that broke off goes on where it stopped.
 */
export const loadDemo = async (db: Database, options: DemoOptions): Promise<DemoOutcome> => {
  const { households, now = () => new Date() } = options;
  const seed = String(options.seed);
  const demo = await recorded(db);
  const settled = await verdict(db, demo, seed, households);
  if (settled) return settled;
  if (!demo) await begin(db, options, seed, now().toISOString());
  await fill(db, options, seed);
  return { outcome: 'LOADED' };
};
