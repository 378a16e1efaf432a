import { createHash } from 'node:crypto';
import type { Transaction } from '../../db/database.ts';

/** A place in the feed: everything up to and with it was read. Both numbers are text, as they cross the driver. */
export interface Position {
  readonly xid: string;
  readonly seq: string;
}

export const beginning: Position = { xid: '0', seq: '0' };

export const isBehind = (a: Position, b: Position): boolean =>
  BigInt(a.xid) < BigInt(b.xid) || (a.xid === b.xid && BigInt(a.seq) < BigInt(b.seq));

/** What a database says of itself and of how far it can be read. */
export interface FeedState {
  /** Print of this database and its line of history: a copy, and a backup that was recovered, have another. */
  readonly epoch: string;
  /** Everything below it is there to be read; nothing appears below it any more. */
  readonly horizon: Position;
  /** No entry has a number beyond it. */
  readonly newest: string;
}

const stateText = `
  select (pg_control_system()).system_identifier::text, (select oid::text from pg_database where datname = current_database()),
    substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8),
    pg_snapshot_xmin(pg_current_snapshot())::text, pg_snapshot_xmax(pg_current_snapshot())::text`;

/** Reads it in the snapshot of the transaction. */
export const readState = async (tx: Transaction): Promise<FeedState> => {
  const [system, database, timeline, xmin, xmax] = ((await tx.query(stateText)).rows[0] as readonly unknown[]).map(String);
  return {
    epoch: createHash('sha256').update([system, database, timeline].join('/')).digest('base64url').slice(0, 12),
    horizon: { xid: xmin as string, seq: '0' },
    newest: xmax as string,
  };
};
