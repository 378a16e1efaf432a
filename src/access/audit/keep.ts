import type { AtEnd, Transaction } from '../../db/database.ts';
import { insertRows } from '../../db/insert-rows.ts';
import { accessHousehold } from '../../db/tables/journal.ts';
import type { Vault } from '../vault.ts';
import { type AccessRow, appendEntries, type AuditRow } from './append.ts';

interface Kept {
  readonly vault: Vault;
  readonly audit?: readonly AuditRow[];
  readonly access?: readonly AccessRow[];
}

/** Writes accesses, and for each household where to find them. */
const appendAccesses = (tx: Transaction, vault: Vault, rows: readonly AccessRow[]): Promise<void> =>
  appendEntries(tx, vault, 'access', rows, async (seqs) => {
    const found = rows.flatMap(({ householdIds, countyCode }, at) =>
      householdIds.map((householdId) => ({ householdId, seq: seqs[at] as bigint, countyCode: countyCode ?? null })));
    if (found.length > 0) await insertRows(tx, accessHousehold, found);
  });

/** One write for both journals, always in the same order: transactions cannot wait for each other in a circle. */
const writeJournals: AtEnd<Kept> = async (tx, kept) => {
  const vault = kept[0]?.vault;
  const [audit, access] = [kept.flatMap((one) => one.audit ?? []), kept.flatMap((one) => one.access ?? [])];
  if (vault && audit.length > 0) await appendEntries(tx, vault, 'audit', audit);
  if (vault && access.length > 0) await appendAccesses(tx, vault, access);
};

/** Adds entries to the journal of writes at the end of the transaction that wrote. */
export const keepAudit = (tx: Transaction, vault: Vault, audit: readonly AuditRow[]): void => {
  if (audit.length > 0) tx.keep(writeJournals, { vault, audit });
};

/** Adds entries to the journal of reads at the end of a transaction. */
export const keepAccess = (tx: Transaction, vault: Vault, access: readonly AccessRow[]): void => {
  if (access.length > 0) tx.keep(writeJournals, { vault, access });
};
