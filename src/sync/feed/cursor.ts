import { createHash } from 'node:crypto';
import type { Vault } from '../../access/vault.ts';
import type { Transaction } from '../../db/database.ts';
import { PlatformError } from '../../errors.ts';
import { beginning, type FeedState, isBehind, type Position } from './position.ts';
import type { Change } from './read.ts';

/** An entry that the reader has seen: a database that does not have it is not the one that was read. */
export interface Witness extends Position {
  readonly print: string;
}

/** What a cursor holds. It crosses sealed and always as long: neither counts nor gaps can be read from it. */
export interface FeedCursor {
  readonly position: Position;
  readonly witness: Witness | undefined;
  readonly epoch: string;
  /** Print of the rights that chose what was read. */
  readonly rights: string;
  /** Print of the types that were asked for. */
  readonly asked: string;
}

const context = 'feed cursor';

const short = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 10);

export const witnessOf = ({ xid, seq, recordType, recordId, version }: Change): Witness => ({ xid, seq, print: short([recordType, recordId, version].join('/')) });

const number = (text: string): string => text.padStart(20, '0');
const digits = (text: string): string => BigInt(text).toString();
const nobody: Witness = { ...beginning, print: '-'.repeat(10) };

/** Seals a cursor. */
export const sealCursor = (vault: Vault, { position, witness = nobody, epoch, rights, asked }: FeedCursor): string => {
  const text = [number(position.xid), number(position.seq), number(witness.xid), number(witness.seq), witness.print, epoch, rights, asked].join(' ');
  return Buffer.from(vault.encrypt(text, context)).toString('base64url');
};

/** @throws PlatformError CURSOR_INVALID */
export const openCursor = (vault: Vault, text: string): FeedCursor => {
  try {
    const parts = vault.decrypt(Buffer.from(text, 'base64url').toString(), context).split(' ') as [string, string, string, string, string, string, string, string];
    const [xid, seq, witnessXid, witnessSeq, print, epoch, rights, asked] = parts;
    const witness = print === nobody.print ? undefined : { xid: digits(witnessXid), seq: digits(witnessSeq), print };
    return { position: { xid: digits(xid), seq: digits(seq) }, witness, epoch, rights, asked };
  } catch {
    throw new PlatformError('CURSOR_INVALID');
  }
};

const witnessText = 'select xid::text as at_xid, record_type, record_id, version from core.change_entry where seq = $1::bigint';

const isThere = async (tx: Transaction, { xid, seq, print }: Witness): Promise<boolean> => {
  const [row] = (await tx.query(witnessText, [seq])).rows;
  return row !== undefined && row[0] === xid && short(row.slice(1).join('/')) === print;
};

/**
 * Refuses a cursor that would pass something over, or keep something that may not be kept.
 * @throws PlatformError CURSOR_STALE, CHANGE_CURSOR_OF_OTHER_DATABASE, CHANGE_RIGHTS_DIFFER
 */
export const checkCursor = async (tx: Transaction, state: FeedState, cursor: FeedCursor, { rights, asked }: Pick<FeedCursor, 'rights' | 'asked'>): Promise<void> => {
  const isAhead = isBehind({ xid: state.newest, seq: '0' }, cursor.position);
  if (cursor.epoch !== state.epoch || isAhead) throw new PlatformError('CHANGE_CURSOR_OF_OTHER_DATABASE');
  if (cursor.asked !== asked) throw new PlatformError('CURSOR_STALE');
  if (cursor.rights !== rights) throw new PlatformError('CHANGE_RIGHTS_DIFFER');
  if (cursor.witness && !(await isThere(tx, cursor.witness))) throw new PlatformError('CHANGE_CURSOR_OF_OTHER_DATABASE');
};
