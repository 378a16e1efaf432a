import { randomInt } from 'node:crypto';
import { setImmediate as afterWrites } from 'node:timers/promises';
import type { Transaction } from '../../db/database.ts';
import { accessEntry, auditEntry } from '../../db/tables/journal.ts';
import { PlatformError } from '../../errors.ts';
import type { Vault } from '../vault.ts';
import { canonicalRow, withJsonTexts } from './canonical.ts';
import { chainCount, type JournalName, linkOf, sealOf } from './seal.ts';

type Chained = 'seq' | 'chain' | 'position' | 'keyId' | 'seal' | 'hash';

/** An entry before it has its place in a chain. */
export type AuditRow = Omit<typeof auditEntry.$inferInsert, Chained>;
export type AccessRow = Omit<typeof accessEntry.$inferInsert, Chained>;

/** The tables of the chained journals. */
export const journalTables = { audit: auditEntry, access: accessEntry } as const satisfies Record<JournalName, unknown>;

/** Rows that are chained and sent at once. */
const partRows = 1_000;

interface Head {
  readonly chain: number;
  readonly position: number;
  readonly hash: string;
  /** Numbers for the entries to come. */
  readonly seqs: readonly bigint[];
}

const lockText = (journal: JournalName): string =>
  `select position, hash, (select array_agg(nextval('core.${journal}_entry_seq_seq')) from generate_series(1, $3::integer))`
  + ' from core.audit_head where journal = $1 and chain = $2 for update';

/** Takes the end of a chain for this transaction: who else wants it waits for the commit. */
const lockHead = async (tx: Transaction, journal: JournalName, count: number): Promise<Head> => {
  const chain = randomInt(chainCount);
  const [row] = (await tx.query(lockText(journal), [journal, chain, count])).rows;
  if (!row) throw new PlatformError('AUDIT_HEAD_MISSING', { journal, chain });
  const [position, hash, seqs] = row as [string, string, string[]];
  return { chain, position: Number(position), hash, seqs: seqs.map(BigInt) };
};

/** An entry with its place. */
export type ChainedRow = Readonly<Record<string, unknown>>;

/** Where the chain ends once the entries are there. */
export interface End {
  readonly chain: number;
  readonly position: number;
  readonly hash: string;
}

/** The entries with their place in the chain, each tied to the one before. */
const chainedRows = (vault: Vault, journal: JournalName, rows: readonly (AuditRow | AccessRow)[], head: Head): readonly (ChainedRow & End)[] => {
  const { keyId } = vault;
  let { hash } = head;
  return rows.map((row, at) => {
    const placed = Object.assign(withJsonTexts(journalTables[journal], row), { seq: head.seqs[at] as bigint, chain: head.chain, position: head.position + at + 1, keyId });
    const seal = sealOf(vault, journal, canonicalRow(journalTables[journal], placed), keyId);
    hash = linkOf(vault, hash, seal, keyId);
    return Object.assign(placed, { seal, hash });
  });
};

/**
 * Gives entries their places in one chain of a journal, in order, and has them stored together with the new
 * end, part by part. The chain is locked until the commit, so this should be the last thing a transaction does.
 */
export const appendEntries = async (
  tx: Transaction, vault: Vault, journal: JournalName, rows: readonly (AuditRow | AccessRow)[], store: (rows: readonly ChainedRow[], end: End) => Promise<unknown>,
): Promise<void> => {
  const head = await lockHead(tx, journal, rows.length);
  let [done, from] = [0, head as Omit<Head, 'seqs'>];
  const stored: Promise<unknown>[] = [];
  while (done < rows.length) {
    const part = rows.slice(done, done + partRows);
    const chained = chainedRows(vault, journal, part, { ...from, seqs: head.seqs.slice(done, done + partRows) });
    const end = chained.at(-1) as End;
    stored.push(store(chained, end));
    await afterWrites(); // the next part is chained while the server takes this one
    [done, from] = [done + part.length, end];
  }
  await Promise.all(stored);
};
