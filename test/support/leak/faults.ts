import { allPlugins } from '../../../src/plugins/index.ts';
import type { SQL } from 'drizzle-orm';
import { getTableConfig, PgDialect, type PgTable } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/pg-proxy';
import { createAccounts } from '../../../src/access/accounts.ts';
import type { Database, Transaction } from '../../../src/db/database.ts';
import { type FieldSpec, recordOf } from '../../../src/records/define.ts';
import { scopeOf } from '../../../src/records/listing.ts';
import { testDay } from '../template.ts';
import type { LeakColumn, LeakTable } from './catalogue.ts';
import { asSuperuser } from './unlocked.ts';

const dialect = new PgDialect();

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The text of a condition, whatever the numbers of its parameters, and whether its table has its own name or one with a number. */
const patternOf = (condition: SQL, table: PgTable): RegExp => {
  const { schema, name } = getTableConfig(table);
  const text = escaped(dialect.sqlToQuery(condition).sql).replaceAll(/\\\$\d+/g, '\\$\\d+');
  return new RegExp(text.replaceAll(`"${schema}"\\."${name}"`, `(?:"${schema}"\\."${name}"|"${name}_\\d+")`), 'g');
};

/** The transaction of a platform whose statements lack one condition; its parameters stay, so that nothing else changes. */
const lacking = (tx: Transaction, pattern: RegExp): Transaction => {
  const without = (text: string): string => text.replaceAll(pattern, (found) => `(true or ${found})`);
  const query: Transaction['query'] = (text, params) => tx.query(without(text), params);
  const orm = drizzle(async (text, params: unknown[]) => ({ rows: (await query(text, params)).rows as unknown[] as never[] }));
  return { engine: tx.engine, orm, query, last: (text, params) => tx.last(without(text), params), keep: (...kept) => tx.keep(...kept), savepoint: (work) => tx.savepoint(work) };
};

/** One condition that the platform's statements can be made to lack. */
export interface Fault {
  /** What stands between the platform and its database. */
  readonly between: (db: Database) => Database;
  /** Takes the scope of one table away, for this caller. */
  lack(db: Database, table: PgTable, subject: string): Promise<void>;
  mend(): void;
}

/** A platform whose scope predicate over a chosen table can be removed from the statements that it sends. */
export const predicateFault = (): Fault => {
  let pattern: RegExp | undefined;
  return {
    between: (db) => ({
      ...db,
      engine: db.engine,
      close: () => db.close(),
      transaction: (options, work) => db.transaction(options, (tx) => work(pattern ? lacking(tx, pattern) : tx)),
    }),
    lack: async (db, table, subject) => {
      const identity = await createAccounts(db, allPlugins).find(subject, testDay);
      const scope = identity && scopeOf(identity, table);
      if (!scope) throw new Error(`${subject} has no scope over this table`);
      pattern = patternOf(scope, table);
    },
    mend: () => { pattern = undefined; },
  };
};

/** Opens the row policies of a table to everybody, and gives back how to close them. */
export const openPolicies = async (db: Database, { sql, name }: LeakTable): Promise<() => Promise<void>> => {
  const policies = await asSuperuser(db, async (tx) => (await tx.query(`select polname, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid) from pg_policy where polrelid = '${name}'::regclass`)).rows);
  const alter = (to: (expression: unknown) => string): Promise<void> => asSuperuser(db, async (tx) => {
    for (const [policy, using, check] of policies) await tx.query(`alter policy ${String(policy)} on ${sql}${using === null ? '' : ` using (${to(using)})`}${check === null ? '' : ` with check (${to(check)})`}`);
  });
  await alter(() => 'true');
  return () => alter(String);
};

/** Declares a field public for the time of some work. */
export const asPublic = async <T>(table: PgTable, { key }: LeakColumn, work: () => Promise<T>): Promise<T> => {
  const fields = recordOf(table)?.fields as unknown as Record<string, { -readonly [K in keyof FieldSpec]: FieldSpec[K] }> | undefined;
  const field = fields?.[key];
  if (!field) throw new Error(`${key} is no field`);
  const declared = field.class;
  field.class = 'public';
  try {
    return await work();
  } finally {
    field.class = declared;
  }
};
