import type { Vault } from './vault.ts';

const contextOf = (webhookId: string): string => `webhook secret ${webhookId}`;

/** The secret of a webhook as it is kept: bound to its place. */
export const sealSecret = (vault: Vault, webhookId: string, secret: string): string => vault.encrypt(secret, contextOf(webhookId));

export const openSecret = (vault: Vault, webhookId: string, sealed: string): string => vault.decrypt(sealed, contextOf(webhookId));
