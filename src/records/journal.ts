import { getTableColumns } from 'drizzle-orm';
import type { AuditRow } from '../access/audit/append.ts';
import { keepAudit } from '../access/audit/keep.ts';
import { insertRows } from '../db/insert-rows.ts';
import { changeEntry, type FieldChanges } from '../db/tables/journal.ts';
import type { RequestContext } from '../schema/context.ts';
import { noteWritten } from './author.ts';
import type { AnyRecord, FieldSpec } from './define.ts';
import { idKeyOf } from './listing.ts';
import type { Row } from './page.ts';

/** One row that was written: what it was and what it is. */
export interface Written {
  readonly record: AnyRecord;
  readonly before: Row | undefined;
  readonly after: Row;
  readonly action: string;
  readonly reason?: string | undefined;
}

const unjournalled = new Set(['createdAt', 'updatedAt', 'version', 'areaCode']);

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

const isReadable = (field: FieldSpec | undefined): boolean => field === undefined || field.class === 'public' || field.class === 'internal';

const reference = ({ vault }: RequestContext, value: unknown): string => `ref:${vault.keyId}:${vault.hash(String(value)).slice(0, 16)}`;

/**
 * Personal values are journalled as keyed hashes: equal values can be told as long as the key is the
 * same, which the reference names; none can be read.
 */
const shown = (ctx: RequestContext, field: FieldSpec | undefined, value: unknown): unknown => {
  if (value == null) return null;
  return isReadable(field) ? value : reference(ctx, value);
};

/** A reason that is kept as a personal value, such as why somebody left, is readable there and only there. */
const shownReason = (ctx: RequestContext, written: readonly Written[], reason: string | undefined): string | null => {
  if (reason === undefined) return null;
  const isPersonal = written.some(({ record, after }) =>
    Object.entries(record.fields as Record<string, FieldSpec>).some(([name, field]) => after[name] === reason && !isReadable(field)));
  return isPersonal ? reference(ctx, reason) : reason;
};

const changesOf = (ctx: RequestContext, { record, before, after }: Written): FieldChanges => {
  const fields = record.fields as Record<string, FieldSpec | undefined>;
  return Object.fromEntries(
    Object.keys(getTableColumns(record.table))
      .filter((name) => !unjournalled.has(name) && !same(before?.[name], after[name]))
      .map((name) => [name, [shown(ctx, fields[name], before?.[name]), shown(ctx, fields[name], after[name])]]),
  );
};

const audit = (ctx: RequestContext, written: Written, reason: string | null): AuditRow => ({
  at: ctx.now,
  actor: ctx.identity.subject ?? ctx.identity.scope.actor,
  department: ctx.identity.department,
  requestId: ctx.requestId,
  action: written.action,
  recordType: written.record.name,
  recordId: written.after[idKeyOf(written.record)] as string,
  householdId: (written.after.householdId as string | undefined) ?? null,
  countyCode: (written.after.countyCode as string | undefined) ?? null,
  reason,
  changes: changesOf(ctx, written),
});

const change = (ctx: RequestContext, { record, before, after }: Written) => ({
  at: ctx.now,
  operation: before === undefined ? ('CREATED' as const) : ('UPDATED' as const),
  recordType: record.name,
  recordId: after[idKeyOf(record)] as string,
  householdId: (after.householdId as string | undefined) ?? null,
  countyCode: (after.countyCode as string | undefined) ?? null,
  version: after.version as number,
});

/**
 * Writes the change entries of everything a mutation wrote, and keeps its audit entries for the end of
 * the same transaction, where they are chained: the statements do not grow with the rows.
 */
export const writeJournal = async (ctx: RequestContext, written: readonly Written[]): Promise<void> => {
  if (written.length === 0) return;
  const reasons = new Map([...new Set(written.map(({ reason }) => reason))].map((reason) => [reason, shownReason(ctx, written, reason)]));
  noteWritten(ctx.tx, written.map(({ record, after }) => after[idKeyOf(record)] as string));
  keepAudit(ctx.tx, ctx.vault, written.map((one) => audit(ctx, one, reasons.get(one.reason) ?? null)));
  await insertRows(ctx.tx, changeEntry, written.map((one) => change(ctx, one)));
};
