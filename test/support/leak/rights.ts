import type { Request } from './document.ts';
import { type Caller, readsColumn, seesRow, visibleSql } from './oracle.ts';
import type { Planted } from './planting.ts';
import type { Database } from '../../../src/db/database.ts';
import { uuidOf } from '../ids.ts';
import type { Asked } from './run.ts';
import { asSuperuser } from './unlocked.ts';

type Node = Readonly<Record<string, unknown>> & { readonly id: string };

interface ListAnswer {
  readonly data?: Readonly<Record<string, { readonly totalCount: number; readonly nodes: readonly Node[] }>> | null;
}

const isList = (request: Request): request is Request & { list: string; record: string } => 'list' in request;

export interface Rights {
  /** Values that the caller has a right to, and got. */
  readonly seen: number;
  /** What was kept from them, or counted wrongly. */
  readonly missing: readonly string[];
}

/**
 * Whether a caller got all that is theirs: the count of every list is the count of the rows they may
 * see, and every value of a row on its page that they may read is there. A test that sees nothing proves nothing.
 */
export const rightsIn = (planted: Planted, caller: Caller, asked: readonly Asked[]): Rights => {
  const missing: string[] = [];
  let seen = 0;
  for (const { request, reply } of asked) {
    if (!isList(request)) continue;
    const table = planted.tables.find(({ record }) => record === request.record);
    const answered = (JSON.parse(reply.text) as ListAnswer).data?.[request.list];
    const rows = (table && planted.rows.get(table)?.filter((row) => seesRow(caller, row))) ?? [];
    if ((answered?.totalCount ?? 0) !== rows.length) missing.push(`${request.list}: ${answered?.totalCount ?? 'none'} of ${rows.length} rows`);
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const node of answered?.nodes ?? []) {
      const row = byId.get(uuidOf(node.id));
      if (!table || !row) continue;
      const readable = (planted.marked.get(table) ?? []).filter((column) => column.key in node && readsColumn(caller, table, column) && planted.has(row, column));
      seen += readable.length + 1;
      missing.push(...readable.filter(({ key }) => !/ZQ|^7\d{9}/.test(String(node[key]))).map(({ key }) => `${request.list}: ${key} of one's own row`));
    }
  }
  return { seen, missing: [...new Set(missing)] };
};

/** A print of every table's rows that the caller may not see. */
export const printOfOthers = (db: Database, planted: Planted, caller: Caller): Promise<ReadonlyMap<string, string>> =>
  asSuperuser(db, async (tx) => {
    const prints = new Map<string, string>();
    for (const table of planted.tables.filter(({ placement }) => ['household', 'county', 'open'].includes(placement))) {
      const { rows } = await tx.query(`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from ${table.sql} t where not ${visibleSql(caller, table)}`);
      prints.set(table.name, String(rows[0]?.[0]));
    }
    return prints;
  });
