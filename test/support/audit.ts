import { verifyAudit, type VerifyOptions } from '../../src/access/audit/verify.ts';
import type { Fault } from '../../src/access/audit/faults.ts';
import type { TestApp } from './app.ts';
import { testVault } from './template.ts';

const tables = ['core.audit_entry', 'core.access_entry', 'core.access_household', 'core.audit_head'] as const;

/** Runs SQL as the tables' owner, who lets himself past the row policies: whatever an administrator could do. */
export const asOwner = ({ db }: TestApp, ...texts: readonly string[]): Promise<readonly (readonly unknown[])[]> =>
  db.transaction({ scope: 'owner', deadlineMs: 60_000 }, async (tx) => {
    for (const table of tables) await tx.query(`alter table ${table} no force row level security`);
    let rows: readonly (readonly unknown[])[] = [];
    for (const text of texts) ({ rows } = await tx.query(text));
    for (const table of tables.slice(0, 3)) await tx.query(`alter table ${table} force row level security`);
    return rows;
  });

const copyOf = (table: string): string => table.replace('core.', 'kept.');

/** Keeps a copy of both journals, to come back to. */
export const keepJournals = (platform: TestApp): Promise<unknown> =>
  asOwner(platform, 'create schema if not exists kept', ...tables.flatMap((table) => [`drop table if exists ${copyOf(table)}`, `create table ${copyOf(table)} as select * from ${table}`]));

/** Brings both journals back to what was kept. */
export const restoreJournals = (platform: TestApp): Promise<unknown> =>
  asOwner(platform, ...tables.flatMap((table) => [`delete from ${table}`, `insert into ${table} select * from ${copyOf(table)}`]));

/** What verify finds wrong. */
export const faultsOf = async ({ db }: TestApp, options?: VerifyOptions): Promise<readonly Fault[]> => (await verifyAudit(db, testVault(), options)).faults;
