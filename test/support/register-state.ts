import { allPlugins } from '../../src/plugins/index.ts';
import type { TestApp } from './app.ts';
import { asAnybody } from './duplicates.ts';

/** Journals, and what is history: those grow with every deed. */
const growing = ['audit_entry', 'audit_head', 'access_entry', 'access_household', 'change_entry', 'household_event'];

const tablesText = `
  select format('%I.%I', table_schema, table_name) from information_schema.tables
  where table_schema = any($2::text[]) and table_type = 'BASE TABLE' and table_name <> all($1::text[])
  and table_name not in ('account', 'account_role', 'demo_load', 'department_grant')
  and has_table_privilege('youyu_wide', format('%I.%I', table_schema, table_name), 'select') order by 1`;

/** Every row of every table of records, but for its version, which any write raises. */
export const everyRow = async (platform: TestApp): Promise<Record<string, string[]>> => {
  const tables = await asAnybody<[string]>(platform, tablesText, [growing, ['core', ...allPlugins.map(({ id }) => id)]]);
  const state: Record<string, string[]> = {};
  for (const [table] of tables) {
    state[table] = (await asAnybody<[object]>(platform, `select to_jsonb(t) - 'version' - 'updated_at' from ${table} t`)).map(([row]) => JSON.stringify(row)).sort();
  }
  return state;
};
