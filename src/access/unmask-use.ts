import type { Transaction } from '../db/database.ts';

const takeText = `
  insert into core.unmask_use as used (account_id, day, count)
  select $1::uuid, $2::date, $3::integer where $3::integer <= $4::integer
  on conflict (account_id, day) do update set count = used.count + excluded.count where used.count + excluded.count <= $4::integer
  returning count`;

/**
 * Counts values that an account is about to see. The row stays locked until the commit, so of two that
 * ask at the same moment the second counts from what the first left.
 * @returns how many are used now; undefined when that would be more than the limit
 */
export const takeUnmasks = async (tx: Transaction, accountId: string, day: string, count: number, limit: number): Promise<number | undefined> => {
  const { rows } = await tx.query(takeText, [accountId, day, count, limit]);
  return rows[0] && Number(rows[0][0]);
};

/** How many values an account has seen on a day. */
export const usedUnmasks = async (tx: Transaction, accountId: string, day: string): Promise<number> => {
  const { rows } = await tx.query('select count from core.unmask_use where account_id = $1::uuid and day = $2::date', [accountId, day]);
  return Number(rows[0]?.[0] ?? 0);
};
