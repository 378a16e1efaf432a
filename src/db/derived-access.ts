import { PlatformError } from '../errors.ts';
import type { Transaction } from './database.ts';

/** Roles a transaction enters: one sees the counties of its settings, the other all of them. */
export const appRole = 'youyu_app';
export const wideRole = 'youyu_wide';
export const serviceRoles = [appRole, wideRole] as const;

/**
 * The one way into a scope, given as texts with commas. `execute 'set local'` and not `set_config`,
 * which does not reach the servers of a cluster. Nothing given means nothing seen.
 */
export const entryStatements: readonly string[] = [
  'create schema if not exists app',
  'revoke all on schema app from public, youyu_app, youyu_wide',
  'drop function if exists app.enter(text, boolean, text)',
  `create or replace function app.enter(scope json) returns void language plpgsql as $body$
declare
  setting text;
begin
  foreach setting in array array['counties', 'villages', 'households', 'domains', 'roles', 'actor'] loop
    execute format('set local app.%I = %L', setting, coalesce(scope ->> setting, ''));
  end loop;
  execute format('set local role %I', case when scope ->> 'wide' = 'true' then 'youyu_wide' else 'youyu_app' end);
end
$body$`,
  'revoke all on function app.enter(json) from public, youyu_app, youyu_wide',
];

const missingRoles = `
  select r.name from unnest(array['youyu_app', 'youyu_wide']) as r(name)
  where not exists (select from pg_roles where rolname = r.name)`;

const isAtLeast16 = "current_setting('server_version_num')::integer >= 160000";

/** Condition on pg_roles: the connecting role may enter. Since 16 who created a role is a member that may not. */
export const isEnterable = `pg_has_role(current_user, oid, case when ${isAtLeast16} then 'SET' else 'MEMBER' end)`;

const unenteredRoles = `select rolname from pg_roles where rolname in ('youyu_app', 'youyu_wide') and not ${isEnterable}`;

const names = async (tx: Transaction, text: string): Promise<readonly string[]> =>
  (await tx.query(text)).rows.map(([name]) => String(name));

/** Roles belong to the server, not to the database, so another database's start may be first. */
const createRole = (role: string): string =>
  `do $$ begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end $$`;

/**
 * Membership lets the connecting role enter, but must not hand it the policies of the roles: then
 * a transaction that forgot to enter would see rows. Before 16 that is an attribute of the whole role.
 */
const grantRole = async (tx: Transaction, role: string): Promise<void> => {
  const byGrant = (await tx.query(`select ${isAtLeast16}`)).rows[0]?.[0] === true;
  await tx.query(`grant ${role} to current_user${byGrant ? ' with inherit false, set true' : ''}`);
  if (!byGrant) await tx.query('alter role current_user noinherit');
};

/** Creates the service's roles and lets the connecting role enter them. */
export const ensureRoles = async (tx: Transaction): Promise<void> => {
  const work = async (): Promise<void> => {
    for (const role of await names(tx, missingRoles)) await tx.query(createRole(role));
    for (const role of await names(tx, unenteredRoles)) await grantRole(tx, role);
  };
  await tx.savepoint(work).catch((cause: unknown) => {
    throw new PlatformError('DATABASE_ROLES_MISSING', {}, { cause });
  });
};
