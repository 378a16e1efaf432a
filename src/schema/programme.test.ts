import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defineProgrammes } from './programme.ts';
import { openTestGraph, type TestGraph } from './test-graph.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await openTestGraph(defineProgrammes);
}, 60_000);
afterAll(() => graph.close());

describe('the policy', () => {
  test('has its parts', async () => {
    const data = await graph.data(`{ departments { code } programmes { number actions { number } } actions { number } measures { id } ofFive: measures(action: 5) { id }
      targets { code action { number } } exitPlan { year kind value } mechanisms { number measures { id } leads { role department { code } } } }`);
    const counts = Object.fromEntries(Object.entries(data).map(([name, rows]) => [name, (rows as unknown[]).length]));
    expect(counts).toEqual({ departments: 80, programmes: 8, actions: 20, measures: 181, ofFive: expect.toSatisfy((count: number) => count > 1), targets: 10, exitPlan: 8, mechanisms: 6 });
    expect(data.programmes.flatMap(({ actions }: { actions: { number: number }[] }) => actions.map(({ number }) => number)).sort((a: number, b: number) => a - b))
      .toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
    expect(data.targets.every(({ action }: { action: unknown }) => action === null)).toBe(true);
    expect(data.mechanisms.flatMap(({ measures }: { measures: unknown[] }) => measures)).toHaveLength(54);
  });

  test('tells who leads an action, and by when what is due', async () => {
    expect(await graph.data(`{ action(number: 5) {
      number code name nameEn: name(lang: EN) ref plugin programme { code name(lang: EN) }
      leads { role validFrom validTo action { number } department { code name nameEn: name(lang: EN) type level } }
      targets { code title value unit comparator dueYear kind action { code } } measures { id title ref } } }`)).toEqual({
      action: {
        number: 5, code: 'relocation', name: '易地扶贫搬迁行动', nameEn: 'Relocation from inhospitable areas', ref: expect.any(String), plugin: 'relocation',
        programme: { code: 'relocation', name: 'Relocation from inhospitable areas programme' },
        leads: [
          ['poverty_alleviation_office', 'LEAD'], ['civil_affairs_department', 'JOINT'], ['development_reform_commission', 'JOINT'],
        ].map(([code, role]) => ({
          role, validFrom: '2016-01-01', validTo: null, action: { number: 5 },
          department: { code, name: expect.any(String), nameEn: expect.stringMatching(/^[\x20-\x7e]+$/), type: expect.any(String), level: 'PROVINCIAL' },
        })),
        targets: ['relocation_accompanying', 'relocation_registered_poor'].map((code) => expect.objectContaining({ code, unit: expect.any(String), action: { code: 'relocation' } })),
        measures: expect.arrayContaining([expect.objectContaining({ id: 'A05-M02' })]),
      },
    });
  });

  test('finds one of each by its key, or nothing', async () => {
    expect(await graph.data(`{
      action(number: 21) { code } none: action(number: -1) { code } department(code: "tourism_bureau") { leads { action { number } role } }
      nobody: department(code: "") { code } programme(code: "relocation") { number } nothing: programme(code: "x' or true") { code }
      target(code: "dilapidated_houses_renovated") { value dueYear comparator } }`)).toEqual({
      action: null, none: null, department: { leads: [{ action: { number: expect.any(Number) }, role: 'LEAD' }] },
      nobody: null, programme: { number: 2 }, nothing: null, target: { value: '352700', dueYear: 2017, comparator: 'EXACT' },
    });
  });

  test('knows no leads before the plan began', async () => {
    expect(await graph.data('{ action(number: 5) { leads(asOf: "2015-12-31") { role } first: leads(asOf: "2016-01-01") { role } } }'))
      .toEqual({ action: { leads: [], first: [{ role: 'LEAD' }, { role: 'JOINT' }, { role: 'JOINT' }] } });
  });

  test('plans the exit of 2.32 million people', async () => {
    const { exitPlan } = await graph.data('{ exitPlan { kind value } }');
    const people = exitPlan.filter(({ kind }: { kind: string }) => kind === 'PEOPLE');
    expect(people.reduce((sum: number, { value }: { value: number }) => sum + value, 0)).toBe(2_320_000);
  });
});

test('statements do not grow with the number of actions', async () => {
  const everything = 'number programme { actions { number } } leads { role department { name leads { action { code } } } } targets { code action { number } } measures { id action { number } }';
  const one = await graph.statements(`{ action(number: 1) { ${everything} } }`);
  // the one action found by its number is already loaded when its targets ask for it
  expect(await graph.statements(`{ actions { ${everything} } }`)).toBe(one + 1);
  expect(one).toBeLessThanOrEqual(8);
});

test('wrong arguments are refused', async () => {
  expect(await graph.codes('{ action(number: 5) { leads(asOf: "2016-13-01") { role } } }')).toEqual(['INVALID_DATE']);
  expect((await graph.run('{ action(number: 99999999999) { code } }')).errors).toHaveLength(1);
  expect((await graph.run('{ action(number: 5) { name(lang: FR) } }')).errors).toHaveLength(1);
});
