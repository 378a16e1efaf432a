import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { appRole, serviceRoles, wideRole } from './derived-access.ts';
import type { Guard } from './guards.ts';
import type { PlacedTable, Placement } from './placement.ts';
import { settingList } from './derived-settings.ts';
import type { PolicyForm } from './policy-form.ts';
import { quoted } from './quoted.ts';
import { domainKeysOf, scopeColumnsOf } from './scope-columns.ts';

/** Rows of the caller's counties, villages and single households. */
const placeRule = ({ table, place }: PlacedTable, form: PolicyForm): string => {
  const { county, areas, household } = scopeColumnsOf(table, place);
  const rules = [
    county && `${county.name} = any(${settingList('counties', form)})`,
    ...areas.map(({ name }) => `${name} = any(${settingList('villages', form)})`),
    household && `${household.name} = any(${settingList('households', form, 'uuid')})`,
  ];
  return rules.filter(Boolean).join(' or ');
};

/** Whether the table is among what the caller's department keeps or was granted; it costs once a statement. */
const domainRule = ({ table }: PlacedTable, form: PolicyForm): string | undefined => {
  const { domain } = scopeColumnsOf(table);
  if (domain === undefined) return undefined;
  const keys = ['*', ...domainKeysOf(table, domain)].map((key) => `'${key}'`).join(', ');
  const held = `array[${keys}] && string_to_array(current_setting('app.domains', true), ',')`;
  return form === 'wrapped' ? `(select ${held})` : held;
};

/** Whether the caller holds a role that reads the audit. */
const auditRule = (form: PolicyForm): string => {
  const held = "array['AUDITOR', 'REVIEWER'] && string_to_array(current_setting('app.roles', true), ',')";
  return form === 'wrapped' ? `(select ${held})` : held;
};

const both = (place: string, domain: string | undefined): string => (domain === undefined ? place : `${domain} and (${place})`);

/** Privileges of the service by placement. Nothing is ever deleted by the service. */
export const privilegesOf: Readonly<Record<Placement, readonly string[]>> = {
  household: ['select', 'insert', 'update'],
  county: ['select', 'insert', 'update'],
  open: ['select', 'insert', 'update'],
  reference: ['select'],
  private: [],
  guarded: ['select', 'insert', 'update'],
  journal: ['select', 'insert'],
  audit: ['select', 'insert'],
  head: ['select', 'update'],
  published: ['select', 'insert'],
};

/** A row policy as the catalogue lists it. */
export interface Policy {
  readonly name: string;
  readonly command: 'all' | 'select' | 'insert' | 'update';
  readonly role: string;
  readonly using?: string;
  readonly check?: string;
}

const guardPolicies = ({ guard }: PlacedTable, form: PolicyForm): readonly Policy[] =>
  (guard === undefined ? [] : serviceRoles).flatMap((role) => {
    const { select, insert, update } = (guard as Guard)(form, role === wideRole);
    const policies: readonly (Policy | undefined)[] = [
      select === undefined ? undefined : { name: `${role}_guarded_read`, command: 'select', role, using: select },
      insert === undefined ? undefined : { name: `${role}_guarded_add`, command: 'insert', role, check: insert },
      update === undefined ? undefined : { name: `${role}_guarded_change`, command: 'update', role, using: update, check: update },
    ];
    return policies.filter((policy) => policy !== undefined);
  });

/** The row policies of a table; none means that it has no row security. */
export const policiesOf = (placed: PlacedTable, form: PolicyForm): readonly Policy[] => [...placementPolicies(placed, form), ...guardPolicies(placed, form)];

/** Whether row security holds for the owner too. Who signs in is looked up by the owner, before there is a caller. */
export const isForced = ({ placement }: PlacedTable): boolean => placement !== 'guarded';

/**
 * Entries about what changed: read where the record is or was before, by departments that its table is open to.
 * What has no county is the whole province's. Whoever reads few places names them in statements of their own.
 */
const feedPolicies = (form: PolicyForm): readonly Policy[] => {
  const domain = `(domain is null or array['*', split_part(domain, '.', 1), domain] && ${settingList('domains', form)})`;
  const [counties, villages] = [settingList('counties', form), settingList('villages', form)];
  const place = `county_code is null or county_code = any(${counties}) or area_code = any(${villages})`
    + ` or prior_county_code = any(${counties}) or prior_area_code = any(${villages})`;
  return [
    { name: 'app_read', command: 'select', role: appRole, using: `${domain} and (${place})` },
    { name: 'app_add', command: 'insert', role: appRole, check: 'true' },
    { name: 'wide_read', command: 'select', role: wideRole, using: domain },
    { name: 'wide_add', command: 'insert', role: wideRole, check: 'true' },
  ];
};

const placementPolicies = (placed: PlacedTable, form: PolicyForm): readonly Policy[] => {
  const { placement } = placed;
  const domain = domainRule(placed, form);
  if (placement === 'household' || placement === 'county') {
    const [own, all] = [both(placeRule(placed, form), domain), domain ?? 'true'];
    return [
      { name: 'app_scope', command: 'all', role: appRole, using: own, check: own },
      { name: 'wide_all', command: 'all', role: wideRole, using: all, check: all },
    ];
  }
  if (placement === 'published') {
    return [
      { name: 'app_read', command: 'select', role: appRole, using: 'true' },
      { name: 'wide_read', command: 'select', role: wideRole, using: 'true' },
      { name: 'wide_add', command: 'insert', role: wideRole, check: 'true' },
    ];
  }
  if (placement === 'open' && domain !== undefined) {
    return serviceRoles.map((role) => ({ name: `${role}_domain`, command: 'all', role, using: domain, check: domain }));
  }
  if (placement === 'journal') return feedPolicies(form);
  if (placement !== 'audit') return [];
  const readers = auditRule(form);
  return [
    // entries without a county are seen by the province only: null equals no county
    { name: 'app_read', command: 'select', role: appRole, using: both(`county_code = any(${settingList('counties', form)})`, readers) },
    { name: 'app_add', command: 'insert', role: appRole, check: 'true' },
    { name: 'wide_read', command: 'select', role: wideRole, using: readers },
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

const security = (placed: PlacedTable, form: PolicyForm): readonly string[] => {
  const policies = policiesOf(placed, form);
  const name = sqlName(placed.table);
  if (policies.length === 0) return [`alter table ${name} no force row level security`, `alter table ${name} disable row level security`];
  return [
    `alter table ${name} enable row level security`,
    `alter table ${name} ${isForced(placed) ? '' : 'no '}force row level security`,
    ...policies.map((policy) => createPolicy(name, policy)),
  ];
};

const maxName = 63;

/** Name of the key that holds a household record's county and village to the household's. */
export const areaKeyName = (table: PgTable): string => `${getTableConfig(table).name.slice(0, maxName - 15)}_household_area`;

/** The key that releases before the villages had: it is replaced. */
export const olderKeyName = (table: PgTable): string => `${getTableConfig(table).name.slice(0, maxName - 17)}_household_county`;

/** The deferred key beside the immediate one; households themselves have nothing to follow. */
export const areaKey = ({ table, placement }: PlacedTable): { readonly name: string; readonly statement: string } | undefined => {
  if (placement !== 'household' || sqlName(table) === '"core"."household"') return undefined;
  const name = areaKeyName(table);
  return {
    name,
    statement: `alter table ${sqlName(table)} add constraint ${quoted(name)} foreign key (household_id, county_code, area_code)`
      + ' references "core"."household" (household_id, county_code, village_code) deferrable initially deferred',
  };
};

/** What follows from a table's placement, in order, once its old policies are gone. */
export const tableStatements = (placed: PlacedTable, form: PolicyForm): readonly string[] => [...grants(placed), ...security(placed, form)];
