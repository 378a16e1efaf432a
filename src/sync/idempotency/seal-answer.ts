import { createHash } from 'node:crypto';
import type { ExecutionResult } from 'graphql';
import type { AccessRow } from '../../access/audit/append.ts';
import type { Vault } from '../../access/vault.ts';
import type { MaskedField } from '../../schema/context.ts';

/** An answer as it is kept, with what must be known to give it again. */
export interface Kept {
  /** Digest of the request, from which its print is made anew with another key; answers of earlier versions have none. */
  readonly body?: string;
  readonly data: ExecutionResult['data'];
  readonly masked: readonly MaskedField[];
  /** Entries about whose personal values it holds: they are written at each time it is given. */
  readonly accesses: readonly AccessRow[];
  /** What the account might see then: to one that may see otherwise by now it is not given. */
  readonly rights: string;
}

/** What stands for a request; it is kept in the open under a keyed hash alone, since a body may be guessed. */
export const digestOf = (body: string): string => createHash('sha256').update(body).digest('base64url');

/** Bound to account and key: an answer copied to another row does not open. */
const contextOf = (actor: string, keyPrint: string): string => `idempotency:${actor}:${keyPrint}`;

export const sealAnswer = (vault: Vault, actor: string, keyPrint: string, kept: Kept): string => vault.encrypt(JSON.stringify(kept), contextOf(actor, keyPrint));

/** @throws PlatformError where the key that sealed it is not known */
export const openAnswer = (vault: Vault, actor: string, keyPrint: string, sealed: string): Kept => JSON.parse(vault.decrypt(sealed, contextOf(actor, keyPrint))) as Kept;
