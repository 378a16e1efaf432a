import { requireRole } from '../../access/identity.ts';
import { keepAudit } from '../../access/audit/keep.ts';
import { insertRows } from '../../db/insert-rows.ts';
import { externalId } from '../../db/tables/external.ts';
import { PlatformError } from '../../errors.ts';
import type { AnyRecord } from '../../records/define.ts';
import { type ExternalKey, findExternal, textOf } from '../../records/external/find.ts';
import { auditOfKey, externalRowOf, keyFaults, ownSystems } from '../../records/external/key.ts';
import { localIdOf, typenameOf } from '../../records/global-id.ts';
import type { Row } from '../../records/page.ts';
import { writers } from '../../records/permissions.ts';
import { rowsById } from '../../records/rows.ts';
import { maxBatch, type SaveResult } from '../../records/save.ts';
import type { RequestContext } from '../../schema/context.ts';

/** A key that is to name a record. */
export interface ExternalMapping extends ExternalKey {
  readonly id: string;
}

interface Pending {
  readonly given: ExternalMapping;
  readonly record: AnyRecord | undefined;
  readonly errors: PlatformError[];
  row: Row | null;
  outcome: SaveResult['outcome'];
}

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
  return { given, record, errors: [...keyFaults(given), ...errors], row: null, outcome: 'CREATED' };
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

const newRow = (ctx: RequestContext, { given, record, row }: Pending) => externalRowOf(ctx, record as AnyRecord, row as Row, given);

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
    else keepAudit(ctx.tx, ctx.vault, [auditOfKey(ctx, row, 'mapExternalIds')]);
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
