import { getTableColumns } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { AtEnd, Transaction } from '../../db/database.ts';
import { insertRows } from '../../db/insert-rows.ts';
import { accessEntry, auditEntry } from '../../db/tables/journal.ts';
import type { Vault } from '../vault.ts';
import { type AccessRow, appendEntries, type AuditRow, type ChainedRow, type End } from './append.ts';

interface Kept {
  readonly vault: Vault;
  readonly audit?: readonly AuditRow[];
  readonly access?: readonly AccessRow[];
}

const moveHead = 'update core.audit_head set position = $2, hash = $3 where journal = $1 and chain = $4';

/** Both writes are on their way together. */
const storeWrites = (tx: Transaction) => (rows: readonly ChainedRow[], { chain, position, hash }: End): Promise<unknown> =>
  Promise.all([insertRows(tx, auditEntry, rows as never), tx.query(moveHead, ['audit', position, hash, chain])]);

const accessColumns = Object.entries(getTableColumns(accessEntry) as Record<string, PgColumn>).map(([key, column]) => ({
  key, name: column.name, type: column.getSQLType().replace('serial', 'int'),
}));

const names = accessColumns.map(({ name }) => name).join(', ');

/** Entries, where to find them by household, and the new end in one statement: answers wait for it. */
const storeReadsText = `with x as materialized (
    select * from json_to_recordset(($5::text)::json) as x(${accessColumns.map(({ name, type }) => `${name} ${type}`).join(', ')})),
  entries as (insert into core.access_entry (${names}) select ${names} from x),
  head as (${moveHead})
  insert into core.access_household (household_id, seq, county_code) select unnest(household_ids), seq, county_code from x`;

const storeReads = (tx: Transaction) => (rows: readonly ChainedRow[], { chain, position, hash }: End): Promise<unknown> => {
  const records = rows.map((row) => Object.fromEntries(accessColumns.map(({ key, name }) => [name, typeof row[key] === 'bigint' ? String(row[key]) : row[key]])));
  return tx.query(storeReadsText, ['access', position, hash, chain, JSON.stringify(records)]);
};

/** One write for both journals, always in the same order: transactions cannot wait for each other in a circle. */
const writeJournals: AtEnd<Kept> = async (tx, kept) => {
  const vault = kept[0]?.vault;
  const [audit, access] = [kept.flatMap((one) => one.audit ?? []), kept.flatMap((one) => one.access ?? [])];
  if (vault && audit.length > 0) await appendEntries(tx, vault, 'audit', audit, storeWrites(tx));
  if (vault && access.length > 0) await appendEntries(tx, vault, 'access', access, storeReads(tx));
};

/** Adds entries to the journal of writes at the end of the transaction that wrote. */
export const keepAudit = (tx: Transaction, vault: Vault, audit: readonly AuditRow[]): void => {
  if (audit.length > 0) tx.keep(writeJournals, { vault, audit });
};

/** Adds entries to the journal of reads at the end of a transaction. */
export const keepAccess = (tx: Transaction, vault: Vault, access: readonly AccessRow[]): void => {
  if (access.length > 0) tx.keep(writeJournals, { vault, access });
};
