import { goTogether } from '../access/together.ts';
import type { Role } from '../db/codes/access.ts';
import { dutyOfRole } from '../db/codes/administration.ts';
import type { accountRole } from '../db/tables/access.ts';
import type { PlaceWeb } from './places.ts';

export type RoleRow = typeof accountRole.$inferSelect;
export type WantedRole = Pick<RoleRow, 'role' | 'placeCode' | 'fromOn' | 'toOn'>;

/** Who writes a case does not review it. */
const fourEyes: ReadonlySet<Role> = new Set(['CLERK', 'REVIEWER']);

const forever = '9999-12-31';

const sameTime = (a: WantedRole, b: WantedRole): boolean => a.fromOn <= (b.toOn ?? forever) && b.fromOn <= (a.toOn ?? forever);

const differentDuty = (a: Role, b: Role): boolean => {
  const [one, other] = [dutyOfRole[a], dutyOfRole[b]];
  return one !== null && other !== null && one !== other;
};

/**
 * The role among these that cannot be held together with the wanted one. Two lines of duty exclude each
 * other wherever and whenever they are held while one still runs; clerk and reviewer where places and
 * times meet. The database holds both by itself; this says it in words before.
 */
export const excludedBy = (held: readonly RoleRow[], wanted: WantedRole, places: PlaceWeb): RoleRow | undefined =>
  held.find((row) => differentDuty(row.role, wanted.role)
    || (row.role !== wanted.role && fourEyes.has(row.role) && fourEyes.has(wanted.role) && sameTime(row, wanted) && places.overlap(row.placeCode, wanted.placeCode)));

/** The same role, held already for a place that holds the wanted one, or lies within it. */
export const heldAlready = (held: readonly RoleRow[], wanted: WantedRole, places: PlaceWeb): RoleRow | undefined =>
  held.find((row) => row.role === wanted.role && sameTime(row, wanted) && places.overlap(row.placeCode, wanted.placeCode));

/** A role among these that would give the wanted one its place, or take that one's: see {@link goTogether}. */
export const apartFrom = (held: readonly RoleRow[], wanted: WantedRole): RoleRow | undefined =>
  held.find((row) => sameTime(row, wanted) && !goTogether(row, wanted));
