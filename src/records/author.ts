import { sql } from 'drizzle-orm';
import type { Transaction } from '../db/database.ts';
import { auditEntry } from '../db/tables/journal.ts';
import { PlatformError } from '../errors.ts';
import type { RequestContext } from '../schema/context.ts';
import type { AnyRecord, StatusMove } from './define.ts';
import { idKeyOf } from './listing.ts';
import type { Row } from './page.ts';

const written = new WeakMap<Transaction, Set<string>>();

/** Remembers what this transaction wrote: its entries in the journal come only at its end. */
export const noteWritten = (tx: Transaction, ids: readonly string[]): void => {
  const known = written.get(tx) ?? new Set();
  for (const id of ids) known.add(id);
  written.set(tx, known);
};

/** What the caller did to a record, as the journal has it: own entries can be read wherever the record was then. */
const ownDeeds = async ({ tx, identity }: RequestContext, record: AnyRecord, id: string): Promise<readonly (readonly [action: string, to: string | null])[]> => {
  const rows = await tx.orm
    .selectDistinct({ action: auditEntry.action, to: sql<string | null>`${auditEntry.changes} -> 'status' ->> 1` })
    .from(auditEntry)
    .where(sql`${auditEntry.recordId} = ${id}::uuid and ${auditEntry.recordType} = ${record.name} and ${auditEntry.actor} = ${identity.subject}`);
  return rows.map(({ action, to }) => [action, to]);
};

const isReview = (record: AnyRecord, action: string, to: string | null): boolean => {
  const moves = record.status?.moves as Record<string, StatusMove> | undefined;
  return action === `advance${record.name}` && to !== null && moves?.[to]?.by === 'REVIEWER';
};

/**
 * Who wrote a case does not review it: created it, changed it, or took a clerk's step of it; nor does who
 * took its last step, a review or not. That holds for the person, whatever roles came and went since. A
 * decision that is no step, such as a correction, is named as the journal has it: who took one may take another.
 * @throws PlatformError OWN_CASE
 */
export const refuseOwnCase = async (ctx: RequestContext, record: AnyRecord, row: Row, decision?: string): Promise<void> => {
  const id = row[idKeyOf(record)] as string;
  const deeds = await ownDeeds(ctx, record, id);
  const isOwn = written.get(ctx.tx)?.has(id) || deeds.some(([action, to]) => action !== decision && (!isReview(record, action, to) || to === row.status));
  if (isOwn) throw new PlatformError('OWN_CASE', {}, { path: ['id'] });
};

/**
 * Who wrote what a decision about a household rests on does not take it.
 * @throws PlatformError OWN_CASE
 */
export const refuseOwnFacts = async ({ tx, identity }: RequestContext, householdId: string, records: readonly AnyRecord[], decision: string): Promise<void> => {
  const names = records.map(({ name }) => name);
  const [own] = await tx.orm.select({ seq: auditEntry.seq }).from(auditEntry).where(sql`${auditEntry.householdId} = ${householdId}::uuid
    and ${auditEntry.recordType} = any(${sql.param(names)}::text[]) and ${auditEntry.actor} = ${identity.subject} and ${auditEntry.action} <> ${decision}`).limit(1);
  if (own) throw new PlatformError('OWN_CASE', {}, { path: ['registrationNumber'] });
};
