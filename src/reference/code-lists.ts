import type { CodeList } from '../db/codes.ts';
import type { Transaction } from '../db/database.ts';
import { upsertRows } from '../db/insert-rows.ts';
import { codeList } from '../db/tables/reference.ts';

const declared = 'json_to_recordset(($1::text)::json) as x(list_id text, code text, zh text, en text, sort integer)';
const same = 't.list_id = x.list_id and t.code = x.code';

// A code dropped and declared again on one day was never gone: its row is opened again.
const reopen = `update core.code as t set valid_to = null from ${declared} where ${same} and t.valid_to = $2::date
  and not exists (select from core.code as o where o.list_id = t.list_id and o.code = t.code and o.valid_to is null)`;

const retitle = `update core.code as t set zh = x.zh, en = x.en, sort = x.sort from ${declared}
  where ${same} and t.valid_to is null and (t.zh, t.en, t.sort) is distinct from (x.zh, x.en, x.sort)`;

const close = `update core.code as t set valid_to = greatest(t.valid_from, $2::date)
  where t.valid_to is null and t.list_id in (select list_id from ${declared})
  and not exists (select from ${declared} where ${same})`;

const open = `insert into core.code (list_id, code, valid_from, zh, en, sort)
  select x.list_id, x.code, $2::date, x.zh, x.en, x.sort from ${declared}
  where not exists (select from core.code as t where ${same} and t.valid_to is null)`;

const declaration = (lists: readonly CodeList[]): string =>
  JSON.stringify(lists.flatMap(({ id, values, titles }) =>
    values.map((value, sort) => ({ list_id: id, code: value, ...titles[value], sort }))));

export interface CodeChanges {
  readonly opened: number;
  readonly retitled: number;
  readonly closed: number;
}

/**
 * Brings the stored code lists to what the code declares: new codes are opened from `today`, titles
 * follow, codes no longer declared are closed. Lists that are not given stay as they are: a plugin
 * that is switched off keeps its codes.
 */
export const syncCodeLists = async (tx: Transaction, lists: readonly CodeList[], today: string): Promise<CodeChanges> => {
  const distinct = [...new Map(lists.map((list) => [list.id, list])).values()];
  await upsertRows(tx, codeList, distinct.map(({ id, name, title }) => ({ id, name, ...title })), ['id']);
  const json = declaration(distinct);
  const { count: reopened } = await tx.query(reopen, [json, today]);
  const { count: retitled } = await tx.query(retitle, [json]);
  const { count: closed } = await tx.query(close, [json, today]);
  const { count: opened } = await tx.query(open, [json, today]);
  return { opened: opened + reopened, retitled, closed };
};
