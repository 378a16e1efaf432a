import { inject } from 'vitest';
import { connect } from '../../../src/db/connect.ts';
import type { Database, Transaction } from '../../../src/db/database.ts';

/**
 * Runs work as the server's superuser, with row security, foreign keys and triggers off for that one
 * transaction: plain SQL over everything there is. Nothing of the product's own scopes takes part.
 */
export const asSuperuser = async <T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> => {
  const freely = (on: Database): Promise<T> => on.transaction({ scope: 'owner', deadlineMs: 300_000 }, async (tx) => {
    await tx.query('set local session_replication_role = replica');
    return work(tx);
  });
  const from = inject('template');
  if (from.engine === 'pglite') return freely(db);
  const [[name]] = (await db.transaction({ scope: 'owner', readOnly: true }, (tx) => tx.query('select current_database()'))).rows as [[string]];
  const superuser = await connect({ url: from.superuserUrl.replace(/\/postgres$/, `/${name}`), poolSize: 1 });
  return freely(superuser).finally(() => superuser.close());
};
