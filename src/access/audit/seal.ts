import type { Vault } from '../vault.ts';

/** The journals that are chained. */
export type JournalName = 'audit' | 'access';

/** Chains of each journal: writers that end at the same time seldom wait for one another. */
export const chainCount = 16;

/** What a chain begins with. */
export const emptyHead = { position: 0, hash: '' } as const;

/** Print of an entry by itself: whether it is as it was written, and where. */
export const sealOf = (vault: Vault, journal: JournalName, canonical: string, keyId: string): string =>
  vault.mac(`entry:${journal}:${canonical}`, keyId);

/** Print that ties an entry to all before it. */
export const linkOf = (vault: Vault, previous: string, seal: string, keyId: string): string => vault.mac(`link:${previous}:${seal}`, keyId);
