import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database, Scope, Transaction } from '../db/database.ts';
import { account, accountRole } from '../db/tables/access.ts';
import { place, placeEvent } from '../db/tables/places.ts';
import type { Identity } from './identity.ts';

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

const scopeFor = async (tx: Transaction, subject: string, places: readonly string[]): Promise<Scope> => ({
  actor: subject,
  counties: places.some(isProvince) ? '*' : await countiesOf(tx, places),
});

const readIdentity = async (tx: Transaction, subject: string, today: string): Promise<Identity | undefined> => {
  const [found] = await tx.orm.select().from(account).where(and(eq(account.subject, subject), isNull(account.disabledAt)));
  if (!found) return undefined;
  const roles = await rolesOn(tx, found.id, today);
  const places = [...new Set(roles.map(({ placeCode }) => placeCode))];
  return {
    accountId: found.id,
    subject,
    name: found.name,
    department: found.departmentCode,
    roles: new Set(roles.map(({ role }) => role)),
    places,
    scope: await scopeFor(tx, subject, places),
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
