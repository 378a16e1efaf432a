import { type Draft, type Rule, householdsOf, rowsAmong } from '#records';
import type { RequestContext } from '#schema';
import { relocationError } from '../errors.ts';
import { relocationCase } from '../tables/case.ts';
import type { CaseRow } from './progress.ts';

/** Cases of the drafts' households, by id: one statement. */
export const casesOfHouseholds = async (
  ctx: RequestContext,
  drafts: readonly { readonly after: { readonly householdId: string } }[],
): Promise<ReadonlyMap<string, CaseRow>> => {
  const rows = await rowsAmong(ctx, relocationCase, relocationCase.householdId, householdsOf(drafts));
  return new Map(rows.map((row) => [row.id, row]));
};

interface OfCase {
  readonly householdId: string;
  readonly caseId: string;
  readonly programme?: CaseRow['programme'];
}

const fault = ({ householdId, programme }: OfCase, its: CaseRow | undefined) => {
  if (its?.householdId !== householdId) return relocationError('RELOCATION_CASE_OF_OTHER_HOUSEHOLD', {}, ['caseId']);
  if (programme !== undefined && programme !== its.programme) return relocationError('RELOCATION_PROGRAMME_DIFFERS', { programme: its.programme }, ['programme']);
  return undefined;
};

/** A row about a case is of the case's own household and, where it names one, of its programme. */
export const ofOwnCase: Rule<OfCase> = {
  name: 'of own case',
  check: async (ctx, drafts: readonly Draft<OfCase>[]) => {
    const cases = await casesOfHouseholds(ctx, drafts);
    return drafts.map(({ after }) => fault(after, cases.get(after.caseId)));
  },
};
