import type { Transaction } from '../../db/database.ts';
import { canonicalText, sealedColumns } from './canonical.ts';
import { journalTables } from './append.ts';
import { type JournalName, sealOf } from './seal.ts';
import type { Vault } from '../vault.ts';

/** An entry as it stands in the table, every column as text. */
export interface Entry {
  readonly texts: Readonly<Record<string, string | null>>;
  readonly seq: string;
  readonly chain: number;
  readonly position: number;
  readonly seal: string;
  readonly hash: string;
}

const batchSize = 2_000;

const readText = (journal: JournalName): string => {
  const columns = [...sealedColumns(journalTables[journal]).map(({ name }) => name), 'seal', 'hash'];
  return `select ${columns.map((name) => `e."${name}"::text`).join(', ')}`
    // named with their table: a bare name would be the text of the same name
    + ` from core.${journal}_entry e where e.chain = $1 and (e.position, e.seq) > ($2, $3) order by e.position, e.seq limit ${batchSize}`;
};

const entryOf = (journal: JournalName, row: readonly unknown[]): Entry => {
  const keys = [...sealedColumns(journalTables[journal]).map(({ key }) => key), 'seal', 'hash'];
  const texts = Object.fromEntries(keys.map((key, at) => [key, row[at] as string | null]));
  const { seq, chain, position, seal, hash } = texts;
  return { texts, seq: String(seq), chain: Number(chain), position: Number(position), seal: String(seal), hash: String(hash) };
};

const lowest = '-9223372036854775808';

/** The entries of a chain in order, in batches. */
export async function* entriesOf(tx: Transaction, journal: JournalName, chain: number): AsyncGenerator<readonly Entry[]> {
  for (let after: readonly [string, string] = [lowest, lowest]; ;) {
    const { rows } = await tx.query(readText(journal), [chain, ...after]);
    const entries = rows.map((row) => entryOf(journal, row));
    if (entries.length > 0) yield entries;
    const last = entries.at(-1);
    if (!last || entries.length < batchSize) return;
    after = [String(last.position), last.seq];
  }
}

/** Whether an entry is as it was written; `undefined` when its key was not given. */
export const isAsSealed = (vault: Vault, journal: JournalName, { texts, seal }: Entry, elsewhere: Readonly<Record<string, string>> = {}): boolean | undefined => {
  try {
    return sealOf(vault, journal, canonicalText(journalTables[journal], { ...texts, ...elsewhere }), String(texts.keyId)) === seal;
  } catch {
    return undefined;
  }
};
