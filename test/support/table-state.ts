import { getTableColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { type PlacedTable, qualifiedName } from '../../src/db/placement.ts';
import { ownersOf } from '../../src/db/prepare.ts';
import { allPlugins } from '../../src/plugins/index.ts';
import type { TestApp } from './app.ts';

const tables = ownersOf(allPlugins).flatMap(({ tables: placed }) => placed);

const quoted = (table: PgTable): string => qualifiedName(table).split('.').map((part) => `"${part}"`).join('.');

/** Rows, and their versions: a changed row shows as well as a new one. */
const countOf = (table: PgTable): string =>
  `select '${qualifiedName(table)}', count(*)::text ${'version' in getTableColumns(table) ? "|| '/' || coalesce(sum(version), 0)::text" : ''} from ${quoted(table)}`;

const stateOf = async ({ db }: TestApp, among: readonly PlacedTable[], scope: 'owner' | { readonly counties: '*'; readonly domains: '*'; readonly roles: readonly string[]; readonly actor: string }): Promise<Record<string, string>> =>
  db.transaction({ scope, readOnly: true }, async (tx) => {
    const { rows } = await tx.query(among.map(({ table }) => countOf(table)).join(' union all '));
    return Object.fromEntries(rows) as Record<string, string>;
  });

/** How much every table holds: equal before and after means that nothing was written anywhere. */
export const tableState = async (platform: TestApp): Promise<Record<string, string>> => ({
  ...(await stateOf(platform, tables.filter(({ placement }) => placement !== 'private'), { counties: '*', domains: '*', roles: ['AUDITOR'], actor: 'test' })),
  ...(await stateOf(platform, tables.filter(({ placement }) => placement === 'private'), 'owner')),
});
