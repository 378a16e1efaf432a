import type { GraphQLObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../support/app.ts';
import { allRecords } from '../support/declared.ts';
import { leavesOf, listFieldsOf } from '../support/graph.ts';
import { globalIdOf, uuidOf } from '../support/ids.ts';
import { operationStatements, statementCount } from '../support/statements.ts';

const as = 'demo-province-clerk';
const today = '2020-12-01';
type Row = Readonly<Record<string, unknown>> & { readonly id: string };

let platform: TestApp;
/** A few rows of every type, with all their plain fields, as the lists show them. */
let rowsByType: ReadonlyMap<string, readonly Row[]>;

const ask = async (query: string, variables?: object) => {
  const answer = await platform.ask(query, { as, variables });
  expect(answer.errors).toEqual([]);
  return answer;
};

const typeOf = (name: string): GraphQLObjectType => platform.app.schema.getType(name) as GraphQLObjectType;
const plain = (type: string): string => leavesOf(typeOf(type)).join(' ');

/** Rows of lists at the root, and of lists that stand below other rows only. */
const gather = async (): Promise<ReadonlyMap<string, readonly Row[]>> => {
  const found = new Map<string, readonly Row[]>();
  for (const { name, node } of listFieldsOf(platform.app.schema, 'Query').filter(({ isOfRecords }) => isOfRecords)) {
    found.set(node.name, (await ask(`{ ${name}(first: 3) { nodes { ${plain(node.name)} } } }`)).data[name].nodes);
  }
  const roots = listFieldsOf(platform.app.schema, 'Query').filter(({ isOfRecords }) => isOfRecords);
  for (const { name: root, node: parent } of roots) {
    for (const { name, node, isOfRecords } of listFieldsOf(platform.app.schema, parent.name)) {
      if (!isOfRecords || found.get(node.name)?.length) continue;
      const { data } = await ask(`{ ${root}(first: 20) { nodes { ${name}(first: 3) { nodes { ${plain(node.name)} } } } } }`);
      found.set(node.name, data[root].nodes.flatMap((row: Record<string, { nodes: readonly Row[] }>) => row[name]?.nodes ?? []).slice(0, 3));
    }
  }
  const { data } = await ask(`{ households(first: 1) { nodes { members { ${plain('Person')} } } } }`);
  return found.set('Person', data.households.nodes[0].members);
};

beforeAll(async () => {
  platform = await openTestApp({ everyDomain: true });
  rowsByType = await gather();
});
afterAll(() => platform?.close());

describe('every record', () => {
  test('of every type is here', () => {
    expect([...rowsByType.keys()].sort()).toEqual(allRecords.map(({ name }) => name).sort());
    for (const [type, rows] of rowsByType) expect(rows.length, type).toBeGreaterThan(0);
  });

  test('is found again by its id, the same in every field', async () => {
    for (const [type, rows] of rowsByType) {
      for (const row of rows) {
        const { data } = await ask(`query($id: ID!) { node(id: $id) { __typename id ... on ${type} { ${plain(type)} } } }`, { id: row.id });
        expect(data.node).toEqual({ __typename: type, ...row });
      }
    }
  });

  test('and by the query of its own kind', async () => {
    const queries = platform.app.schema.getQueryType()?.getFields() ?? {};
    let asked = 0;
    for (const { name: type, single } of allRecords) {
      if (!queries[single]?.args.some(({ name }) => name === 'id')) continue;
      const [row] = rowsByType.get(type) as readonly [Row];
      expect((await ask(`query($id: ID!) { ${single}(id: $id) { ${plain(type)} } }`, { id: row.id })).data).toEqual({ [single]: row });
      asked += 1;
    }
    expect(asked).toBeGreaterThan(35);
  });

  test('has an id that says its type and a time-ordered uuid, and nothing else', () => {
    for (const [type, rows] of rowsByType) {
      for (const { id } of rows) expect(Buffer.from(id, 'base64').toString()).toMatch(new RegExp(`^${type}:[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`));
    }
  });

  test('leads to itself through what it belongs to', async () => {
    const { data } = await ask('{ relocationCases(first: 5) { nodes { id household { id relocationCases { nodes { id } } county { id code } } county { id code } } } }');
    for (const { id, household, county } of data.relocationCases.nodes) {
      expect(household.relocationCases.nodes).toContainEqual({ id });
      expect(household.county).toEqual(county);
    }
  });
});

describe('many ids at once', () => {
  const query = (ids: readonly string[]): string => `{ ${ids.map((id, at) => `n${at}: node(id: "${id}") { id }`).join(' ')} }`;

  test('take one statement a type', async () => {
    const [one, ...more] = (rowsByType.get('HouseholdIncome') as readonly Row[]).map(({ id }) => id) as [string, ...string[]];
    const alone = await ask(query([one]));
    const together = await ask(query([one, ...more, one]));
    expect(statementCount(together)).toBe(statementCount(alone));
    expect(operationStatements(alone)).toHaveLength(4); // begin, enter, the row, commit
    expect(together.data[`n${more.length + 1}`]).toEqual({ id: one });
  });

  test('answer each by itself: one that is wrong leaves the others', async () => {
    const [{ id }] = rowsByType.get('Project') as readonly [Row];
    const answer = await platform.ask(query([id, 'garbage', globalIdOf('Project')]), { as });
    expect(answer.data).toEqual({ n0: { id }, n1: null, n2: null });
    expect(answer.errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual([[['n1'], 'INVALID_ID']]);
  });
});

describe('places', () => {
  test('keep the day they are seen on in their id; without one it is today', async () => {
    const { data } = await ask('{ place(code: "140227", asOf: "2016-07-31") { id name asOf successors { id code asOf } } }');
    expect(Buffer.from(data.place.id, 'base64').toString()).toBe('Place:140227@2016-07-31');
    const { data: again } = await ask('query($a: ID!, $b: ID!) { a: node(id: $a) { ... on Place { name asOf } } b: node(id: $b) { ... on Place { code asOf } } }', { a: data.place.id, b: data.place.successors[0].id });
    expect(again).toEqual({ a: { name: '大同县', asOf: '2016-07-31' }, b: { code: '140215', asOf: data.place.successors[0].asOf } });
    const { data: now } = await ask('query($id: ID!) { node(id: $id) { id ... on Place { asOf } } }', { id: globalIdOf('Place', '140224') });
    expect(now.node).toEqual({ id: globalIdOf('Place', `140224@${today}`), asOf: today });
  });

  test('are there for everybody, by id too', async () => {
    const { data } = await platform.ask('query($id: ID!) { node(id: $id) { ... on Place { name } } }', { variables: { id: globalIdOf('Place', '140000') } });
    expect(data.node).toEqual({ name: '山西省' });
  });
});

test('who moved to another household keeps the id, and it leads to where the person is now', async () => {
  const clerk = 'demo-county-clerk';
  const { data } = await platform.ask('{ households(first: 20, filter: { endedOn: { isNull: true } }) { nodes { registrationNumber registeredOn members { id name relation } } } }', { as: clerk });
  const { registrationNumber, members } = data.households.nodes.find((row: { members: readonly unknown[] }) => row.members.length > 1);
  const going = members.at(-1);
  const input = { registrationNumber, on: '2020-11-01', reason: '分家', going: [{ personId: going.id, relation: 'HEAD' }] };
  const split = await platform.ask('mutation($input: SplitHouseholdInput!) { splitHousehold(input: $input) { otherHousehold { registrationNumber id } errors { code } } }', { as: clerk, variables: { input } });
  expect(split.data.splitHousehold.errors).toEqual([]);
  const { otherHousehold } = split.data.splitHousehold;
  const { data: now } = await platform.ask('query($id: ID!, $n: String!) { node(id: $id) { ... on Person { id name current relation household { id } } } household(registrationNumber: $n, asOf: "2020-10-31") { members { id name } } }', { as: clerk, variables: { id: going.id, n: registrationNumber } });
  expect(now.node).toEqual({ id: going.id, name: going.name, current: true, relation: 'HEAD', household: { id: otherHousehold.id } });
  expect(now.household.members).toContainEqual({ id: going.id, name: going.name });
  expect(uuidOf(otherHousehold.id)).not.toBe(uuidOf(going.id));
});
