import { Decimal } from 'decimal.js';
import { and, eq } from 'drizzle-orm';
import { inCharge, requireRole } from '#access';
import { PlatformError } from '#errors';
import { localIdOf, lockedRow, newRow, refuseOwnCase, type RecordDrafts, type Row, rowsAmong, scopeOf, waitInLine, writeRows } from '#records';
import type { RequestContext } from '#schema';
import { medicalLayer } from '../codes/insurance.ts';
import { healthError } from '../errors.ts';
import { healthAction } from '../records/action.ts';
import { medicalAssistanceRecord } from '../records/assistance.ts';
import { claimSettlementRecord, medicalClaimRecord, settlementLayerRecord } from '../records/claim.ts';
import type { AssistanceRow } from '../rules/assistance.ts';
import type { ClaimRow } from '../rules/claim.ts';
import { GrantExceeds, settle, type SettlementResult } from '../rules/settle.ts';
import { type Stated, statedFault } from '../rules/stated.ts';
import { medicalAssistance } from '../tables/assistance.ts';
import type { claimSettlement } from '../tables/claim.ts';
import { type DueClaim, type Sources, sourcesOf } from './settlement-sources.ts';

/** What is given to settle a claim. A correction has a reason, and may have another bill. */
export interface SettleClaimInput {
  readonly claimId: string;
  readonly on?: string | null;
  readonly reason?: string | null;
  readonly bill?: string | null;
  readonly eligibleCost?: string | null;
  /** What the hospital or another system settled: refused where it differs. */
  readonly stated?: Stated | null;
}

const mayBe = async (ctx: RequestContext, isCorrection: boolean): Promise<void> => {
  requireRole(ctx.identity, ...(isCorrection ? (['REVIEWER'] as const) : (['CLERK', 'INTEGRATOR'] as const)));
  if (!(await inCharge(ctx)).has(healthAction)) throw new PlatformError('DEPARTMENT_NOT_IN_CHARGE', { action: healthAction });
};

/** What a further settlement is called in the journal. */
const correction = 'correctSettlement';

const longestReason = 2_000;

const isDue = (claim: ClaimRow): claim is DueClaim => claim.dischargedOn !== null && claim.bill !== null && claim.eligibleCost !== null;

/** Nothing before discharge, not twice, corrections with a reason and in their order. */
const stepFault = (claim: ClaimRow, { reason, bill, eligibleCost }: SettleClaimInput, day: string, today: string): PlatformError | undefined => {
  const isFirst = claim.settlementNumber === 0;
  if (claim.status === 'CLOSED') return healthError('HEALTH_CLAIM_CLOSED', {}, ['claimId']);
  if (!isDue(claim)) return healthError('HEALTH_CLAIM_NOT_DISCHARGED', {}, ['claimId']);
  if (day > today) return new PlatformError('DATE_IN_FUTURE', { date: day }, { path: ['on'] });
  if (day < claim.dischargedOn) return healthError('HEALTH_SETTLED_BEFORE_DISCHARGE', { date: claim.dischargedOn }, ['on']);
  if (isFirst && (reason != null || bill != null || eligibleCost != null)) return healthError('HEALTH_CORRECTION_WITHOUT_SETTLEMENT', {}, ['reason']);
  if ((reason?.length ?? 0) > longestReason) return new PlatformError('VALUE_NOT_STORABLE', {}, { path: ['reason'] });
  if (!isFirst && !reason?.trim()) return healthError('HEALTH_CLAIM_SETTLED', { number: claim.settlementNumber }, ['reason']);
  const isEarly = claim.settledOn !== null && day < claim.settledOn;
  return isEarly ? healthError('HEALTH_CORRECTION_TOO_EARLY', { date: claim.settledOn as string }, ['on']) : undefined;
};

const settled = (claim: DueClaim, { sources }: Sources): SettlementResult => {
  try {
    return settle({ bill: claim.bill, eligibleCost: claim.eligibleCost, sources });
  } catch (error) {
    if (!(error instanceof GrantExceeds)) throw error;
    throw healthError('HEALTH_ASSISTANCE_EXCEEDS_REST', { layer: medicalLayer.titles[error.layer].zh }, ['claimId']);
  }
};

/** The claim's applications, held until the end: rows first and then the household's turn, as every save does it. */
const grantsOf = async (ctx: RequestContext, claim: ClaimRow): Promise<readonly AssistanceRow[]> => {
  await ctx.tx.orm.select({ id: medicalAssistance.id }).from(medicalAssistance)
    .where(and(eq(medicalAssistance.householdId, claim.householdId), eq(medicalAssistance.claimId, claim.id), scopeOf(ctx.identity, medicalAssistance)))
    .orderBy(medicalAssistance.id).for('update');
  await waitInLine(ctx, [claim.householdId]);
  const rows = await rowsAmong(ctx, medicalAssistance, medicalAssistance.claimId, [claim.id]);
  return rows.filter(({ status }) => status === 'APPROVED' || status === 'PAID');
};

/** The new settlement, its layers, and the claim as it now stands. Settlements before it stay as they are. */
const draftsOf = (ctx: RequestContext, claim: ClaimRow, due: DueClaim, settlement: Row, result: SettlementResult, grants: readonly AssistanceRow[]): readonly RecordDrafts[] => {
  const owner = { householdId: claim.householdId, countyCode: claim.countyCode };
  const after = {
    ...claim, bill: due.bill, eligibleCost: due.eligibleCost, selfPaid: result.selfPaid, settlementNumber: settlement.number as number, settledOn: settlement.settledOn as string,
    status: claim.status === 'OPEN' ? 'SETTLED' : claim.status,
  };
  return [
    { record: medicalClaimRecord, drafts: [{ before: claim, after }] },
    { record: claimSettlementRecord, drafts: [{ before: undefined, after: settlement }] },
    { record: settlementLayerRecord, drafts: result.layers.map((layer) => ({ before: undefined, after: newRow(ctx, settlementLayerRecord, { ...owner, ...layer, settlementId: settlement.id }) })) },
    { record: medicalAssistanceRecord, drafts: grants.filter(({ countedIn }) => countedIn === null).map((row) => ({ before: row, after: { ...row, countedIn: settlement.number } })) },
  ].filter(({ drafts }) => drafts.length > 0);
};

const settlementRow = (ctx: RequestContext, due: DueClaim, { scheme }: Sources, { paid, selfPaid }: SettlementResult, settledOn: string, reason: string | null): Row =>
  newRow(ctx, claimSettlementRecord, {
    householdId: due.householdId, countyCode: due.countyCode, claimId: due.id, number: due.settlementNumber + 1, settledOn, scheme,
    bill: due.bill, eligibleCost: due.eligibleCost, paid, selfPaid, reason,
  } satisfies Partial<typeof claimSettlement.$inferInsert>);

const fen = (amount: string): string => new Decimal(amount).toFixed(2);

const correctedBill = (claim: DueClaim, { bill, eligibleCost }: SettleClaimInput): DueClaim => {
  const due = { ...claim, bill: fen(bill ?? claim.bill), eligibleCost: fen(eligibleCost ?? claim.eligibleCost) };
  const [whole, part] = [new Decimal(due.bill), new Decimal(due.eligibleCost)];
  if (whole.lessThanOrEqualTo(0) || part.lessThan(0) || part.greaterThan(whole)) throw healthError('HEALTH_BILL_INVALID', {}, ['bill']);
  return due;
};

/**
 * Settles a claim through all its layers at once, or corrects a settlement by a further one. Who wrote or
 * settled the claim does not correct it.
 * @returns the id of the settlement
 */
export const settleClaim = async (ctx: RequestContext, input: SettleClaimInput): Promise<string> => {
  await mayBe(ctx, input.reason != null);
  const claim = (await lockedRow(ctx, medicalClaimRecord, localIdOf(input.claimId, medicalClaimRecord.name))) as ClaimRow;
  if (input.reason != null) await refuseOwnCase(ctx, medicalClaimRecord, claim, correction);
  const day = input.on ?? ctx.today;
  const fault = stepFault(claim, input, day, ctx.today);
  if (fault) throw fault;
  const due = correctedBill(claim as DueClaim, input);
  const grants = await grantsOf(ctx, claim);
  const sources = await sourcesOf(ctx, due, grants);
  const result = settled(due, sources);
  const differs = input.stated ? statedFault(input.stated, due.bill, result) : undefined;
  if (differs) throw differs;
  const settlement = settlementRow(ctx, due, sources, result, day, input.reason?.trim() ?? null);
  await writeRows(ctx, draftsOf(ctx, claim, due, settlement, result, grants), input.reason == null ? 'settleClaim' : correction, input.reason ?? undefined);
  return settlement.id as string;
};
