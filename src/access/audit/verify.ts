import type { Database, Scope, Transaction } from '../../db/database.ts';
import type { Vault } from '../vault.ts';
import { type Entry, entriesOf } from './entries.ts';
import { createFaults, type Fault, type Faults } from './faults.ts';
import { checkIndex, checkOrphans } from './household-index.ts';
import { nameSuspects } from './moved.ts';
import { chainCount, type JournalName } from './seal.ts';
import { ChainWalk, type Head, type Suspects } from './walk.ts';

export interface VerifyOptions {
  /** Ends of the chains that were kept outside: even a tail cut off with its end put back shows. */
  readonly kept?: readonly Head[];
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Verified {
  readonly entries: number;
  readonly faults: readonly Fault[];
}

const scope: Scope = { counties: '*', roles: ['AUDITOR'], actor: 'system:audit' };
const deadlineMs = 3_600_000;
const journals: readonly JournalName[] = ['audit', 'access'];

const headsIn = async (tx: Transaction): Promise<readonly Head[]> => {
  const { rows } = await tx.query('select journal, chain, position, hash from core.audit_head order by journal, chain');
  return rows.map(([journal, chain, position, hash]) => ({ journal, chain, position: Number(position), hash }) as Head);
};

/** The ends of all chains, to be kept outside of the database. */
export const readHeads = (db: Database): Promise<readonly Head[]> => db.transaction({ scope, readOnly: true }, headsIn);

interface Count {
  readonly chain: number;
  readonly count: number;
}

const countsOf = async (tx: Transaction, journal: JournalName): Promise<readonly Count[]> => {
  const { rows } = await tx.query(`select chain, count(*) from core.${journal}_entry group by chain`);
  const counts = new Map(rows.map(([chain, count]) => [Number(chain), Number(count)]));
  for (let chain = 0; chain < chainCount; chain += 1) counts.set(chain, counts.get(chain) ?? 0);
  return [...counts].map(([chain, count]) => ({ chain, count })).sort((a, b) => a.chain - b.chain);
};

/** Entries beside the chains: from before there were any, or forged. */
const lookBeside = (entry: Entry, faults: Faults, { entries }: Suspects): void => {
  const { chain, position, seq } = entry;
  if (chain === -1 && entry.seal === '') faults.add({ kind: 'UNSEALED', chain, position, seq });
  else entries.push({ entry, isBeyond: true });
};

interface JournalCheck {
  readonly tx: Transaction;
  readonly vault: Vault;
  readonly journal: JournalName;
  readonly heads: readonly Head[];
  readonly kept: readonly Head[];
  readonly onBatch: (entries: number) => void;
}

const checkJournal = async ({ tx, vault, journal, heads, kept, onBatch }: JournalCheck, counts: readonly Count[]): Promise<readonly Fault[]> => {
  const faults = createFaults(journal);
  const suspects: Suspects = { entries: [], gaps: [] };
  const of = (all: readonly Head[], chain: number) => all.find((head) => head.journal === journal && head.chain === chain);
  for (const { chain } of counts) {
    const isChain = chain >= 0 && chain < chainCount;
    const walk = new ChainWalk({ vault, journal, chain, head: of(heads, chain), kept: of(kept, chain), faults, suspects });
    for await (const batch of entriesOf(tx, journal, chain)) {
      for (const entry of batch) isChain ? walk.look(entry) : lookBeside(entry, faults, suspects);
      if (journal === 'access') await checkIndex(tx, batch, faults);
      onBatch(batch.length);
    }
    if (isChain) walk.finish();
  }
  nameSuspects(vault, journal, suspects, faults);
  if (journal === 'access') await checkOrphans(tx, faults);
  return faults.found;
};

/**
 * Checks every entry of both journals against its seal, its chain, and the ends of the chains, in one
 * snapshot: writers may go on meanwhile. It reads in batches and keeps only what is wrong.
 */
export const verifyAudit = (db: Database, vault: Vault, { kept = [], onProgress = () => {} }: VerifyOptions = {}): Promise<Verified> =>
  db.transaction({ scope, readOnly: true, deadlineMs }, async (tx) => {
    const heads = await headsIn(tx);
    const counts = [];
    for (const journal of journals) counts.push({ journal, chains: await countsOf(tx, journal) });
    const total = counts.reduce((sum, { chains }) => chains.reduce((part, { count }) => part + count, sum), 0);
    let done = 0;
    const onBatch = (entries: number): void => onProgress((done += entries), total);
    const faults: Fault[] = [];
    for (const { journal, chains } of counts) faults.push(...(await checkJournal({ tx, vault, journal, heads, kept, onBatch }, chains)));
    return { entries: done, faults };
  });
