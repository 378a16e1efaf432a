import { setTimeout as sleep } from 'node:timers/promises';
import { type Bilingual, PlatformError } from '../errors.ts';
import { sqlState } from './connect.ts';
import type { Database, Transaction } from './database.ts';
import { type AppliedMigration, checkApplied, type Migration, readMigrations } from './journal-check.ts';
import { quoted } from './quoted.ts';
import type { Owner } from './placement.ts';
import { withRowsInReach } from './migrate-rows.ts';

/** Called before a step: how many of how many are done, and what comes. */
export type MigrateProgress = (done: number, total: number, label: Bilingual) => void;

export interface MigrateOptions {
  readonly onProgress?: MigrateProgress;
}

interface OwnedMigrations {
  readonly owner: Owner;
  readonly migrations: readonly Migration[];
}

const deadlineMs = 3_600_000;
const lockKey = 0x796f_7579; // 'youy': of servers that start together one migrates, the others wait

/** Runs `work` as the connecting role while no other server migrates; its own locks are not waited for long. */
export const exclusively = <T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  db.transaction({ scope: 'owner', deadlineMs }, async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(${lockKey})`);
    // a DDL statement that waits for a lock makes every later query wait behind it
    await tx.query("set local lock_timeout = '1s'");
    return work(tx);
  });

const pauses = [500, 1_000, 2_000, 4_000];

/** Tries again when a lock was not to be had; the traffic gets its turn in between. */
export const withPatience = async <T>(attempt: () => Promise<T>): Promise<T> => {
  for (const pause of pauses) {
    try {
      return await attempt();
    } catch (error) {
      if (sqlState(error) !== '55P03') throw error;
      await sleep(pause);
    }
  }
  return attempt();
};

const journalOf = (owner: Owner): string => `journal.${quoted(owner.id)}`;

const hasJournal = async (tx: Transaction, owner: Owner): Promise<boolean> =>
  (await tx.query('select to_regclass($1) is not null', [journalOf(owner)])).rows[0]?.[0] === true;

const appliedOf = async (tx: Transaction, owner: Owner): Promise<readonly AppliedMigration[]> => {
  if (!(await hasJournal(tx, owner))) return [];
  const { rows } = await tx.query(`select idx, tag, sha256 from ${journalOf(owner)} order by idx`);
  return rows.map(([idx, tag, sha256]) => ({ idx, tag, sha256 }) as AppliedMigration);
};

const createJournal = async (tx: Transaction, owner: Owner): Promise<void> => {
  await tx.query('create schema if not exists journal');
  await tx.query(
    `create table if not exists ${journalOf(owner)} (`
      + 'idx integer primary key, tag text not null, sha256 text not null, applied_at timestamptz not null default now())',
  );
};

const runStatements = async (tx: Transaction, owner: Owner, { tag, statements }: Migration): Promise<void> => {
  for (const [at, statement] of statements.entries()) {
    await tx.query(statement).catch((cause: unknown) => {
      const reason = `${sqlState(cause) ?? ''} ${cause instanceof Error ? cause.message : ''}`.trim();
      throw new PlatformError('MIGRATION_FAILED', { owner: owner.id, file: `${tag}.sql`, number: at + 1, reason }, { cause });
    });
  }
};

/** Runs one migration and writes it down, in one transaction, unless another server was first. */
const applyOne = (db: Database, { owner, migrations }: OwnedMigrations, idx: number): Promise<void> =>
  exclusively(db, async (tx) => {
    const applied = await appliedOf(tx, owner);
    checkApplied(owner, migrations, applied);
    if (applied.length > idx) return;
    const migration = migrations[idx] as Migration;
    await createJournal(tx, owner);
    await withRowsInReach(tx, migration.statements.join('\n'), () => runStatements(tx, owner, migration));
    await tx.query(`insert into ${journalOf(owner)} (idx, tag, sha256) values ($1, $2, $3)`, [idx, migration.tag, migration.sha256]);
  });

/** How many migrations of each owner the database has; refuses any past that differs from the disk. */
const countApplied = (db: Database, owned: readonly OwnedMigrations[]): Promise<readonly number[]> =>
  db.transaction({ scope: 'owner' }, async (tx) => {
    const counts: number[] = [];
    for (const { owner, migrations } of owned) {
      const applied = await appliedOf(tx, owner);
      checkApplied(owner, migrations, applied);
      counts.push(applied.length);
    }
    return counts;
  });

const coreFirst = (owners: readonly Owner[]): readonly Owner[] =>
  [...owners].sort((a, b) => Number(b.id === 'core') - Number(a.id === 'core'));

/**
 * Brings the database to the migrations on disk: every owner's own, the core's first, each in its
 * own transaction. Before anything is done the past of all owners is compared with the disk.
 * Returns how many were applied.
 */
export const migrate = async (
  db: Database,
  owners: readonly Owner[],
  { onProgress = () => {} }: MigrateOptions = {},
): Promise<number> => {
  const owned = await Promise.all(coreFirst(owners).map(async (owner) => ({ owner, migrations: await readMigrations(owner) })));
  const counts = await countApplied(db, owned);
  const pending = owned.flatMap((one, at) =>
    one.migrations.map(({ tag }, idx) => ({ one, tag, idx })).slice(counts[at]));
  for (const [done, { one, tag, idx }] of pending.entries()) {
    onProgress(done, pending.length, { zh: `数据库迁移 ${one.owner.id} ${tag}`, en: `Migration ${one.owner.id} ${tag}` });
    await withPatience(() => applyOne(db, one, idx));
  }
  return pending.length;
};
