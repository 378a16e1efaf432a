import type { fundKind, fundLevel } from '../db/codes/funds.ts';
import type { allocation, fundSource } from '../db/tables/funds.ts';
import { dayBetween } from './days.ts';
import { createIds } from './ids.ts';
import type { CountyOutline, Outline } from './outline.ts';
import { createRandom, type Random } from './random.ts';

type SourceRow = typeof fundSource.$inferInsert;
type AllocationRow = typeof allocation.$inferInsert;

/** A pot as it comes every year. The amounts fit the size of the demo, they are not the province's. */
interface Pot {
  readonly key: 'special' | 'provincial' | 'agriculture' | 'capital' | 'loan';
  readonly code: string;
  readonly name: string;
  readonly kind: (typeof fundKind.values)[number];
  readonly level: (typeof fundLevel.values)[number];
  readonly years: readonly number[];
  readonly perHousehold: number;
  readonly perCounty: number;
}

export const fundYears = [2016, 2017, 2018, 2019, 2020] as const;
const building = [2016, 2017, 2018] as const;

const pots: readonly Pot[] = [
  { key: 'special', code: 'ZY-ZX', name: '中央财政专项扶贫资金', kind: 'SPECIAL_POVERTY', level: 'CENTRAL', years: fundYears, perHousehold: 3_000, perCounty: 500_000 },
  { key: 'provincial', code: 'SJ-ZX', name: '省级财政专项扶贫资金', kind: 'SPECIAL_POVERTY', level: 'PROVINCIAL', years: fundYears, perHousehold: 2_000, perCounty: 400_000 },
  { key: 'agriculture', code: 'SJ-SN', name: '省级财政涉农整合资金', kind: 'AGRICULTURE_RELATED', level: 'PROVINCIAL', years: fundYears, perHousehold: 500, perCounty: 8_000_000 },
  { key: 'capital', code: 'ZY-ZB', name: '易地扶贫搬迁项目资本金', kind: 'PROJECT_CAPITAL', level: 'CENTRAL', years: building, perHousehold: 8_000, perCounty: 2_000_000 },
  { key: 'loan', code: 'ZY-DK', name: '易地扶贫搬迁长期低息贷款', kind: 'POLICY_BANK_LOAN', level: 'CENTRAL', years: building, perHousehold: 15_000, perCounty: 5_000_000 },
];

const province = '140000';

/** The allocation a payment is made from, with the county as it was called that year. */
export interface CountyPot {
  readonly allocationId: string;
  readonly countyCode: string;
  readonly allocatedOn: string;
}

/** The province's money, from the sources down to the counties. */
export interface Funds {
  readonly sources: readonly SourceRow[];
  /** Those from above come before those taken from them. */
  readonly allocations: readonly AllocationRow[];
  /** By county's present code, year and kind of pot. */
  readonly potOf: (county: string, year: number, key: Pot['key']) => CountyPot;
}

interface Ledger {
  readonly rng: Random;
  readonly ids: () => string;
  readonly sources: SourceRow[];
  readonly allocations: AllocationRow[];
  readonly counties: Map<string, CountyPot>;
}

const yuan = (amount: number): string => `${amount}.00`;
const share = ({ count }: CountyOutline, { perHousehold, perCounty }: Pot): number => count * perHousehold + perCounty;
/** A level passes on all but a twentieth, rounded up to ten thousand. */
const withReserve = (passedOn: number): number => Math.ceil((passedOn * 1.05) / 10_000) * 10_000;
const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** The code a county had in the spring of a year. */
const codeIn = ({ county }: CountyOutline, year: number): string =>
  county.before && `${year}-06-01` < county.before.until ? county.before.code : county.code;

/** Numbers of made-up documents say so: they look much like real ones. */
const documentNumber = (level: string, year: number, code: string): string => `演示${level}〔${year}〕${code}号`;

const allocate = (ledger: Ledger, row: Omit<AllocationRow, 'id'>): AllocationRow => {
  const made = { id: ledger.ids(), ...row };
  ledger.allocations.push(made);
  return made;
};

const toCounty = (ledger: Ledger, outline: CountyOutline, pot: Pot, year: number, above: AllocationRow): void => {
  const toPlaceCode = codeIn(outline, year);
  const allocatedOn = dayBetween(ledger.rng, `${year}-03-21`, `${year}-04-20`);
  const { id } = allocate(ledger, {
    fundSourceId: above.fundSourceId, parentId: above.id, documentNumber: documentNumber('市财', year, pot.code),
    fromPlaceCode: above.toPlaceCode, toPlaceCode, amount: yuan(share(outline, pot)), allocatedOn,
  });
  ledger.counties.set(`${outline.county.code}/${year}/${pot.key}`, { allocationId: id, countyCode: toPlaceCode, allocatedOn });
};

const toCity = (ledger: Ledger, city: string, outlines: readonly CountyOutline[], pot: Pot, year: number, fundSourceId: string): void => {
  const above = allocate(ledger, {
    fundSourceId, parentId: null, documentNumber: documentNumber('省财', year, pot.code), fromPlaceCode: province, toPlaceCode: city,
    amount: yuan(withReserve(sum(outlines.map((outline) => share(outline, pot))))), allocatedOn: dayBetween(ledger.rng, `${year}-02-20`, `${year}-03-20`),
  });
  for (const outline of outlines) toCounty(ledger, outline, pot, year, above);
};

const pass = (ledger: Ledger, cities: ReadonlyMap<string, readonly CountyOutline[]>, pot: Pot, year: number): void => {
  const id = ledger.ids();
  const cityAmounts = [...cities.values()].map((outlines) => withReserve(sum(outlines.map((outline) => share(outline, pot)))));
  ledger.sources.push({ id, code: `${year}-${pot.code}`, name: `${year}年${pot.name}`, kind: pot.kind, level: pot.level, year, amount: yuan(withReserve(sum(cityAmounts))) });
  for (const [city, outlines] of cities) toCity(ledger, city, outlines, pot, year, id);
};

/** Sources and allocations of all years, worked out from below so that no level passes on more than it has. */
export const createFunds = ({ counties }: Outline, seed: string): Funds => {
  const rng = createRandom(`${seed}/funds`);
  const ledger: Ledger = { rng, ids: createIds(createRandom(`${seed}/fund-ids`), -1), sources: [], allocations: [], counties: new Map() };
  const cities = Map.groupBy(counties, ({ county }) => county.cityCode);
  for (const year of fundYears) {
    for (const pot of pots) if (pot.years.includes(year)) pass(ledger, cities, pot, year);
  }
  return { ...ledger, potOf: (county, year, key) => ledger.counties.get(`${county}/${year}/${key}`)! };
};
