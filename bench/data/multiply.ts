import type postgres from 'postgres';
import type { Vault } from '../../src/access/vault.ts';
import { progress, say, timed } from '../say.ts';
import { copyIdFunction } from './copy-id.ts';
import { type CopiedTable, copyPlan } from './copy-plan.ts';
import { writeSeals } from './seals.ts';

const sealTable = 'create unlogged table bench.seal (copy integer, person_id uuid, id_hash text, cipher text, tail text)';

/** Indexes that no constraint needs; they are made anew once the rows are there, which is many times faster. */
const plainIndexes = `
  select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as text from pg_index i
  where i.indrelid = $1::regclass and not i.indisunique and not exists (select from pg_constraint where conindid = i.indexrelid)`;

const insertText = ({ table, columns, expressions, needsSeals, where }: CopiedTable): string => `
  insert into ${table} (${columns.join(', ')})
  select ${expressions.join(', ')} from generate_series(1, $1::int) k cross join ${table} b
  ${needsSeals ? `left join bench.seal s on s.copy = k and s.person_id = b.${table.endsWith('.person') ? 'id' : 'person_id'}` : ''}
  where ${where}`;

/** Keys that lead to the copies stay: they hold by construction, and a test checks each of them. */
const copyTable = async (sql: postgres.Sql, copied: CopiedTable, copies: number): Promise<number> => {
  const indexes = await sql.unsafe<{ name: string; text: string }[]>(plainIndexes, [copied.table]);
  return sql.begin(async (tx) => {
    await tx.unsafe('set local session_replication_role = replica; set local work_mem = \'256MB\'');
    for (const { name } of indexes) await tx.unsafe(`drop index ${name}`);
    const { count } = await tx.unsafe(insertText(copied), [copies]);
    for (const { text } of indexes) await tx.unsafe(text);
    return count;
  });
};

/** Funds grow with what is paid from them, so that no level passes on more than it has. */
const fundTexts = ['update core.fund_source set amount = amount * ($1::int + 1)', 'update core.allocation set amount = amount * ($1::int + 1)'];

/**
 * Puts so many copies of every household, with all that belongs to it, beside the households that are there: under
 * ids, numbers and seals of their own, in the same villages. The same database gives the same copies, but for the
 * seals, which no two runs make alike.
 */
export const multiply = async (sql: postgres.Sql, schemas: readonly string[], vault: Vault, copies: number): Promise<void> => {
  await sql.unsafe('create schema if not exists bench; drop table if exists bench.seal');
  await sql.unsafe(copyIdFunction);
  await sql.unsafe(sealTable);
  await timed('sealing', () => writeSeals(sql, vault, copies, progress('sealed numbers')));
  await sql.unsafe('analyze bench.seal');
  let rows = 0;
  const from = performance.now();
  for (const copied of await copyPlan(sql, schemas)) {
    const before = performance.now();
    const count = await copyTable(sql, copied, copies);
    rows += count;
    const seconds = (performance.now() - before) / 1000;
    if (seconds > 5) say(`${copied.table}: ${count} rows in ${seconds.toFixed(0)} s`);
  }
  for (const text of fundTexts) await sql.unsafe(text, [copies]);
  await sql.unsafe('drop table bench.seal');
  say(`copies: ${rows} rows, ${Math.round((rows * 1000) / (performance.now() - from))} rows/s with their indexes`);
};
