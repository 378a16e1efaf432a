import { sql } from 'drizzle-orm';
import { type Transaction, insertRows } from '#db';
import { type DemoHousehold, type DemoKit, type DemoPerson, later, yuan } from '#plugin';
import type { assistanceEligibility } from '../tables/assistance.ts';
import { type insuranceEnrolment, insuranceRule } from '../tables/insurance.ts';

type RuleInsert = typeof insuranceRule.$inferInsert;
export type RuleRow = typeof insuranceRule.$inferSelect;
export type EnrolmentRow = typeof insuranceEnrolment.$inferInsert;
export type EligibilityRow = typeof assistanceEligibility.$inferInsert;

type Terms = Pick<RuleInsert, 'deductible' | 'ratio' | 'ceiling'>;

/** The day on which the two schemes became one in the demo. */
const mergedOn = '2018-01-01';
/** The day on which the tilt to the poor was raised. */
const raisedOn = '2019-01-01';

const schemes = [
  { scheme: 'NEW_RURAL', effectiveOn: '2016-01-01', supersededOn: mergedOn, status: 'SUPERSEDED' },
  { scheme: 'URBAN_RURAL', effectiveOn: mergedOn, supersededOn: null, status: 'IN_FORCE' },
] as const;

const basic = { TOWNSHIP: [100, 85], COUNTY: [400, 75], TERTIARY: [1_000, 60] } as const;
const tiers = ['TOWNSHIP', 'COUNTY', 'TERTIARY'] as const;

const terms = (deductible: number, ratio: number, ceiling: number | null): Terms =>
  ({ deductible: yuan(deductible), ratio: `${ratio}.00`, ceiling: ceiling === null ? null : yuan(ceiling) });

const insuranceSlots = tiers.flatMap((tier) => (['ALL', 'REGISTERED_POOR'] as const).flatMap((beneficiaries) => {
  const isPoor = beneficiaries === 'REGISTERED_POOR';
  const [deductible, ratio] = basic[tier];
  const at = { service: 'INPATIENT', tier, beneficiaries } as const;
  return [
    { ...at, layer: 'BASIC_INSURANCE', deductibleBasis: 'PER_CLAIM', ...terms(deductible, isPoor ? ratio + 5 : ratio, 150_000) },
    { ...at, layer: 'SERIOUS_ILLNESS_INSURANCE', deductibleBasis: 'PER_YEAR', ...terms(isPoor ? 5_000 : 10_000, isPoor ? 65 : 55, 400_000) },
  ] as const;
}));

const outpatientSlots = (['VILLAGE', 'TOWNSHIP'] as const).map((tier) => (
  { service: 'OUTPATIENT', tier, beneficiaries: 'ALL', layer: 'BASIC_INSURANCE', deductibleBasis: 'PER_CLAIM', ...terms(0, 60, 200) } as const
));

const assistanceSlots = tiers.map((tier) => (
  { service: 'INPATIENT', tier, beneficiaries: 'REGISTERED_POOR', layer: 'MEDICAL_ASSISTANCE', deductibleBasis: 'PER_YEAR', ...terms(0, 60, 30_000) } as const
));

const rulesOf = (kit: DemoKit, countyCode: string, name: string): RuleInsert[] => {
  const document = (year: number): string => `${name}医保〔${year}〕${kit.serial()}号`;
  const base = () => ({ id: kit.uuid(), countyCode, code: `ZC-${kit.serial()}` });
  const merged = schemes.flatMap((scheme) => [...insuranceSlots, ...outpatientSlots].map((slot) => ({ ...base(), documentNumber: document(2015), ...slot, ...scheme })));
  const assistance = assistanceSlots.flatMap((slot) => [
    { ...base(), documentNumber: document(2015), ...slot, scheme: 'ANY' as const, effectiveOn: '2016-01-01', supersededOn: raisedOn, status: 'SUPERSEDED' as const },
    { ...base(), documentNumber: document(2018), ...slot, ratio: '70.00', scheme: 'ANY' as const, effectiveOn: raisedOn, supersededOn: null, status: 'IN_FORCE' as const },
  ]);
  return [...merged, ...assistance];
};

/** Writes the rules of the part's counties, and answers those that its households' bills are settled by. */
export const fillRules = async (tx: Transaction, kit: DemoKit): Promise<ReadonlyMap<string, readonly RuleRow[]>> => {
  await insertRows(tx, insuranceRule, kit.counties.flatMap(({ code, name }) => rulesOf(kit, code, name)));
  const counties = [...new Set(kit.households.map(({ countyCode }) => countyCode))];
  const rows = await tx.orm.select().from(insuranceRule).where(sql`${insuranceRule.countyCode} = any(${sql.param(counties)}::text[])`).orderBy(insuranceRule.id);
  return Map.groupBy(rows, ({ countyCode }) => countyCode);
};

const premiums: Readonly<Record<number, number>> = { 2017: 150, 2018: 180, 2019: 220, 2020: 250 };
export const insuredYears = Object.keys(premiums).map(Number);

const enrolment = (kit: DemoKit, { householdId, countyCode, registeredOn }: DemoHousehold, { personId, memberFrom }: DemoPerson, year: number): EnrolmentRow => {
  const base = { id: kit.uuid(), householdId, countyCode, personId, year };
  const first = [later(`${year - 1}-11-01`, kit.between(0, 45)), memberFrom, registeredOn].toSorted().at(-1) as string;
  if (first > `${year}-12-31` || kit.random() < 0.01) return base;
  const premium = premiums[year] as number;
  const subsidy = kit.random() < 0.7 ? premium : premium / 2;
  const enrolled = { ...base, scheme: year < 2018 ? ('NEW_RURAL' as const) : ('URBAN_RURAL' as const), premium: yuan(premium), enrolledOn: first, status: 'ENROLLED' as const };
  const subsidyDueOn = later(first, kit.between(10, 40));
  const subsidyPaidOn = later(subsidyDueOn, kit.between(10, 60));
  if (subsidyDueOn > kit.today || kit.random() < 0.02) return enrolled;
  const due = { ...enrolled, subsidy: yuan(subsidy), subsidyDueOn, status: 'SUBSIDY_DUE' as const };
  return subsidyPaidOn > kit.today ? due : { ...due, subsidyPaidOn, status: 'SUBSIDY_PAID' };
};

/** Whom of the poor the insurance covers, year by year; two households of three are told. */
export const tellEnrolments = (kit: DemoKit): EnrolmentRow[] =>
  kit.households.filter(({ isRegisteredPoor }) => isRegisteredPoor).flatMap((household) => {
    const isTold = kit.random() < 0.67;
    return household.persons.flatMap((person) => (isTold ? insuredYears : insuredYears.slice(-1)).map((year) => enrolment(kit, household, person, year)));
  });

/** Nearly all poor people are covered by assistance with serious and major illness. */
export const tellEligibility = (kit: DemoKit): EligibilityRow[] =>
  kit.households.filter(({ isRegisteredPoor }) => isRegisteredPoor).flatMap(({ householdId, countyCode, registeredOn, persons }) => persons.map(({ personId, memberFrom }) => {
    const assessedOn = [later('2016-04-01', kit.between(0, 240)), registeredOn, memberFrom].toSorted().at(-1) as string;
    const coveredOn = later(assessedOn, kit.between(0, 20));
    const isCovered = coveredOn <= kit.today && kit.random() < 0.985;
    return {
      id: kit.uuid(), householdId, countyCode, personId, assessedOn, basis: kit.random() < 0.8 ? ('REGISTERED_POOR' as const) : kit.pick(['MINIMUM_LIVING', 'EXTREME_HARDSHIP'] as const),
      ...(isCovered ? { coveredOn, status: 'COVERED' as const } : {}),
    };
  }));
