import { and, eq, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { GrantedClass } from '../db/codes/access.ts';
import { insertRows } from '../db/insert-rows.ts';
import { departmentGrant } from '../db/tables/access.ts';
import { PlatformError } from '../errors.ts';
import type { RequestContext } from '../schema/context.ts';
import { requireDepartment, requireSecurity } from './account.ts';
import { auditWrite, createdAs } from './audit.ts';
import { checkPeriod, textOf } from './texts.ts';

export type DepartmentGrantRow = typeof departmentGrant.$inferSelect;

/** The tables of each domain that can be granted: domains are the plugins. */
export type Domains = ReadonlyMap<string, ReadonlySet<string>>;

export interface DepartmentGrantInput {
  readonly toDepartmentCode: string;
  readonly domain: string;
  readonly tableName?: string | null | undefined;
  readonly fieldClass: GrantedClass;
  readonly fromOn?: string | null | undefined;
  readonly toOn?: string | null | undefined;
  readonly basis: string;
}

/** Grants hold in the whole province, so they are made by who administers all of it. */
const requireProvince = (ctx: RequestContext): void => {
  requireSecurity(ctx);
  if (ctx.identity.scope.counties !== '*') throw new PlatformError('FORBIDDEN');
};

const requireDomain = (domains: Domains, domain: string, tableName: string | null): void => {
  const tables = domains.get(domain);
  if (!tables) throw new PlatformError('DOMAIN_UNKNOWN', { domain: domain.slice(0, 60) }, { path: ['domain'] });
  if (tableName !== null && !tables.has(tableName)) throw new PlatformError('DOMAIN_UNKNOWN', { domain: `${domain}.${tableName.slice(0, 60)}` }, { path: ['tableName'] });
};

/** Lets a department read what another keeps, on the basis of a document. Answers the grant's id. */
export const grantDepartment = async (ctx: RequestContext, input: DepartmentGrantInput, domains: Domains): Promise<string> => {
  requireProvince(ctx);
  const basis = textOf('basis', input.basis, 5, 500);
  const { toDepartmentCode, domain, fieldClass, tableName = null, toOn = null } = input;
  const values = { toDepartmentCode, domain, tableName, fieldClass, fromOn: input.fromOn ?? ctx.today, toOn };
  checkPeriod(ctx.today, values.fromOn, values.toOn);
  requireDomain(domains, domain, tableName);
  await requireDepartment(ctx, toDepartmentCode, 'toDepartmentCode');
  const id = uuidv7();
  await insertRows(ctx.tx, departmentGrant, [{ ...values, id, basis, createdAt: ctx.now }]);
  auditWrite(ctx, { action: 'grantDepartment', recordType: 'DepartmentGrant', recordId: id, reason: basis, changes: createdAs(values) });
  return id;
};

export interface RevokeDepartmentGrantInput {
  readonly grantId: string;
  readonly reason: string;
}

/** Takes a grant back at once; the row stays. Answers its id. */
export const revokeDepartmentGrant = async (ctx: RequestContext, input: RevokeDepartmentGrantInput): Promise<string> => {
  requireProvince(ctx);
  const reason = textOf('reason', input.reason, 2, 500);
  const [row] = await ctx.tx.orm.select().from(departmentGrant).where(eq(departmentGrant.id, input.grantId)).for('update');
  if (!row) throw new PlatformError('DEPARTMENT_GRANT_UNKNOWN', {}, { path: ['grantId'] });
  if (row.revokedAt !== null || (row.toOn !== null && row.toOn < ctx.today)) throw new PlatformError('NOTHING_TO_CHANGE', {}, { path: ['grantId'] });
  const toOn = row.fromOn > ctx.today ? row.fromOn : ctx.today;
  await ctx.tx.orm.update(departmentGrant).set({ revokedAt: ctx.now, toOn }).where(eq(departmentGrant.id, row.id));
  auditWrite(ctx, { action: 'revokeDepartmentGrant', recordType: 'DepartmentGrant', recordId: row.id, reason, changes: { revokedAt: [null, ctx.now], toOn: [row.toOn, toOn] } });
  return row.id;
};

/** Grants that count now or later. */
export const runningGrants = (today: string) =>
  and(isNull(departmentGrant.revokedAt), sql`(${departmentGrant.toOn} is null or ${departmentGrant.toOn} >= ${today}::date)`);
