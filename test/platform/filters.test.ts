import fc from 'fast-check';
import { getNamedType, type GraphQLInputObjectType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../support/app.ts';
import { type ListField, listFieldsOf } from '../support/graph.ts';
import { filterFieldsOf, idsInOrder, type Node, type OrderField } from '../support/ordering.ts';
import { allRows, readerOf } from '../support/rows.ts';

let platform: TestApp;
let lists: readonly ListField[];
beforeAll(async () => {
  platform = await openTestApp({ everyDomain: true });
  lists = listFieldsOf(platform.app.schema, 'Query').filter(({ isOfRecords }) => isOfRecords);
});
afterAll(() => platform?.close());

type Operator = 'eq' | 'in' | 'gte' | 'lte' | 'isNull';
type Condition = Readonly<Partial<Record<Operator, unknown>>>;
type Keep = (row: Node) => boolean;

/** A condition as the API takes it, and what it means in plain words. */
interface Try {
  readonly condition: Condition;
  readonly keep: Keep;
}

const filterType = ({ node }: ListField): GraphQLInputObjectType => platform.app.schema.getType(`${node.name}Filter`) as GraphQLInputObjectType;

const operatorsOf = (list: ListField, field: string): readonly string[] =>
  Object.keys((getNamedType(filterType(list).getFields()[field]?.type) as unknown as GraphQLInputObjectType).getFields());

const compared = (field: OrderField, value: unknown, holds: (order: number) => boolean): Keep => (row) => {
  const own = field.valueOf(row);
  return own !== null && holds(field.compare(own, value));
};

/** Every operator of a field, tried with values that rows have. */
const triesOf = (field: OrderField, operators: readonly string[], one: Node, other: Node): readonly Try[] => {
  const [value, second] = [field.valueOf(one), field.valueOf(other)];
  const [given, alsoGiven] = [field.givenBy(one), field.givenBy(other)];
  const all: Readonly<Record<Operator, Try>> = {
    eq: { condition: { eq: given }, keep: compared(field, value, (order) => order === 0) },
    in: { condition: { in: [given, alsoGiven] }, keep: (row) => [value, second].some((wanted) => compared(field, wanted, (order) => order === 0)(row)) },
    gte: { condition: { gte: given }, keep: compared(field, value, (order) => order >= 0) },
    lte: { condition: { lte: given }, keep: compared(field, value, (order) => order <= 0) },
    isNull: { condition: { isNull: true }, keep: (row) => field.valueOf(row) === null },
  };
  return [...operators.map((operator) => all[operator as Operator]), { condition: { isNull: false }, keep: (row) => field.valueOf(row) !== null }];
};

/** Asks a list under several filters at once: what each finds, in all and on the first page. */
const found = async (list: ListField, filters: readonly object[], as: string): Promise<readonly (readonly [total: number, ids: readonly string[]])[]> => {
  const declared = filters.map((_, at) => `$f${at}: ${list.node.name}Filter`).join(' ');
  const fields = filters.map((_, at) => `l${at}: ${list.name}(filter: $f${at}, first: 200) { totalCount nodes { id } }`).join(' ');
  const { data, errors } = await platform.ask(`query(${declared}) { ${fields} }`, { as, variables: Object.fromEntries(filters.map((filter, at) => [`f${at}`, filter])) });
  expect(errors).toEqual([]);
  return filters.map((_, at) => [data[`l${at}`].totalCount, data[`l${at}`].nodes.map(({ id }: Node) => id)]);
};

const expected = (rows: readonly Node[], keep: Keep): readonly [number, readonly string[]] => {
  const ids = idsInOrder(rows.filter(keep), undefined, false);
  return [ids.length, ids.slice(0, 200)];
};

const rowsOf = async (list: ListField): Promise<{ readonly as: string; readonly fields: readonly OrderField[]; readonly rows: readonly Node[] }> => {
  const as = await readerOf(platform, list.name);
  const fields = filterFieldsOf(platform.app.schema, list);
  return { as, fields, rows: await allRows(platform, list.name, fields.map(({ selection }) => selection).join(' '), as) };
};

test('every operator of every field of every list finds what it says, and nothing else', { timeout: 120_000 }, async () => {
  let tried = 0;
  for (const list of lists) {
    const { as, fields, rows } = await rowsOf(list);
    for (const field of fields) {
      const valued = rows.filter((row) => field.valueOf(row) !== null);
      const [one, other] = [valued[Math.floor(valued.length / 3)], valued.at(-1)];
      const tries = one && other ? triesOf(field, operatorsOf(list, field.name), one, other) : [{ condition: { isNull: true }, keep: () => true }];
      const answers = await found(list, tries.map(({ condition }) => ({ [field.name]: condition })), as);
      tries.forEach(({ condition, keep }, at) => expect(answers[at], `${list.name}.${field.name} ${JSON.stringify(condition)}`).toEqual(expected(rows, keep)));
      tried += tries.length;
    }
  }
  expect(tried).toBeGreaterThan(1_000);
});

test('conditions on several fields, and several on one, hold together', { timeout: 120_000 }, async () => {
  for (const name of ['households', 'relocationCases', 'projects', 'helpers', 'relocationFollowUps']) {
    const list = lists.find((one) => one.name === name) as ListField;
    const { as, fields, rows } = await rowsOf(list);
    const pick = fc.record({ field: fc.constantFrom(...fields), row: fc.constantFrom(...rows), other: fc.constantFrom(...rows), at: fc.nat() });
    await fc.assert(fc.asyncProperty(fc.uniqueArray(pick, { selector: ({ field }) => field.name, minLength: 2, maxLength: 4 }), async (picks) => {
      const parts = picks.flatMap(({ field, row, other, at }) => {
        if (field.valueOf(row) === null || field.valueOf(other) === null) return [];
        const tries = triesOf(field, operatorsOf(list, field.name), row, other);
        const [one, two] = [tries[at % tries.length] as Try, tries[(at + 1) % tries.length] as Try];
        return [{ name: field.name, condition: { ...one.condition, ...two.condition }, keep: [one, two] }];
      });
      // of two conditions on one operator the later one stands
      const keeps = parts.flatMap(({ condition, keep }) => keep.filter((one) => Object.entries(one.condition).every(([operator, value]) => condition[operator as Operator] === value)));
      const [answer] = await found(list, [Object.fromEntries(parts.map(({ name: key, condition }) => [key, condition]))], as);
      expect(answer).toEqual(expected(rows, (row) => keeps.every(({ keep }) => keep(row))));
    }), { numRuns: 40, seed: 2016 });
  }
});

test('what is left empty is no condition; an empty list matches nothing', async () => {
  const list = lists.find(({ name }) => name === 'households') as ListField;
  const as = 'demo-county-clerk';
  const [all, ...same] = await found(list, [{}, { status: null }, { status: {} }, { status: { eq: null } }, { status: { in: null, isNull: null } }], as);
  expect(all?.[0]).toBeGreaterThan(3);
  for (const one of same) expect(one).toEqual(all);
  expect((await found(list, [{ status: { in: [] } }], as))[0]).toEqual([0, []]);
});

test('text matches exactly: no case, no wildcard, no space is overlooked', async () => {
  const list = lists.find(({ name }) => name === 'projects') as ListField;
  const rows = ['Road', 'road', 'Road ', '%', 'R_ad', "O'Neil", '道路', '道路 '].map((name, at) => ({ countyCode: '140224', code: `F-${at}`, name, actionNumber: 20, placeCode: '140224', year: 2019, budget: '1' }));
  await platform.ask('mutation($rows: [ProjectInput!]!) { saveProjects(rows: $rows) { outcome } }', { as: 'demo-county-clerk', variables: { rows } });
  const answers = await found(list, rows.map(({ name }) => ({ name: { eq: name } })), 'demo-county-clerk');
  expect(answers.map(([total]) => total)).toEqual(rows.map(() => 1));
});

test('lists below a household and at a place take the same filters', async () => {
  const as = 'demo-province-clerk';
  const { data } = await platform.ask('{ place(code: "140200") { all: incomes(first: 200) { totalCount nodes { id year } } some: incomes(first: 200, filter: { year: { gte: 2018, lte: 2019 } }) { totalCount nodes { id year } } } }', { as });
  const inRange = data.place.all.nodes.filter(({ year }: { year: number }) => year >= 2018 && year <= 2019);
  expect(data.place.all.totalCount).toBe(data.place.all.nodes.length);
  expect(data.place.some).toEqual({ totalCount: inRange.length, nodes: inRange });
  const { data: below } = await platform.ask('{ households(first: 20) { nodes { all: incomes { nodes { id year } } some: incomes(filter: { year: { eq: 2018 } }) { totalCount nodes { id year } } } } }', { as });
  for (const { all, some } of below.households.nodes) {
    const nodes = all.nodes.filter(({ year }: { year: number }) => year === 2018);
    expect(some).toEqual({ totalCount: nodes.length, nodes });
  }
});
