import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, QueryResult, Scope, Transaction } from '../db/database.ts';
import { isRetryable } from '../db/engine-errors.ts';
import { PlatformError } from '../errors.ts';
import { identityOf, openIdNumber, sealIdNumber } from './id-number.ts';
import { openAnswer, sealAnswer } from '../sync/idempotency/seal-answer.ts';
import { openRow, sealRow } from '../sync/intake/seal-row.ts';
import { openMoved, sealMoved } from '../duplicates/merge/moved.ts';
import { openForeignRow, sealForeignRow } from '../sync/matching/seal-row.ts';
import { openSecret, sealSecret } from './webhook-secret.ts';
import type { Vault } from './vault.ts';

/** What a rotation has to bring to the current key. */
export const rotated = ['ciphers', 'hashes', 'secrets', 'quarantine', 'comparisons', 'merges', 'answers'] as const;
export type Rotated = (typeof rotated)[number];

export interface RotateOptions {
  /** Rows of one transaction: small, because callers wait for the rows it holds. */
  readonly batchRows?: number;
  /** Called after each batch. */
  readonly onProgress?: (what: Rotated, done: number, total: number) => void;
}

/** Where the next batch begins: the key of the last row of the one before. */
type Place = readonly string[];

interface Batch {
  readonly next: Place | undefined;
  readonly changed: number;
}

interface Step {
  /** Of tables that nobody but the owner reads whole. */
  readonly asOwner?: true;
  readonly first: Place;
  readonly rest: string;
  batch(tx: Transaction, vault: Vault, after: Place, limit: number): Promise<Batch>;
}

const scope: Scope = { counties: '*', domains: '*', roles: ['AUDITOR'], actor: 'system:keys' };

const endOf = ({ rows }: QueryResult, limit: number, columns: number): Place | undefined =>
  rows.length < limit ? undefined : (rows.at(-1) as readonly unknown[]).slice(0, columns).map(String);

/** Rows that somebody is writing are passed over and found by the next pass: nobody waits in a circle. */
const ciphers: Step = {
  first: ['00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000'],
  rest: `select count(*)::integer from core.person where id_number_cipher is not null and split_part(id_number_cipher, ':', 1) <> $1`,
  async batch(tx, vault, after, limit) {
    const found = await tx.query(
      `select household_id, id, id_number_cipher from core.person
       where (household_id, id) > ($1::uuid, $2::uuid) and id_number_cipher is not null and split_part(id_number_cipher, ':', 1) <> $3
       order by household_id, id limit $4::integer for update skip locked`,
      [...after, vault.keyId, limit],
    );
    const rows = found.rows.map(([household_id, id, cipher]) => ({
      household_id, id, cipher: sealIdNumber(vault, openIdNumber(vault, String(cipher), String(id)), String(id)).idNumberCipher,
    }));
    const { count } = await tx.query(
      `update core.person as p set id_number_cipher = x.cipher from json_to_recordset(($1::text)::json) as x(household_id uuid, id uuid, cipher text)
       where p.household_id = x.household_id and p.id = x.id`,
      [JSON.stringify(rows)],
    );
    return { next: endOf(found, limit, 2), changed: count };
  },
};

/** A hash cannot be turned into another one: the number comes from the person's cipher. */
const hashes: Step = {
  first: [''],
  rest: 'select count(*)::integer from core.person_identity where key_id <> $1',
  async batch(tx, vault, after, limit) {
    const found = await tx.query(
      `select i.id_hash, p.id, p.id_number_cipher from core.person_identity i
       join core.person p on p.household_id = coalesce(i.sealed_household_id, i.household_id) and p.id = coalesce(i.sealed_person_id, i.person_id)
         and p.id_number_cipher is not null
       where i.id_hash > $1 and i.key_id <> $2 order by i.id_hash limit $3::integer for update of i skip locked`,
      [...after, vault.keyId, limit],
    );
    const rows = found.rows.map(([old, person, cipher]) => ({ old, hash: identityOf(vault, openIdNumber(vault, String(cipher), String(person))).idHash }));
    const { count } = await tx.query(
      `update core.person_identity as i set id_hash = x.hash, key_id = $2 from json_to_recordset(($1::text)::json) as x(old text, hash text)
       where i.id_hash = x.old and not exists (select from core.person_identity other where other.id_hash = x.hash)`,
      [JSON.stringify(rows), vault.keyId],
    );
    return { next: endOf(found, limit, 1), changed: count };
  },
};

/** Secrets of webhooks, the one before included. */
const secrets: Step = {
  asOwner: true,
  first: ['00000000-0000-0000-0000-000000000000'],
  rest: `select count(*)::integer from core.webhook where split_part(secret, ':', 1) <> $1 or split_part(old_secret, ':', 1) <> $1`,
  async batch(tx, vault, after, limit) {
    const found = await tx.query(
      `select id, secret, old_secret from core.webhook
       where id > $1::uuid and (split_part(secret, ':', 1) <> $2 or split_part(old_secret, ':', 1) <> $2) order by id limit $3::integer for update skip locked`,
      [...after, vault.keyId, limit],
    );
    const anew = (id: unknown, sealed: unknown): string | null =>
      (sealed === null ? null : sealSecret(vault, String(id), openSecret(vault, String(id), String(sealed))));
    const rows = found.rows.map(([id, secret, old]) => ({ id, secret: anew(id, secret), old: anew(id, old) }));
    const { count } = await tx.query(
      'update core.webhook as w set secret = x.secret, old_secret = x.old from json_to_recordset(($1::text)::json) as x(id uuid, secret text, old text) where w.id = x.id',
      [JSON.stringify(rows)],
    );
    return { next: endOf(found, limit, 1), changed: count };
  },
};

/** A column that is sealed for its row: statements that count what is left, find the next rows by id, and write them. */
interface SealedColumn {
  readonly asOwner?: true;
  readonly rest: string;
  readonly find: string;
  readonly write: string;
  reseal(vault: Vault, id: string, sealed: string): string;
}

const sealedColumn = ({ find, write, reseal, ...step }: SealedColumn): Step => ({
  ...step,
  first: ['00000000-0000-0000-0000-000000000000'],
  async batch(tx, vault, after, limit) {
    const found = await tx.query(find, [...after, vault.keyId, limit]);
    const rows = found.rows.map(([id, sealed]) => ({ id, sealed: reseal(vault, String(id), String(sealed)) }));
    const { count } = await tx.query(write, [JSON.stringify(rows)]);
    return { next: endOf(found, limit, 1), changed: count };
  },
});

/** Rows of files that wait to be put right. */
const quarantine = sealedColumn({
  asOwner: true,
  rest: `select count(*)::integer from core.import_quarantine where split_part(sealed, ':', 1) <> $1`,
  find: `select id, sealed from core.import_quarantine where id > $1::uuid and split_part(sealed, ':', 1) <> $2 order by id limit $3::integer for update skip locked`,
  write: 'update core.import_quarantine as q set sealed = x.sealed from json_to_recordset(($1::text)::json) as x(id uuid, sealed text) where q.id = x.id',
  reseal: (vault, id, sealed) => sealRow(vault, id, openRow(vault, id, sealed)),
});

/** Rows of lists about people who are not in the register. */
const comparisons = sealedColumn({
  rest: `select count(*)::integer from core.comparison_row where sealed is not null and split_part(sealed, ':', 1) <> $1`,
  find: `select id, sealed from core.comparison_row
    where id > $1::uuid and sealed is not null and split_part(sealed, ':', 1) <> $2 order by id limit $3::integer for update skip locked`,
  write: 'update core.comparison_row as r set sealed = x.sealed from json_to_recordset(($1::text)::json) as x(id uuid, sealed text) where r.id = x.id',
  reseal: (vault, id, sealed) => sealForeignRow(vault, id, openForeignRow(vault, id, sealed)),
});

/** What merges of duplicates moved. */
const merges = sealedColumn({
  rest: `select count(*)::integer from core.duplicate_candidate where moved is not null and split_part(moved, ':', 1) <> $1`,
  find: `select id, moved from core.duplicate_candidate
    where id > $1::uuid and moved is not null and split_part(moved, ':', 1) <> $2 order by id limit $3::integer for update skip locked`,
  write: 'update core.duplicate_candidate as d set moved = x.sealed from json_to_recordset(($1::text)::json) as x(id uuid, sealed text) where d.id = x.id',
  reseal: (vault, id, sealed) => sealMoved(vault, id, openMoved(vault, id, sealed)),
});

/** Answers kept for writes that are sent again, with the prints by which those are known. */
const answers: Step = {
  asOwner: true,
  first: ['', ''],
  rest: `select count(*)::integer from core.idempotency_key where answer is not null and split_part(answer, ':', 1) <> $1`,
  async batch(tx, vault, after, limit) {
    const found = await tx.query(
      `select actor, key_print, answer from core.idempotency_key
       where (actor, key_print) > ($1, $2) and answer is not null and split_part(answer, ':', 1) <> $3
       order by actor, key_print limit $4::integer for update skip locked`,
      [...after, vault.keyId, limit],
    );
    const rows = found.rows.map(([actor, key, answer]) => {
      const kept = openAnswer(vault, String(actor), String(key), String(answer));
      return { actor, key, answer: sealAnswer(vault, String(actor), String(key), kept), print: kept.body === undefined ? null : vault.hash(kept.body) };
    });
    const { count } = await tx.query(
      `update core.idempotency_key as k set answer = x.answer, body_print = coalesce(x.print, k.body_print)
       from json_to_recordset(($1::text)::json) as x(actor text, key text, answer text, print text) where k.actor = x.actor and k.key_print = x.key`,
      [JSON.stringify(rows)],
    );
    return { next: endOf(found, limit, 2), changed: count };
  },
};

const steps: Readonly<Record<Rotated, Step>> = { ciphers, hashes, secrets, quarantine, comparisons, merges, answers };

const retries = 5;

const patiently = async <T>(work: () => Promise<T>, left = retries): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (left === 0 || !isRetryable(error)) throw error;
    return patiently(work, left - 1);
  }
};

const scopeOfStep = ({ asOwner }: Step): Scope | 'owner' => (asOwner ? 'owner' : scope);

const restOf = async (db: Database, step: Step, { keyId }: Vault): Promise<number> => {
  const { rows } = await db.transaction({ scope: scopeOfStep(step), readOnly: true, deadlineMs: 300_000 }, (tx) => tx.query(step.rest, [keyId]));
  return Number(rows[0]?.[0]);
};

/** Goes through the table once, batch by batch; answers how many rows it changed. */
const pass = async (db: Database, vault: Vault, step: Step, limit: number, onBatch: (changed: number) => void): Promise<number> => {
  let total = 0;
  for (let after: Place | undefined = step.first; after !== undefined;) {
    const from: Place = after;
    const { next, changed } = await patiently(() => db.transaction({ scope: scopeOfStep(step) }, (tx) => step.batch(tx, vault, from, limit)));
    total += changed;
    onBatch(changed);
    after = next;
  }
  return total;
};

const pauseMs = 200;
const idlePasses = 25; // five seconds: longer than any operation holds a row

const rotateOne = async (db: Database, vault: Vault, what: Rotated, { batchRows = 200, onProgress = () => {} }: RotateOptions): Promise<number> => {
  const step = steps[what];
  let [done, idle] = [0, 0];
  for (let rest = await restOf(db, step, vault); rest > 0; rest = await restOf(db, step, vault)) {
    const total = done + rest;
    const changed = await pass(db, vault, step, batchRows, (more) => onProgress(what, done += more, total));
    idle = changed > 0 ? 0 : idle + 1;
    if (idle >= idlePasses) throw new PlatformError('KEY_ROTATION_STUCK', { count: rest, what });
    if (idle > 0) await sleep(pauseMs);
  }
  return done;
};

/**
 * Brings everything that an older key sealed or hashed to the current one, while the service answers.
 * Each batch is a transaction of its own: what is done stays done, and a next call goes on from there.
 * @throws PlatformError KEY_ROTATION_STUCK when rows are left that cannot be moved
 */
export const rotateKeys = async (db: Database, vault: Vault, options: RotateOptions = {}): Promise<Readonly<Record<Rotated, number>>> => {
  const done: Partial<Record<Rotated, number>> = {};
  for (const what of rotated) done[what] = await rotateOne(db, vault, what, options);
  return done as Record<Rotated, number>;
};

/** How much each key still holds: what it seals and hashes, and journal entries that name it. */
export interface KeyUse {
  readonly keyId: string;
  readonly ciphers: number;
  readonly hashes: number;
  readonly entries: number;
}

const usesText = `
  select key, sum(ciphers)::integer, sum(hashes)::integer, sum(entries)::integer from (
    select split_part(id_number_cipher, ':', 1) as key, count(*) as ciphers, 0 as hashes, 0 as entries
      from core.person where id_number_cipher is not null group by 1
    union all select key_id, 0, count(*), 0 from core.person_identity group by 1
    union all select split_part(sealed, ':', 1), count(*), 0, 0 from core.comparison_row where sealed is not null group by 1
    union all select split_part(moved, ':', 1), count(*), 0, 0 from core.duplicate_candidate where moved is not null group by 1
    union all select key_id, 0, 0, count(*) from core.audit_entry where key_id <> '' group by 1
    union all select key_id, 0, 0, count(*) from core.access_entry where key_id <> '' group by 1
  ) as used group by key order by key`;

const hookUsesText = `
  select split_part(sealed, ':', 1), count(*)::integer, 0, 0 from core.webhook cross join lateral unnest(array[secret, old_secret]) as s(sealed)
  where sealed is not null group by 1
  union all select split_part(sealed, ':', 1), count(*)::integer, 0, 0 from core.import_quarantine group by 1
  union all select split_part(answer, ':', 1), count(*)::integer, 0, 0 from core.idempotency_key where answer is not null group by 1`;

/** What is written with which key. */
export const keyUses = async (db: Database): Promise<readonly KeyUse[]> => {
  const { rows } = await db.transaction({ scope, readOnly: true, deadlineMs: 300_000 }, (tx) => tx.query(usesText));
  const ofHooks = await db.transaction({ scope: 'owner', readOnly: true }, (tx) => tx.query(hookUsesText));
  const uses = new Map<string, KeyUse>();
  for (const [id, ...counts] of [...rows, ...ofHooks.rows]) {
    const [ciphers = 0, found = 0, entries = 0] = counts.map(Number);
    const before = uses.get(String(id)) ?? { keyId: String(id), ciphers: 0, hashes: 0, entries: 0 };
    uses.set(before.keyId, { keyId: before.keyId, ciphers: before.ciphers + ciphers, hashes: before.hashes + found, entries: before.entries + entries });
  }
  return [...uses.values()].sort((a, b) => (a.keyId < b.keyId ? -1 : 1));
};
