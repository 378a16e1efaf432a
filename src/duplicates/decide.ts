import { requireRole } from '../access/identity.ts';
import { PlatformError } from '../errors.ts';
import { requireRegistrar } from '../people/household-row.ts';
import { lockedRow } from '../records/advance.ts';
import { refuseOwnCase } from '../records/author.ts';
import type { AnyRecord, StatusMove } from '../records/define.ts';
import { localIdOf } from '../records/global-id.ts';
import { reachesRows } from '../records/listing.ts';
import { writeRows } from '../records/write-rows.ts';
import type { RequestContext } from '../schema/context.ts';
import { duplicateRecord } from '../schema/records/duplicate.ts';
import { type HouseholdMerge, householdsToMerge, mergeHousehold, type MovedHousehold } from './merge/merge-household.ts';
import { type Candidate, memberPairs } from './merge/members.ts';
import { mergePerson } from './merge/merge-person.ts';
import { type MovedPerson, openMoved, sealMoved } from './merge/moved.ts';
import { checkRoster } from './merge/people.ts';
import { undoHousehold } from './merge/undo-household.ts';
import { undoPerson } from './merge/undo-person.ts';

/** What a reviewer says of a pair. */
export interface DuplicateDecision {
  readonly id: string;
  readonly to: string;
  readonly verdict: string;
  /** Where they are one, which of the two is kept. */
  readonly keep?: string | null | undefined;
}

const maxVerdict = 2_000;

/** The pair, locked, if this reviewer may take this step of it: somebody else made the case and took its last step. */
const pairToDecide = async (ctx: RequestContext, id: string, to: string, verdict: string): Promise<Candidate> => {
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
const writeDecision = (ctx: RequestContext, pair: Candidate, step: Partial<Candidate>): Promise<void> =>
  writeRows(ctx, [{ record: duplicateRecord, drafts: [{ before: pair, after: { ...pair, ...step } }] }], `advance${duplicateRecord.name}`);

/** What the row says of a decision: by whom and when. */
const decidedNow = ({ identity, today }: RequestContext) => ({ decidedBy: identity.subject ?? identity.scope.actor, decidedOn: today });

/** Records that the two are two. */
const decideDifferent = async (ctx: RequestContext, { id, verdict }: DuplicateDecision): Promise<string> => {
  const pair = await pairToDecide(ctx, id, 'DIFFERENT', verdict);
  await writeDecision(ctx, pair, { status: 'DIFFERENT', verdict, ...decidedNow(ctx) });
  return pair.id;
};

/** Which of the pair stays, and which goes. */
const sidesOf = (pair: Candidate, keep: string | null | undefined): readonly [merged: string, kept: string] => {
  const isPerson = pair.kind === 'PERSON';
  const both = (isPerson ? [pair.firstPersonId, pair.secondPersonId] : [pair.firstHouseholdId, pair.secondHouseholdId]) as [string, string];
  const kept = keep ? localIdOf(keep, isPerson ? 'Person' : 'Household') : undefined;
  if (kept === undefined || !both.includes(kept)) throw new PlatformError('DUPLICATE_KEEP_REQUIRED', {}, { path: ['keep'] });
  return [both[0] === kept ? both[1] : both[0], kept];
};

const writeSame = (ctx: RequestContext, pair: Candidate, verdict: string, moved: unknown): Promise<void> =>
  writeDecision(ctx, pair, { status: 'SAME', verdict, moved: sealMoved(ctx.vault, pair.id, moved), ...decidedNow(ctx) });

/** The members first: each open pair of theirs is decided with the households, and can only be taken back with them. */
const mergeWholeHouseholds = async (ctx: RequestContext, merge: HouseholdMerge, records: readonly AnyRecord[]): Promise<MovedHousehold> => {
  await householdsToMerge(ctx, merge.merged, merge.kept);
  const members = await memberPairs(ctx, merge.merged, merge.kept);
  for (const { pair, merged, kept } of members) {
    await writeSame(ctx, pair, merge.reason, await mergePerson(ctx, { merged, kept, reason: merge.reason, wholeHousehold: true }, records));
  }
  return mergeHousehold(ctx, merge, members.map(({ pair }) => pair.id), records);
};

/** Records that the two are one, and makes them one. */
const decideSame = async (ctx: RequestContext, { id, verdict, keep }: DuplicateDecision, records: readonly AnyRecord[]): Promise<string> => {
  const pair = await pairToDecide(ctx, id, 'SAME', verdict);
  await requireRegistrar(ctx, 'REVIEWER');
  const [merged, kept] = sidesOf(pair, keep);
  const merge = { merged, kept, reason: verdict };
  await writeSame(ctx, pair, verdict, pair.kind === 'PERSON' ? await mergePerson(ctx, merge, records) : await mergeWholeHouseholds(ctx, merge, records));
  return pair.id;
};

/** Decides about a pair; answers its id. */
export const decide = async (ctx: RequestContext, decision: DuplicateDecision, records: readonly AnyRecord[]): Promise<string> => {
  if (decision.to === 'DIFFERENT') return decideDifferent(ctx, decision);
  if (decision.to === 'SAME') return decideSame(ctx, decision, records);
  throw new PlatformError('STATUS_STEP_NOT_ALLOWED', { from: 'OPEN', to: decision.to }, { path: ['to'] });
};

const reopen = (ctx: RequestContext, pair: Candidate, reason: string): Promise<void> =>
  writeDecision(ctx, pair, { status: 'OPEN', verdict: reason, moved: null, decidedBy: null, decidedOn: null });

const undoWholeHouseholds = async (ctx: RequestContext, moved: MovedHousehold, reason: string, records: readonly AnyRecord[]): Promise<void> => {
  await undoHousehold(ctx, moved, reason, records);
  for (const id of moved.pairs.toReversed()) {
    const pair = (await lockedRow(ctx, duplicateRecord, id)) as Candidate;
    await undoPerson(ctx, openMoved<MovedPerson>(ctx.vault, id, pair.moved as string), reason, records, true);
    await reopen(ctx, pair, reason);
  }
  await checkRoster(ctx, moved.merged);
};

/** Takes a merge back, by a reviewer who did not decide it: the pair is open again, and both live. */
export const undoMerge = async (ctx: RequestContext, id: string, reason: string, records: readonly AnyRecord[]): Promise<string> => {
  const pair = await pairToDecide(ctx, id, 'OPEN', reason);
  await requireRegistrar(ctx, 'REVIEWER');
  const sealed = pair.moved as string;
  if (pair.kind === 'PERSON') await undoPerson(ctx, openMoved<MovedPerson>(ctx.vault, pair.id, sealed), reason, records);
  else await undoWholeHouseholds(ctx, openMoved<MovedHousehold>(ctx.vault, pair.id, sealed), reason, records);
  await reopen(ctx, pair, reason);
  return pair.id;
};
