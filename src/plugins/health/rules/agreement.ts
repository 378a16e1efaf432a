import { Decimal } from 'decimal.js';
import type { PlatformError } from '#errors';
import { type Draft, householdInLine, isStep, notInFuture, type Rule } from '#records';
import { healthError } from '../errors.ts';
import type { treatBeforePay } from '../tables/assistance.ts';
import { type ClaimRow, claimsOfHouseholds, oneProvider } from './claim.ts';
import { livingMember } from './people.ts';
import { forThePoor } from './poor.ts';
import { fixedOnce, inOrder } from './words.ts';

type AgreementRow = typeof treatBeforePay.$inferSelect;

const isOfAgreement = (claim: ClaimRow, row: AgreementRow): boolean =>
  claim.personId === row.personId && claim.facilityId === row.facilityId && claim.tertiaryHospitalId === row.tertiaryHospitalId
  && claim.admittedOn >= row.signedOn && (row.admittedOn === null || claim.admittedOn === row.admittedOn);

/** Nobody is asked for money before the layers have paid, nor for more than they leave. */
const moneyFault = (draft: Draft<AgreementRow>, claim: ClaimRow | undefined): PlatformError | undefined => {
  const { status, paidAmount, owedOn, settledOn } = draft.after;
  const paid = new Decimal(paidAmount);
  if (!claim || claim.selfPaid === null || claim.settledOn === null) {
    const isBefore = status === 'SIGNED' || status === 'IN_HOSPITAL';
    return isBefore && paid.isZero() ? undefined : healthError('HEALTH_AGREEMENT_UNSETTLED', {}, [isBefore ? 'paidAmount' : 'status']);
  }
  if (paid.greaterThan(claim.selfPaid)) return healthError('HEALTH_AGREEMENT_OVERPAID', {}, ['paidAmount']);
  const day = status === 'SETTLED' ? settledOn : owedOn;
  if (isStep(draft) && day !== null && day < claim.settledOn) return healthError('HEALTH_AGREEMENT_UNSETTLED', {}, ['status']);
  return status === 'SETTLED' && !paid.equals(claim.selfPaid) ? healthError('HEALTH_AGREEMENT_OWES', {}, ['status']) : undefined;
};

const agreementFault = (draft: Draft<AgreementRow>, claim: ClaimRow | undefined): PlatformError | undefined => {
  const { after } = draft;
  if (after.claimId !== null && !(claim && isOfAgreement(claim, after))) return healthError('HEALTH_AGREEMENT_CLAIM', {}, ['claimId']);
  const fault = moneyFault(draft, claim);
  if (fault) return fault;
  const isClear = after.status === 'OWED' && isStep(draft) && claim?.selfPaid != null && new Decimal(after.paidAmount).equals(claim.selfPaid);
  return isClear ? healthError('HEALTH_AGREEMENT_NOTHING_OWED', {}, ['status']) : undefined;
};

const withClaim: Rule<AgreementRow> = {
  name: 'with its claim',
  check: async (ctx, drafts) => {
    const claims = await claimsOfHouseholds(ctx, drafts);
    return drafts.map((draft) => agreementFault(draft, claims.get(draft.after.claimId ?? '')));
  },
};

/** Rules of an agreement to treat first: for the poor, no deposit, and paid when the layers have paid. */
export const agreementRules: readonly Rule<AgreementRow>[] = [
  notInFuture('signedOn'),
  oneProvider,
  inOrder<AgreementRow>(['signedOn', 'admittedOn', 'owedOn', 'settledOn']),
  fixedOnce<AgreementRow>(new Set(['IN_HOSPITAL', 'OWED', 'SETTLED']), ['personId', 'facilityId', 'tertiaryHospitalId', 'signedOn']),
  fixedOnce<AgreementRow>(new Set(['SETTLED']), ['claimId', 'paidAmount']),
  householdInLine,
  livingMember<AgreementRow>('signedOn'),
  forThePoor<AgreementRow>(({ before }) => before === undefined),
  withClaim,
];
