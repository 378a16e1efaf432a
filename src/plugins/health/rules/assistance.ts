import { Decimal } from 'decimal.js';
import type { PlatformError } from '#errors';
import { type Draft, householdInLine, householdsOf, isStep, notInFuture, type Rule, rowRule, rowsAmong } from '#records';
import { healthError } from '../errors.ts';
import { assistanceEligibility, medicalAssistance } from '../tables/assistance.ts';
import { type ClaimRow, claimsOfHouseholds } from './claim.ts';
import { asDisbursed } from './disbursed.ts';
import { livingMember } from './people.ts';
import { fixedOnce, inOrder } from './words.ts';

export type AssistanceRow = typeof medicalAssistance.$inferSelect;
type EligibilityRow = typeof assistanceEligibility.$inferSelect;

const donorNamed = rowRule<AssistanceRow>('donor named', ({ after: { kind, donor } }) =>
  (kind === 'CHARITY') === (donor !== null) ? undefined : healthError('HEALTH_DONOR', {}, ['donor']),
);

const withinApplied = rowRule<AssistanceRow>('within what was applied for', ({ after: { selfPaidBefore, appliedAmount, amount } }) => {
  const isSound = new Decimal(appliedAmount).greaterThan(0) && new Decimal(appliedAmount).lessThanOrEqualTo(selfPaidBefore)
    && (amount === null || (new Decimal(amount).greaterThan(0) && new Decimal(amount).lessThanOrEqualTo(appliedAmount)));
  return isSound ? undefined : healthError('HEALTH_ASSISTANCE_EXCEEDS_REST', {}, [amount === null ? 'appliedAmount' : 'amount']);
});

const openClaim: ReadonlySet<string> = new Set(['SETTLED', 'ASSISTANCE_DUE']);

/** What others were granted since the settlement: it lowers what is left although nobody has settled again yet. */
const uncounted = (others: readonly AssistanceRow[]): Decimal =>
  others.filter(({ status, countedIn }) => countedIn === null && (status === 'APPROVED' || status === 'PAID'))
    .reduce((sum, { amount }) => sum.plus(amount ?? 0), new Decimal(0));

const claimFault = (draft: Draft<AssistanceRow>, claim: ClaimRow | undefined, others: readonly AssistanceRow[]): PlatformError | undefined => {
  const { before, after } = draft;
  if (claim?.personId !== after.personId) return healthError('HEALTH_CLAIM_OF_OTHER_PERSON', {}, ['claimId']);
  if (claim.status === 'CLOSED' && (before === undefined || (isStep(draft) && after.status === 'APPROVED'))) return healthError('HEALTH_CLAIM_CLOSED', {}, ['claimId']);
  const isEarly = before === undefined && claim.settledOn !== null && after.appliedOn < claim.settledOn;
  if (claim.status === 'OPEN' || claim.selfPaid === null || isEarly) return healthError('HEALTH_ASSISTANCE_BEFORE_INSURANCE', {}, ['appliedOn']);
  const isSame = before !== undefined || new Decimal(after.selfPaidBefore).equals(claim.selfPaid);
  if (!isSame) return healthError('HEALTH_SELF_PAID_DIFFERS', {}, ['selfPaidBefore']);
  if (after.status !== 'APPROVED' || !isStep(draft)) return undefined;
  const isWithin = openClaim.has(claim.status) && uncounted(others).plus(after.amount ?? 0).lessThanOrEqualTo(claim.selfPaid);
  return isWithin ? undefined : healthError('HEALTH_ASSISTANCE_EXCEEDS_REST', {}, ['amount']);
};

/** Assistance comes after the insurances, for the claim's own person, and never beyond what is left. */
const afterInsurance: Rule<AssistanceRow> = {
  name: 'after the insurances',
  check: async (ctx, drafts) => {
    const claims = await claimsOfHouseholds(ctx, drafts);
    const rows = new Map((await rowsAmong(ctx, medicalAssistance, medicalAssistance.householdId, householdsOf(drafts))).map((row) => [row.id, row]));
    return drafts.map((draft) => {
      const { after } = draft;
      const fault = claimFault(draft, claims.get(after.claimId), [...rows.values()].filter(({ claimId, id }) => claimId === after.claimId && id !== after.id));
      if (!fault) rows.set(after.id, after);
      return fault;
    });
  },
};

const decided: ReadonlySet<string> = new Set(['APPROVED', 'PAID', 'REFUSED']);

/** Rules of an application for assistance. */
export const assistanceRules: readonly Rule<AssistanceRow>[] = [
  notInFuture('appliedOn'),
  donorNamed,
  withinApplied,
  inOrder<AssistanceRow>(['appliedOn', 'decidedOn', 'paidOn']),
  fixedOnce<AssistanceRow>(decided, ['personId', 'claimId', 'kind', 'selfPaidBefore', 'appliedAmount', 'amount', 'donor', 'refusalReason', 'appliedOn']),
  fixedOnce<AssistanceRow>(new Set(['PAID']), ['disbursementId']),
  householdInLine,
  afterInsurance,
  asDisbursed<AssistanceRow>(medicalAssistance, ({ amount }) => amount),
];

const notEndedYet = rowRule<EligibilityRow>('not ended yet', (draft) =>
  draft.after.status === 'COVERED' && isStep(draft) && draft.after.endedOn !== null ? healthError('HEALTH_ASSESS_ANEW', {}, ['status']) : undefined,
);

/** A person is covered once at a time. */
const coveredOnce: Rule<EligibilityRow> = {
  name: 'covered once',
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => draft.after.status === 'COVERED' && isStep(draft));
    const rows = await rowsAmong(ctx, assistanceEligibility, assistanceEligibility.householdId, householdsOf(asked));
    return drafts.map((draft) => {
      const other = asked.includes(draft) && rows.some((row) => row.personId === draft.after.personId && row.id !== draft.after.id && row.status === 'COVERED');
      return other ? healthError('HEALTH_ALREADY_COVERED', {}, ['status']) : undefined;
    });
  },
};

/** Rules of who is covered by assistance with serious and major illness. */
export const eligibilityRules: readonly Rule<EligibilityRow>[] = [
  notInFuture('assessedOn'), notEndedYet, inOrder<EligibilityRow>(['assessedOn', 'coveredOn', 'endedOn']), householdInLine, livingMember<EligibilityRow>('assessedOn'), coveredOnce,
];
