import { requireRole } from '../access/identity.ts';
import type { duplicateCandidate } from '../db/tables/duplicates.ts';
import { PlatformError } from '../errors.ts';
import { lockedRow } from '../records/advance.ts';
import { refuseOwnCase } from '../records/author.ts';
import type { StatusMove } from '../records/define.ts';
import { localIdOf } from '../records/global-id.ts';
import { reachesRows } from '../records/listing.ts';
import type { Row } from '../records/page.ts';
import { writeRows } from '../records/write-rows.ts';
import type { RequestContext } from '../schema/context.ts';
import { duplicateRecord } from '../schema/records/duplicate.ts';

/** What a reviewer says of a pair. */
export interface DuplicateDecision {
  readonly id: string;
  readonly to: string;
  readonly verdict: string;
}

/** A pair as it stands. */
export type Candidate = typeof duplicateCandidate.$inferSelect & Row;

const maxVerdict = 2_000;

/** The pair, locked, if this reviewer may take this step of it: somebody else made the case and took its last step. */
export const pairToDecide = async (ctx: RequestContext, id: string, to: string, verdict: string): Promise<Candidate> => {
  requireRole(ctx.identity, 'REVIEWER');
  if (!reachesRows(ctx.identity, duplicateRecord)) throw new PlatformError('FORBIDDEN');
  const pair = (await lockedRow(ctx, duplicateRecord, localIdOf(id, duplicateRecord.name))) as Candidate;
  const move = (duplicateRecord.status?.moves as Record<string, StatusMove> | undefined)?.[to];
  if (!move?.from.includes(pair.status)) throw new PlatformError('STATUS_STEP_NOT_ALLOWED', { from: pair.status, to }, { path: ['to'] });
  if (verdict.trim().length === 0 || verdict.length > maxVerdict) throw new PlatformError('TEXT_LENGTH', { field: 'verdict', min: 1, max: maxVerdict }, { path: ['verdict'] });
  await refuseOwnCase(ctx, duplicateRecord, pair);
  return pair;
};

/** Writes the step, with who took it. */
export const writeDecision = (ctx: RequestContext, pair: Candidate, step: Partial<Candidate>): Promise<void> =>
  writeRows(ctx, [{ record: duplicateRecord, drafts: [{ before: pair, after: { ...pair, ...step } }] }], `advance${duplicateRecord.name}`);

/** What the row says of a decision: by whom and when. */
export const decidedNow = ({ identity, today }: RequestContext) => ({ decidedBy: identity.subject ?? identity.scope.actor, decidedOn: today });

/** Records that the two are two. */
export const decideDifferent = async (ctx: RequestContext, { id, verdict }: DuplicateDecision): Promise<string> => {
  const pair = await pairToDecide(ctx, id, 'DIFFERENT', verdict);
  await writeDecision(ctx, pair, { status: 'DIFFERENT', verdict, ...decidedNow(ctx) });
  return pair.id;
};

/** Decides about a pair; answers its id. */
export const decide = async (ctx: RequestContext, decision: DuplicateDecision): Promise<string> => {
  if (decision.to === 'DIFFERENT') return decideDifferent(ctx, decision);
  throw new PlatformError('STATUS_STEP_NOT_ALLOWED', { from: 'OPEN', to: decision.to }, { path: ['to'] });
};
