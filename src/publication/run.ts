import { randomUUID } from 'node:crypto';
import { createAccesses } from '../access/audit/accesses.ts';
import { anonymous, type Identity } from '../access/identity.ts';
import type { Vault } from '../access/vault.ts';
import type { Database } from '../db/database.ts';
import type { RequestContext } from '../schema/context.ts';
import { type PublishOptions, publishTables } from './publish.ts';
import type { Release } from './write-releases.ts';

/** Who publishes when nobody asked over the API. */
const publisher = (actor: string, { tables }: PublishOptions): Identity => ({
  ...anonymous, accountId: actor, subject: actor, roles: new Set(['PUBLISHER']), domains: new Map(tables.map(({ owner }) => [owner, 'sensitive'])),
  scope: { counties: '*', domains: '*', actor },
});

export interface PublishRun extends PublishOptions {
  readonly db: Database;
  readonly vault: Vault;
  /** Name in the audit trail, e.g. `system:publish`. */
  readonly actor: string;
  /** Civil date and instant of now. */
  readonly today: string;
  readonly now: string;
}

const longest = 600_000;

/** Publishes outside of a request, in a transaction of its own. */
export const publishNow = ({ db, vault, actor, today, now, ...options }: PublishRun): Promise<readonly Release[]> => {
  const identity = publisher(actor, options);
  return db.transaction({ scope: identity.scope, deadlineMs: longest }, (tx) => {
    const ctx: RequestContext = {
      requestId: randomUUID(), operation: null, identity, tx, today, now, vault, syntheticPeople: false, unmaskDaily: 0, loaders: new Map(), masked: [], accesses: createAccesses(),
    };
    return publishTables(ctx, options);
  });
};
