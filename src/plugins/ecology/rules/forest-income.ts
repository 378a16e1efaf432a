import { Decimal } from 'decimal.js';
import { and, eq, sql } from 'drizzle-orm';
import { household } from '#db';
import { type Draft, isChanged, isStep, notInFuture, type Rule, rowsAmong, scopeOf } from '#records';
import { asDisbursed, byParameter, fixedOnce, inOrder } from '#rules';
import type { RequestContext } from '#schema';
import { ecologyError } from '../errors.ts';
import { publicWelfareRate } from '../parameters.ts';
import { ecologicalCompensation, economicForestUpgrade, type underForestBusiness, villageEcologicalCompensation } from '../tables/forest-income.ts';

type HouseholdPay = typeof ecologicalCompensation.$inferSelect;
type VillagePay = typeof villageEcologicalCompensation.$inferSelect;
type UpgradeRow = typeof economicForestUpgrade.$inferSelect;
type BusinessRow = typeof underForestBusiness.$inferSelect;

const amountOf = ({ area, ratePerMu }: { readonly area: string; readonly ratePerMu: string }): string => new Decimal(area).times(ratePerMu).toFixed(2);

const paid: ReadonlySet<string> = new Set(['PAID']);

const atRate = <Row extends HouseholdPay | VillagePay>(): Rule<Row> =>
  byParameter<Row>({
    parameter: publicWelfareRate, field: 'ratePerMu', is: 'equal', on: ({ year }) => `${year}-12-31`,
    when: (draft) => draft.after.stream === 'PUBLIC_WELFARE_FOREST' && isChanged(draft, 'ratePerMu', 'year', 'stream'),
  });

export const compensationRules: readonly Rule<HouseholdPay>[] = [
  fixedOnce<HouseholdPay>(paid, ['area', 'ratePerMu']), atRate(), asDisbursed<HouseholdPay>(ecologicalCompensation, amountOf),
];

export const villageCompensationRules: readonly Rule<VillagePay>[] = [
  fixedOnce<VillagePay>(paid, ['area', 'ratePerMu']), atRate(), asDisbursed<VillagePay>(villageEcologicalCompensation, amountOf),
];

/** Counties and years in which a registered poor household still waits for its demonstration. */
const waiting = async (ctx: RequestContext, asked: readonly Draft<UpgradeRow>[]): Promise<ReadonlySet<string>> => {
  const rows = await ctx.tx.orm.selectDistinct({ county: economicForestUpgrade.countyCode, year: economicForestUpgrade.year })
    .from(economicForestUpgrade)
    .innerJoin(household, eq(household.householdId, economicForestUpgrade.householdId))
    .where(and(
      sql`${economicForestUpgrade.countyCode} = any(${sql.param(asked.map(({ after }) => after.countyCode))}::text[])`,
      sql`${economicForestUpgrade.status} = 'PLANNED' and ${economicForestUpgrade.isDemonstration} and ${household.isRegisteredPoor}`,
      scopeOf(ctx.identity, economicForestUpgrade),
    ));
  return new Set(rows.map(({ county, year }) => `${county}/${year}`));
};

/** Demonstration orchards go to registered poor households first: others begin when none of them waits. */
const poorFirst: Rule<UpgradeRow> = {
  name: 'poor households first',
  check: async (ctx, drafts) => {
    const begun = drafts.filter((draft) => draft.after.isDemonstration && draft.after.status === 'IN_PROGRESS' && isStep(draft));
    if (begun.length === 0) return drafts.map(() => undefined);
    const rows = await rowsAmong(ctx, household, household.householdId, begun.map(({ after }) => after.householdId));
    const poor = new Set(rows.filter(({ isRegisteredPoor }) => isRegisteredPoor).map(({ householdId }) => householdId));
    const others = begun.filter(({ after }) => !poor.has(after.householdId));
    const held = others.length === 0 ? new Set() : await waiting(ctx, others);
    return drafts.map((draft) => (others.includes(draft) && held.has(`${draft.after.countyCode}/${draft.after.year}`) ? ecologyError('ECOLOGY_POOR_FIRST', {}, ['status']) : undefined));
  },
};

export const upgradeRules: readonly Rule<UpgradeRow>[] = [
  notInFuture('appliedOn'),
  inOrder<UpgradeRow>(['appliedOn', 'startedOn', 'acceptedOn']),
  fixedOnce<UpgradeRow>(new Set(['IN_PROGRESS', 'ACCEPTED']), ['work', 'area', 'isDemonstration']),
  poorFirst,
];

export const businessRules: readonly Rule<BusinessRow>[] = [notInFuture('plannedOn'), inOrder<BusinessRow>(['plannedOn', 'startedOn', 'endedOn'])];
