import { encodeGlobalID } from '@pothos/plugin-relay';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placeVintages } from '../reference/vintages.ts';
import { definePlace } from './place.ts';
import { openTestGraph, type TestGraph } from './test-graph.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await openTestGraph(definePlace);
}, 60_000);
afterAll(() => graph.close());

const codesOf = (nodes: readonly { readonly code: string }[]): readonly string[] => nodes.map(({ code }) => code);

describe('a place', () => {
  test('is seen as of a date', async () => {
    const { place } = await graph.data(`{ place(code: "140224", asOf: "2017-01-01") {
      code name namePinyin level kind isStatistical validFrom validTo asOf isPoorCounty
      parent { code asOf } ancestors { code level asOf }
      designations { kind contiguousArea validFrom exitYear exitDecidedOn exitBasis } } }`);
    expect(place).toEqual({
      code: '140224', name: '灵丘县', namePinyin: 'Lingqiu Xian', level: 'COUNTY', kind: 'COUNTY', isStatistical: false,
      validFrom: '2016-07-31', validTo: null, asOf: '2017-01-01', isPoorCounty: true,
      parent: { code: '140200', asOf: '2017-01-01' },
      ancestors: [{ code: '140000', level: 'PROVINCE', asOf: '2017-01-01' }, { code: '140200', level: 'CITY', asOf: '2017-01-01' }],
      designations: [
        { kind: 'CONTIGUOUS_AREA', contiguousArea: 'YANSHAN_TAIHANG', validFrom: '2012-12-11', exitYear: 2018, exitDecidedOn: '2019-04-29', exitBasis: 'REPORTED' },
        { kind: 'NATIONAL_KEY_COUNTY', contiguousArea: null, validFrom: '2012-03-31', exitYear: 2018, exitDecidedOn: '2019-04-29', exitBasis: 'REPORTED' },
      ],
    });
  });

  test('has the ancestors of its level', async () => {
    const { village, province } = await graph.data(`{
      village: place(code: "140105001001") { ancestors { code } parent { code } }
      province: place(code: "140000") { ancestors { code } parent { code } } }`);
    expect(codesOf(village.ancestors)).toEqual(['140000', '140100', '140105', '140105001']);
    expect(village.parent.code).toBe('140105001');
    expect(province).toEqual({ ancestors: [], parent: null });
  });

  test('is null when no unit has the code on the date', async () => {
    expect(await graph.data(`{
      past: place(code: "140227", asOf: "2018-10-31") { code } early: place(code: "140215", asOf: "2018-10-30") { code }
      never: place(code: "150000") { code } before: place(code: "140227", asOf: "2014-01-01") { name } }`))
      .toEqual({ past: null, early: null, never: null, before: { name: '大同县' } });
  });

  test.each(['', '14', '14022', '1402240', '14022x', "140224' or 1=1", '１４０２２４'])('refuses the code %j', async (code) => {
    expect(await graph.codes('query ($code: String!) { place(code: $code) { code } }', { code })).toEqual(['PLACE_CODE_INVALID']);
  });

  test('refuses a date that is none', async () => {
    expect(await graph.codes('{ place(code: "140224", asOf: "2017-02-30") { code } }')).toEqual(['INVALID_DATE']);
    expect(await graph.codes('query ($on: Date) { places(asOf: $on) { totalCount } }', { on: 'yesterday' })).toEqual(['INVALID_DATE']);
  });
});

describe('the id of a place', () => {
  test('keeps the date and resolves', async () => {
    const { place } = await graph.data('{ place(code: "140227", asOf: "2017-01-01") { id } }');
    expect(await graph.data('query ($id: ID!) { node(id: $id) { __typename id ... on Place { name asOf } } }', { id: place.id }))
      .toEqual({ node: { __typename: 'Place', id: place.id, name: '大同县', asOf: '2017-01-01' } });
  });

  test('without a date is of today', async () => {
    expect(await graph.data('query ($id: ID!) { node(id: $id) { ... on Place { code asOf } } }', { id: encodeGlobalID('Place', '140224') }))
      .toEqual({ node: { code: '140224', asOf: '2019-06-15' } });
  });

  test('of no unit gives null', async () => {
    expect(await graph.data('query ($id: ID!) { node(id: $id) { id } }', { id: encodeGlobalID('Place', '149999') })).toEqual({ node: null });
  });

  test.each(['x', '140224@', '140224@2017-02-30', '140224@2017-01-01@', '@2017-01-01', '14022'])('refuses %j', async (id) => {
    expect(await graph.codes('query ($id: ID!) { node(id: $id) { id } }', { id: encodeGlobalID('Place', id) })).toEqual(['INVALID_ID']);
  });
});

describe('changes of places', () => {
  test('lead from 大同县 to 云州区 and back', async () => {
    expect(await graph.data(`{ place(code: "140227", asOf: "2016-07-31") {
      name designations { kind } isPoorCounty predecessors { code }
      successors { code name asOf isPoorCounty predecessors { code name asOf } }
      events { relation part isWhole effectiveFrom from { code asOf } to { code } other { code } } } }`)).toEqual({
      place: {
        name: '大同县', designations: [{ kind: 'CONTIGUOUS_AREA' }, { kind: 'NATIONAL_KEY_COUNTY' }], isPoorCounty: true, predecessors: [],
        successors: [{
          code: '140215', name: '云州区', asOf: '2018-10-31', isPoorCounty: true,
          predecessors: [{ code: '140227', name: '大同县', asOf: '2017-10-31' }],
        }],
        events: [{
          relation: 'REPLACED', part: '全部', isWhole: true, effectiveFrom: '2018-10-31',
          from: { code: '140227', asOf: '2017-10-31' }, to: { code: '140215' }, other: { code: '140215' },
        }],
      },
    });
  });

  test('name every part of a split', async () => {
    const { place } = await graph.data('{ place(code: "140211", asOf: "2016-07-31") { successors { code } events { relation other { code } } } }');
    expect(codesOf(place.successors)).toEqual(['140212', '140213', '140214']);
    expect(place.events).toHaveLength(3);
  });

  test('show what a unit came from only after it did', async () => {
    const { before, after } = await graph.data(`{
      before: place(code: "140212", asOf: "2018-10-30") { predecessors { code } events { other { code } } }
      after: place(code: "140212", asOf: "2018-10-31") { predecessors { code } successors { code } events { other { code } } } }`);
    expect(before).toEqual({ predecessors: [], events: [{ other: { code: '140211' } }] });
    expect(after).toEqual({ predecessors: [{ code: '140211' }], successors: [], events: [{ other: { code: '140211' } }] });
  });
});

describe('places', () => {
  test.each(placeVintages)('of county level on %s are those of its map', async (asOf) => {
    const { places } = await graph.data('query ($asOf: Date) { places(level: COUNTY, asOf: $asOf) { totalCount } }', { asOf });
    expect(places.totalCount).toBe(asOf < '2018-10-31' ? 119 : 117);
  });

  test('leave statistical units out unless wanted', async () => {
    const { without, all, zones } = await graph.data(`{
      without: places(level: COUNTY, asOf: "2017-10-31") { totalCount }
      all: places(level: COUNTY, asOf: "2017-10-31", includeStatistical: true) { totalCount }
      zones: places(kind: STATISTICAL_ZONE, asOf: "2017-10-31", includeStatistical: true) { nodes { code isStatistical } } }`);
    expect([without.totalCount, all.totalCount, zones.nodes.length]).toEqual([119, 125, 6]);
    expect(zones.nodes.every((zone: { isStatistical: boolean }) => zone.isStatistical)).toBe(true);
  });

  const counted = async (args: string): Promise<number> => (await graph.data(`{ places(asOf: "2016-07-31", ${args}) { totalCount } }`)).places.totalCount;

  test.each([
    ['designation: NATIONAL_KEY_COUNTY', 36], ['designation: PROVINCIAL_KEY_COUNTY', 22], ['designation: CONTIGUOUS_AREA', 21],
    ['contiguousArea: LULIANG', 13], ['isPoorCounty: true', 58], ['level: COUNTY, isPoorCounty: false', 61],
    ['level: CITY, parent: "140000"', 11], ['level: CITY, within: "140000"', 11], ['level: COUNTY, within: "140200"', 11],
    ['within: "140105001001"', 0], ['parent: "990000"', 0], ['level: PROVINCE, within: "140000"', 0], ['level: COUNTY, kind: DISTRICT', 23],
    ['designation: CONTIGUOUS_AREA, contiguousArea: YANSHAN_TAIHANG, within: "140200"', 6],
  ])('with %s are %i', async (args, count) => {
    expect(await counted(args)).toBe(count);
  });

  test.each([
    ['繁峙', ['140924']], ['fanshi', ['140924']], ['Fan SHI', ['140924']], [' 大同 县 ', ['140227']],
    ['lüliang', ['141100']], ['lvliang', ['141100']], ['Luliang', ['141100']],
    ['%', []], ['_', []], ['\\', []], ['大%县', []], ['100% fanshi', []], ["'", []],
  ])('searched for %j are %j', async (search, codes) => {
    const { places } = await graph.data('query ($search: String) { places(asOf: "2016-07-31", search: $search) { nodes { code level } } }', { search });
    expect(codesOf(places.nodes.filter(({ level }: { level: string }) => level === 'COUNTY' || level === 'CITY'))).toEqual(codes);
  });

  test('refuse codes that are none', async () => {
    expect(await graph.codes('{ places(parent: "1") { totalCount } }')).toEqual(['PLACE_CODE_INVALID']);
    expect(await graph.codes('{ places(within: "14%") { totalCount } }')).toEqual(['PLACE_CODE_INVALID']);
  });
});

interface PageOfPlaces {
  readonly nodes: readonly { readonly code: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly endCursor: string; readonly startCursor: string };
}

describe('pages of places', () => {
  const page = async (args: string, asOf = '2018-10-31'): Promise<PageOfPlaces> =>
    (await graph.data(`{ places(level: COUNTY, asOf: "${asOf}", ${args}) { nodes { code } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`)).places;

  test('walk every unit once, forward and backward', async () => {
    const forward: string[] = [];
    for (let after = ''; ;) {
      const { nodes, pageInfo } = await page(`first: 50${after}`);
      forward.push(...codesOf(nodes));
      if (!pageInfo.hasNextPage) break;
      after = `, after: "${pageInfo.endCursor}"`;
    }
    expect(forward).toHaveLength(117);
    expect(forward).toEqual([...new Set(forward)].sort());
    const end = await page('last: 50');
    expect(codesOf(end.nodes)).toEqual(forward.slice(-50));
    expect(codesOf((await page(`last: 50, before: "${end.pageInfo.startCursor}"`)).nodes)).toEqual(forward.slice(-100, -50));
  });

  test('refuse cursors of other arguments', async () => {
    const { pageInfo: { endCursor } } = await page('first: 2');
    const stale = (args: string) => graph.codes(`{ places(after: "${endCursor}", ${args}) { nodes { code } } }`);
    expect(await stale('level: COUNTY, asOf: "2018-10-31"')).toEqual([]);
    expect(await stale('level: COUNTY, asOf: "2018-11-01"')).toEqual(['CURSOR_STALE']);
    expect(await stale('level: CITY, asOf: "2018-10-31"')).toEqual(['CURSOR_STALE']);
    expect(await stale('level: COUNTY, asOf: "2018-10-31", includeStatistical: true')).toEqual(['CURSOR_STALE']);
    expect(await stale('level: COUNTY, asOf: "2018-10-31", search: "县"')).toEqual(['CURSOR_STALE']);
    expect(await graph.codes('{ places(after: "nonsense") { nodes { code } } }')).toEqual(['CURSOR_INVALID']);
  });

  test.each([
    ['first: -1', 'PAGE_SIZE_INVALID'], ['first: 201', 'PAGE_SIZE_INVALID'], ['first: 100000', 'PAGE_SIZE_INVALID'],
    ['first: 1, last: 1', 'PAGE_ARGUMENTS_CONFLICT'],
  ])('refuse %s', async (args, code) => {
    expect(await graph.codes(`{ places(${args}) { nodes { code } } }`)).toEqual([code]);
    expect(await graph.codes(`{ place(code: "140000") { children(${args}) { nodes { code } } } }`)).toEqual([code]);
    expect(await graph.codes(`{ place(code: "140000") { descendants(${args}) { nodes { code } } } }`)).toEqual([code]);
  });

  test('may be empty', async () => {
    expect(await graph.data('{ places(first: 0, asOf: "2016-07-31", level: CITY) { totalCount nodes { code } pageInfo { hasNextPage } } }'))
      .toEqual({ places: { totalCount: 11, nodes: [], pageInfo: { hasNextPage: true } } });
  });
});

describe('units below a place', () => {
  test('are paged within their parent, on its date', async () => {
    const { place } = await graph.data(`{ place(code: "140200", asOf: "2018-10-31") {
      children(first: 3) { totalCount nodes { code asOf } pageInfo { hasNextPage endCursor } } } }`);
    expect(place.children.totalCount).toBe(10);
    expect(place.children.nodes).toEqual(['140212', '140213', '140214'].map((code) => ({ code, asOf: '2018-10-31' })));
    const next = await graph.data(`query ($after: String) { place(code: "140200", asOf: "2018-10-31") { children(first: 3, after: $after) { nodes { code } } } }`,
      { after: place.children.pageInfo.endCursor });
    expect(codesOf(next.place.children.nodes)).toEqual(['140215', '140221', '140222']);
    expect(await graph.codes(`query ($after: String) { place(code: "140200", asOf: "2018-11-01") { children(first: 3, after: $after) { nodes { code } } } }`,
      { after: place.children.pageInfo.endCursor })).toEqual(['CURSOR_STALE']);
  });

  test('leave out statistical units but not the villages under them', async () => {
    const { place } = await graph.data(`{ place(code: "140900", asOf: "2018-10-31") {
      counties: children { totalCount } allCounties: children(includeStatistical: true) { totalCount }
      villages: descendants(level: VILLAGE, first: 0) { totalCount } all: descendants(level: VILLAGE, first: 0, includeStatistical: true) { totalCount }
      towns: descendants(level: TOWNSHIP, first: 200) { nodes { code } } } }`);
    expect([place.counties.totalCount, place.allCounties.totalCount]).toEqual([14, 15]);
    const { zone } = await graph.data(`{ zone: place(code: "140971", asOf: "2018-10-31") { descendants(level: VILLAGE, first: 0) { totalCount } } }`);
    const each = await graph.data(`{ places(parent: "140900", asOf: "2018-10-31", level: COUNTY) { nodes { descendants(level: VILLAGE, first: 0) { totalCount } } } }`);
    const sum = each.places.nodes.reduce((total: number, node: { descendants: { totalCount: number } }) => total + node.descendants.totalCount, 0);
    expect(zone.descendants.totalCount).toBeGreaterThan(0);
    expect(place.villages.totalCount).toBe(sum + zone.descendants.totalCount);
    expect(place.all.totalCount).toBeGreaterThanOrEqual(place.villages.totalCount);
    expect(codesOf(place.towns.nodes)).toContain('140971100');
  });

  test('of the province and of a village', async () => {
    const { province, village } = await graph.data(`{
      province: place(code: "140000", asOf: "2018-10-31") { children { totalCount } descendants(level: COUNTY, first: 1) { totalCount nodes { code } } same: descendants(level: PROVINCE) { totalCount } }
      village: place(code: "140105001001") { children { totalCount nodes { code } } descendants { totalCount nodes { code } } } }`);
    expect(province).toEqual({ children: { totalCount: 11 }, descendants: { totalCount: 117, nodes: [{ code: '140105' }] }, same: { totalCount: 0 } });
    expect(village).toEqual({ children: { totalCount: 0, nodes: [] }, descendants: { totalCount: 0, nodes: [] } });
  });
});

describe('statements', () => {
  const everything = `code parent { name } ancestors { name } designations { kind } isPoorCounty
    children(first: 3) { totalCount nodes { code parent { code } } } descendants(level: VILLAGE, first: 1) { nodes { code ancestors { code } } }
    successors { code parent { name } designations { kind } } predecessors { code } events { other { code } }`;

  test('are as many for 50 counties as for 5', async () => {
    const count = (within: string, first: number) =>
      graph.statements(`{ places(level: COUNTY, within: "${within}", asOf: "2016-07-31", first: ${first}) { nodes { ${everything} } } }`);
    const few = await count('140200', 5);
    expect(await count('140000', 50)).toBe(few);
    expect(await count('140000', 119)).toBe(few);
    expect(few).toBeLessThanOrEqual(10);
  });

  test('do not grow with the levels and dates of an operation beyond its lists', async () => {
    const one = '{ a: place(code: "140224", asOf: "2017-01-01") { parent { name } designations { kind } } }';
    const four = `{ a: place(code: "140224", asOf: "2017-01-01") { parent { name } designations { kind } } b: place(code: "140224", asOf: "2019-01-01") { parent { name } designations { kind } }
      c: place(code: "140224101", asOf: "2017-01-01") { parent { name } designations { kind } } d: place(code: "140000") { parent { name } designations { kind } } }`;
    expect(await graph.statements(four)).toBe(await graph.statements(one));
  });

  test('count only when asked', async () => {
    expect(await graph.statements('{ places(level: CITY) { nodes { code } } }')).toBe(1);
    expect(await graph.statements('{ places(level: CITY) { nodes { code } totalCount } }')).toBe(2);
  });
});
