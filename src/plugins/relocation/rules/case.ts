import { type Rule, householdInLine } from '#records';
import { withConsent } from './case-consent.ts';
import { stableAfterFollowUp, withdrawnUnpaid } from './case-end.ts';
import { categoryOfHousehold, personsOnRoster } from './case-household.ts';
import { asAssigned, notPaidByOther, oneLiveCase } from './case-programme.ts';
import { caseShapeRules } from './case-shape.ts';
import { siteFits, siteHasRoom } from './case-site.ts';
import { underStandard } from './case-standard.ts';
import { villagesOfOrigin } from './case-village.ts';
import { notRenovated } from './one-subsidy.ts';
import type { CaseRow } from './progress.ts';

/** Rules of a relocation case; the cheap ones first. */
export const caseRules: readonly Rule<CaseRow>[] = [
  ...caseShapeRules,
  householdInLine,
  categoryOfHousehold,
  personsOnRoster,
  villagesOfOrigin,
  oneLiveCase,
  notPaidByOther,
  asAssigned,
  notRenovated,
  underStandard,
  siteFits,
  withConsent,
  siteHasRoom,
  stableAfterFollowUp,
  withdrawnUnpaid,
];
