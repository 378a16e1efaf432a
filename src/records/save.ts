import { requireRole } from '../access/identity.ts';
import { inCharge } from '../access/in-charge.ts';
import { constraintName, sqlState } from '../db/engine-errors.ts';
import { PlatformError } from '../errors.ts';
import type { CoreRecords } from '../schema/core-records.ts';
import type { RequestContext } from '../schema/context.ts';
import { actionOf, type AnyRecord } from './define.ts';
import { type Prepared, prepareDrafts } from './drafts.ts';
import { claimKeys, isNewlyKeyed, KeysTaken, refuseSecondKeys } from './external/claim.ts';
import { taken } from './external/key.ts';
import { openExternalKeys } from './external/open.ts';
import { idKeyOf } from './listing.ts';
import { writers } from './permissions.ts';
import { checkHouseholds, checkPersons } from './save-persons.ts';
import { placeCandidates } from './save-targets.ts';
import { writeRows } from './write-rows.ts';
import { type Candidate, checkPlaces, checkReferences, type GivenRow, readCandidates } from './save-values.ts';

export const maxBatch = 200;

export type Outcome = 'CREATED' | 'UPDATED' | 'UNCHANGED' | 'REJECTED';

/** What became of one given row. */
export interface SaveResult {
  readonly outcome: Outcome;
  readonly id: string | null;
  readonly errors: readonly PlatformError[];
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

const outcomeOf = ({ candidate, draft: { before, after } }: Prepared): Outcome => {
  if (candidate.errors.length > 0) return 'REJECTED';
  if (!before) return 'CREATED';
  return Object.keys(after).every((name) => same(before[name], after[name])) ? 'UNCHANGED' : 'UPDATED';
};

/** Applies the record's rules to all drafts at once; each fault lands on its own row. */
export const applyRules = async (ctx: RequestContext, record: AnyRecord, prepared: readonly Prepared[]): Promise<void> => {
  for (const rule of record.rules ?? []) {
    const sound = prepared.filter(({ candidate }) => candidate.errors.length === 0);
    if (sound.length === 0) return;
    const faults = await rule.check(ctx, sound.map(({ draft }) => draft));
    sound.forEach(({ candidate }, index) => {
      const fault = faults[index];
      if (fault) candidate.errors.push(fault);
    });
  }
};

/** Refuses departments that neither lead nor join the row's action. */
export const checkDepartments = async (ctx: RequestContext, record: AnyRecord, prepared: readonly Prepared[]): Promise<void> => {
  if (record.action === undefined) return;
  const mine = await inCharge(ctx);
  for (const { candidate, draft } of prepared) {
    const number = actionOf(record, draft.after) as number;
    if (!mine.has(number)) candidate.errors.push(new PlatformError('DEPARTMENT_NOT_IN_CHARGE', { action: number }));
  }
};

/** What the database refuses about a row's values: constraints (class 23) and values no column can hold (22). */
const constraintError = (error: unknown): PlatformError | undefined => {
  const state = sqlState(error);
  if (state?.startsWith('23')) return new PlatformError('CONSTRAINT_VIOLATED', { constraint: constraintName(error) ?? '' });
  return state?.startsWith('22') ? new PlatformError('VALUE_NOT_STORABLE') : undefined;
};

/**
 * Writes prepared rows, all in one go. Should the database refuse one that no rule foresaw, they are
 * tried one by one, so that the refused one takes no other with it.
 */
export const commitDrafts = async (ctx: RequestContext, record: AnyRecord, prepared: readonly Prepared[], action: string, reason?: string): Promise<void> => {
  if (prepared.length === 0) return;
  const drafts = prepared.flatMap(({ draft, isOnlyKeyed }) => (isOnlyKeyed ? [] : [draft]));
  try {
    await ctx.tx.savepoint(async () => {
      await claimKeys(ctx, record, prepared, action);
      if (drafts.length > 0) await writeRows(ctx, [{ record, drafts }], action, reason);
    });
  } catch (error) {
    if (error instanceof KeysTaken) {
      for (const { candidate } of error.by) candidate.errors.push(taken());
      await commitDrafts(ctx, record, prepared.filter((one) => !error.by.has(one)), action, reason);
      return;
    }
    const fault = constraintError(error);
    if (!fault) throw error;
    const [only, ...more] = prepared;
    if (only && more.length === 0) only.candidate.errors.push(fault);
    else for (const one of prepared) await commitDrafts(ctx, record, [one], action, reason);
  }
};

/** Where the caller gave a reference by a key of another system, its fault is told there. */
const asAsked = ({ askedAs }: Candidate, error: PlatformError): PlatformError => {
  const [field, ...rest] = error.path ?? [];
  const name = askedAs?.get(String(field));
  return name === undefined ? error : error.at(name, ...rest);
};

/** What is to be written, and what of it only gets a key. */
const toWrite = (prepared: readonly Prepared[], outcomes: ReadonlyMap<Prepared, Outcome>): readonly Prepared[] =>
  prepared.flatMap((one): Prepared[] => {
    if (outcomes.get(one) === 'UNCHANGED') return isNewlyKeyed(one) ? [{ ...one, isOnlyKeyed: true }] : [];
    return outcomes.get(one) === 'REJECTED' ? [] : [one];
  });

const resultOf = (record: AnyRecord, candidate: Candidate, found: Prepared | undefined, outcome: Outcome | undefined): SaveResult => {
  if (!found || candidate.errors.length > 0) return { outcome: 'REJECTED', id: null, errors: candidate.errors.map((error) => asAsked(candidate, error)) };
  return { outcome: outcome as Outcome, id: found.draft.after[idKeyOf(record)] as string, errors: [] };
};

/**
 * Saves any number of rows of a record: creates those whose natural key is new, updates those that
 * differ, leaves the rest. A row that breaks a rule is refused with its errors and stops no other.
 * Rows and what they refer to may be named by keys of other systems; a row's own is kept with it.
 * Every statement serves all rows, so their number does not grow with the batch.
 */
export const saveRecords = async (ctx: RequestContext, record: AnyRecord, rows: readonly GivenRow[], core: CoreRecords): Promise<SaveResult[]> => {
  requireRole(ctx.identity, ...writers);
  if (rows.length > maxBatch) throw new PlatformError('BATCH_TOO_LARGE', { max: maxBatch });
  const candidates = readCandidates(record, await openExternalKeys(ctx, record, rows, core), core);
  await placeCandidates(ctx, record, candidates);
  await checkPlaces(ctx, record, candidates);
  await checkReferences(ctx, record, candidates);
  await checkPersons(ctx, record, candidates);
  const prepared = await prepareDrafts(ctx, record, candidates);
  await checkHouseholds(ctx, record, prepared, core);
  await checkDepartments(ctx, record, prepared);
  await refuseSecondKeys(ctx, record, prepared);
  await applyRules(ctx, record, prepared.filter((one) => outcomeOf(one) !== 'UNCHANGED')); // a row that is as it was breaks nothing anew
  const outcomes = new Map(prepared.map((one) => [one, outcomeOf(one)]));
  await commitDrafts(ctx, record, toWrite(prepared, outcomes), `save${record.name}`);
  const byCandidate = new Map(prepared.map((one) => [one.candidate, one]));
  return candidates.map((candidate) => {
    const found = byCandidate.get(candidate);
    const outcome = found && outcomes.get(found);
    return resultOf(record, candidate, found, found && outcome === 'UNCHANGED' && isNewlyKeyed(found) ? 'UPDATED' : outcome);
  });
};
