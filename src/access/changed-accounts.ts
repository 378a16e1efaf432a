import type { Transaction } from '../db/database.ts';

const changed = new WeakMap<Transaction, Set<string>>();

/** Remembers that what an account may do changes with this transaction. */
export const noteChanged = (tx: Transaction, subject: string): void => {
  changed.set(tx, (changed.get(tx) ?? new Set()).add(subject));
};

/** Subjects of the accounts that a transaction changed: what is remembered of them is old once it is committed. */
export const changedIn = (tx: Transaction): readonly string[] => [...(changed.get(tx) ?? [])];
