import type { Role } from '../db/codes/access.ts';

/** A role with the place it is held for. */
export interface PlacedRole {
  readonly role: Role;
  readonly placeCode: string;
}

/**
 * Whether one account may hold both at the same time: one role for many places, or many roles for one
 * place. Then what an account sees is exactly what its roles say: every role reaches every place, and no
 * clerk of one county reads persons of a province that they may only view.
 */
export const goTogether = (a: PlacedRole, b: PlacedRole): boolean => a.role === b.role || a.placeCode === b.placeCode;

/** Those of the roles that go together with the first ones: roles that got past the checks count for nothing. */
export const thoseTogether = <T extends PlacedRole>(roles: readonly T[]): readonly T[] => {
  const kept: T[] = [];
  for (const role of roles) if (kept.every((one) => goTogether(one, role))) kept.push(role);
  return kept;
};
