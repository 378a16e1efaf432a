import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** A new secret, as receivers' libraries take it. */
export const newSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`;

/** The headers of Standard Webhooks; while a secret is being changed both sign. */
export const signedHeaders = (secrets: readonly string[], id: string, at: Date, body: string): Record<string, string> => ({
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
  'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
});
