import { Decimal } from 'decimal.js';
import { householdInLine, householdsOf, isStep, notInFuture, type Rule, rowRule, rowsAmong } from '#records';
import { healthError } from '../errors.ts';
import { medicalAssistance } from '../tables/assistance.ts';
import { medicalClaim } from '../tables/claim.ts';
import { livingMember } from './people.ts';
import { inOrder } from './words.ts';

export type ClaimRow = typeof medicalClaim.$inferSelect;

interface AtProvider {
  readonly facilityId: string | null;
  readonly tertiaryHospitalId: string | null;
}

/** A bill is one provider's: a facility of a county, or a tertiary hospital. */
export const oneProvider = rowRule<AtProvider>('one provider', ({ after: { facilityId, tertiaryHospitalId } }) =>
  (facilityId === null) === (tertiaryHospitalId === null) ? healthError('HEALTH_ONE_PROVIDER', {}, ['facilityId']) : undefined,
);

const billWhole = rowRule<ClaimRow>('bill whole', ({ after: { dischargedOn, bill, eligibleCost } }) => {
  const given = [dischargedOn, bill, eligibleCost].filter((one) => one !== null).length;
  if (given !== 0 && given !== 3) return healthError('HEALTH_BILL_INCOMPLETE', {}, ['dischargedOn']);
  const isSound = bill === null || (new Decimal(bill).greaterThan(0) && new Decimal(eligibleCost ?? 0).greaterThanOrEqualTo(0) && new Decimal(eligibleCost ?? 0).lessThanOrEqualTo(bill));
  return isSound ? undefined : healthError('HEALTH_BILL_INVALID', {}, ['bill']);
});

const settledOnce = ['personId', 'facilityId', 'tertiaryHospitalId', 'service', 'admittedOn', 'dischargedOn', 'bill', 'eligibleCost'] as const;

/** What was settled on is changed by a correction, not by saving. */
const asSettled = rowRule<ClaimRow>('as settled', ({ before, after }) => {
  const changed = before && before.settlementNumber > 0 ? settledOnce.find((field) => before[field] !== after[field]) : undefined;
  return changed && healthError('HEALTH_SETTLED_FIELD_FIXED', { field: changed }, [changed]);
});

const pending: ReadonlySet<string> = new Set(['APPLIED', 'APPROVED']);

/** A claim is closed when every application is decided and paid, and counted in the settlement. */
const closedWhole: Rule<ClaimRow> = {
  name: 'closed whole',
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => draft.after.status === 'CLOSED' && isStep(draft));
    const rows = await rowsAmong(ctx, medicalAssistance, medicalAssistance.householdId, householdsOf(asked));
    return drafts.map((draft) => {
      const own = asked.includes(draft) ? rows.filter(({ claimId }) => claimId === draft.after.id) : [];
      if (own.some(({ status, countedIn }) => countedIn === null && (status === 'APPROVED' || status === 'PAID'))) return healthError('HEALTH_ASSISTANCE_UNSETTLED', {}, ['status']);
      return own.some(({ status }) => pending.has(status)) ? healthError('HEALTH_ASSISTANCE_UNDECIDED', {}, ['status']) : undefined;
    });
  },
};

/** Rules of a claim; its settlement has its own. */
export const claimRules: readonly Rule<ClaimRow>[] = [
  notInFuture('admittedOn'),
  notInFuture('dischargedOn'),
  oneProvider,
  inOrder<ClaimRow>(['admittedOn', 'dischargedOn', 'settledOn', 'closedOn']),
  billWhole,
  asSettled,
  householdInLine,
  livingMember<ClaimRow>('admittedOn'),
  closedWhole,
];

/** Claims of the drafts' households by id: one statement. */
export const claimsOfHouseholds = async (
  ctx: Parameters<Rule<ClaimRow>['check']>[0],
  drafts: readonly { readonly after: { readonly householdId: string } }[],
): Promise<ReadonlyMap<string, ClaimRow>> => {
  const rows = await rowsAmong(ctx, medicalClaim, medicalClaim.householdId, householdsOf(drafts));
  return new Map(rows.map((row) => [row.id, row]));
};
