import { getNamedType, getNullableType, type GraphQLField, type GraphQLInputType, isEnumType, isInputObjectType, isListType, isObjectType, isRequiredInputField } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstQuery, publicQuery } from '../../src/server/examples.ts';
import { boundOf } from '../../src/server/list-bounds.ts';
import { type Answer, openTestApp, type TestApp } from '../support/app.ts';
import { allOf, packed } from '../support/graph.ts';
import { codesOf } from '../support/wire.ts';

const clerk = 'demo-county-clerk';

let platform: TestApp;
beforeAll(async () => {
  platform = await openTestApp({ guards: { perMinute: 1e9, anonymousPerMinute: 1e9 } });
});
afterAll(() => platform?.close());

const costAsked = { 'x-youyu-cost': '1' };
const cost = async (query: string, options: { as?: string; variables?: object } = { as: clerk }): Promise<number> => {
  const { errors, extensions } = await platform.ask(query, { ...options, headers: costAsked });
  expect(errors).toEqual([]);
  const told = extensions?.['cost'] as { cost: number; budget: number };
  expect(told.budget).toBe(10_000);
  return told.cost;
};

describe('cost', () => {
  test('is told only to who asks', async () => {
    expect((await platform.ask('{ __typename }')).extensions).toBeUndefined();
    expect(await cost('{ __typename }')).toBe(1);
  });

  test('counts objects; lists by the length asked for, nested ones multiplied', async () => {
    expect(await cost('{ viewer { name } }')).toBe(2);
    expect(await cost('{ households(first: 7) { nodes { id } } }')).toBe(1 + 1 + 1 + 7);
    expect(await cost('{ households(first: 7) { totalCount nodes { incomes(last: 3) { nodes { id } } } } }')).toBe(1 + 1 + 1 + 1 + 7 * (1 + 1 + 1 + 3));
    expect(await cost('{ households(first: 7) { edges { node { id } } } }')).toBe(1 + 1 + 1 + 7 * 2);
    expect(await cost('{ incomes { nodes { id } } }')).toBe(53);
  });

  test('is the same by variable, by its default and through fragments', async () => {
    const plain = await cost('{ households(first: 7) { nodes { incomes(first: 3) { nodes { id } } } } }');
    expect(await cost('query($n: Int) { households(first: $n) { nodes { incomes(first: 3) { nodes { id } } } } }', { as: clerk, variables: { n: 7 } })).toBe(plain);
    expect(await cost('query($n: Int = 7) { households(first: $n) { nodes { incomes(first: 3) { nodes { id } } } } }')).toBe(plain);
    expect(await cost('{ households(first: 7) { ...c } } fragment c on HouseholdConnection { ... on HouseholdConnection { ...d } } fragment d on HouseholdConnection { nodes { ...h } } fragment h on Household { incomes(first: 3) { nodes { id } } }')).toBe(plain);
  });

  test('what is skipped counts, too: the text alone decides', async () => {
    expect(await cost('{ viewer { name } incomes @skip(if: true) { nodes { id } } }')).toBe(2 + 52);
  });

  test.each([
    ['three lists of 200 in each other', '{ places(first: 200) { nodes { households(first: 200) { nodes { incomes(first: 200) { nodes { id } } } } } } }', undefined],
    ['two lists of 200', '{ households(first: 200) { nodes { incomes(first: 200) { nodes { id } } } } }', undefined],
    ['the same by variables', 'query($n: Int!) { households(first: $n) { nodes { incomes(first: $n) { nodes { id } } } } }', { n: 200 }],
    ['the same by fragments', '{ households(first: 200) { ...c } } fragment c on HouseholdConnection { nodes { ...i } } fragment i on Household { incomes(last: 200) { edges { cursor } } }', undefined],
    ['fifteen aliases of a long list', `{ ${Array.from({ length: 15 }, (_, at) => `a${at}: households(first: 200) { nodes { members { name } } }`).join(' ')} }`, undefined],
    ['lists of lists without arguments', '{ actions { measures { action { measures { action { measures { action { measures { code } } } } } } } } }', undefined],
  ])('%s: refused before anything is read', async (_, query, variables) => {
    const answer = await platform.ask(query, { as: clerk, variables });
    expect(codesOf(answer)).toEqual(['COST_EXCEEDED']);
    const [{ extensions }] = answer.errors as [Answer['errors'][number]];
    expect((extensions['messages'] as { en: string }).en).toMatch(/costs \d{5,}, more than the 10000 allowed/);
    expect(answer.data).toBeUndefined();
    expect(answer.statements.filter((text) => text.startsWith('begin'))).toEqual([]);
  });

  test('the queries of the README and whole objects with all their lists are within the budget', async () => {
    expect(await cost(firstQuery)).toBeLessThan(1_000);
    expect(await cost(publicQuery, {})).toBeLessThan(1_000);
    const frames = { Place: (text: string) => `{ place(code: "140224") { ${text} } }`, Household: (text: string) => `{ household(registrationNumber: "1402240000000001") { ${text} } }`, Query: (text: string) => `{ ${text} }` };
    for (const [type, frame] of Object.entries(frames)) for (const pack of packed(allOf(platform.app.schema, type))) {
      const { errors, extensions } = await platform.ask(frame(pack), { as: clerk, headers: costAsked });
      // some fields want arguments, or another role; none is too dear
      expect(errors.map((error) => error.extensions['code']).filter((code) => !['NOTHING_TO_LOOK_UP', 'FORBIDDEN'].includes(String(code)))).toEqual([]);
      expect(extensions?.['cost']).toMatchObject({ budget: 10_000 });
    }
  });

  test('writing costs more than reading, by the row', async () => {
    const save = 'mutation($rows: [HouseholdIncomeInput!]!) { saveHouseholdIncomes(rows: $rows) { outcome } }';
    const row = { registrationNumber: '1', year: 2001, persons: 1 };
    expect(await cost(save, { as: clerk, variables: { rows: [row] } })).toBe(1 + 10 + 1 + 1);
    expect(await cost(save, { as: clerk, variables: { rows: Array.from({ length: 50 }, () => row) } })).toBe(1 + 500 + 1 + 50);
  });
});

interface ListPlace {
  readonly at: string;
  readonly name: string;
  readonly query: string;
  variables(length: number): object;
}

/** Something of the type that coercion takes; nothing is read or written before the list is refused. */
const sample = (type: GraphQLInputType): unknown => {
  if (isListType(getNullableType(type))) return [];
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (isInputObjectType(named)) return Object.fromEntries(Object.values(named.getFields()).filter(isRequiredInputField).map((field) => [field.name, sample(field.type)]));
  return ({ Int: 1, Boolean: true, Date: '2016-01-01', Money: '1', Decimal: '1' } as Record<string, unknown>)[named.name] ?? 'x';
};

const itemOf = (type: GraphQLInputType): GraphQLInputType => (getNullableType(type) as { ofType: GraphQLInputType }).ofType;

type Path = readonly string[];

/** The lists inside an input type, each with the way to it; no type holds itself. */
const listsIn = (type: GraphQLInputType, path: Path = []): readonly (readonly [Path, GraphQLInputType])[] => {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return [];
  return Object.values(named.getFields()).flatMap((field) => [
    ...(isListType(getNullableType(field.type)) ? [[[...path, field.name], field.type] as const] : []),
    ...listsIn(field.type, [...path, field.name]),
  ]);
};

const filledAt = (type: GraphQLInputType, path: Path, list: unknown): unknown => {
  const [name, ...rest] = path;
  if (name === undefined) return list;
  const named = getNamedType(type);
  if (!isInputObjectType(named)) throw new Error(`${String(type)} has no ${name}`);
  const inner = filledAt(named.getFields()[name]?.type as GraphQLInputType, rest, list);
  const value = { ...(sample(named) as object), [name]: inner };
  return isListType(getNullableType(type)) ? [value] : value;
};

const leafOf = (field: GraphQLField<unknown, unknown>): string => (isObjectType(getNamedType(field.type)) ? '{ __typename }' : '');

const operationWith = (root: 'query' | 'mutation', field: GraphQLField<unknown, unknown>, name: string, type: GraphQLInputType): string => {
  const others = field.args.filter((arg) => arg.name !== name && String(arg.type).endsWith('!'));
  const declared = [`$v: ${String(type)}`, ...others.map((arg) => `$${arg.name}: ${String(arg.type)}`)].join(', ');
  const given = [`${name}: $v`, ...others.map((arg) => `${arg.name}: $${arg.name}`)].join(', ');
  return `${root}(${declared}) { ${field.name}(${given}) ${leafOf(field)} }`;
};

/** Every list that an argument of the root takes, directly or somewhere inside. */
const listPlaces = (): readonly ListPlace[] => {
  const { schema } = platform.app;
  const roots = [['query', schema.getQueryType()], ['mutation', schema.getMutationType()]] as const;
  return roots.flatMap(([root, type]) => Object.values(type?.getFields() ?? {}).flatMap((field) => field.args.flatMap((arg) => {
    const others = Object.fromEntries(field.args.filter((one) => one !== arg && String(one.type).endsWith('!')).map((one) => [one.name, sample(one.type)]));
    const query = operationWith(root, field, arg.name, arg.type);
    const own = isListType(getNullableType(arg.type)) ? [[[], arg.type] as const] : [];
    return [...own, ...listsIn(arg.type)].map(([path, listType]) => ({
      at: [`${field.name}.${arg.name}`, ...path].join('.'),
      name: path.at(-1) ?? arg.name,
      query,
      variables: (length: number) => ({ ...others, v: filledAt(arg.type, path, Array.from({ length }, () => sample(itemOf(listType)))) }),
    }));
  })));
};

describe('lists that are given', () => {
  test('every one has a bound: one item more is refused by variable, before anything is read', async () => {
    const places = listPlaces();
    expect(places.length).toBeGreaterThan(200);
    const refused: unknown[] = [];
    for (const { at, name, query, variables } of places) {
      const answer = await platform.ask(query, { as: clerk, variables: variables(boundOf(name) + 1) });
      refused.push([at, ...codesOf(answer), answer.statements.filter((text) => text.startsWith('begin')).length]);
    }
    expect(refused).toEqual(places.map(({ at, name }) => [at, name === 'rows' ? 'BATCH_TOO_LARGE' : 'LIST_TOO_LONG', 0]));
  });

  test('by literals, too, and through a variable inside a literal', async () => {
    const numbers = Array.from({ length: 501 }, () => '"1"').join(' ');
    for (const [query, variables] of [
      [`{ households(filter: { registrationNumber: { in: [${numbers}] } }) { totalCount } }`, undefined],
      ['query($x: [String!]) { households(filter: { registrationNumber: { in: $x } }) { totalCount } }', { x: Array.from({ length: 501 }, () => '1') }],
      ['query($x: StringCondition) { households(filter: { registrationNumber: $x }) { totalCount } }', { x: { in: Array.from({ length: 501 }, () => '1') } }],
      ['query($x: [String!]) { place(code: "140224") { indicators(ids: $x) { value } } }', { x: Array.from({ length: 201 }, () => '1') }],
    ] as const) expect(codesOf(await platform.ask(query, { as: clerk, variables }))).toEqual(['LIST_TOO_LONG']);
    expect((await platform.ask(`{ households(filter: { registrationNumber: { in: [${numbers.slice(4)}] } }) { totalCount } }`, { as: clerk })).errors).toEqual([]);
  });

  test('a page of more than 200 is refused wherever it stands', async () => {
    for (const args of ['first: 201', 'last: 201', 'first: 1000000', 'first: -1']) {
      for (const query of [`{ places(${args}) { totalCount } }`, `{ households(first: 1) { nodes { incomes(${args}) { totalCount } } } }`]) {
        expect(codesOf(await platform.ask(query, { as: clerk }))).toEqual(['PAGE_SIZE_INVALID']);
      }
    }
  });
});
