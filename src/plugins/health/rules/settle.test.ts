import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GrantExceeds, type Layer, layersInOrder, settle, type SettlementResult, type Source, type Terms } from './settle.ts';
import { type Stated, statedFault } from './stated.ts';

const none: Readonly<Record<Layer, Source>> = {
  BASIC_INSURANCE: { without: 'NOT_ENROLLED' }, SERIOUS_ILLNESS_INSURANCE: { without: 'NOT_ENROLLED' }, MEDICAL_ASSISTANCE: { without: 'NOT_COVERED' },
  TEMPORARY_ASSISTANCE: { without: 'NO_APPLICATION' }, CHARITY_ASSISTANCE: { without: 'NO_APPLICATION' },
};

const terms = (deductible: string, ratio: string, more: Partial<Terms> = {}): Terms =>
  ({ ruleId: 'r', deductible, deductibleBasis: 'PER_CLAIM', ratio, ceiling: null, earlierBase: '0', earlierPaid: '0', ...more });

const paidOf = ({ layers }: SettlementResult): string[] => layers.map(({ paid }) => paid);
const whyOf = ({ layers }: SettlementResult): (string | null)[] => layers.map(({ zeroReason }) => zeroReason);

const ofFen = (fen: number): string => new Decimal(fen).dividedBy(100).toFixed(2);
const fen = (min: number, max: number) => fc.integer({ min, max }).map(ofFen);

const anyTerms = fc.record({
  ruleId: fc.constant('r'), deductible: fen(0, 3_000_000), deductibleBasis: fc.constantFrom('PER_CLAIM' as const, 'PER_YEAR' as const),
  ratio: fen(1, 10_000), ceiling: fc.option(fen(1, 20_000_000)), earlierBase: fen(0, 5_000_000), earlierPaid: fen(0, 5_000_000),
});
const ruled = (without: Source['without']): fc.Arbitrary<Source> => fc.oneof(anyTerms.map((one) => ({ terms: one })), fc.constant({ without }));

/** Any bill under any rules; grants are small enough to fit the whole bill, not always what is left of it. */
const anyBill = fc.integer({ min: 1, max: 50_000_000 }).chain((bill) => fc.record({
  bill: fc.constant(ofFen(bill)),
  eligibleCost: fen(0, bill),
  sources: fc.record({
    BASIC_INSURANCE: ruled('NOT_ENROLLED'),
    SERIOUS_ILLNESS_INSURANCE: ruled('NO_RULE_IN_FORCE'),
    MEDICAL_ASSISTANCE: fc.tuple(ruled('NOT_COVERED'), fc.option(fen(1, Math.max(1, bill >> 3)), { nil: undefined })).map(([source, granted]) => ({ ...source, granted })),
    TEMPORARY_ASSISTANCE: fc.option(fen(1, Math.max(1, bill >> 3)), { nil: undefined }).map((granted): Source => ({ without: 'NO_APPLICATION', granted })),
    CHARITY_ASSISTANCE: fc.option(fen(1, Math.max(1, bill >> 3)), { nil: undefined }).map((granted): Source => ({ without: 'NO_APPLICATION', granted })),
  }),
}));

const settledOrRefused = (bill: Parameters<typeof settle>[0]): SettlementResult | GrantExceeds => {
  try {
    return settle(bill);
  } catch (error) {
    if (error instanceof GrantExceeds) return error;
    throw error;
  }
};

describe('for any bill and any rules', () => {
  test('layers come in order, none is left out, and each starts where the one before stopped', () => {
    fc.assert(fc.property(anyBill, (bill) => {
      const result = settledOrRefused(bill);
      if (result instanceof GrantExceeds) return;
      expect(result.layers.map(({ layer, position }) => [layer, position])).toEqual(layersInOrder.map((layer, at) => [layer, at + 1]));
      expect([bill.bill, ...result.layers.map(({ leftAfter }) => leftAfter)]).toEqual([...result.layers.map(({ leftBefore }) => leftBefore), result.selfPaid]);
    }), { numRuns: 2_000 });
  });

  test('the layers and the own share are the bill to the fen, nothing is negative, nobody pays more than is left', () => {
    fc.assert(fc.property(anyBill, (bill) => {
      const result = settledOrRefused(bill);
      if (result instanceof GrantExceeds) return;
      expect(Decimal.sum(...paidOf(result), result.selfPaid).toFixed(2)).toBe(bill.bill);
      expect(new Decimal(result.paid).plus(result.selfPaid).toFixed(2)).toBe(bill.bill);
      for (const { paid, leftBefore, base } of result.layers) {
        expect(paid).toMatch(/^\d+\.\d\d$/);
        expect(new Decimal(paid).lessThanOrEqualTo(leftBefore)).toBe(true);
        expect(new Decimal(base).lessThanOrEqualTo(leftBefore)).toBe(true);
      }
      expect(result.selfPaid).toMatch(/^\d+\.\d\d$/);
    }), { numRuns: 2_000 });
  });

  test('a layer that pays nothing says why, and one that pays does not', () => {
    fc.assert(fc.property(anyBill, (bill) => {
      const result = settledOrRefused(bill);
      if (result instanceof GrantExceeds) return;
      for (const { paid, zeroReason } of result.layers) expect(paid === '0.00').toBe(zeroReason !== null);
    }), { numRuns: 2_000 });
  });

  test('a rule never gives more than its ratio of what lies above its deductible, nor beyond its ceiling', () => {
    fc.assert(fc.property(anyBill, (bill) => {
      const result = settledOrRefused({ ...bill, sources: { ...bill.sources, MEDICAL_ASSISTANCE: { ...bill.sources.MEDICAL_ASSISTANCE, granted: undefined } } });
      if (result instanceof GrantExceeds) return;
      for (const { layer, base, paid } of result.layers) {
        const { terms: by } = bill.sources[layer] as Source;
        if (!by) continue;
        const off = by.deductibleBasis === 'PER_CLAIM' ? by.deductible : Decimal.max(0, new Decimal(by.deductible).minus(by.earlierBase));
        const most = Decimal.max(0, new Decimal(base).minus(off)).times(by.ratio).dividedBy(100).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
        const room = by.ceiling === null ? most : Decimal.max(0, new Decimal(by.ceiling).minus(by.earlierPaid));
        expect(new Decimal(paid).equals(Decimal.min(most, room))).toBe(true);
      }
    }), { numRuns: 2_000 });
  });

  test('assistance that was granted is paid in full or refused, never cut in silence', () => {
    let [paid, refused] = [0, 0];
    fc.assert(fc.property(anyBill, (bill) => {
      const result = settledOrRefused(bill);
      if (result instanceof GrantExceeds) {
        refused += 1;
        expect(bill.sources[result.layer as 'MEDICAL_ASSISTANCE'].granted).toBeDefined();
        return;
      }
      paid += 1;
      for (const layer of ['TEMPORARY_ASSISTANCE', 'CHARITY_ASSISTANCE'] as const) {
        expect(result.layers.find((one) => one.layer === layer)?.paid).toBe(new Decimal(bill.sources[layer].granted ?? 0).toFixed(2));
      }
    }), { numRuns: 2_000 });
    expect(paid).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  });

  test('stating exactly what is computed is accepted, and any fen more in any layer is not', () => {
    fc.assert(fc.property(anyBill, fc.integer({ min: 0, max: 4 }), (bill, at) => {
      const result = settledOrRefused(bill);
      if (result instanceof GrantExceeds) return;
      const stated: Stated = { layers: result.layers.map(({ layer, paid, zeroReason }) => ({ layer, paid, zeroReason })), selfPaid: result.selfPaid };
      expect(statedFault(stated, bill.bill, result)).toBeUndefined();
      const layers = stated.layers.map((one, index) => (index === at ? { ...one, paid: new Decimal(one.paid).plus('0.01').toFixed(2), zeroReason: null } : one));
      expect(statedFault({ ...stated, layers }, bill.bill, result)?.code).toMatch(/^HEALTH_LAYER/);
    }), { numRuns: 1_000 });
  });
});

describe('a bill', () => {
  const sources: Readonly<Record<Layer, Source>> = {
    ...none,
    BASIC_INSURANCE: { terms: terms('400', '75', { ceiling: '150000' }) },
    SERIOUS_ILLNESS_INSURANCE: { terms: terms('5000', '60', { deductibleBasis: 'PER_YEAR' }) },
    MEDICAL_ASSISTANCE: { terms: terms('0', '70', { ceiling: '30000' }) },
  };

  test('passes through the layers', () => {
    // 36,000 insurable: 75 % of 35,600; 60 % of what is above 5,000 of the other 9,300; 70 % of 6,720
    const result = settle({ bill: '40000.00', eligibleCost: '36000.00', sources });
    expect(paidOf(result)).toEqual(['26700.00', '2580.00', '4704.00', '0.00', '0.00']);
    expect(result.selfPaid).toBe('6016.00');
    expect(whyOf(result)).toEqual([null, null, null, 'NO_APPLICATION', 'NO_APPLICATION']);
  });

  test('counts a yearly deductible over the bills of the year', () => {
    const later = { ...sources, SERIOUS_ILLNESS_INSURANCE: { terms: terms('5000', '60', { deductibleBasis: 'PER_YEAR', earlierBase: '4000' }) } };
    expect(settle({ bill: '40000.00', eligibleCost: '36000.00', sources: later }).layers[1]?.paid).toBe('4980.00');
  });

  test.each<[string, Partial<Record<Layer, Source>>, string, string[], (string | null)[]]>([
    ['nobody insured pays all', { ...none }, '100.00', ['0.00', '0.00', '0.00', '0.00', '0.00'], ['NOT_ENROLLED', 'NOT_ENROLLED', 'NOT_COVERED', 'NO_APPLICATION', 'NO_APPLICATION']],
    ['below the deductible', {}, '300.00', ['0.00', '0.00', '210.00', '0.00', '0.00'], ['BELOW_DEDUCTIBLE', 'BELOW_DEDUCTIBLE', null, 'NO_APPLICATION', 'NO_APPLICATION']],
    ['nothing is left', { BASIC_INSURANCE: { terms: terms('0', '100') } }, '300.00', ['300.00', '0.00', '0.00', '0.00', '0.00'], [null, 'NOTHING_LEFT', 'NOTHING_LEFT', 'NOTHING_LEFT', 'NOTHING_LEFT']],
    ['the ceiling is reached', { BASIC_INSURANCE: { terms: terms('0', '50', { ceiling: '100', earlierPaid: '100' }) }, MEDICAL_ASSISTANCE: { without: 'NOT_COVERED' } }, '300.00', ['0.00', '0.00', '0.00', '0.00', '0.00'], ['CEILING_REACHED', 'BELOW_DEDUCTIBLE', 'NOT_COVERED', 'NO_APPLICATION', 'NO_APPLICATION']],
    ['less than a fen', { BASIC_INSURANCE: { terms: terms('0', '10') }, MEDICAL_ASSISTANCE: { without: 'NOT_COVERED' } }, '0.04', ['0.00', '0.00', '0.00', '0.00', '0.00'], ['LESS_THAN_ONE_FEN', 'BELOW_DEDUCTIBLE', 'NOT_COVERED', 'NO_APPLICATION', 'NO_APPLICATION']],
  ])('%s', (_, changes, bill, paid, why) => {
    const result = settle({ bill, eligibleCost: bill, sources: { ...sources, ...changes } });
    expect(paidOf(result)).toEqual(paid);
    expect(whyOf(result)).toEqual(why);
  });

  test('has nothing for the insurances when nothing of it is on their lists', () => {
    expect(whyOf(settle({ bill: '300.00', eligibleCost: '0.00', sources }))).toEqual(['NOTHING_INSURABLE', 'NOTHING_INSURABLE', 'NOTHING_INSURABLE', 'NO_APPLICATION', 'NO_APPLICATION']);
  });
});

describe('a stated settlement', () => {
  const sources = { ...none, BASIC_INSURANCE: { terms: terms('0', '50') } };
  const result = settle({ bill: '100.00', eligibleCost: '100.00', sources });
  const layers: Stated['layers'] = result.layers.map(({ layer, paid, zeroReason }) => ({ layer, paid, zeroReason }));
  const [basic, serious, medical, temporary, charity] = layers as [Stated['layers'][0], Stated['layers'][0], Stated['layers'][0], Stated['layers'][0], Stated['layers'][0]];

  test.each<[string, Stated, string | undefined]>([
    ['may be right', { layers, selfPaid: '50' }, undefined],
    ['keeps the order', { layers: [serious, basic, medical, temporary, charity], selfPaid: '50' }, 'HEALTH_LAYER_OUT_OF_ORDER'],
    ['leaves none out', { layers: [basic, medical, temporary, charity], selfPaid: '50' }, 'HEALTH_LAYER_SKIPPED'],
    ['has none twice', { layers: [...layers, charity], selfPaid: '50' }, 'HEALTH_LAYER_OUT_OF_ORDER'],
    ['is not empty', { layers: [], selfPaid: '100' }, 'HEALTH_LAYER_SKIPPED'],
    ['takes no more than is left', { layers: [{ ...basic, paid: '100.01' }, serious, medical, temporary, charity], selfPaid: '0' }, 'HEALTH_LAYER_EXCEEDS_REST'],
    ['takes nothing back', { layers: [{ ...basic, paid: '-1' }, serious, medical, temporary, charity], selfPaid: '101' }, 'HEALTH_LAYER_NEGATIVE'],
    ['explains a layer that pays nothing', { layers: [basic, { ...serious, zeroReason: null }, medical, temporary, charity], selfPaid: '50' }, 'HEALTH_LAYER_ZERO_UNEXPLAINED'],
    ['does not explain one that pays', { layers: [{ ...basic, zeroReason: 'NOT_ENROLLED' }, serious, medical, temporary, charity], selfPaid: '50' }, 'HEALTH_LAYER_ZERO_UNEXPLAINED'],
    ['adds up', { layers, selfPaid: '49.99' }, 'HEALTH_LAYERS_SUM'],
    ['pays as the rule says', { layers: [{ ...basic, paid: '60' }, serious, medical, temporary, charity], selfPaid: '40' }, 'HEALTH_LAYER_DIFFERS'],
    ['gives the right reason', { layers: [basic, { ...serious, zeroReason: 'NOT_COVERED' }, medical, temporary, charity], selfPaid: '50' }, 'HEALTH_LAYER_DIFFERS'],
  ])('%s', (_, stated, code) => {
    expect(statedFault(stated, '100.00', result)?.code).toBe(code);
  });
});
