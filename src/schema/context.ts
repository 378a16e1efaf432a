import type DataLoader from 'dataloader';
import type { AccessFacts, Accesses } from '../access/audit/accesses.ts';
import type { Identity } from '../access/identity.ts';
import type { Vault } from '../access/vault.ts';
import type { Transaction } from '../db/database.ts';

/** A value withheld from the caller, reported in the response's `extensions.masked`. */
export interface MaskedField {
  readonly path: string;
  /** The caller's role or department does not reach it; or it is sensitive and takes a purpose (`unmask`). */
  readonly reason: 'FIELD_CLASS' | 'PURPOSE_REQUIRED';
}

/** All a resolver may use: one identity, one transaction, one day, for one operation. */
export interface RequestContext {
  readonly requestId: string;
  /** Name of the operation as its author wrote it, where that is a plain one. */
  readonly operation: string | null;
  readonly identity: Identity;
  /** The operation's transaction: every read of an operation sees the same snapshot. */
  readonly tx: Transaction;
  /** The civil date in China when the operation began; the default of every `asOf`. */
  readonly today: string;
  /** The instant the operation began, as written to journals. */
  readonly now: string;
  /** Encrypts and hashes what must not be readable at rest. */
  readonly vault: Vault;
  /** Whether synthetic ID numbers may be registered: only where the data is a demo. */
  readonly syntheticPeople: boolean;
  /** How many sensitive values an account may unmask in a day. */
  readonly unmaskDaily: number;
  readonly loaders: Map<string, DataLoader<never, never>>;
  readonly masked: MaskedField[];
  /** Whose personal values the operation has answered; it is recorded before the answer leaves. */
  readonly accesses: Accesses;
}

/** What every entry about an access of this operation says. */
export const accessFacts = ({ identity, now, requestId, operation }: Pick<RequestContext, 'identity' | 'now' | 'requestId' | 'operation'>): AccessFacts => ({
  at: now,
  actor: identity.subject ?? identity.scope.actor,
  department: identity.department,
  requestId,
  operation,
});

/**
 * The operation's loader of that name, made at first use. Keys of one tick are loaded together;
 * `load` answers one value a key, in order.
 */
export const loaderOf = <K, V>(
  ctx: RequestContext,
  name: string,
  make: () => DataLoader<K, V, never>,
): DataLoader<K, V> => {
  const known = ctx.loaders.get(name) as unknown as DataLoader<K, V> | undefined;
  if (known) return known;
  const loader = make() as unknown as DataLoader<K, V>;
  ctx.loaders.set(name, loader as unknown as DataLoader<never, never>);
  return loader;
};
