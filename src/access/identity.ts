import type { Scope } from '../db/database.ts';
import type { Role } from '../db/codes/access.ts';
import { PlatformError } from '../errors.ts';

/** How far a field may travel: to everyone, to every signed-in user, or to roles that work with persons. */
export type FieldClass = 'public' | 'internal' | 'personal' | 'sensitive';

/** Who asks, and what our tables let them see. */
export interface Identity {
  readonly accountId: string | null;
  readonly subject: string | null;
  readonly name: string | null;
  readonly department: string | null;
  readonly roles: ReadonlySet<Role>;
  /** Places the roles were given for. */
  readonly places: readonly string[];
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
  scope: { counties: [], actor: 'anonymous' },
};

const rank: Record<FieldClass, number> = { public: 0, internal: 1, personal: 2, sensitive: 3 };

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

/** Refuses callers without a token. */
export const requireSignedIn = (identity: Identity): void => {
  if (identity.accountId === null) throw new PlatformError('UNAUTHENTICATED');
};

/** Refuses callers who hold none of these roles. */
export const requireRole = (identity: Identity, ...roles: readonly Role[]): void => {
  requireSignedIn(identity);
  if (!roles.some((role) => identity.roles.has(role))) throw new PlatformError('FORBIDDEN');
};

/** Whether household data of this county is within the caller's scope. */
export const reachesCounty = ({ scope }: Identity, countyCode: string): boolean =>
  scope.counties === '*' || scope.counties.includes(countyCode);
