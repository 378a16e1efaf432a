import type postgres from 'postgres';
import { benchDay } from './bench-server.ts';

/** Roles of the peers, the schema of what they need beside the tables, and the right to read what the service's roles read. */
const roles = `
  do $$ begin
    create role bench_peer nologin;
    create role bench_peer_wide nologin;
    create role bench_login login in role bench_peer, bench_peer_wide;
    create role bench_free login bypassrls;
  exception when duplicate_object then null; end $$;
  create schema if not exists bench;
  grant usage on schema bench to bench_peer, bench_peer_wide, bench_free`;

/** Every policy under which the service's roles read, for the peers' roles: the same conditions over the same settings. */
const policies = `
  select format('create policy %I on %I.%I for select to %s using (%s)', 'bench_' || policyname, schemaname, tablename,
    case when roles = '{youyu_app}' then 'bench_peer' else 'bench_peer_wide' end, qual) as text,
    format('drop policy if exists %I on %I.%I', 'bench_' || policyname, schemaname, tablename) as "dropText"
  from pg_policies where roles in ('{youyu_app}', '{youyu_wide}') and cmd in ('ALL', 'SELECT') and policyname not like 'bench\\_%'`;

const grants = `
  select distinct format('grant select on %I.%I to bench_peer, bench_peer_wide, bench_free', table_schema, table_name) as text
  from information_schema.role_table_grants where grantee = 'youyu_app' and privilege_type = 'SELECT'
  union select format('grant usage on schema %I to bench_peer, bench_peer_wide, bench_free', nspname) from pg_namespace where has_schema_privilege('youyu_app', oid, 'usage') and nspname !~ '^(pg_|information_schema|public)'`;

/** What somebody who serves these tables to a dashboard would write: views over them, under the caller's own rights. */
const views: Readonly<Record<string, string>> = {
  place_now: `select code, name, level, county_code, township_code from core.place where valid_from <= '${benchDay}' and (valid_to is null or valid_to > '${benchDay}')`,
  households_by_county: `select county_code, count(*)::int as households from core.household where is_registered_poor and ended_on is null group by county_code`,
  households_by_village: `select county_code, village_code, count(*)::int as households from core.household where is_registered_poor and ended_on is null group by county_code, village_code`,
  households_by_year_and_cause: `select extract(year from registered_on)::int as year, main_cause, count(*)::int as households from core.household where is_registered_poor and ended_on is null group by 1, 2`,
  payments_by_county: `select county_code, count(*)::int as payments, count(distinct household_id)::int as households, sum(amount) as amount from core.disbursement where beneficiary = 'HOUSEHOLD' and paid_on >= '2019-01-01' group by county_code`,
};

/** The department of the county's clerk sees health records too, so that one household's card has something of every plugin. */
const grantOfHealth = `
  insert into core.department_grant (id, to_department_code, domain, field_class, from_on, basis)
  values ('00000000-0000-4000-8000-000000000001', 'poverty_alleviation_office', 'health', 'SENSITIVE', '2016-01-01', 'bench') on conflict do nothing`;

/** Lets the peers read a database under the same row policies as the platform. Safe to call at every run. */
export const openToPeers = async (sql: postgres.Sql): Promise<void> => {
  await sql.unsafe(roles);
  await sql.unsafe(grantOfHealth);
  for (const { text, dropText } of await sql.unsafe<{ text: string; dropText: string }[]>(policies)) {
    await sql.unsafe(dropText);
    await sql.unsafe(text);
  }
  for (const { text } of await sql.unsafe<{ text: string }[]>(grants)) await sql.unsafe(text);
  for (const [name, text] of Object.entries(views)) {
    await sql.unsafe(`drop view if exists bench.${name}; create view bench.${name} with (security_invoker = true) as ${text}`);
    await sql.unsafe(`grant select on bench.${name} to bench_peer, bench_peer_wide, bench_free`);
  }
};
