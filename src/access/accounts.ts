import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Database, Scope, Transaction } from '../db/database.ts';
import type { GrantedClass } from '../db/codes/access.ts';
import { account, accountRole, departmentGrant } from '../db/tables/access.ts';
import { breakGlass } from '../db/tables/administration.ts';
import { place, placeEvent } from '../db/tables/places.ts';
import { actionLead } from '../db/tables/programmes.ts';
import { type FieldClass, type HeldRole, type Identity, type OpenUse, wider } from './identity.ts';
import { thoseTogether } from './together.ts';

/** How long what an account may do is remembered; a revoked role is gone after that. */
const rememberedMs = 30_000;

type RoleRow = typeof accountRole.$inferSelect;

const rolesOn = (tx: Transaction, accountId: string, today: string): Promise<RoleRow[]> =>
  tx.orm.select().from(accountRole).where(and(
    eq(accountRole.accountId, accountId),
    isNull(accountRole.revokedAt),
    sql`${accountRole.fromOn} <= ${today}::date and (${accountRole.toOn} is null or ${accountRole.toOn} >= ${today}::date)`,
  )).orderBy(asc(accountRole.fromOn), asc(accountRole.id));

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

/** A plugin as far as its rights go: whose actions it keeps the records of. */
export interface Domain {
  readonly id: string;
  readonly actions: readonly number[];
}

type Classes = Map<string, FieldClass>;

/** What the department keeps today through actions it leads or joins in, whole and to the last field. */
const keptDomains = async (tx: Transaction, domains: readonly Domain[], department: string, today: string): Promise<Classes> => {
  const rows = await tx.orm.select({ action: actionLead.actionNumber }).from(actionLead)
    .where(and(eq(actionLead.departmentCode, department), sql`${actionLead.validFrom} <= ${today}::date and (${actionLead.validTo} is null or ${actionLead.validTo} > ${today}::date)`));
  const led = new Set(rows.map(({ action }) => action));
  return new Map(domains.filter(({ actions }) => actions.some((action) => led.has(action))).map(({ id }) => [id, 'sensitive']));
};

const lowerCase: Record<GrantedClass, FieldClass> = { INTERNAL: 'internal', PERSONAL: 'personal', SENSITIVE: 'sensitive' };

/** Adds what other departments granted to it and is in force today. */
const withGrants = async (tx: Transaction, domains: Classes, department: string, today: string): Promise<Classes> => {
  const grant = departmentGrant;
  const rows = await tx.orm.select().from(grant)
    .where(and(eq(grant.toDepartmentCode, department), isNull(grant.revokedAt), sql`${grant.fromOn} <= ${today}::date and (${grant.toOn} is null or ${grant.toOn} >= ${today}::date)`));
  for (const { domain, tableName, fieldClass } of rows) {
    const key = tableName === null ? domain : `${domain}.${tableName}`;
    domains.set(key, wider(domains.get(key), lowerCase[fieldClass]));
  }
  return domains;
};

/** Households that the account opened in an emergency and that are open still. */
const openUsesOf = async (tx: Transaction, subject: string, now: Date): Promise<OpenUse[]> => {
  const rows = await tx.orm.select({ id: breakGlass.id, householdId: breakGlass.householdId, until: breakGlass.until }).from(breakGlass)
    .where(and(eq(breakGlass.actor, subject), isNull(breakGlass.endedAt), gt(breakGlass.until, now.toISOString())));
  return rows.flatMap(({ householdId, ...use }) => (householdId === null ? [] : [{ ...use, householdId }]));
};

const wholeCounties = async (tx: Transaction, places: readonly string[]): Promise<readonly string[] | '*'> =>
  places.some(isProvince) ? '*' : countiesOf(tx, places.filter((code) => !isBelowCounty(code)));

/** Roles with the counties of their places; each place is looked up once. */
const heldRoles = async (tx: Transaction, rows: readonly RoleRow[]): Promise<HeldRole[]> => {
  const counties = new Map<string, readonly string[] | '*'>();
  for (const code of new Set(rows.map(({ placeCode }) => placeCode))) counties.set(code, await wholeCounties(tx, [code]));
  return rows.map(({ id, role, placeCode, fromOn, toOn }) => ({ id, role, placeCode, fromOn, toOn, counties: counties.get(placeCode) ?? [] }));
};

const union = (held: readonly HeldRole[]): readonly string[] | '*' =>
  held.some(({ counties }) => counties === '*') ? '*' : [...new Set(held.flatMap(({ counties }) => counties as readonly string[]))].sort();

const scopeFor = async (tx: Transaction, { subject, held, places, domains, roles, openUses }: Omit<Identity, 'scope'>): Promise<Scope> => {
  const counties = union(held);
  return {
    actor: subject as string,
    counties,
    villages: counties === '*' ? [] : await villagesOf(tx, places),
    households: openUses.map(({ householdId }) => householdId),
    domains: [...domains.keys()],
    roles: [...roles],
  };
};

const readIdentity = async (tx: Transaction, known: readonly Domain[], subject: string, today: string, now: Date): Promise<Identity | undefined> => {
  const [found] = await tx.orm.select().from(account).where(and(eq(account.subject, subject), isNull(account.disabledAt)));
  if (!found) return undefined;
  const held = await heldRoles(tx, thoseTogether(await rolesOn(tx, found.id, today)));
  const identity = {
    accountId: found.id,
    subject,
    name: found.name,
    department: found.departmentCode,
    roles: new Set(held.map(({ role }) => role)),
    places: [...new Set(held.map(({ placeCode }) => placeCode))],
    held,
    openUses: await openUsesOf(tx, subject, now),
    domains: await withGrants(tx, await keptDomains(tx, known, found.departmentCode, today), found.departmentCode, today),
  };
  return { ...identity, scope: await scopeFor(tx, identity) };
};

export interface Accounts {
  /** The identity of a subject on a day; undefined when no account is open under it. */
  find(subject: string, today: string): Promise<Identity | undefined>;
  /** Looks these up anew when they are next asked for: what they may do has changed. */
  forget(subjects: readonly string[]): void;
}

interface Remembered {
  readonly today: string;
  readonly until: number;
  readonly identity: Promise<Identity | undefined>;
}

/** So many are remembered before those that are old are thrown away. */
const manyAccounts = 10_000;

/**
 * Accounts as the tables have them, remembered for half a minute: what is revoked in another process
 * is gone after that, in this one at once. A role that ends with the day ends with it, and an emergency
 * with its minute.
 */
export const createAccounts = (db: Database, domains: readonly Domain[], now: () => number = Date.now): Accounts => {
  const remembered = new Map<string, Remembered>();
  const prune = (): void => {
    for (const [subject, { until }] of remembered) if (until <= now()) remembered.delete(subject);
  };
  const read = (subject: string, today: string): Promise<Identity | undefined> => {
    if (remembered.size >= manyAccounts) prune();
    const identity = db.transaction({ scope: 'owner', readOnly: true }, (tx) => readIdentity(tx, domains, subject, today, new Date(now())));
    const entry = { today, until: now() + rememberedMs, identity };
    remembered.set(subject, entry);
    identity.catch(() => {
      if (remembered.get(subject) === entry) remembered.delete(subject);
    });
    return identity;
  };
  const isOver = (identity: Identity | undefined): boolean => identity?.openUses.some(({ until }) => Date.parse(until) <= now()) ?? false;
  return {
    find: async (subject, today) => {
      const known = remembered.get(subject);
      if (!known || known.until <= now() || known.today !== today) return read(subject, today);
      const identity = await known.identity;
      return isOver(identity) ? read(subject, today) : identity;
    },
    forget: (subjects) => {
      for (const subject of subjects) remembered.delete(subject);
    },
  };
};
