import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { appRole, wideRole } from './derived-access.ts';
import type { PlacedTable, Placement } from './placement.ts';
import { quoted } from './quoted.ts';

/** `plain` is the form a cluster takes: no sub-select in policies of distributed tables. */
export type PolicyForm = 'wrapped' | 'plain';

const countyRule: Readonly<Record<PolicyForm, string>> = {
  // the sub-select runs once per statement instead of once per row
  wrapped: "county_code = any((select string_to_array(current_setting('app.counties', true), ','))::text[])",
  plain: "county_code = any(string_to_array(current_setting('app.counties', true), ','))",
};

/** Privileges of the service by placement. Nothing is ever deleted by the service. */
export const privilegesOf: Readonly<Record<Placement, readonly string[]>> = {
  household: ['select', 'insert', 'update'],
  county: ['select', 'insert', 'update'],
  open: ['select', 'insert', 'update'],
  reference: ['select'],
  private: [],
  journal: ['select', 'insert'],
  head: ['select', 'update'],
  published: ['select', 'insert'],
};

/** A row policy as the catalogue lists it. */
export interface Policy {
  readonly name: string;
  readonly command: 'all' | 'select' | 'insert';
  readonly role: string;
  readonly using?: string;
  readonly check?: string;
}

/** The row policies of a placement; none means that the table has no row security. */
export const policiesOf = (placement: Placement, form: PolicyForm): readonly Policy[] => {
  const county = countyRule[form];
  if (placement === 'household' || placement === 'county') {
    return [
      { name: 'app_county', command: 'all', role: appRole, using: county, check: county },
      { name: 'wide_all', command: 'all', role: wideRole, using: 'true', check: 'true' },
    ];
  }
  if (placement === 'published') {
    return [
      { name: 'app_read', command: 'select', role: appRole, using: 'true' },
      { name: 'wide_read', command: 'select', role: wideRole, using: 'true' },
      { name: 'wide_add', command: 'insert', role: wideRole, check: 'true' },
    ];
  }
  if (placement !== 'journal') return [];
  return [
    // entries without a county are seen by the province only: null equals no county
    { name: 'app_read', command: 'select', role: appRole, using: county },
    { name: 'app_add', command: 'insert', role: appRole, check: 'true' },
    { name: 'wide_read', command: 'select', role: wideRole, using: 'true' },
    { name: 'wide_add', command: 'insert', role: wideRole, check: 'true' },
  ];
};

export const sqlName = (table: PgTable): string => {
  const { schema, name } = getTableConfig(table);
  return `${quoted(schema ?? 'public')}.${quoted(name)}`;
};

const createPolicy = (table: string, { name, command, role, using, check }: Policy): string =>
  `create policy ${name} on ${table} for ${command} to ${role}${using ? ` using (${using})` : ''}${check ? ` with check (${check})` : ''}`;

const serials = (table: PgTable): readonly string[] => {
  const { schema, name, columns } = getTableConfig(table);
  return columns
    .filter((column) => column.getSQLType().endsWith('serial'))
    .map((column) => `${quoted(schema ?? 'public')}.${quoted(`${name}_${column.name}_seq`)}`);
};

const grants = ({ table, placement }: PlacedTable): readonly string[] => {
  const privileges = privilegesOf[placement];
  const to = `${appRole}, ${wideRole}`;
  const sequences = serials(table).flatMap((sequence) => [
    `revoke all on sequence ${sequence} from public, ${to}`,
    ...(privileges.includes('insert') ? [`grant usage on sequence ${sequence} to ${to}`] : []),
  ]);
  return [
    `revoke all on table ${sqlName(table)} from public, ${to}`,
    ...(privileges.length > 0 ? [`grant ${privileges.join(', ')} on table ${sqlName(table)} to ${to}`] : []),
    ...sequences,
  ];
};

const security = ({ table, placement }: PlacedTable, form: PolicyForm): readonly string[] => {
  const policies = policiesOf(placement, form);
  const name = sqlName(table);
  if (policies.length === 0) return [`alter table ${name} no force row level security`, `alter table ${name} disable row level security`];
  return [
    `alter table ${name} enable row level security`,
    `alter table ${name} force row level security`,
    ...policies.map((policy) => createPolicy(name, policy)),
  ];
};

const maxName = 63;

/** Name of the key that holds a household record's county to the household's. */
export const countyKeyName = (table: PgTable): string => `${getTableConfig(table).name.slice(0, maxName - 17)}_household_county`;

/** The deferred key beside the immediate one; households themselves have nothing to follow. */
export const countyKey = ({ table, placement }: PlacedTable): { readonly name: string; readonly statement: string } | undefined => {
  if (placement !== 'household' || sqlName(table) === '"core"."household"') return undefined;
  const name = countyKeyName(table);
  return {
    name,
    statement: `alter table ${sqlName(table)} add constraint ${quoted(name)} foreign key (household_id, county_code)`
      + ' references "core"."household" (household_id, county_code) deferrable initially deferred',
  };
};

/** What follows from a table's placement, in order, once its old policies are gone. */
export const tableStatements = (placed: PlacedTable, form: PolicyForm): readonly string[] => [...grants(placed), ...security(placed, form)];
