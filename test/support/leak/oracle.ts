import type { Database, Transaction } from '../../../src/db/database.ts';
import type { CallerAccount } from './callers.ts';
import { hasColumn, isAccounts, type LeakColumn, type LeakTable } from './catalogue.ts';
import type { Cell, PlantedRow } from './planting.ts';

/**
 * What a caller may see, worked out from the tables in plain SQL and from the rules as they are
 * written down, never from the product's own scopes.
 */
export interface Caller {
  readonly name: string;
  readonly subject: string | undefined;
  readonly account: string | null;
  readonly roles: ReadonlySet<string>;
  readonly counties: readonly string[] | '*';
  /** Townships and villages: an area is within when it begins with one of them. */
  readonly areas: readonly string[];
  readonly households: readonly string[];
  /** Tables of the domains the department works in, or was granted; with the class of the grant. */
  readonly domains: ReadonlyMap<string, 'internal' | 'personal' | 'sensitive'>;
}

const rank = { public: 0, kept: 1, internal: 1, personal: 2, sensitive: 3, hidden: 9 } as const;

/** Roles that work with persons; the others see places, states and sums. */
const withPersons = new Set(['CLERK', 'REVIEWER', 'INTEGRATOR']);
const readers = new Set([...withPersons, 'VIEWER', 'PUBLISHER', 'AUDITOR']);

const column = async (tx: Transaction, text: string, params: readonly unknown[] = []): Promise<string[]> =>
  (await tx.query(text, params)).rows.map(([value]) => String(value));

/** Counties below the places on every map, and those a county became, or was, as a whole. */
const countiesBelow = (tx: Transaction, places: readonly string[]): Promise<string[]> =>
  column(tx, `with recursive reach(code) as (
      select code from core.place where level = 'COUNTY' and (code = any($1::text[]) or city_code = any($1::text[]))
      union
      select case when e.old_code = r.code then e.new_code else e.old_code end
      from reach r join core.place_event e on e.is_whole and r.code in (e.old_code, e.new_code)
    ) select distinct code from reach`, [places]);

type Class = 'internal' | 'personal' | 'sensitive';

const higher = (a: Class | undefined, b: Class): Class => (a !== undefined && rank[a] > rank[b] ? a : b);

const domainsOf = async (tx: Transaction, department: string, today: string): Promise<Caller['domains']> => {
  const own = await column(tx, `select distinct a.plugin from core.action_lead l join core.action a on a.number = l.action_number
    where l.department_code = $1 and l.valid_from <= $2::date and (l.valid_to is null or l.valid_to > $2::date)`, [department, today]);
  const granted = (await tx.query(`select domain || coalesce('.' || table_name, ''), lower(field_class) from core.department_grant
    where to_department_code = $1 and from_on <= $2::date and (to_on is null or to_on >= $2::date)`, [department, today])).rows;
  const given = [...(granted as (readonly [string, Class])[]), ...own.map((domain) => [domain, 'sensitive'] as const)];
  const domains = new Map<string, Class>();
  for (const [domain, of] of given) domains.set(domain, higher(domains.get(domain), of));
  return domains;
};

/** @param today the day on which the tests live */
export const callerOf = (db: Database, { name, subject }: CallerAccount, today: string): Promise<Caller> =>
  db.transaction({ scope: 'owner', readOnly: true }, async (tx) => {
    const nobody = { name, subject, account: null, roles: new Set<string>(), counties: [], areas: [], households: [], domains: new Map() } as const;
    if (!subject) return nobody;
    const [found] = (await tx.query('select id::text, department_code from core.account where subject = $1 and disabled_at is null', [subject])).rows as [string, string][];
    if (!found) throw new Error(`no account ${subject}`);
    const [account, department] = found;
    const held = (await tx.query('select role, place_code from core.account_role where account_id = $1 and revoked_at is null and from_on <= $2::date and (to_on is null or to_on >= $2::date)', [account, today])).rows as [string, string][];
    const places = held.filter(([role]) => readers.has(role)).map(([, place]) => place);
    const wide = places.some((code) => code.endsWith('0000'));
    return {
      ...nobody, account,
      roles: new Set(held.map(([role]) => role)),
      counties: wide ? '*' : await countiesBelow(tx, places),
      areas: places.filter((code) => code.length > 6),
      domains: await domainsOf(tx, department, today),
    };
  });

const isReader = ({ roles }: Caller): boolean => [...roles].some((role) => readers.has(role));

/** Whether the caller works with the records of a table's domain; what is the core's belongs to all of them. */
const inDomain = ({ domains }: Caller, { domain, name }: LeakTable): boolean =>
  domain === 'core' || domains.has(domain) || domains.has(name);

/** A village below one of these places; what is about a township as a whole is the county's. */
const isBelow = (areas: readonly string[], area: string): boolean => area.length === 12 && areas.some((code) => area.startsWith(code));

const within = ({ counties, areas, households }: Caller, row: PlantedRow): boolean =>
  counties === '*' || (row.county !== null && counties.includes(row.county)) || row.areas.some((area) => isBelow(areas, area)) || (row.household !== null && households.includes(row.household));

/** Whether the caller may know that there are rows: what they are about may be nothing for them. */
const readsRows = (caller: Caller, table: LeakTable): boolean => table.rowClass === undefined || readsClass(caller, table, table.rowClass);

/** Whether a row exists for the caller. */
export const seesRow = (caller: Caller, row: PlantedRow): boolean => {
  const { placement } = row.table;
  if (isAccounts(row.table)) return caller.roles.has('SECURITY_ADMINISTRATOR') || (row.account !== null && row.account === caller.account);
  if (!isReader(caller) || !inDomain(caller, row.table) || !readsRows(caller, row.table)) return false;
  if (placement === 'journal') return row.county === null || within(caller, row);
  return placement === 'open' || within(caller, row);
};

/** Whether the caller may read a column of rows that exist for them: what is sensitive only with a purpose. */
export const readsColumn = (caller: Caller, table: LeakTable, { class: columnClass }: LeakColumn, purpose = false): boolean => readsClass(caller, table, columnClass, purpose);

function readsClass(caller: Caller, table: LeakTable, columnClass: LeakColumn['class'], purpose = false): boolean {
  const byRole = [...caller.roles].some((role) => withPersons.has(role)) ? rank.sensitive : isReader(caller) ? rank.internal : isAccounts(table) ? rank.internal : rank.public;
  const granted = table.domain === 'core' ? 'sensitive' : higher(caller.domains.get(table.domain), caller.domains.get(table.name) ?? 'internal');
  return rank[columnClass] <= Math.min(byRole, rank[granted], purpose ? rank.sensitive : rank.personal);
}

/** Whether a value may reach the caller at all. */
export const seesCell = (caller: Caller, { row, column: of }: Cell, purpose: boolean): boolean => seesRow(caller, row) && readsColumn(caller, row.table, of, purpose);

const list = (values: readonly string[]): string => `'{${values.map((value) => `"${value}"`).join(',')}}'::text[]`;

/** The same rule as {@link seesRow} as a condition over a table, to take away all the rest. */
export const visibleSql = (caller: Caller, table: LeakTable): string => {
  if (!isReader(caller) || !inDomain(caller, table) || !readsRows(caller, table)) return 'false';
  if (table.placement === 'open' || caller.counties === '*') return 'true';
  const parts = [
    hasColumn(table, 'county_code') ? `coalesce(county_code = any(${list(caller.counties)}), false)` : 'false',
    ...table.areas.flatMap((area) => caller.areas.map((code) => `coalesce(length(${area}) = 12 and ${area} like '${code}%', false)`)),
    ...(hasColumn(table, 'household_id') ? [`coalesce(household_id::text = any(${list(caller.households)}), false)`] : []),
  ];
  return `(${[...parts, ...(table.placement === 'journal' ? ['county_code is null'] : [])].join(' or ')})`;
};
