import type { Transaction } from '../../db/database.ts';

/**
 * The transaction of a dry run: what is kept for the end is not, for there is none. So neither the chains
 * of the journal are locked nor does the memory grow with the rows.
 */
export const dryTransaction = (tx: Transaction): Transaction => ({
  engine: tx.engine,
  get orm() {
    return tx.orm;
  },
  query: (text, params) => tx.query(text, params),
  savepoint: (work) => tx.savepoint(work),
  last: (text, params) => tx.query(text, params), // there is more to come
  keep: () => undefined,
});
