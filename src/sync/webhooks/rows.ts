import type { Transaction } from '../../db/database.ts';
import type { WebhookFailure } from '../../db/codes/webhooks.ts';
import type { Position } from '../feed/position.ts';
import type { Change } from '../feed/read.ts';

/** A webhook whose turn it is. */
export interface DueHook {
  readonly id: string;
  readonly actor: string;
  readonly url: string;
  readonly recordTypes: readonly string[] | null;
  readonly secret: string;
  readonly oldSecret: string | null;
  readonly oldSecretUntil: string | null;
  readonly position: Position;
  readonly rights: string;
  readonly oneByOne: boolean;
  readonly failures: number;
}

const claimText = `
  update core.webhook set lease = $1, lease_until = $3::timestamptz where id = (
    select id from core.webhook
    where ended_at is null and paused_at is null and due_at <= $2::timestamptz and (lease_until is null or lease_until <= $2::timestamptz)
    order by due_at, id limit 1 for update skip locked)
  returning id, actor, url, record_types, secret, old_secret, old_secret_until, xid::text as at_xid, seq::text as at_seq, rights, one_by_one, failures`;

/** Takes the webhook that is due longest, so that no other process delivers to it meanwhile. */
export const claimDue = async (tx: Transaction, lease: string, now: string, until: string): Promise<DueHook | undefined> => {
  const [row] = (await tx.query(claimText, [lease, now, until])).rows;
  if (!row) return undefined;
  const [id, actor, url, recordTypes, secret, oldSecret, oldSecretUntil, xid, seq, rights, oneByOne, failures] = row;
  return { id, actor, url, recordTypes, secret, oldSecret, oldSecretUntil, position: { xid: xid as string, seq: seq as string }, rights, oneByOne, failures } as DueHook;
};

/** What a turn leaves behind; what is not given stays as it is. */
export interface Settled {
  readonly dueAt: string;
  readonly now: string;
  readonly position?: Position;
  readonly rights?: string;
  readonly oneByOne?: boolean;
  readonly failures?: number;
  readonly failure?: WebhookFailure | null;
  readonly paused?: true;
  readonly delivered?: true;
}

const settleText = `
  update core.webhook set lease = null, lease_until = null, due_at = $3::timestamptz,
    xid = coalesce($5::xid8, xid), seq = coalesce($6::bigint, seq), rights = coalesce($7, rights), one_by_one = coalesce($8::boolean, one_by_one),
    failures = coalesce($9::integer, failures), failure = case when $10 = '' then null else coalesce($10, failure) end,
    failed_at = case when $10 is null or $10 = '' then failed_at else $4::timestamptz end,
    paused_at = case when $11::boolean then $4::timestamptz else paused_at end,
    delivered_at = case when $12::boolean then $4::timestamptz else delivered_at end
  where id = $1::uuid and lease = $2`;

/** Gives a webhook back. False when it is somebody else's by now: then nothing is changed. */
export const settle = async (tx: Transaction, id: string, lease: string, given: Settled): Promise<boolean> => {
  const { dueAt, now, position, rights, oneByOne, failures, failure, paused = false, delivered = false } = given;
  const { count } = await tx.query(settleText, [
    id, lease, dueAt, now, position?.xid ?? null, position?.seq ?? null, rights ?? null, oneByOne ?? null, failures ?? null, failure === null ? '' : (failure ?? null), paused, delivered,
  ]);
  return count > 0;
};

/** Records of these that wait behind one that was not taken. */
export const waitingRecords = async (tx: Transaction, webhookId: string, recordIds: readonly string[]): Promise<ReadonlySet<string>> => {
  const { rows } = await tx.query('select distinct record_id::text from core.webhook_dead_letter where webhook_id = $1::uuid and settled_at is null and record_id = any($2::uuid[])', [webhookId, recordIds]);
  return new Set(rows.map(([id]) => String(id)));
};

const buryText = `
  insert into core.webhook_dead_letter (id, webhook_id, actor, xid, seq, record_type, record_id, failure, created_at)
  select gen_random_uuid(), $1::uuid, $2, x.xid::xid8, x.seq::bigint, x.type, x.id::uuid, $3, $4::timestamptz
  from json_to_recordset(($5::text)::json) as x(xid text, seq text, type text, id text)`;

/** Keeps changes that were not taken, to be seen and sent again. */
export const bury = async (tx: Transaction, { id, actor }: Pick<DueHook, 'id' | 'actor'>, changes: readonly Change[], failure: WebhookFailure, now: string): Promise<void> => {
  if (changes.length === 0) return;
  await tx.query(buryText, [id, actor, failure, now, JSON.stringify(changes.map(({ xid, seq, recordType, recordId }) => ({ xid, seq, type: recordType, id: recordId })))]);
};

/** A dead letter that is to be sent again. */
export interface Letter extends Position {
  readonly id: string;
  readonly recordId: string;
}

/** The first letter that was asked for again; of one record they come in order. */
export const nextReplay = async (tx: Transaction, webhookId: string): Promise<Letter | undefined> => {
  const [row] = (await tx.query(
    `select id, record_id::text, xid::text as at_xid, seq::text as at_seq from core.webhook_dead_letter
     where webhook_id = $1::uuid and settled_at is null and replay_at is not null order by xid, seq limit 1`, [webhookId])).rows;
  return row && { id: row[0] as string, recordId: row[1] as string, xid: row[2] as string, seq: row[3] as string };
};

/** A letter was taken, or is beyond reach; or it is dead again, and with it all of its record. */
export const settleLetter = async (tx: Transaction, webhookId: string, { id, recordId }: Letter, settledAt: string | null): Promise<void> => {
  if (settledAt !== null) await tx.query('update core.webhook_dead_letter set settled_at = $2::timestamptz where id = $1::uuid', [id, settledAt]);
  else await tx.query('update core.webhook_dead_letter set replay_at = null where webhook_id = $1::uuid and record_id = $2::uuid and settled_at is null', [webhookId, recordId]);
};
