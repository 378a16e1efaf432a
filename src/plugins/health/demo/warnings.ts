import { type Transaction, insertRows } from '#db';
import { type DemoKit, later, povertyLine } from '#plugin';
import { warningResponse, warningStandard } from '../tables/warning.ts';
import { readWarnings } from '../warnings/of-households.ts';
import type { WarningRow } from '../warnings/table.ts';

const years = [2016, 2017, 2018, 2019, 2020] as const;

/**
 * The line of each year; near it is below one and a half of it, as the monitoring of households that
 * may fall back has it since 2020; a tenth and a quarter of the income are the two shares of indicator
 * 3.8.2 of the United Nations' development goals.
 */
const standards = (kit: DemoKit): (typeof warningStandard.$inferInsert)[] =>
  years.map((year) => ({
    id: kit.uuid(), year, povertyLine: `${povertyLine[year]}.00`, nearLineFactor: '1.50', watchShare: '0.1000', seriousShare: '0.2500',
    source: '国家扶贫标准(当年价);国开发〔2020〕6号(1.5倍);联合国可持续发展目标指标3.8.2(10%、25%)',
  }));

const measures = ['MEDICAL_ASSISTANCE', 'TEMPORARY_ASSISTANCE', 'MINIMUM_LIVING', 'TREATMENT', 'CHARITY'] as const;

const respond = (kit: DemoKit, { householdId, countyCode, year, level }: WarningRow): (typeof warningResponse.$inferInsert)[] => {
  const openedOn = later(`${year}-12-31`, kit.between(5, 60));
  if (openedOn > kit.today || kit.random() < (level === 'URGENT' ? 0.1 : level === 'SERIOUS' ? 0.4 : 0.8)) return [];
  const base = { id: kit.uuid(), householdId, countyCode, year, level, openedOn };
  const [measureOn, closedOn] = [later(openedOn, kit.between(5, 40)), later(openedOn, kit.between(60, 200))];
  if (measureOn > kit.today || kit.random() < 0.1) return [base];
  const taken = { ...base, measure: kit.pick(measures), measureOn };
  return closedOn > kit.today || kit.random() < 0.2 ? [{ ...taken, status: 'MEASURE_TAKEN' }] : [{ ...taken, closedOn, outcome: '自付费用已得到救助,收入恢复', status: 'CLOSED' }];
};

/** Writes the thresholds before anything is judged by them. */
export const fillStandards = async (tx: Transaction, kit: DemoKit): Promise<void> => {
  if (kit.part === 0) await insertRows(tx, warningStandard, standards(kit));
};

/** Answers the warnings that the demo's bills and incomes give: most of the urgent ones. */
export const fillResponses = async (tx: Transaction, kit: DemoKit): Promise<void> => {
  const households = kit.households.map(({ householdId }) => householdId);
  for (const year of years) {
    const warnings = await readWarnings({ orm: tx.orm, scopeOf: () => undefined }, year, kit.today, households);
    await insertRows(tx, warningResponse, warnings.flatMap((row) => respond(kit, row)));
  }
};
