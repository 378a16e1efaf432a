import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../support/app.ts';
import { type ListField, listFieldsOf } from '../support/graph.ts';
import { idsInOrder, type Node, orderFieldsOf } from '../support/ordering.ts';
import { allRows, readerOf } from '../support/rows.ts';
import { readPage, walk } from '../support/walk.ts';

const province = 'demo-province-clerk';
const county = 'demo-county-clerk';

let platform: TestApp;
let lists: readonly ListField[];
beforeAll(async () => {
  platform = await openTestApp({ everyDomain: true });
  lists = listFieldsOf(platform.app.schema, 'Query').filter(({ isOfRecords }) => isOfRecords);
});
afterAll(() => platform?.close());

/** How a list is walked: few pages or many, from either end, in either direction. */
const ways = (total: number) => fc.record({
  descending: fc.boolean(),
  backward: fc.boolean(),
  size: fc.integer({ min: Math.min(200, Math.max(1, Math.ceil(total / 4))), max: Math.min(200, total + 2) }),
});

/** Allocations belong to no county, so that everybody sees all of them: some years are enough here. */
const narrowed = ({ name }: ListField): string => (name === 'allocations' ? 'filter: { allocatedOn: { gte: "2020-01-01" } }' : '');

describe('a list walked page by page has every row exactly once, in its order', () => {
  test('every list, by every field it can be ordered by, forwards and backwards', { timeout: 240_000 }, async () => {
    let withGaps = 0;
    for (const list of lists) {
      const as = await readerOf(platform, list.name);
      const fields = orderFieldsOf(platform.app.schema, list);
      const rows = await allRows(platform, list.name, fields.map(({ selection }) => selection).join(' '), as, narrowed(list));
      for (const field of fields) {
        const hasGaps = rows.some((row) => field.valueOf(row) === null) && rows.some((row) => field.valueOf(row) !== null);
        withGaps += Number(hasGaps);
        await fc.assert(fc.asyncProperty(ways(rows.length), async ({ descending, backward, size }) => {
          const orderBy = `orderBy: { field: ${field.name}, direction: ${descending ? 'DESC' : 'ASC'} } ${narrowed(list)}`;
          expect(await walk(platform, list.name, { as, size, backward, args: orderBy })).toEqual(idsInOrder(rows, field, descending));
        }), { numRuns: hasGaps ? 2 : 1, seed: 2016 });
      }
    }
    expect(withGaps).toBeGreaterThan(40); // fields that some rows have a value in and others have none
  });

  test('every list without an order, by id', async () => {
    for (const list of lists) {
      const rows = await allRows(platform, list.name, '', province);
      await fc.assert(fc.asyncProperty(ways(rows.length), async ({ backward, size }) => {
        expect(await walk(platform, list.name, { as: province, size, backward })).toEqual(idsInOrder(rows, undefined, false));
      }), { numRuns: 1, seed: 20 });
    }
  });

  test('pages of one row, and pages that end exactly with the list', async () => {
    const all = await walk(platform, 'households', { as: county, size: 200, backward: false });
    for (const backward of [false, true]) {
      for (const size of [1, 2, all.length - 1, all.length, all.length + 1]) {
        expect(await walk(platform, 'households', { as: county, size, backward, args: 'orderBy: { field: status }' })).toHaveLength(all.length);
      }
    }
    const { edges, pageInfo, totalCount } = await readPage(platform, 'households', 'first: 0', county, (list) => `{ ${list} }`);
    expect([edges, totalCount, pageInfo]).toEqual([[], all.length, { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null }]);
  });

  test('going on from any edge, in both directions', async () => {
    const args = 'orderBy: { field: year, direction: DESC }';
    const frame = (list: string): string => `{ ${list} }`;
    const { edges } = await readPage(platform, 'incomes', `first: 200 ${args}`, county, frame);
    const ids = edges.map(({ node }) => node.id);
    for (const [at, { cursor }] of edges.entries()) {
      const after = await readPage(platform, 'incomes', `first: 3 after: "${cursor}" ${args}`, county, frame);
      const before = await readPage(platform, 'incomes', `last: 3 before: "${cursor}" ${args}`, county, frame);
      expect(after.edges.map(({ node }) => node.id)).toEqual(ids.slice(at + 1, at + 4));
      expect(before.edges.map(({ node }) => node.id)).toEqual(ids.slice(Math.max(0, at - 3), at));
    }
  });

  test('places too', async () => {
    const all = await walk(platform, 'places', { size: 200, backward: false, args: 'within: "140224"' });
    expect(new Set(all).size).toBe(all.length);
    for (const backward of [false, true]) expect(await walk(platform, 'places', { size: 67, backward, args: 'within: "140224"' })).toEqual(all);
  });
});

describe('nested lists', () => {
  test('page for each parent by itself, as if it were asked alone', async () => {
    const { data } = await platform.ask('{ households(first: 12) { nodes { registrationNumber incomes(first: 200) { nodes { id } } } } }', { as: province });
    const parents: readonly { registrationNumber: string; incomes: { nodes: readonly Node[] } }[] = data.households.nodes;
    expect(new Set(parents.map(({ incomes }) => incomes.nodes.length)).size).toBeGreaterThan(1);
    for (const { registrationNumber, incomes } of parents) {
      const frame = (list: string): string => `{ household(registrationNumber: "${registrationNumber}") { ${list} } }`;
      for (const backward of [false, true]) expect(await walk(platform, 'incomes', { as: province, size: 2, backward }, frame)).toEqual(incomes.nodes.map(({ id }) => id));
    }
  });

  test('of several parents with one cursor each go on behind it', async () => {
    const args = 'first: 2, orderBy: { field: year }';
    const page = async (after: string) => (await platform.ask(`{ households(first: 8) { nodes { incomes(${args} ${after}) { totalCount edges { cursor node { id year } } } all: incomes(first: 200, orderBy: { field: year }) { nodes { id year } } } } }`, { as: county })).data.households.nodes;
    const households = await page('');
    const chosen = households.findIndex(({ all }: { all: { nodes: readonly Node[] } }) => all.nodes.length > 3);
    const { cursor, node: last } = households[chosen].incomes.edges[1];
    for (const [at, { incomes, all }] of (await page(`after: "${cursor}"`)).entries()) {
      expect(incomes.totalCount).toBe(all.nodes.length);
      expect(incomes.edges.every(({ node }: { node: { year: number } }) => node.year >= last.year)).toBe(true);
      if (at === chosen) expect(incomes.edges.map(({ node }: { node: Node }) => node.id)).toEqual(all.nodes.slice(2, 4).map(({ id }: Node) => id));
    }
  });

  test('of a place are walked like any other', async () => {
    const frame = (list: string): string => `{ place(code: "140200") { ${list} } }`;
    for (const list of ['households', 'relocationCases', 'incomes', 'projects']) {
      const all = await walk(platform, list, { as: province, size: 200, backward: false }, frame);
      expect(new Set(all).size).toBe(all.length);
      for (const backward of [false, true]) expect(await walk(platform, list, { as: province, size: Math.ceil(all.length / 4), backward }, frame)).toEqual(all);
    }
  });
});

test('the total is that of the filter, and the cursors are too', async () => {
  const { data } = await platform.ask('{ all: incomes(first: 1) { totalCount edges { cursor node { id year } } } }', { as: county });
  const [{ cursor, node }] = data.all.edges;
  const filter = `filter: { year: { eq: ${node.year} } }`;
  const filtered = (await platform.ask(`{ incomes(first: 1, ${filter}) { totalCount edges { cursor node { id } } } }`, { as: county })).data.incomes;
  expect(filtered.edges[0].node.id).toBe(node.id);
  expect(filtered.edges[0].cursor).not.toBe(cursor);
  expect(filtered.totalCount).toBeLessThan(data.all.totalCount);
  expect(await walk(platform, 'incomes', { as: county, size: 3, backward: false, args: filter })).toHaveLength(filtered.totalCount);
});
