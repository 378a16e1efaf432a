import type { Database } from '../../db/database.ts';

const batch = 10_000;

const expireText = `
  delete from core.idempotency_key where (actor, key_print) in
    (select actor, key_print from core.idempotency_key where expires_at <= $1 order by expires_at limit $2::integer for update skip locked)`;

/**
 * Removes keys that have expired, with the answers sealed in them; answers how many. Only the owner of the tables may:
 * the service deletes nothing.
 */
export const removeExpiredKeys = async (db: Database, now: Date): Promise<number> => {
  let removed = 0;
  for (let count = batch; count === batch;) {
    ({ count } = await db.transaction({ scope: 'owner' }, (tx) => tx.query(expireText, [now.toISOString(), batch])));
    removed += count;
  }
  return removed;
};
