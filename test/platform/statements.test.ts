import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, openTestApp, type TestApp } from '../support/app.ts';
import { type Covered, coverOf, pathsOf } from '../support/coverage.ts';
import { allOf, listFieldsOf, packed } from '../support/graph.ts';
import { operationStatements, statementCount } from '../support/statements.ts';

let [platform, compiling]: [TestApp, TestApp] = [undefined as never, undefined as never];
beforeAll(async () => {
  platform = await openTestApp({ everyDomain: true, compiled: false });
  compiling = await openTestApp({ everyDomain: true });
});
afterAll(async () => {
  await platform?.close();
  await compiling?.close();
});

const as = 'demo-province-clerk';

const ask = async (query: string, variables?: object): Promise<Answer> => {
  const answer = await platform.ask(query, { as, variables });
  expect(answer.errors).toEqual([]);
  return answer;
};

/** Everything of a type: its own fields, its links, and every list with its total. */
const packsOf = (type: string): readonly string[] => packed(allOf(platform.app.schema, type));

/** A place that was seen already is not looked up again, so the few rows may come to a lookup less. */
const isPlaceLookup = (text: string): boolean => text.includes('from "core"."place" inner join unnest');

/**
 * The same statements for many rows as for few. Where answers arrive one by one over a network, rows
 * that several lists point to may be fetched once a list instead of once: a matter of timing, but
 * never more often than there are lists.
 */
const expectAsMany = (many: Answer, few: Answer, pack: string): void => {
  const below = (answer: Answer): string[] => operationStatements(answer).slice(3).sort(); // begin, enter, the root's own
  const lists = pack.split('totalCount').length;
  const times = Map.groupBy(below(many), (text) => text);
  expect(Math.max(...[...times.values()].map(({ length }) => length))).toBeLessThanOrEqual(Math.max(lists, 4));
  const kinds = (answer: Answer): string[] => [...new Set(below(answer))];
  expect(kinds(many)).toEqual(kinds(few));
  if (platform.db.engine !== 'pglite') return;
  // On one session answers come in one order. What a list points to may have been fetched for another
  // list already, for all of the few rows and not for all of the many: a lookup more or less, not rows.
  const counted = (answer: Answer): number => below(answer).filter((text) => !isPlaceLookup(text)).length;
  expect(Math.abs(counted(many) - counted(few))).toBeLessThanOrEqual(3);
};

interface List {
  /** Name of the list and the arguments that narrow it. */
  readonly of: (args: string, selection: string) => string;
  readonly nodesOf: (data: Answer['data']) => readonly { readonly key: string }[];
  readonly key: string;
}

const rootList = (name: string, key: string): List => ({
  of: (args, selection) => `${name}(${args}) { totalCount nodes { ${selection} } }`,
  nodesOf: (data) => data[name].nodes,
  key,
});

const householdsOfProvince: List = {
  of: (args, selection) => `place(code: "140000") { households(${args}) { totalCount nodes { ${selection} } } }`,
  nodesOf: (data) => data.place.households.nodes,
  key: 'registrationNumber',
};

/** Few rows of a list that between them have something in every field, and many that add nothing new. */
const covered = async ({ of, nodesOf, key }: List, args: string, packs: readonly string[], few: number, many: number): Promise<Covered<string>> => {
  const paths = new Map<string, Set<string>>();
  for (const pack of packs) {
    const { data } = await ask(`{ ${of(args, `key: ${key} ${pack}`)} }`);
    for (const { key: one, ...node } of nodesOf(data)) paths.set(one, new Set([...(paths.get(one) ?? []), ...pathsOf(node)]));
  }
  return coverOf([...paths], few, many);
};

describe('a list takes as many statements for 50 rows as for 5, with every field and list of its rows', () => {
  const expectSteady = async (list: List, packs: readonly string[]): Promise<void> => {
    const { some, many } = await covered(list, 'first: 120', packs, 5, 50);
    expect([some.length, many.length]).toEqual([5, 50]);
    for (const pack of packs) {
      const listed = (keys: readonly string[]) => ask(`query($keys: [String!]) { ${list.of(`first: 50, filter: { ${list.key}: { in: $keys } }`, pack)} }`, { keys });
      const all = await listed(many);
      expect(list.nodesOf(all.data)).toHaveLength(50);
      expectAsMany(all, await listed(some), pack);
    }
  };

  test('households', () => expectSteady(rootList('households', 'registrationNumber'), packsOf('Household')));
  test('households of a place', () => expectSteady(householdsOfProvince, packsOf('Household')));
  test('projects', () => expectSteady(rootList('projects', 'code'), packsOf('Project')));
  test('members of households', () => expectSteady(rootList('households', 'registrationNumber'), packsOf('Person').map((pack) => `members { ${pack} }`)));

  test('all 58 poor counties, as many as 10 of them', async () => {
    const packs = packsOf('Place');
    const poor = 'isPoorCounty: true, level: COUNTY, first: 58';
    const { some } = await covered(rootList('places', 'code'), poor, packs, 10, 10);
    for (const pack of packs) {
      const all = await ask(`{ places(${poor}) { nodes { ${pack} } } }`);
      expect(all.data.places.nodes).toHaveLength(58);
      const few = await ask(`{ ${some.map((code, at) => `p${at}: place(code: "${code}") { ...all }`).join(' ')} } fragment all on Place { ${pack} }`);
      expectAsMany(all, few, pack);
    }
  });

  test('rows of every other kind, found by id', async () => {
    const lists = listFieldsOf(platform.app.schema, 'Query').filter(({ name, isOfRecords }) => isOfRecords && !['households', 'projects'].includes(name));
    expect(lists.length).toBeGreaterThan(30);
    for (const { name, node } of lists) {
      const packs = packsOf(node.name);
      const { some, many } = await covered(rootList(name, 'id'), 'first: 100', packs, 5, 15);
      for (const pack of packs) {
        const found = (ids: readonly string[]) => ask(`{ ${ids.map((id, at) => `n${at}: node(id: "${id}") { ...all }`).join(' ')} } fragment all on ${node.name} { ${pack} }`);
        expectAsMany(await found(many), await found(some), pack);
      }
    }
  });
});

describe('the number itself is small', () => {
  const rich = `
    members { name relation age } village { name parent { name parent { name } } } county { name }
    statusHistory { totalCount nodes { status } } incomes { totalCount nodes { year netPerHead } }
    assurances { totalCount nodes { kind met } } needs { totalCount nodes { kind } } plans { totalCount nodes { measures } }
    helpers { totalCount nodes { helperName } } events { totalCount nodes { kind } }`;

  test.each([
    // begin, enter, commit; the list and its total
    ['{ households(first: 50) { totalCount nodes { registrationNumber } } }', 5],
    // and rosters, the places with the next above them, two for each of the seven lists
    [`{ households(first: 50) { totalCount nodes { ${rich} } } }`, 5 + 1 + 2 + 14],
    // and the place itself
    [`{ place(code: "140000") { households(first: 50) { totalCount nodes { ${rich} } } } }`, 6 + 1 + 2 + 14],
    ['{ projects(first: 50) { nodes { code stages { totalCount nodes { kind } } disbursements { totalCount nodes { amount } } } } }', 4 + 4],
    ['{ places(isPoorCounty: true, level: COUNTY, first: 50) { nodes { households(first: 3) { totalCount nodes { members { name } } } } } }', 4 + 2 + 1],
  ])('%s', async (query, expected) => {
    expect(statementCount(await ask(query))).toBe(expected);
    expect(statementCount(await ask(query.replace('first: 50', 'first: 5')))).toBe(expected);
  });

  test('whatever is nested in a compiled query, it is one between begin, enter and commit', async () => {
    const nested = `{ households(first: 50) { totalCount nodes { ${rich} } } projects(first: 50) { nodes { code stages { totalCount nodes { kind } } disbursements { totalCount nodes { amount } } } } }`;
    expect(statementCount(await compiling.ask(nested, { as }))).toBe(4);
  });
});

describe('a save takes as many statements for 50 rows as for 1', () => {
  const clerk = async (mutation: string, type: string, rows: readonly object[]): Promise<Answer> => {
    const answer = await platform.ask(`mutation($rows: [${type}!]!) { ${mutation}(rows: $rows) { outcome errors { code } } }`, { as, variables: { rows } });
    expect(answer.errors).toEqual([]);
    return answer;
  };
  const outcomes = (answer: Answer, mutation: string): readonly string[] => [...new Set<string>(answer.data[mutation].map(({ outcome }: { outcome: string }) => outcome))];

  const numbers = async (): Promise<readonly string[]> => {
    const { data } = await ask('{ households(first: 60) { nodes { registrationNumber } } }');
    return data.households.nodes.map(({ registrationNumber }: { registrationNumber: string }) => registrationNumber);
  };
  const cases = async (): Promise<readonly { readonly id: string; readonly household: { readonly registrationNumber: string } }[]> => {
    const { data } = await ask('{ relocationCases(first: 60, filter: { programme: { eq: POVERTY } }) { nodes { id household { registrationNumber } } } }');
    return data.relocationCases.nodes;
  };

  const kinds: readonly (readonly [mutation: string, type: string, rows: () => Promise<readonly object[]>, change: object])[] = [
    ['saveHouseholdIncomes', 'HouseholdIncomeInput', async () => (await numbers()).map((registrationNumber) => ({ registrationNumber, year: 2011, wage: '10', persons: 2 })), { wage: '11.50' }],
    ['saveHelperAssignments', 'HelperAssignmentInput', async () => (await numbers()).map((registrationNumber) => ({ registrationNumber, fromOn: '2020-05-01', helperName: '帮扶人', helperUnit: '县水利局' })), { helperUnit: '县林业局' }],
    ['saveRelocationHouseholdTaxReliefs', 'RelocationHouseholdTaxReliefInput', async () =>
      (await cases()).flatMap(({ id, household: { registrationNumber } }) => ['2020-11-29', '2020-11-30'].map((appliedOn) => ({ registrationNumber, caseId: id, tax: 'DEED_TAX', appliedOn, amount: '100' }))), { amount: '120' }],
    ['saveProjects', 'ProjectInput', async () => Array.from({ length: 51 }, (_, at) => ({ countyCode: '140224', code: `S-${at}`, name: '村道', actionNumber: 20, placeCode: '140224', year: 2019, budget: '1000' })), { name: '水渠' }],
  ];

  test.each(kinds)('%s', async (mutation, type, make, change) => {
    const [first, ...rows] = await make() as [object, ...object[]];
    const many = rows.slice(0, 50);
    expect(many.length).toBeGreaterThanOrEqual(40);
    for (const [outcome, extra] of [['CREATED', {}], ['UNCHANGED', {}], ['UPDATED', change]] as const) {
      const one = await clerk(mutation, type, [{ ...first, ...extra }]);
      const all = await clerk(mutation, type, many.map((row) => ({ ...row, ...extra })));
      expect(outcomes(one, mutation)).toEqual([outcome]);
      expect(outcomes(all, mutation)).toEqual([outcome]);
      expect(statementCount(all)).toBe(statementCount(one));
      expect(statementCount(all)).toBeLessThanOrEqual(18);
    }
  });

  test('several mutations in one operation take the sum of each, however many rows they have', async () => {
    const some = await numbers();
    let time = 0;
    const count = async (fields: number, rows: number): Promise<number> => {
      time += 1; // another text each time: every call but the first is an update
      const row = (number: string, at: number) => `{ registrationNumber: "${number}", year: ${1990 + at}, kind: CREDIT, description: "${time}" }`;
      const field = (at: number) => `m${at}: saveNeeds(rows: [${some.slice(0, rows).map((number) => row(number, at)).join(' ')}]) { outcome }`;
      return statementCount(await ask(`mutation { ${Array.from({ length: fields }, (_, at) => field(at)).join(' ')} }`));
    };
    await count(3, 10);
    const [one, two, three] = [await count(1, 1), await count(2, 1), await count(3, 1)];
    expect(three - two).toBe(two - one);
    expect(await count(3, 10)).toBe(three);
  });
});
