import type { Identity } from '../../access/identity.ts';
import type { Vault } from '../../access/vault.ts';
import type { Database, Transaction } from '../../db/database.ts';
import type { AnyRecord } from '../../records/define.ts';
import { sealCursor, witnessOf } from '../feed/cursor.ts';
import { askedPrint } from '../feed/page.ts';
import { readState } from '../feed/position.ts';
import { type Reach, reachOf } from '../feed/reach.ts';
import { type Change, readChanges } from '../feed/read.ts';
import { changesMessage, type Message, rightsMessage } from './message.ts';
import { type DueHook, type Letter, waitingRecords } from './rows.ts';

/** What a turn of a webhook is to send, and what it is about. */
export type Plan =
  | { readonly kind: 'NOTHING' }
  | { readonly kind: 'RIGHTS'; readonly message: Message; readonly rights: string }
  | { readonly kind: 'CHANGES'; readonly message: Message; readonly changes: readonly Change[]; readonly last: Change; readonly waiting: readonly Change[] }
  /** All that was read waits behind dead letters of the same records. */
  | { readonly kind: 'WAITING'; readonly last: Change; readonly waiting: readonly Change[] }
  | { readonly kind: 'REPLAY'; readonly message: Message; readonly letter: Letter }
  /** A letter whose record is beyond the owner's reach by now. */
  | { readonly kind: 'BEYOND'; readonly letter: Letter };

export interface PlanOptions {
  readonly db: Database;
  readonly vault: Vault;
  readonly records: readonly AnyRecord[];
}

/** Changes of one message at most. */
const atOnce = 100;

const typesOf = (reach: Reach, { recordTypes }: DueHook): readonly string[] =>
  recordTypes === null ? reach.types : reach.types.filter((name) => recordTypes.includes(name));

const replayPlan = async (tx: Transaction, { vault }: PlanOptions, hook: DueHook, reach: Reach, letter: Letter, at: string): Promise<Plan> => {
  const before = { xid: letter.xid, seq: String(BigInt(letter.seq) - 1n) };
  const [change] = await readChanges(tx, reach, typesOf(reach, hook), before, 1);
  if (change?.seq !== letter.seq) return { kind: 'BEYOND', letter };
  return { kind: 'REPLAY', letter, message: changesMessage(vault, hook.id, [change], null, at) };
};

const cursorAfter = (vault: Vault, hook: DueHook, reach: Reach, epoch: string, last: Change): string => {
  return sealCursor(vault, { position: { xid: last.xid, seq: last.seq }, witness: witnessOf(last), epoch, rights: reach.print, asked: askedPrint(hook.recordTypes) });
};

/** Looks, with the owner's rights of this moment, what there is to be sent. */
export const planTurn = async (options: PlanOptions, hook: DueHook, identity: Identity, letter: Letter | undefined, now: Date): Promise<Plan> => {
  const { db, vault, records } = options;
  const at = now.toISOString();
  const read = await db.transaction({ scope: identity.scope, readOnly: true }, async (tx) => {
    const reach = await reachOf(tx, identity, records);
    if (letter) return replayPlan(tx, options, hook, reach, letter, at);
    if (reach.print !== hook.rights) return { kind: 'RIGHTS', rights: reach.print, message: rightsMessage(vault, hook.id, reach.print, at) } as const;
    const { epoch } = await readState(tx);
    return { reach, epoch, changes: await readChanges(tx, reach, typesOf(reach, hook), hook.position, hook.oneByOne ? 1 : atOnce) };
  });
  if ('kind' in read) return read;
  const last = read.changes.at(-1);
  if (!last) return { kind: 'NOTHING' };
  const behind = await db.transaction({ scope: 'owner', readOnly: true }, (tx) => waitingRecords(tx, hook.id, read.changes.map(({ recordId }) => recordId)));
  const waiting = read.changes.filter(({ recordId }) => behind.has(recordId));
  const changes = read.changes.filter(({ recordId }) => !behind.has(recordId));
  if (changes.length === 0) return { kind: 'WAITING', last, waiting };
  return { kind: 'CHANGES', changes, last, waiting, message: changesMessage(vault, hook.id, changes, cursorAfter(vault, hook, read.reach, read.epoch, last), at) };
};
