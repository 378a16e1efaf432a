import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database, Scope, Transaction } from '../db/database.ts';
import type { GrantedClass, Role } from '../db/codes/access.ts';
import { account, accountRole, departmentGrant } from '../db/tables/access.ts';
import { place, placeEvent } from '../db/tables/places.ts';
import { action, actionLead } from '../db/tables/programmes.ts';
import type { FieldClass, Identity } from './identity.ts';

/** How long what an account may do is remembered; a revoked role is gone after that. */
const rememberedMs = 30_000;

type RoleRow = typeof accountRole.$inferSelect;

const rolesOn = (tx: Transaction, accountId: string, today: string): Promise<RoleRow[]> =>
  tx.orm.select().from(accountRole).where(and(
    eq(accountRole.accountId, accountId),
    isNull(accountRole.revokedAt),
    sql`${accountRole.fromOn} <= ${today}::date and (${accountRole.toOn} is null or ${accountRole.toOn} >= ${today}::date)`,
  ));

/** Counties of these places on all maps, so that a change of codes takes nobody's reach away. */
const countiesOf = async (tx: Transaction, places: readonly string[]): Promise<string[]> => {
  const rows = await tx.orm.selectDistinct({ code: place.code }).from(place)
    .where(sql`${place.level} = 'COUNTY' and (${place.code} = any(${sql.param(places)}::text[]) or ${place.cityCode} = any(${sql.param(places)}::text[]))`);
  const events = await tx.orm.select({ from: placeEvent.oldCode, to: placeEvent.newCode }).from(placeEvent).where(eq(placeEvent.isWhole, true));
  const reach = new Set(rows.map(({ code }) => code));
  for (const { from, to } of events) if (reach.has(from)) reach.add(to);
  // A predecessor comes in only where it was passed on whole to one unit that is reached.
  for (const { from, to } of events) if (reach.has(to)) reach.add(from);
  return [...reach].sort();
};

const isProvince = (code: string): boolean => code.endsWith('0000');
const isBelowCounty = (code: string): boolean => code.length > 6;

/**
 * Villages of these townships and villages on all maps, and what the villages are called where their
 * county was passed on whole and coded anew.
 */
const villagesOf = async (tx: Transaction, places: readonly string[]): Promise<string[]> => {
  const below = places.filter(isBelowCounty);
  if (below.length === 0) return [];
  const { rows } = await tx.query(`
    with own as (
      select distinct code, county_code from core.place where level = 'VILLAGE' and (code = any($1::text[]) or township_code = any($1::text[]))
    )
    select code from own
    union
    select later.code from own join core.place_event e on e.old_code = own.county_code and e.is_whole
    join core.place later on later.level = 'VILLAGE' and later.code = e.new_code || substr(own.code, 7)
    order by 1`, [below]);
  return rows.map(([code]) => String(code));
};

type Domains = Map<string, FieldClass>;

/** What the department keeps today through actions it leads or joins in, whole and to the last field. */
const keptDomains = async (tx: Transaction, department: string, today: string): Promise<Domains> => {
  const rows = await tx.orm.selectDistinct({ plugin: action.plugin }).from(actionLead).innerJoin(action, eq(action.number, actionLead.actionNumber))
    .where(and(eq(actionLead.departmentCode, department), sql`${actionLead.validFrom} <= ${today}::date and (${actionLead.validTo} is null or ${actionLead.validTo} > ${today}::date)`));
  return new Map(rows.map(({ plugin }) => [plugin, 'sensitive']));
};

const lowerCase: Record<GrantedClass, FieldClass> = { INTERNAL: 'internal', PERSONAL: 'personal', SENSITIVE: 'sensitive' };
const wider = (a: FieldClass | undefined, b: FieldClass): FieldClass => (a === undefined || (['public', 'internal', 'personal', 'sensitive'].indexOf(b) > ['public', 'internal', 'personal', 'sensitive'].indexOf(a)) ? b : a);

/** Adds what other departments granted to it and is in force today. */
const withGrants = async (tx: Transaction, domains: Domains, department: string, today: string): Promise<Domains> => {
  const grant = departmentGrant;
  const rows = await tx.orm.select().from(grant)
    .where(and(eq(grant.toDepartmentCode, department), sql`${grant.fromOn} <= ${today}::date and (${grant.toOn} is null or ${grant.toOn} >= ${today}::date)`));
  for (const { domain, tableName, fieldClass } of rows) {
    const key = tableName === null ? domain : `${domain}.${tableName}`;
    domains.set(key, wider(domains.get(key), lowerCase[fieldClass]));
  }
  return domains;
};

const scopeFor = async (tx: Transaction, subject: string, places: readonly string[], domains: Domains, roles: ReadonlySet<Role>): Promise<Scope> => ({
  actor: subject,
  counties: places.some(isProvince) ? '*' : await countiesOf(tx, places.filter((code) => !isBelowCounty(code))),
  villages: places.some(isProvince) ? [] : await villagesOf(tx, places),
  domains: [...domains.keys()],
  roles: [...roles],
});

const readIdentity = async (tx: Transaction, subject: string, today: string): Promise<Identity | undefined> => {
  const [found] = await tx.orm.select().from(account).where(and(eq(account.subject, subject), isNull(account.disabledAt)));
  if (!found) return undefined;
  const held = await rolesOn(tx, found.id, today);
  const places = [...new Set(held.map(({ placeCode }) => placeCode))];
  const roles = new Set(held.map(({ role }) => role));
  const domains = await withGrants(tx, await keptDomains(tx, found.departmentCode, today), found.departmentCode, today);
  return {
    accountId: found.id,
    subject,
    name: found.name,
    department: found.departmentCode,
    roles,
    places,
    domains,
    scope: await scopeFor(tx, subject, places, domains, roles),
  };
};

export interface Accounts {
  /** The identity of a subject; undefined when no account is open under it. */
  find(subject: string, today: string): Promise<Identity | undefined>;
}

/** Accounts as the tables have them, remembered for half a minute. */
export const createAccounts = (db: Database, now: () => number = Date.now): Accounts => {
  const remembered = new Map<string, { readonly until: number; readonly identity: Promise<Identity | undefined> }>();
  return {
    find: (subject, today) => {
      const known = remembered.get(subject);
      if (known && known.until > now()) return known.identity;
      const identity = db.transaction({ scope: 'owner', readOnly: true }, (tx) => readIdentity(tx, subject, today));
      remembered.set(subject, { until: now() + rememberedMs, identity });
      identity.catch(() => remembered.delete(subject));
      return identity;
    },
  };
};
