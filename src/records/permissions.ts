import { type Identity, mayRead, mayReadField, reachesCounty, reachesTable, reachesVillage } from '../access/identity.ts';
import { inCharge, registrationAction } from '../access/in-charge.ts';
import { type Permission, permission, type Role } from '../db/codes/access.ts';
import type { RequestContext } from '../schema/context.ts';
import { actionOf, type AnyRecord, fieldsOf, type StatusMove } from './define.ts';
import type { Row } from './page.ts';

/** Roles that write rows, and that take the steps of a status. */
export const writers = ['CLERK', 'INTEGRATOR'] as const satisfies readonly Role[];
export const steppers = ['CLERK', 'REVIEWER'] as const satisfies readonly Role[];

const holds = ({ roles }: Identity, ...wanted: readonly Role[]): boolean => wanted.some((role) => roles.has(role));

const movesOf = (record: AnyRecord): readonly StatusMove[] => Object.values((record.status?.moves ?? {}) as Record<string, StatusMove>);

/** The action whose departments may write a row; undefined where there is none. Without a row, of those that every row has. */
export const actionOfRow = (record: AnyRecord, row: Row | undefined): number | undefined => {
  const { action, ownWrites } = record;
  if (action === undefined) return ownWrites ? registrationAction : undefined;
  return typeof action === 'number' || row !== undefined ? actionOf(record, row ?? {}) : undefined;
};

/** Whether the department may write it; records of nobody's action are open to all who may write. */
const isInCharge = async (ctx: RequestContext, record: AnyRecord, row: Row | undefined): Promise<boolean> => {
  const action = actionOfRow(record, row);
  return action === undefined || (await inCharge(ctx)).has(action);
};

const needed: Record<Permission, (identity: Identity, record: AnyRecord) => boolean> = {
  READ: (identity) => mayRead(identity, 'internal'),
  WRITE: (identity) => holds(identity, ...writers),
  STEP: (identity, record) => movesOf(record).some(({ by = 'CLERK' }) => by === 'CLERK') && holds(identity, 'CLERK'),
  REVIEW: (identity, record) => movesOf(record).some(({ by }) => by === 'REVIEWER') && holds(identity, 'REVIEWER'),
  UNMASK: (identity, record) => fieldsOf(record).some(([, { class: of }]) => of === 'sensitive') && mayReadField(identity, record, 'sensitive'),
};

/** What the caller may do with rows of a record as far as roles, department and classes say. */
export const permittedBy = (identity: Identity, record: AnyRecord): readonly Permission[] =>
  (reachesTable(identity, record.table) ? permission.values.filter((one) => needed[one](identity, record)) : []);

/** Permissions that a department must be in charge for, too. */
export const writing: ReadonlySet<Permission> = new Set(['WRITE', 'STEP', 'REVIEW']);

/**
 * Whether the caller may do something with rows of a record; with a row, with this one. It asks what
 * the reading, saving and stepping ask: role, department and class. Rows out of reach are no rows.
 */
export const isPermitted = async (ctx: RequestContext, permission: Permission, record: AnyRecord, row?: Row): Promise<boolean> => {
  if (!reachesTable(ctx.identity, record.table) || !needed[permission](ctx.identity, record)) return false;
  return !writing.has(permission) || isInCharge(ctx, record, row);
};

/** Whether a place is within the caller's places: a county and above whole, a village by itself or with its county. */
export const reachesPlace = (identity: Identity, { code, countyCode }: { readonly code: string; readonly countyCode: string | null }): boolean => {
  if (identity.scope.counties === '*') return true;
  if (countyCode === null) return identity.places.includes(code);
  return code === countyCode ? reachesCounty(identity, code) : reachesVillage(identity, code, countyCode) || identity.places.includes(code);
};
