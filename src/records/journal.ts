import { getTableColumns } from 'drizzle-orm';
import { getTableConfig, type PgColumn } from 'drizzle-orm/pg-core';
import type { AuditRow } from '../access/audit/append.ts';
import { keepAudit } from '../access/audit/keep.ts';
import type { Transaction } from '../db/database.ts';
import { type Sent, sendRows } from '../db/insert-rows.ts';
import { scopeColumnsOf } from '../db/scope-columns.ts';
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

/** What follows from a record alone is worked out once for it. */
const onceFor = <T>(work: (record: AnyRecord) => T): ((record: AnyRecord) => T) => {
  const known = new WeakMap<AnyRecord, { readonly value: T }>();
  return (record) => {
    const found = known.get(record) ?? { value: work(record) };
    known.set(record, found);
    return found.value;
  };
};

const unjournalled = new Set(['createdAt', 'updatedAt', 'version', 'areaCode']);

const isPlain = (value: unknown): boolean => value === null || typeof value === 'string' || typeof value === 'boolean';

const same = (a: unknown = null, b: unknown = null): boolean => a === b || (!(isPlain(a) && isPlain(b)) && JSON.stringify(a) === JSON.stringify(b));

const isReadable = (field: FieldSpec | undefined): boolean => field === undefined || field.class === 'public' || field.class === 'internal';

const references = new WeakMap<Transaction, Map<string, string>>();
const mostReferences = 5_000;
const mayRepeat = 24; // ids and sealed texts are longer, and hardly any stands twice

/** Many values of a batch are equal (names, causes, dates), so their references are made once for a transaction. */
const reference = ({ vault, tx }: RequestContext, value: unknown): string => {
  const text = String(value);
  const known = references.get(tx) ?? new Map<string, string>();
  const made = known.get(text) ?? `ref:${vault.keyId}:${vault.hash(text).slice(0, 16)}`;
  if (text.length <= mayRepeat && known.size < mostReferences) references.set(tx, known.set(text, made));
  return made;
};

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

const journalled = onceFor((record) => Object.keys(getTableColumns(record.table)).filter((name) => !unjournalled.has(name)));

/** Names of the columns that a write changed. */
const changedNames = ({ record, before, after }: Written): readonly string[] => journalled(record).filter((name) => !same(before?.[name], after[name]));

const changesOf = (ctx: RequestContext, written: Written): FieldChanges => {
  const { record, before, after } = written;
  const fields = record.fields as Record<string, FieldSpec | undefined>;
  const changes: Record<string, readonly [unknown, unknown]> = {};
  for (const name of changedNames(written)) changes[name] = [shown(ctx, fields[name], before?.[name]), shown(ctx, fields[name], after[name])];
  return changes;
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

type ChangeRow = typeof changeEntry.$inferInsert;

interface Where {
  readonly countyCode: string | null;
  readonly areaCode: string | null;
}

/** Names of the columns that hold a row's village. */
const areaKeysOf = onceFor((record) => {
  const { areas } = scopeColumnsOf(record.table, record.place);
  return Object.entries(getTableColumns(record.table) as Record<string, PgColumn>).filter(([, column]) => areas.includes(column)).map(([key]) => key);
});

/** Where a row of a record is: its county, and the village of its household or the one it is about. */
const whereOf = (record: AnyRecord, row: Row): Where => {
  const area = areaKeysOf(record).map((key) => row[key] as string | null | undefined).find((code) => code != null);
  return { countyCode: (row.countyCode as string | undefined) ?? null, areaCode: area ?? null };
};

/** Where it was before, if that was elsewhere. */
const priorOf = (record: AnyRecord, before: Row | undefined, now: Where): Pick<ChangeRow, 'priorCountyCode' | 'priorAreaCode'> => {
  const prior = before && whereOf(record, before);
  const stayed = !prior || (prior.countyCode === now.countyCode && prior.areaCode === now.areaCode);
  return stayed ? { priorCountyCode: null, priorAreaCode: null } : { priorCountyCode: prior.countyCode, priorAreaCode: prior.areaCode };
};

/** What a change entry says of whose record it is: nothing for the core's, else its table. */
export const domainOf = onceFor(({ table }): string | null => {
  const { schema, name } = getTableConfig(table);
  return schema === undefined || schema === 'core' ? null : `${schema}.${name}`;
});

const change = (ctx: RequestContext, written: Written): ChangeRow => {
  const { record, before, after } = written;
  const now = whereOf(record, after);
  return {
    at: ctx.now,
    operation: before === undefined ? 'CREATED' : 'UPDATED',
    recordType: record.name,
    recordId: after[idKeyOf(record)] as string,
    householdId: (after.householdId as string | undefined) ?? null,
    ...now,
    ...priorOf(record, before, now),
    domain: domainOf(record),
    fields: before === undefined ? null : [...changedNames(written)],
    version: after.version as number,
  };
};

/**
 * Writes the change entries of everything a mutation wrote, and keeps its audit entries for the end of
 * the same transaction, where they are chained: the statements do not grow with the rows. Answers once the
 * change entries are sent; their answer is to be awaited.
 */
export const writeJournal = async (ctx: RequestContext, written: readonly Written[]): Promise<Sent | undefined> => {
  if (written.length === 0) return undefined;
  const reasons = new Map([...new Set(written.map(({ reason }) => reason))].map((reason) => [reason, shownReason(ctx, written, reason)]));
  noteWritten(ctx.tx, written.map(({ record, after }) => after[idKeyOf(record)] as string));
  keepAudit(ctx.tx, ctx.vault, written.map((one) => audit(ctx, one, reasons.get(one.reason) ?? null)));
  return sendRows(ctx.tx, changeEntry, written.map((one) => change(ctx, one)));
};
