import type { PgTable } from 'drizzle-orm/pg-core';
import type { Role } from '../db/codes/access.ts';
import type { Scope } from '../db/database.ts';
import { domainKeysOf, scopeColumnsOf } from '../db/scope-columns.ts';
import { PlatformError } from '../errors.ts';

/** How far a field may travel: to everyone, to every signed-in user, or to roles that work with persons. */
export type FieldClass = 'public' | 'internal' | 'personal' | 'sensitive';

/** A role as it is held: for a place and everything below it. */
export interface HeldRole {
  readonly id: string;
  readonly role: Role;
  readonly placeCode: string;
  readonly fromOn: string;
  readonly toOn: string | null;
  /** The counties it reaches whole. */
  readonly counties: readonly string[] | '*';
}

/** A household opened in an emergency. */
export interface OpenUse {
  readonly id: string;
  readonly householdId: string;
  /** When it ends by itself. */
  readonly until: string;
}

/** Who asks, and what our tables let them see. */
export interface Identity {
  readonly accountId: string | null;
  readonly subject: string | null;
  readonly name: string | null;
  readonly department: string | null;
  readonly roles: ReadonlySet<Role>;
  /** Places the roles were given for. */
  readonly places: readonly string[];
  readonly held: readonly HeldRole[];
  readonly openUses: readonly OpenUse[];
  /**
   * Highest class of fields by domain, or by single table as `health.clinic`: what the department
   * keeps, and what others granted to it. The core is open to every department.
   */
  readonly domains: ReadonlyMap<string, FieldClass>;
  readonly scope: Scope;
}

/** The caller without a token: sees the public part, no county, no household. */
export const anonymous: Identity = {
  accountId: null,
  subject: null,
  name: null,
  department: null,
  roles: new Set(),
  places: [],
  held: [],
  openUses: [],
  domains: new Map(),
  scope: { counties: [], actor: 'anonymous' },
};

const rank: Record<FieldClass, number> = { public: 0, internal: 1, personal: 2, sensitive: 3 };

/** The wider of two classes: what a reader of it reads includes the other. */
export const wider = (a: FieldClass | undefined, b: FieldClass): FieldClass => (a === undefined || rank[b] > rank[a] ? b : a);

const highestClass: Record<Role, FieldClass> = {
  VIEWER: 'internal',
  CLERK: 'sensitive',
  REVIEWER: 'sensitive',
  PUBLISHER: 'internal',
  AUDITOR: 'internal',
  SYSTEM_ADMINISTRATOR: 'public',
  SECURITY_ADMINISTRATOR: 'public',
  INTEGRATOR: 'sensitive',
};

/** Whether the caller's roles reach fields of this class. */
export const mayRead = (identity: Identity, fieldClass: FieldClass): boolean =>
  fieldClass === 'public' || [...identity.roles].some((role) => rank[highestClass[role]] >= rank[fieldClass]);

/** Highest class that the caller's domains give in a table; none when its rows do not exist for them. */
const classIn = ({ domains }: Identity, table: PgTable): FieldClass | undefined => {
  const { domain } = scopeColumnsOf(table);
  if (domain === undefined) return 'sensitive';
  const given = domainKeysOf(table, domain).flatMap((key) => domains.get(key) ?? []);
  return given.sort((a, b) => rank[b] - rank[a])[0];
};

/** Whether rows of the table exist for the caller's department at all. */
export const reachesTable = (identity: Identity, table: PgTable): boolean => classIn(identity, table) !== undefined;

/** Whether the caller reaches fields of this class in this table: by role, and by department or grant. */
export const mayReadField = (identity: Identity, { table }: { readonly table: PgTable }, fieldClass: FieldClass): boolean => {
  const given = classIn(identity, table);
  return mayRead(identity, fieldClass) && (fieldClass === 'public' || (given !== undefined && rank[given] >= rank[fieldClass]));
};

/** The caller's roles with the counties that each is held for. */
export const countiesByRole = ({ held }: Identity): readonly (readonly [role: Role, counties: readonly string[] | '*'])[] =>
  held.map(({ role, counties }) => [role, counties]);

/** Refuses callers without a token. */
export const requireSignedIn = (identity: Identity): void => {
  if (identity.accountId === null) throw new PlatformError('UNAUTHENTICATED');
};

/** Refuses callers who hold none of these roles. */
export const requireRole = (identity: Identity, ...roles: readonly Role[]): void => {
  requireSignedIn(identity);
  if (!roles.some((role) => identity.roles.has(role))) throw new PlatformError('FORBIDDEN');
};

/** Whether a village is within the caller's scope, by itself or with its county. */
export const reachesVillage = (identity: Identity, villageCode: string, countyCode: string): boolean =>
  reachesCounty(identity, countyCode) || (identity.scope.villages ?? []).includes(villageCode);

/** Whether all of a county is within the caller's scope. */
export const reachesCounty = ({ scope }: Identity, countyCode: string): boolean =>
  scope.counties === '*' || scope.counties.includes(countyCode);
