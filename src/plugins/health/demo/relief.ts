import { Decimal } from 'decimal.js';
import { type DemoKit, later } from '#plugin';
import type { SettlementResult } from '../rules/settle.ts';
import type { medicalAssistance, treatBeforePay } from '../tables/assistance.ts';
import { type Bill, type ClaimRow, isSettled, type LayerRow, type Settled, type SettlementRow, settlementRows } from './bills.ts';
import { charities } from './names.ts';

type AssistanceRow = typeof medicalAssistance.$inferInsert & { readonly id: string };
type AgreementRow = typeof treatBeforePay.$inferInsert;

/** What was applied for after a settlement, and the claim with its further settlement where something was granted. */
export interface Relief {
  readonly claim: ClaimRow;
  readonly applications: readonly AssistanceRow[];
  readonly corrections: readonly { readonly settlement: SettlementRow; readonly layers: readonly LayerRow[] }[];
}

const hard = 2_500;

const applied = (kit: DemoKit, { row, settlement }: Settled, kind: 'TEMPORARY' | 'CHARITY'): AssistanceRow => ({
  id: kit.uuid(), householdId: row.householdId, countyCode: row.countyCode, personId: row.personId, claimId: row.id, applicationNumber: `JZ-${kit.serial()}`, kind,
  selfPaidBefore: settlement.selfPaid, appliedAmount: new Decimal(settlement.selfPaid).times('0.5').toDecimalPlaces(2, Decimal.ROUND_DOWN).toFixed(2),
  donor: kind === 'CHARITY' ? kit.pick(charities) : null, appliedOn: later(settlement.settledOn, kit.between(5, 30)),
});

/** The settlement again, with what was granted in its layer. */
const withGrant = (result: readonly LayerRow[], kind: 'TEMPORARY' | 'CHARITY', amount: string): SettlementResult => {
  const at = kind === 'TEMPORARY' ? 3 : 4;
  let left = new Decimal(result[0]?.leftBefore ?? 0);
  const layers = result.map((row, index) => {
    const leftBefore = left;
    const paid = index === at ? new Decimal(amount) : new Decimal(row.paid);
    left = left.minus(paid);
    return {
      position: row.position, layer: row.layer, leftBefore: leftBefore.toFixed(2), base: row.base, paid: paid.toFixed(2), leftAfter: left.toFixed(2),
      zeroReason: index === at ? null : (row.zeroReason ?? null), ruleId: row.ruleId ?? null,
    };
  });
  return { layers, paid: new Decimal(result[0]?.leftBefore ?? 0).minus(left).toFixed(2), selfPaid: left.toFixed(2) };
};

const nothing = (claim: ClaimRow): Relief => ({ claim, applications: [], corrections: [] });

const granted = (kit: DemoKit, one: Settled, application: AssistanceRow, decidedOn: string): Relief => {
  const amount = new Decimal(application.appliedAmount).times(kit.pick(['1', '0.8', '0.6'])).toDecimalPlaces(2, Decimal.ROUND_DOWN).toFixed(2);
  const approved = { ...application, amount, decidedOn, status: 'APPROVED' as const };
  const countedOn = later(decidedOn, kit.between(1, 5));
  if (countedOn > kit.today) return { ...nothing({ ...one.row, status: 'ASSISTANCE_DUE', assistanceDueOn: application.appliedOn }), applications: [approved] };
  const result = withGrant(one.layers, application.kind as 'TEMPORARY' | 'CHARITY', amount);
  const correction = settlementRows(kit, one, 2, countedOn, one.settlement.scheme, result, '计入获批救助');
  const paidOn = later(countedOn, kit.between(3, 20));
  const claim = { ...one.row, selfPaid: result.selfPaid, settlementNumber: 2, settledOn: countedOn, status: 'ASSISTANCE_DUE' as const, assistanceDueOn: countedOn };
  const counted = { ...approved, countedIn: 2 };
  if (paidOn > kit.today) return { claim, applications: [counted], corrections: [correction] };
  const closedOn = later(paidOn, kit.between(1, 20));
  return {
    claim: closedOn > kit.today ? claim : { ...claim, closedOn, status: 'CLOSED' },
    applications: [{ ...counted, paidOn, status: 'PAID' }], corrections: [correction],
  };
};

/** Who still bears a hard bill after the insurances applies; most are helped, a few refused, some still wait. */
export const tellRelief = (kit: DemoKit, bill: Bill | Settled): Relief => {
  if (!isSettled(bill) || new Decimal(bill.settlement.selfPaid).lessThan(hard) || kit.random() < 0.3) return nothing(bill.row);
  const application = applied(kit, bill, kit.random() < 0.6 ? 'TEMPORARY' : 'CHARITY');
  if (application.appliedOn > kit.today) return nothing(bill.row);
  const decidedOn = later(application.appliedOn, kit.between(5, 30));
  if (decidedOn > kit.today) return { ...nothing(bill.row), applications: [application] };
  if (kit.random() < 0.1) return { ...nothing(bill.row), applications: [{ ...application, decidedOn, refusalReason: '家庭收入核查后不符合救助条件', status: 'REFUSED' }] };
  return granted(kit, bill, application, decidedOn);
};

const agreementOf = (kit: DemoKit, { row }: Bill, claim: ClaimRow): AgreementRow => {
  const base = {
    id: kit.uuid(), householdId: row.householdId, countyCode: row.countyCode, personId: row.personId, agreementNumber: `XZ-${kit.serial()}`,
    facilityId: row.facilityId ?? null, tertiaryHospitalId: row.tertiaryHospitalId ?? null, signedOn: row.admittedOn,
  };
  if (!claim.settledOn || !claim.selfPaid) return { ...base, admittedOn: row.admittedOn, claimId: claim.id, status: 'IN_HOSPITAL' };
  const day = later(claim.settledOn, kit.between(0, 60));
  const end = { ...base, admittedOn: row.admittedOn, claimId: claim.id };
  if (kit.random() < 0.85 && day <= kit.today) return { ...end, paidAmount: claim.selfPaid, settledOn: day, status: 'SETTLED' };
  if (new Decimal(claim.selfPaid).lessThan('0.02')) return { ...end, status: 'IN_HOSPITAL' };
  return { ...end, paidAmount: new Decimal(claim.selfPaid).dividedBy(2).toDecimalPlaces(2, Decimal.ROUND_DOWN).toFixed(2), owedOn: claim.settledOn, status: 'OWED' };
};

/** Half of the stays begin with an agreement and without a deposit. */
export const tellAgreements = (kit: DemoKit, bills: readonly Bill[], claims: ReadonlyMap<string, ClaimRow>): AgreementRow[] =>
  bills.flatMap((bill) => (kit.random() < 0.5 ? [agreementOf(kit, bill, claims.get(bill.row.id) as ClaimRow)] : []));
