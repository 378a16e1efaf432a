import { Decimal } from 'decimal.js';
import { type DemoKit, later } from '#plugin';
import { type Layer, settle, type SettlementResult, type Source, type Terms } from '../rules/settle.ts';
import type { claimSettlement, medicalClaim, settlementLayer } from '../tables/claim.ts';
import type { DemoFacility } from './facilities.ts';
import type { EligibilityRow, EnrolmentRow, RuleRow } from './insurance.ts';
import type { Patient } from './patients.ts';

export type ClaimRow = typeof medicalClaim.$inferInsert & { readonly id: string };
export type SettlementRow = typeof claimSettlement.$inferInsert & { readonly id: string };
export type LayerRow = typeof settlementLayer.$inferInsert;

/** A bill as it is told, before anybody paid. */
export interface Bill {
  readonly patient: Patient;
  readonly row: ClaimRow;
  readonly tier: RuleRow['tier'];
}

/** What bills are settled by. */
export interface Payers {
  readonly rules: ReadonlyMap<string, readonly RuleRow[]>;
  readonly enrolments: ReadonlyMap<string, readonly EnrolmentRow[]>;
  readonly eligibility: ReadonlyMap<string, EligibilityRow>;
}

/** A bill with its settlement. */
export interface Settled extends Bill {
  readonly settlement: SettlementRow;
  readonly layers: readonly LayerRow[];
}

type Where = Pick<ClaimRow, 'facilityId' | 'tertiaryHospitalId'> & { readonly tier: RuleRow['tier'] };

const chooseWhere = (kit: DemoKit, { household, ailment }: Patient, facilities: readonly DemoFacility[], tertiary: readonly string[]): Where => {
  const own = facilities.filter(({ countyCode }) => countyCode === household.countyCode);
  const isSerious = ailment?.diseaseClass === 'SERIOUS';
  if (isSerious && kit.random() < 0.4) return { tertiaryHospitalId: kit.pick(tertiary), tier: 'TERTIARY' };
  const centres = own.filter(({ kind, placeCode }) => kind === 'TOWNSHIP_HEALTH_CENTRE' && household.villageCode.startsWith(placeCode));
  const [centre] = centres;
  if (!isSerious && centre && kit.random() < 0.5) return { facilityId: centre.id, tier: 'TOWNSHIP' };
  const hospital = own.find(({ kind }) => kind === 'COUNTY_HOSPITAL') as DemoFacility;
  return { facilityId: hospital.id, tier: 'COUNTY' };
};

/** In fen, so that sums are not all round. */
const cost = (kit: DemoKit, low: number, high: number): Decimal => new Decimal(kit.between(low * 100, high * 100)).dividedBy(100);

const costOf = (kit: DemoKit, { ailment }: Patient, tier: Where['tier']): Decimal =>
  ailment?.diseaseClass === 'SERIOUS' ? cost(kit, tier === 'TERTIARY' ? 25_000 : 8_000, tier === 'TERTIARY' ? 120_000 : 30_000) : cost(kit, 900, tier === 'COUNTY' ? 9_000 : 3_000);

const billOf = (kit: DemoKit, patient: Patient, admittedOn: string, facilities: readonly DemoFacility[], tertiary: readonly string[]): Bill => {
  const { household: { householdId, countyCode }, person, ailment } = patient;
  const { tier, ...where } = chooseWhere(kit, patient, facilities, tertiary);
  const dischargedOn = later(admittedOn, kit.between(3, 24));
  const bill = costOf(kit, patient, tier);
  const base = {
    id: kit.uuid(), householdId, countyCode, personId: person.personId, claimNumber: `FY-${kit.serial()}`, facilityId: null, tertiaryHospitalId: null, ...where,
    service: 'INPATIENT' as const, diagnosis: ailment?.name ?? '急性阑尾炎', diseaseCode: ailment?.icdCode ?? 'K35.8', admittedOn,
  };
  if (dischargedOn > kit.today) return { patient, tier, row: base };
  const eligible = bill.times(kit.between(82, 97)).dividedBy(100).toDecimalPlaces(2, Decimal.ROUND_DOWN);
  return { patient, tier, row: { ...base, dischargedOn, bill: bill.toFixed(2), eligibleCost: eligible.toFixed(2) } };
};

const staysOf = (kit: DemoKit, { ailment }: Patient): number => {
  if (!ailment) return kit.random() < 0.03 ? 1 : 0;
  return ailment.diseaseClass === 'SERIOUS' ? kit.between(1, 3) : kit.random() < 0.5 ? 1 : 0;
};

/** Stays in hospital of the ill, and of a few of the others; in the order of their days. */
export const tellBills = (kit: DemoKit, patients: readonly Patient[], facilities: readonly DemoFacility[], tertiary: readonly string[]): Bill[] =>
  patients.flatMap((patient) => {
    const { household, person, diagnosedOn } = patient;
    const from = [diagnosedOn ?? '2017-01-01', person.memberFrom, household.registeredOn, '2017-01-01'].toSorted().at(-1) as string;
    return Array.from({ length: staysOf(kit, patient) }, () => later(from, kit.between(0, 900))).filter((day) => day <= kit.today).toSorted()
      .map((day) => billOf(kit, patient, day, facilities, tertiary));
  });

type Used = Map<string, { base: Decimal; paid: Decimal }>;

const termsOf = (rule: RuleRow, used: Used, key: string): Terms => ({
  ruleId: rule.id, deductible: rule.deductible, deductibleBasis: rule.deductibleBasis, ratio: rule.ratio, ceiling: rule.ceiling,
  earlierBase: used.get(key)?.base.toFixed(2) ?? '0', earlierPaid: used.get(key)?.paid.toFixed(2) ?? '0',
});

const heldOn = ({ effectiveOn, supersededOn }: RuleRow, day: string): boolean => effectiveOn !== null && effectiveOn <= day && (supersededOn === null || day < supersededOn);

/** What stands behind the layers of a bill: as when people settle, from the rules of its county on its day. */
const sourcesOf = ({ row, tier }: Bill, { rules, enrolments, eligibility }: Payers, used: Used): { readonly scheme: SettlementRow['scheme']; readonly sources: Record<Layer, Source> } => {
  const day = row.dischargedOn as string;
  const year = Number(day.slice(0, 4));
  const enrolment = enrolments.get(row.personId)?.find((one) => one.year === year && one.enrolledOn != null && one.enrolledOn <= day);
  const covered = eligibility.get(row.personId);
  const isCovered = covered?.coveredOn != null && covered.coveredOn <= day;
  const held = (rules.get(row.countyCode) ?? []).filter((rule) => rule.service === row.service && rule.tier === tier && heldOn(rule, day));
  const ruled = (layer: Layer, scheme: RuleRow['scheme'] | null | undefined, without: Source['without']): Source => {
    const rule = ['REGISTERED_POOR', 'ALL'].flatMap((group) => held.filter((one) => one.layer === layer && one.scheme === scheme && one.beneficiaries === group))[0];
    return rule ? { terms: termsOf(rule, used, `${row.personId}/${year}/${layer}`) } : { without: scheme ? 'NO_RULE_IN_FORCE' : without };
  };
  return {
    scheme: enrolment?.scheme ?? null,
    sources: {
      BASIC_INSURANCE: ruled('BASIC_INSURANCE', enrolment?.scheme, 'NOT_ENROLLED'),
      SERIOUS_ILLNESS_INSURANCE: ruled('SERIOUS_ILLNESS_INSURANCE', enrolment?.scheme, 'NOT_ENROLLED'),
      MEDICAL_ASSISTANCE: ruled('MEDICAL_ASSISTANCE', isCovered ? 'ANY' : null, 'NOT_COVERED'),
      TEMPORARY_ASSISTANCE: { without: 'NO_APPLICATION' },
      CHARITY_ASSISTANCE: { without: 'NO_APPLICATION' },
    },
  };
};

const addUsed = (used: Used, { row }: Bill, { layers }: SettlementResult): void => {
  for (const { layer, base, paid } of layers) {
    const key = `${row.personId}/${(row.dischargedOn as string).slice(0, 4)}/${layer}`;
    const before = used.get(key) ?? { base: new Decimal(0), paid: new Decimal(0) };
    used.set(key, { base: before.base.plus(base), paid: before.paid.plus(paid) });
  }
};

/** The rows of a settlement; when it was written tells which of the year's bills came first. */
export const settlementRows = (kit: DemoKit, { row }: Bill, number: number, settledOn: string, scheme: SettlementRow['scheme'], result: SettlementResult, reason: string | null) => {
  const owner = { householdId: row.householdId, countyCode: row.countyCode };
  const settlement: SettlementRow = {
    ...owner, id: kit.uuid(), claimId: row.id, number, settledOn, scheme: scheme ?? null, bill: row.bill as string, eligibleCost: row.eligibleCost as string,
    paid: result.paid, selfPaid: result.selfPaid, reason, createdAt: `${settledOn}T02:00:00.000Z`,
  };
  return { settlement, layers: result.layers.map((layer): LayerRow => ({ ...owner, id: kit.uuid(), settlementId: settlement.id, ...layer })) };
};

/** Settles the bills one after the other, as far as history goes; the others stay open. */
export const settleBills = (kit: DemoKit, bills: readonly Bill[], payers: Payers): readonly (Bill | Settled)[] => {
  const used: Used = new Map();
  return bills.map((bill) => {
    const { row } = bill;
    const settledOn = row.dischargedOn ? later(row.dischargedOn, kit.between(0, 3)) : null;
    if (settledOn === null || settledOn > kit.today) return bill;
    const { scheme, sources } = sourcesOf(bill, payers, used);
    const result = settle({ bill: row.bill as string, eligibleCost: row.eligibleCost as string, sources });
    addUsed(used, bill, result);
    return {
      ...bill, ...settlementRows(kit, bill, 1, settledOn, scheme, result, null),
      row: { ...row, selfPaid: result.selfPaid, settlementNumber: 1, settledOn, status: 'SETTLED' as const },
    };
  });
};

/** Whether a bill has been settled. */
export const isSettled = (bill: Bill | Settled): bill is Settled => 'settlement' in bill;

