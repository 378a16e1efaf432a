import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anonymous, type Identity } from '../access/identity.ts';
import type { CoreTypes } from '../records/graphql-type.ts';
import { defineIndicators } from './indicator.ts';
import type { IndicatorQuestion } from './indicator-define.ts';
import type { OwnedIndicator } from './indicator-values.ts';
import { definePlace } from './place.ts';
import { defineProgrammes } from './programme.ts';
import { openTestGraph, type TestGraph } from './test-graph.ts';

const calls: (readonly IndicatorQuestion[])[] = [];
const indicatorOf = (id: string, values: (asked: readonly IndicatorQuestion[]) => readonly (string | null)[], target?: string): OwnedIndicator => ({
  id,
  owner: id.split('.')[0] as string,
  title: { zh: '搬迁人数', en: 'People moved in' },
  definition: { zh: '已入住人数', en: 'People whose household moved in' },
  unit: 'person',
  action: id.startsWith('relocation') ? 5 : 6,
  ...(target ? { target } : {}),
  values: async (_, asked) => {
    calls.push(asked);
    return values(asked);
  },
});
const indicators = [
  indicatorOf('relocation.moved', (asked) => asked.map(({ place }) => `${place.code}.10`), 'relocation_registered_poor'),
  indicatorOf('housing.renovated', (asked) => asked.map(() => null)),
];
const reader: Identity = { ...anonymous, accountId: 'a', subject: 's', roles: new Set(['VIEWER']) };

let graph: TestGraph;
const ask = async (query: string, identity: Identity = reader) => {
  const { data, errors } = await graph.run(query, { identity });
  if (errors) throw errors[0]?.originalError ?? errors[0];
  return JSON.parse(JSON.stringify(data));
};

beforeAll(async () => {
  graph = await openTestGraph((shelf) => {
    const core = { Place: definePlace(shelf) } as unknown as CoreTypes;
    defineProgrammes(shelf);
    defineIndicators(shelf, indicators, core);
  });
}, 60_000);
afterAll(() => graph.close());
beforeEach(() => {
  calls.length = 0;
});

describe('definitions', () => {
  test('are public', async () => {
    expect(await ask(`{ indicators(action: 5) { id owner title en: title(lang: EN) definition unit action { number } target { code unit } }
      owned: indicators(owner: "housing") { id } all: indicators { id } one: indicator(id: "housing.renovated") { target { code } } none: indicator(id: "x") { id } }`, anonymous)).toEqual({
      indicators: [{
        id: 'relocation.moved', owner: 'relocation', title: '搬迁人数', en: 'People moved in', definition: '已入住人数', unit: 'person',
        action: { number: 5 }, target: { code: 'relocation_registered_poor', unit: 'person' },
      }],
      owned: [{ id: 'housing.renovated' }],
      all: [{ id: 'relocation.moved' }, { id: 'housing.renovated' }],
      one: { target: null },
      none: null,
    });
    expect(calls).toEqual([]);
  });
});

describe('values', () => {
  test('are of the province and of today by default', async () => {
    expect(await ask('{ indicators { value } indicator(id: "relocation.moved") { value(place: "140224", asOf: "2017-01-01") } }'))
      .toEqual({ indicators: [{ value: '140000.10' }, { value: null }], indicator: { value: '140224.10' } });
    expect(calls.flat().map(({ place, asOf }) => [place.code, asOf])).toContainEqual(['140000', '2019-06-15']);
  });

  test('of many places are asked for together', async () => {
    const { places } = await ask(`{ places(level: COUNTY, asOf: "2017-01-01") { nodes { code
      indicators { indicator { id } value asOf place { code } } again: indicators(ids: ["relocation.moved"]) { value } } } }`);
    expect(places.nodes[0]).toEqual({
      code: '140105',
      indicators: [
        { indicator: { id: 'relocation.moved' }, value: '140105.10', asOf: '2017-01-01', place: { code: '140105' } },
        { indicator: { id: 'housing.renovated' }, value: null, asOf: '2017-01-01', place: { code: '140105' } },
      ],
      again: [{ value: '140105.10' }],
    });
    expect(calls.map((asked) => asked.length)).toEqual([50, 50]);
  });

  test('of several places by code are asked for together', async () => {
    await ask('{ indicator(id: "relocation.moved") { a: value b: value(place: "140224") c: value(place: "140200", asOf: "2017-01-01") } }');
    expect(calls.map((asked) => asked.length)).toEqual([3]);
  });

  test('need a reader', async () => {
    const query = '{ indicator(id: "relocation.moved") { id value } place(code: "140000") { indicators { value } } }';
    expect(await graph.codes(query)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED', 'UNAUTHENTICATED']);
    expect(await graph.codes(query, {}, { ...reader, roles: new Set(['SECURITY_ADMINISTRATOR']) })).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
    expect(calls).toEqual([]);
  });

  test.each([
    ['value(place: "14")', 'PLACE_CODE_INVALID'], ['value(place: "140227", asOf: "2019-01-01")', 'PLACE_UNKNOWN'],
    ['value(place: "150000")', 'PLACE_UNKNOWN'], ['value(asOf: "soon")', 'INVALID_DATE'],
  ])('refuse %s', async (field, code) => {
    expect(await graph.codes(`{ indicator(id: "relocation.moved") { ${field} } }`, {}, reader)).toEqual([code]);
  });

  test('refuse ids of no indicator', async () => {
    expect(await graph.codes('{ place(code: "140000") { indicators(ids: ["nothing"]) { asOf } } }')).toEqual(['INDICATOR_UNKNOWN']);
  });
});
