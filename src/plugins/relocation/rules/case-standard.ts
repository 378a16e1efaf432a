import { Decimal } from 'decimal.js';
import type { PlatformError } from '#errors';
import { type Draft, type Rule, rowsByIds, isChanged, isStep } from '#records';
import { relocationError } from '../errors.ts';
import { relocationStandard } from '../tables/standard.ts';
import type { CaseRow } from './progress.ts';

type StandardRow = typeof relocationStandard.$inferSelect;

const isApproval = (draft: Draft<CaseRow>): boolean => draft.after.status === 'APPROVED' && isStep(draft);

const fault = (draft: Draft<CaseRow>, standard: StandardRow | undefined): PlatformError | undefined => {
  const { countyCode, selfRaised } = draft.after;
  if (standard?.countyCode !== countyCode) return relocationError('RELOCATION_STANDARD_OTHER_COUNTY', {}, ['standardId']);
  const isChosen = isChanged(draft, 'standardId') || isApproval(draft);
  if (isChosen && standard.status !== 'IN_FORCE') return relocationError('RELOCATION_STANDARD_NOT_IN_FORCE', { edition: standard.edition }, ['standardId']);
  const limit = standard.ownSharePerHousehold;
  return new Decimal(selfRaised ?? 0).greaterThan(limit) ? relocationError('RELOCATION_OWN_SHARE_EXCEEDED', { limit }, ['selfRaised']) : undefined;
};

/** A case is approved under the county's standard in force, and the household pays no more than that says. */
export const underStandard: Rule<CaseRow> = {
  name: 'under the standard',
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => draft.after.standardId !== null && (isChanged(draft, 'standardId', 'selfRaised') || isApproval(draft)));
    const standards = await rowsByIds(ctx, relocationStandard, asked.map(({ after }) => after.standardId));
    return drafts.map((draft) => (asked.includes(draft) ? fault(draft, standards.get(draft.after.standardId as string)) : undefined));
  },
};
