import { type Transaction, insertRows, policyParameter } from '#db';
import type { DemoKit } from '#plugin';
import { cooperativePoorShare, extendedRate, newForestRate, newGrassRate, parameters, provincialMatch, publicWelfareRate, rangerWage, survivalRate } from '../parameters.ts';

/** Values of the demo; the state's rates are those of the programme at the time. */
export const demoValues = new Map<string, number>([
  [extendedRate.id, 90], [newForestRate.id, 1_500], [newGrassRate.id, 800], [provincialMatch.id, 200], [survivalRate.id, 85],
  [cooperativePoorShare.id, 60], [rangerWage.id, 8_000], [publicWelfareRate.id, 15],
]);

/** The province's values, once. */
export const fillParameters = async (tx: Transaction, kit: DemoKit): Promise<void> => {
  if (kit.part !== 0) return;
  await insertRows(tx, policyParameter, parameters.map(({ id }) => ({
    id: kit.uuid(), parameter: id, placeCode: '140000', validFrom: '2014-01-01', value: `${demoValues.get(id)}.0000`, source: '演示数据',
  })));
};
