import { and, eq, sql } from 'drizzle-orm';
import { requireRole } from '../../access/identity.ts';
import { keepAudit } from '../../access/audit/keep.ts';
import { mayHoldIdNumber } from '../../access/id-number-text.ts';
import { insertRows } from '../../db/insert-rows.ts';
import { externalId, externalSystem } from '../../db/tables/external.ts';
import { PlatformError } from '../../errors.ts';
import type { AnyRecord } from '../../records/define.ts';
import { localIdOf, typenameOf } from '../../records/global-id.ts';
import { idKeyOf, scopeOf } from '../../records/listing.ts';
import type { Row } from '../../records/page.ts';
import { writers } from '../../records/permissions.ts';
import { rowsById } from '../../records/rows.ts';
import { maxBatch, type SaveResult } from '../../records/save.ts';
import type { RequestContext } from '../../schema/context.ts';
import { type ExternalKey, findExternal, textOf } from './find.ts';

/** A key that is to name a record. */
export interface ExternalMapping extends ExternalKey {
  readonly id: string;
}

const province = '140000';

interface Pending {
  readonly given: ExternalMapping;
  readonly record: AnyRecord | undefined;
  readonly errors: PlatformError[];
  row: Row | null;
  outcome: SaveResult['outcome'];
}

const keyForm = /^[^\p{Cc}]{1,200}$/u;

/** What a key may look like: an ID number is not a key, it would be readable in every place keys are. */
const keyFault = ({ key }: ExternalMapping): PlatformError[] =>
  keyForm.test(key) && key.trim() === key && !mayHoldIdNumber(key) ? [] : [new PlatformError('EXTERNAL_KEY_INVALID', {}, { path: ['key'] })];

/** Systems that are the caller's department's. Others are as those that nobody registered. */
const ownSystems = async (ctx: RequestContext, codes: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await ctx.tx.orm.select({ code: externalSystem.code }).from(externalSystem)
    .where(and(sql`${externalSystem.code} = any(${sql.param(codes)}::text[])`, eq(externalSystem.departmentCode, ctx.identity.department ?? ''), scopeOf(ctx.identity, externalSystem)));
  return new Set(rows.map(({ code }) => code));
};

const isId = (id: string): boolean => {
  try {
    return localIdOf(id) !== '';
  } catch {
    return false;
  }
};

const begun = (given: ExternalMapping, byName: ReadonlyMap<string, AnyRecord>): Pending => {
  const record = byName.get(typenameOf(given.id));
  const errors = record === undefined || !isId(given.id) ? [new PlatformError('INVALID_ID', {}, { path: ['id'] })] : [];
  return { given, record, errors: [...keyFault(given), ...errors], row: null, outcome: 'CREATED' };
};

const localId = ({ given, record }: Pending): string => localIdOf(given.id, (record as AnyRecord).name);

/** Finds the rows that are named: one statement for each kind of record. */
const findRows = async (ctx: RequestContext, record: AnyRecord, all: readonly Pending[]): Promise<void> => {
  const found = await rowsById(ctx, record).loadMany(all.map(localId));
  all.forEach((one, at) => {
    one.row = found[at] instanceof Error ? null : (found[at] as Row | null);
    if (!one.row) one.errors.push(new PlatformError('RECORD_UNKNOWN', { ...record.title }, { path: ['id'] }));
  });
};

const newRow = (ctx: RequestContext, { given: { system, key }, record, row }: Pending): typeof externalId.$inferInsert => ({
  system, key,
  recordType: (record as AnyRecord).name,
  recordId: (row as Row)[idKeyOf(record as AnyRecord)] as string,
  householdId: ((row as Row).householdId as string | undefined) ?? null,
  countyCode: ((row as Row).countyCode as string | undefined) ?? province,
  areaCode: (((row as Row).areaCode ?? (row as Row).villageCode) as string | undefined) ?? null,
  createdAt: ctx.now,
});

const audit = (ctx: RequestContext, row: typeof externalId.$inferInsert) => ({
  at: ctx.now, actor: ctx.identity.subject ?? ctx.identity.scope.actor, department: ctx.identity.department, requestId: ctx.requestId,
  action: 'mapExternalIds', recordType: row.recordType, recordId: row.recordId, householdId: row.householdId ?? null, countyCode: row.countyCode, reason: null,
  changes: { externalId: [null, `${row.system}:${row.key}`] as const },
});

/**
 * What is there already stays; what another record has is refused, wherever that is: the answer is the same for a key
 * of a county that the caller cannot see.
 */
const store = async (ctx: RequestContext, record: AnyRecord, all: readonly Pending[]): Promise<void> => {
  const seen = new Map<string, Pending>();
  for (const one of all) {
    if (seen.has(textOf(one.given))) one.errors.push(new PlatformError('DUPLICATE_IN_BATCH', {}, { path: ['key'] }));
    else seen.set(textOf(one.given), one);
  }
  const rows = [...seen.values()].map((one) => newRow(ctx, one));
  const before = await findExternal(ctx, record.name, rows);
  const fresh = rows.filter((row) => !before.has(textOf(row)));
  await insertRows(ctx.tx, externalId, fresh, { onConflict: 'nothing' });
  const after = await findExternal(ctx, record.name, rows);
  for (const row of rows) {
    const one = seen.get(textOf(row)) as Pending;
    if (after.get(textOf(row))?.recordId !== row.recordId) one.errors.push(new PlatformError('EXTERNAL_ID_TAKEN', {}, { path: ['key'] }));
    else if (before.has(textOf(row))) one.outcome = 'UNCHANGED';
    else keepAudit(ctx.tx, ctx.vault, [audit(ctx, row)]);
  }
};

/** Gives records the keys under which another system keeps them; each row has its outcome. */
export const mapExternalIds = async (ctx: RequestContext, given: readonly ExternalMapping[], byName: ReadonlyMap<string, AnyRecord>): Promise<SaveResult[]> => {
  requireRole(ctx.identity, ...writers);
  if (given.length > maxBatch) throw new PlatformError('BATCH_TOO_LARGE', { max: maxBatch });
  const all = given.map((one) => begun(one, byName));
  const systems = await ownSystems(ctx, [...new Set(given.map(({ system }) => system))]);
  for (const { given: { system }, errors } of all) if (!systems.has(system)) errors.push(new PlatformError('EXTERNAL_SYSTEM_UNKNOWN', {}, { path: ['system'] }));
  const sound = (): Map<AnyRecord, Pending[]> => Map.groupBy(all.filter(({ errors }) => errors.length === 0), ({ record }) => record as AnyRecord);
  for (const [record, some] of sound()) await findRows(ctx, record, some);
  for (const [record, some] of sound()) await store(ctx, record, some);
  return all.map(({ given: { id }, errors, outcome }) => (errors.length > 0 ? { outcome: 'REJECTED', id: null, errors } : { outcome, id, errors: [] }));
};
