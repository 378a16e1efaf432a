import type { SqlValue, Transaction } from './database.ts';
import { quoted } from './quoted.ts';

const forcedTables = `
  select c.oid::text, n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relforcerowsecurity and c.relowner = current_user::regrole`;

const qualified = ([, schema, name]: readonly SqlValue[]): string => `${quoted(String(schema))}.${quoted(String(name))}`;

/**
 * Lets the owner see the rows of the tables that `text` names while `work` runs. Forced row security
 * holds for the owner too: an update would change no row, and a new constraint would be taken as
 * valid over rows it never saw, both without a word. Nobody else sees the gap, it ends with the
 * transaction; `row_security = off` makes a table that was not named an error instead of empty.
 */
export const withRowsInReach = async <T>(tx: Transaction, text: string, work: () => Promise<T>): Promise<T> => {
  const opened = (await tx.query(forcedTables)).rows.filter((row) => text.includes(qualified(row)));
  for (const row of opened) await tx.query(`alter table ${qualified(row)} no force row level security`);
  await tx.query('set local row_security = off');
  const value = await work();
  await tx.query('set local row_security = on');
  await tx.query('set constraints all immediate'); // a table with checks still to come cannot be altered
  const names = await tx.query(
    'select c.oid, n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = any($1::oid[])',
    [`{${opened.map(([oid]) => oid).join(',')}}`],
  );
  for (const row of names.rows) await tx.query(`alter table ${qualified(row)} force row level security`);
  return value;
};
