import type { Vault } from '../../access/vault.ts';
import { globalIdOf } from '../../records/global-id.ts';
import type { Change } from '../feed/read.ts';

/** A message as it is sent: the same changes always have the same id. */
export interface Message {
  readonly id: string;
  readonly body: string;
}

const idOf = (vault: Vault, ...parts: readonly string[]): string => vault.hash(`webhook ${parts.join('/')}`).slice(0, 22);

/**
 * What a receiver gets of changes: which records, and what became of them. Values are none of it: they are
 * pulled, with a token, where rights and the journal of reads are.
 */
export const changesMessage = (vault: Vault, webhookId: string, changes: readonly Change[], cursor: string | null, at: string): Message => {
  const told = changes.map(({ kind, recordType, recordId, version, at: changedAt, xid, seq }) => ({
    id: `chg_${idOf(vault, webhookId, xid, seq)}`, kind, recordType, recordId: globalIdOf(recordType, recordId), version, at: new Date(changedAt).toISOString(),
  }));
  return {
    id: `msg_${idOf(vault, webhookId, ...changes.map(({ xid, seq }) => `${xid}.${seq}`))}`,
    body: JSON.stringify({ type: 'changes', timestamp: at, data: { changes: told, ...(cursor === null ? {} : { cursor }) } }),
  };
};

/** Tells a receiver that other records are within reach now: what it keeps is to be compared anew. */
export const rightsMessage = (vault: Vault, webhookId: string, rights: string, at: string): Message => ({
  id: `msg_${idOf(vault, webhookId, 'rights', rights)}`,
  body: JSON.stringify({ type: 'rights.changed', timestamp: at, data: {} }),
});
