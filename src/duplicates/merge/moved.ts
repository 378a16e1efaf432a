import type { Vault } from '../../access/vault.ts';
import type { AnyRecord } from '../../records/define.ts';
import type { Row } from '../../records/page.ts';

/** One value of one row that a merge changed. */
export interface MovedValue {
  readonly record: string;
  readonly householdId: string | null;
  readonly id: string;
  readonly column: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What one merge of two persons did, so that it can be undone. */
export interface MovedPerson {
  readonly merged: string;
  readonly kept: string;
  readonly values: readonly MovedValue[];
  /** Households in which the kept person got a row. */
  readonly added: readonly string[];
  /** Persons under whose rows the ID numbers are sealed that lead to the kept one now. */
  readonly numbers: readonly string[];
  /** Keys of other systems that lead to the kept one now. */
  readonly keys: readonly (readonly [system: string, key: string])[];
}

/** The changes of a row, value by value. */
export const movedValues = ({ name, about }: AnyRecord, before: Row, changes: Row): MovedValue[] =>
  Object.entries(changes).map(([column, after]) => ({
    record: name, householdId: about === 'household' ? (before.householdId as string) : null, id: (before.id ?? before.householdId) as string, column, before: before[column] ?? null, after,
  }));

const contextOf = (id: string): string => `duplicate-merge:${id}`;

/** Bound to the pair: a seal copied to another does not open. */
export const sealMoved = (vault: Vault, id: string, moved: unknown): string => vault.encrypt(JSON.stringify(moved), contextOf(id));

export const openMoved = <T = unknown>(vault: Vault, id: string, sealed: string): T => JSON.parse(vault.decrypt(sealed, contextOf(id))) as T;
