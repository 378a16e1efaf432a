import { Decimal } from 'decimal.js';
import { and, eq, ne, sql } from 'drizzle-orm';
import { household } from '#db';
import { rowsAmong, rowsByIds, scopeOf } from '#records';
import type { RequestContext } from '#schema';
import type { ClaimRow } from '../rules/claim.ts';
import type { AssistanceRow } from '../rules/assistance.ts';
import type { RuleRow } from '../rules/insurance.ts';
import type { Layer, Source, Terms, ZeroReason } from '../rules/settle.ts';
import { healthError } from '../errors.ts';
import { assistanceEligibility } from '../tables/assistance.ts';
import { claimSettlement, medicalClaim, settlementLayer } from '../tables/claim.ts';
import { facility } from '../tables/facility.ts';
import { insuranceEnrolment, insuranceRule } from '../tables/insurance.ts';

/** A claim with what settling needs: discharged, with its bill. */
export type DueClaim = ClaimRow & { readonly dischargedOn: string; readonly bill: string; readonly eligibleCost: string };

type EnrolmentRow = typeof insuranceEnrolment.$inferSelect;

const yearOf = (day: string): number => Number(day.slice(0, 4));

/** The enrolment that was there on the day of discharge, in whichever household the person then was. */
const enrolmentOf = async (ctx: RequestContext, { personId, dischargedOn }: DueClaim): Promise<EnrolmentRow | undefined> => {
  const rows = await rowsAmong(ctx, insuranceEnrolment, insuranceEnrolment.personId, [personId]);
  return rows.find(({ year, enrolledOn }) => year === yearOf(dischargedOn) && enrolledOn !== null && enrolledOn <= dischargedOn);
};

const isCovered = async (ctx: RequestContext, { personId, dischargedOn }: DueClaim): Promise<boolean> => {
  const rows = await rowsAmong(ctx, assistanceEligibility, assistanceEligibility.personId, [personId]);
  return rows.some(({ coveredOn, endedOn }) => coveredOn !== null && coveredOn <= dischargedOn && (endedOn === null || dischargedOn < endedOn));
};

const tierOf = async (ctx: RequestContext, { facilityId }: DueClaim): Promise<RuleRow['tier']> =>
  facilityId === null ? 'TERTIARY' : ((await rowsByIds(ctx, facility, [facilityId])).get(facilityId)?.tier ?? 'COUNTY');

const heldOn = ({ effectiveOn, supersededOn }: RuleRow, day: string): boolean => effectiveOn !== null && effectiveOn <= day && (supersededOn === null || day < supersededOn);

/** The rules that held in the county on the day of discharge for this care; those for the poor go before the others. */
const rulesFor = async (ctx: RequestContext, claim: DueClaim): Promise<readonly RuleRow[]> => {
  const tier = await tierOf(ctx, claim);
  const [home] = await rowsAmong(ctx, household, household.householdId, [claim.householdId]);
  const groups = home?.isRegisteredPoor ? ['REGISTERED_POOR', 'ALL'] : ['ALL'];
  const rows = (await rowsAmong(ctx, insuranceRule, insuranceRule.countyCode, [claim.countyCode]))
    .filter((row) => row.service === claim.service && row.tier === tier && heldOn(row, claim.dischargedOn));
  return groups.flatMap((group) => rows.filter(({ beneficiaries }) => beneficiaries === group));
};

interface Used {
  readonly base: string;
  readonly paid: string;
}

const first = sql`(select f.created_at from ${claimSettlement} as f where f.household_id = ${medicalClaim.householdId} and f.claim_id = ${medicalClaim.id} and f.number = 1)`;

/**
 * What each layer has paid for the person's earlier bills of the year. Earlier is what was first
 * settled before this one: correcting an old settlement does not count what came after it.
 */
const usedBefore = async (ctx: RequestContext, claim: DueClaim): Promise<ReadonlyMap<Layer, Used>> => {
  const own = sql`(select f.created_at from ${claimSettlement} as f where f.household_id = ${claim.householdId}::uuid and f.claim_id = ${claim.id}::uuid and f.number = 1)`;
  const rows = await ctx.tx.orm
    .select({ layer: settlementLayer.layer, base: sql<string>`sum(${settlementLayer.base})::text`, paid: sql<string>`sum(${settlementLayer.paid})::text` })
    .from(medicalClaim)
    .innerJoin(claimSettlement, and(
      eq(claimSettlement.householdId, medicalClaim.householdId), eq(claimSettlement.claimId, medicalClaim.id), eq(claimSettlement.number, medicalClaim.settlementNumber)))
    .innerJoin(settlementLayer, and(eq(settlementLayer.householdId, claimSettlement.householdId), eq(settlementLayer.settlementId, claimSettlement.id)))
    .where(and(
      eq(medicalClaim.personId, claim.personId), eq(medicalClaim.year, yearOf(claim.dischargedOn)), eq(medicalClaim.service, claim.service), ne(medicalClaim.id, claim.id),
      sql`${first} < coalesce(${own}, 'infinity')`,
      scopeOf(ctx.identity, medicalClaim), scopeOf(ctx.identity, claimSettlement), scopeOf(ctx.identity, settlementLayer),
    ))
    .groupBy(settlementLayer.layer);
  return new Map(rows.map(({ layer, base, paid }) => [layer, { base, paid }]));
};

const granted = (rows: readonly AssistanceRow[], kind: AssistanceRow['kind']): string | undefined => {
  const amounts = rows.filter((row) => row.kind === kind && row.amount !== null).map(({ amount }) => amount as string);
  return amounts.length === 0 ? undefined : Decimal.sum(...amounts).toFixed(2);
};

/** What stands behind each layer of a settlement, and the scheme the person was insured in. */
export interface Sources {
  readonly scheme: EnrolmentRow['scheme'];
  readonly sources: Readonly<Record<Layer, Source>>;
}

/**
 * Gathers the rules in force on the day, what was used up of them, and the assistance that was granted:
 * a fixed number of statements.
 * @throws PlatformError HEALTH_INSURANCE_RULE_MISSING when somebody insured was in hospital and the county had no rule for it
 */
export const sourcesOf = async (ctx: RequestContext, claim: DueClaim, grants: readonly AssistanceRow[]): Promise<Sources> => {
  const enrolment = await enrolmentOf(ctx, claim);
  const covered = await isCovered(ctx, claim);
  const rules = await rulesFor(ctx, claim);
  const used = await usedBefore(ctx, claim);
  const ruled = (layer: Layer, scheme: RuleRow['scheme'] | null | undefined, outside: ZeroReason): Source => {
    if (!scheme) return { without: outside };
    const rule = rules.find((row) => row.layer === layer && row.scheme === scheme);
    if (!rule && layer === 'BASIC_INSURANCE' && claim.service === 'INPATIENT') throw healthError('HEALTH_INSURANCE_RULE_MISSING', { date: claim.dischargedOn });
    return rule ? { terms: termsOf(rule, used.get(layer)) } : { without: 'NO_RULE_IN_FORCE' };
  };
  return {
    scheme: enrolment?.scheme ?? null,
    sources: {
      BASIC_INSURANCE: ruled('BASIC_INSURANCE', enrolment?.scheme, 'NOT_ENROLLED'),
      SERIOUS_ILLNESS_INSURANCE: ruled('SERIOUS_ILLNESS_INSURANCE', enrolment?.scheme, 'NOT_ENROLLED'),
      MEDICAL_ASSISTANCE: { ...ruled('MEDICAL_ASSISTANCE', covered ? 'ANY' : null, 'NOT_COVERED'), granted: granted(grants, 'MEDICAL') },
      TEMPORARY_ASSISTANCE: { without: 'NO_APPLICATION', granted: granted(grants, 'TEMPORARY') },
      CHARITY_ASSISTANCE: { without: 'NO_APPLICATION', granted: granted(grants, 'CHARITY') },
    },
  };
};

const termsOf = ({ id, deductible, deductibleBasis, ratio, ceiling }: RuleRow, used: Used | undefined): Terms =>
  ({ ruleId: id, deductible, deductibleBasis, ratio, ceiling, earlierBase: used?.base ?? '0', earlierPaid: used?.paid ?? '0' });
