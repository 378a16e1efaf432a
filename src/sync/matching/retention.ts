import type { Database } from '../../db/database.ts';

/** So long people who are not in the register are kept, sealed, for somebody to look whether they should be. */
export const foreignRowDays = 90;

const forgetText = `
  with old as (select id from core.comparison_row where sealed is not null and created_at <= $1 limit $2::integer for update skip locked)
  update core.comparison_row r set sealed = null from old where r.id = old.id`;

const batch = 10_000;

/** Forgets who the rows were that nobody of the register was meant by; answers how many. What became of them stays. */
export const forgetForeignRows = async (db: Database, now: Date): Promise<number> => {
  const until = new Date(now.getTime() - foreignRowDays * 86_400_000).toISOString();
  let forgotten = 0;
  for (let count = batch; count === batch;) {
    ({ count } = await db.transaction({ scope: { counties: '*', actor: 'system:retention' } }, (tx) => tx.query(forgetText, [until, batch])));
    forgotten += count;
  }
  return forgotten;
};
