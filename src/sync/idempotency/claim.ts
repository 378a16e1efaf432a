import { createHash } from 'node:crypto';
import { type DocumentNode, type ExecutionResult, print } from 'graphql';
import { keepAccess } from '../../access/audit/keep.ts';
import type { Vault } from '../../access/vault.ts';
import { PlatformError } from '../../errors.ts';
import { accessFacts, type RequestContext } from '../../schema/context.ts';
import { rightsOf } from './rights.ts';
import { digestOf, type Kept, openAnswer, sealAnswer } from './seal-answer.ts';

/** A write that is sent with a key. */
export interface KeyedWrite {
  readonly key: string;
  /** Document, name of the operation and variables, as one text. */
  readonly body: string;
  /** Until when the key is remembered. */
  readonly expiresAt: string;
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

const opened = (vault: Vault, actor: string, keyPrint: string, sealed: string): Kept => {
  try {
    return openAnswer(vault, actor, keyPrint, sealed);
  } catch (error) {
    // Sealed with a key that was taken away before it was moved.
    if (error instanceof PlatformError) throw new PlatformError('IDEMPOTENCY_ANSWER_GONE');
    throw error;
  }
};

const giveAgain = (ctx: RequestContext, { data, masked, accesses, rights }: Kept): ExecutionResult => {
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
  const body = digestOf(write.body);
  const claimed = await ctx.tx.query(claimText, [actor, keyPrint, ctx.vault.hash(body), ctx.now, write.expiresAt]);
  if (claimed.rows.length === 0) {
    const [known] = (await ctx.tx.query(findText, [actor, keyPrint])).rows as [bodyPrint: string, answer: string | null][];
    if (!known) throw new PlatformError('IDEMPOTENCY_IN_PROGRESS'); // it expired and was removed just now
    if (!ctx.vault.hashes(body).includes(known[0])) throw new PlatformError('IDEMPOTENCY_KEY_REUSED');
    if (known[1] === null) throw new PlatformError('IDEMPOTENCY_ANSWER_GONE');
    return giveAgain(ctx, opened(ctx.vault, actor, keyPrint, known[1]));
  }
  const result = await run();
  if (result.errors?.length || !ctx.accesses.mayBeCopied()) return result;
  const kept: Kept = { body, data: result.data, masked: ctx.masked, accesses: ctx.accesses.rows(accessFacts(ctx)), rights: rightsOf(ctx.identity) };
  await ctx.tx.query(answerText, [actor, keyPrint, sealAnswer(ctx.vault, actor, keyPrint, kept)]);
  return result;
};
