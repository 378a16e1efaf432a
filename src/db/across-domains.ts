import type { Transaction } from './database.ts';
import { literal } from './quoted.ts';

/**
 * Runs a part of a transaction over the records of every department, whoever asks: for what the
 * platform itself must carry along, such as the village of a household that moves. Place scopes stay.
 * What it reads must not be answered.
 */
export const acrossDomains = async <T>(tx: Transaction, work: () => Promise<T>): Promise<T> => {
  const own = String((await tx.query("select current_setting('app.domains', true)")).rows[0]?.[0] ?? '');
  await tx.query("set local app.domains = '*'");
  const value = await work();
  await tx.query(`set local app.domains = ${literal(own)}`);
  return value;
};
