import { createHash } from 'node:crypto';
import { type DocumentNode, type ExecutionResult, print } from 'graphql';
import { keepAccess } from '../../access/audit/keep.ts';
import type { AccessRow } from '../../access/audit/append.ts';
import type { Vault } from '../../access/vault.ts';
import { PlatformError } from '../../errors.ts';
import { accessFacts, type MaskedField, type RequestContext } from '../../schema/context.ts';
import { rightsOf } from './rights.ts';

/** A write that is sent with a key. */
export interface KeyedWrite {
  readonly key: string;
  /** Document, name of the operation and variables, as one text. */
  readonly body: string;
  /** Until when the key is remembered. */
  readonly expiresAt: string;
}

/** An answer as it is kept, with what must be known to give it again. */
interface Kept {
  readonly data: ExecutionResult['data'];
  readonly masked: readonly MaskedField[];
  /** Entries about whose personal values it holds: they are written at each time it is given. */
  readonly accesses: readonly AccessRow[];
  /** What the account might see then: to one that may see otherwise by now it is not given. */
  readonly rights: string;
}

const inOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : Number(a > b))))
    : value;

/** What makes two requests the same: the order in which a client writes its variables does not. */
export const bodyOf = (document: DocumentNode, operationName: string | null | undefined, variables: unknown): string =>
  JSON.stringify([print(document), operationName ?? null, variables ?? {}], inOrder);

const printOf = (key: string): string => createHash('sha256').update(key).digest('base64url');

/** A key that has expired is free again. Another transaction with the same one is waited for. */
const claimText = `
  insert into core.idempotency_key as known (actor, key_print, body_print, answer, created_at, expires_at) values ($1, $2, $3, null, $4, $5)
  on conflict (actor, key_print) do update
    set body_print = excluded.body_print, answer = null, created_at = excluded.created_at, expires_at = excluded.expires_at
    where known.expires_at <= excluded.created_at
  returning true`;

const findText = 'select body_print, answer from core.idempotency_key where actor = $1 and key_print = $2';
const answerText = 'update core.idempotency_key set answer = $3 where actor = $1 and key_print = $2';

const sealContext = (actor: string, keyPrint: string): string => `idempotency:${actor}:${keyPrint}`;

const opened = (vault: Vault, sealed: string, context: string): Kept => {
  try {
    return JSON.parse(vault.decrypt(sealed, context)) as Kept;
  } catch (error) {
    // Sealed with a key that was taken away since.
    if (error instanceof PlatformError) throw new PlatformError('IDEMPOTENCY_ANSWER_GONE');
    throw error;
  }
};

const giveAgain = (ctx: RequestContext, sealed: string | null, context: string): ExecutionResult => {
  if (sealed === null) throw new PlatformError('IDEMPOTENCY_ANSWER_GONE');
  const { data, masked, accesses, rights } = opened(ctx.vault, sealed, context);
  if (rights !== rightsOf(ctx.identity)) throw new PlatformError('IDEMPOTENCY_ANSWER_GONE');
  keepAccess(ctx.tx, ctx.vault, accesses.map((row) => ({ ...row, ...accessFacts(ctx), operation: ctx.operation })));
  ctx.masked.push(...masked);
  return { data: data ?? null, extensions: { idempotency: { replayed: true } } };
};

/**
 * Runs a write once for its key, in the write's own transaction, and answers the same when it comes again. Two at a
 * time: the second waits until the first has ended, and has its answer or, where it failed, does the work.
 * @throws PlatformError IDEMPOTENCY_KEY_REUSED for a key of another request, IDEMPOTENCY_ANSWER_GONE
 */
export const runOnce = async (ctx: RequestContext, write: KeyedWrite, run: () => Promise<ExecutionResult>): Promise<ExecutionResult> => {
  const { actor } = ctx.identity.scope;
  const keyPrint = printOf(write.key);
  const context = sealContext(actor, keyPrint);
  const claimed = await ctx.tx.query(claimText, [actor, keyPrint, ctx.vault.hash(write.body), ctx.now, write.expiresAt]);
  if (claimed.rows.length === 0) {
    const [known] = (await ctx.tx.query(findText, [actor, keyPrint])).rows as [bodyPrint: string, answer: string | null][];
    if (!known) throw new PlatformError('IDEMPOTENCY_IN_PROGRESS'); // it expired and was removed just now
    if (!ctx.vault.hashes(write.body).includes(known[0])) throw new PlatformError('IDEMPOTENCY_KEY_REUSED');
    return giveAgain(ctx, known[1], context);
  }
  const result = await run();
  if (result.errors?.length || !ctx.accesses.mayBeCopied()) return result;
  const kept: Kept = { data: result.data, masked: ctx.masked, accesses: ctx.accesses.rows(accessFacts(ctx)), rights: rightsOf(ctx.identity) };
  await ctx.tx.query(answerText, [actor, keyPrint, ctx.vault.encrypt(JSON.stringify(kept), context)]);
  return result;
};
