import { keepAudit } from '../access/audit/keep.ts';
import type { FieldChanges } from '../db/tables/journal.ts';
import type { RequestContext } from '../schema/context.ts';

/** One write beside those of records: to accounts, roles, grants, emergencies, runs; or a file that was taken out. */
export interface AdministrativeWrite {
  readonly action: string;
  /** The kind of what was written: a record's name, or `Account`, `AccountRole`, `DepartmentGrant`, `BreakGlassUse`, `Webhook`, `ImportRun`. */
  readonly recordType: string;
  readonly recordId: string;
  readonly householdId?: string | null;
  readonly countyCode?: string | null;
  readonly reason?: string | null | undefined;
  /** Codes, dates and subjects only: names stay in their tables. */
  readonly changes: FieldChanges;
}

/** Enters a write into the audit journal, in its own transaction as every other write. */
export const auditWrite = (ctx: RequestContext, { householdId = null, countyCode = null, reason = null, ...write }: AdministrativeWrite): void =>
  keepAudit(ctx.tx, ctx.vault, [{
    ...write, householdId, countyCode, reason,
    at: ctx.now,
    actor: ctx.identity.subject ?? ctx.identity.scope.actor,
    department: ctx.identity.department,
    requestId: ctx.requestId,
  }]);

/** What a new row was given, as changes from nothing. */
export const createdAs = (values: Readonly<Record<string, unknown>>): FieldChanges =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [null, value ?? null] as const]));
