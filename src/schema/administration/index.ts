import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { Domains } from '../../administration/grants.ts';
import type { Plugin } from '../../plugins/define.ts';
import type { CoreTypes } from '../../records/graphql-type.ts';
import type { TypeShelf } from '../../records/kit.ts';
import type { UserErrorRef } from '../user-error.ts';
import { defineAccounts } from './accounts.ts';
import { defineBreakGlass } from './break-glass.ts';
import { defineDepartmentGrants } from './grants.ts';
import { defineNotices } from './notices.ts';

/** The domains that can be granted to other departments, with their tables. */
const domainsOf = (plugins: readonly Plugin[]): Domains =>
  new Map(plugins.map(({ id, records }) => [id, new Set(records.map(({ table }) => getTableConfig(table as PgTable).name))]));

/** Accounts, roles, grants, emergencies and notices. */
export const defineAdministration = (shelf: TypeShelf, userError: UserErrorRef, core: CoreTypes, plugins: readonly Plugin[]): void => {
  defineAccounts(shelf, userError, core.Place as never);
  defineDepartmentGrants(shelf, userError, domainsOf(plugins));
  const use = defineBreakGlass(shelf, userError, core);
  defineNotices(shelf, userError, use as never, core.Place as never);
};
