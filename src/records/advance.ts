import { and, eq } from 'drizzle-orm';
import { requireRole } from '../access/identity.ts';
import { PlatformError } from '../errors.ts';
import type { RequestContext } from '../schema/context.ts';
import { refuseOwnCase } from './author.ts';
import type { AnyRecord, FieldSpec, StatusMove } from './define.ts';
import type { Prepared } from './drafts.ts';
import { idColumnOf, idKeyOf, scopeOf } from './listing.ts';
import type { Row } from './page.ts';
import { steppers } from './permissions.ts';
import { applyRules, checkDepartments, commitDrafts, type SaveResult } from './save.ts';

/** A step of a record's status: to which status, on which day, and why. */
export interface Step {
  readonly id: string;
  readonly to: string;
  readonly on?: string | null | undefined;
  readonly reason?: string | null | undefined;
}

/**
 * The row with this id, locked until the transaction ends.
 * @throws PlatformError RECORD_UNKNOWN when it is absent or out of reach
 */
export const lockedRow = async (ctx: RequestContext, record: AnyRecord, id: string): Promise<Row> => {
  const [row] = (await ctx.tx.orm
    .select()
    .from(record.table)
    .where(and(eq(idColumnOf(record), id), scopeOf(ctx.identity, record.table)))
    .for('update')) as Row[];
  if (!row) throw new PlatformError('RECORD_UNKNOWN', { zh: record.title.zh, en: record.name }, { path: ['id'] });
  return row;
};

const moveOf = (record: AnyRecord, row: Row, to: string): StatusMove => {
  const move = (record.status?.moves as Record<string, StatusMove> | undefined)?.[to];
  if (!move?.from.includes(row.status as string)) {
    throw new PlatformError('STATUS_STEP_NOT_ALLOWED', { from: row.status as string, to }, { path: ['to'] });
  }
  return move;
};

const missingNeeds = (record: AnyRecord, move: StatusMove, after: Row, to: string): PlatformError[] =>
  (move.needs ?? [])
    .filter((name) => after[name] == null)
    .map((name) => {
      const { title } = (record.fields as Record<string, FieldSpec>)[name] as FieldSpec;
      return new PlatformError('STATUS_STEP_NEEDS', { field: name, title: title.zh, to }, { path: [name] });
    });

const stepOf = (ctx: RequestContext, record: AnyRecord, before: Row, { to, on }: Step): Prepared => {
  const move = moveOf(record, before, to);
  requireRole(ctx.identity, move.by ?? 'CLERK');
  const day = on ?? ctx.today;
  const after = { ...before, status: to, ...(move.dates ? { [move.dates]: day } : {}) };
  const errors = missingNeeds(record, move, after, to);
  if (day > ctx.today) errors.push(new PlatformError('DATE_IN_FUTURE', { date: day }, { path: ['on'] }));
  return { candidate: { given: {}, values: {}, errors }, draft: { before, after } };
};

/**
 * Moves a record to another status, one permitted step at a time. Skipped steps, missing fields and
 * broken rules are answered as errors and change nothing.
 */
export const advanceRecord = async (ctx: RequestContext, record: AnyRecord, step: Step): Promise<SaveResult> => {
  requireRole(ctx.identity, ...steppers);
  const before = await lockedRow(ctx, record, step.id);
  const prepared = stepOf(ctx, record, before, step);
  if (moveOf(record, before, step.to).by === 'REVIEWER') await refuseOwnCase(ctx, record, before);
  const { errors } = prepared.candidate;
  await checkDepartments(ctx, record, [prepared]);
  await applyRules(ctx, record, [prepared]);
  if (errors.length === 0) await commitDrafts(ctx, record, [prepared], `advance${record.name}`, step.reason ?? undefined);
  const id = prepared.draft.after[idKeyOf(record)] as string;
  return errors.length > 0 ? { outcome: 'REJECTED', id, errors } : { outcome: 'UPDATED', id, errors: [] };
};
