import { getNamedType, type GraphQLEnumType, type GraphQLObjectType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AnyRecord } from '../../src/records/define.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { allRecords } from '../support/declared.ts';
import { groupedByHand, keyByHand, numbersByHand, plain, type Raw, rawRows } from '../support/groups/by-hand.ts';

const as = 'demo-province-clerk';

let platform: TestApp;
beforeAll(async () => {
  platform = await openTestApp({ everyDomain: true });
});
afterAll(() => platform?.close());

const ask = async (query: string, variables?: object) => {
  const { data, errors } = await platform.ask(query, { as, variables });
  expect(errors).toEqual([]);
  return data;
};

const dimensionsOf = ({ name }: AnyRecord): readonly string[] => ((platform.app.schema.getType(`${name}Dimension`) as GraphQLEnumType | undefined)?.getValues() ?? []).map((value) => value.name);

const groupFields = ({ name }: AnyRecord) => Object.values((platform.app.schema.getType(`${name}Group`) as GraphQLObjectType).getFields());

/** Columns whose numbers a group sums up. */
const numbersOf = (record: AnyRecord): readonly string[] => groupFields(record).filter(({ name, type }) => name !== 'keys' && isObjectType(getNamedType(type))).map(({ name }) => name);

const worked = (percent: number): string => `{ sum avg min max percentile(p: ${percent}) }`;

const distinct = (rows: readonly Raw[], column: string): number => new Set(rows.map((row) => row[column]).filter((value) => value != null)).size;

const personColumn = ({ name }: AnyRecord): string => (name === 'Person' ? 'id' : 'personId');

const grouped = allRecords.filter(({ name }) => name !== 'ExternalSystem');

test('every record has groups but those with nothing to group by', () => {
  expect(allRecords.filter((record) => dimensionsOf(record).length === 0).map(({ name }) => name)).toEqual(['ExternalSystem']);
  for (const record of grouped) expect(platform.app.schema.getQueryType()?.getFields()[`${record.single}Groups`]?.args.map(({ name }) => name)).toEqual(['asOf', 'by', 'filter', 'having', 'limit', 'orderBy', ...(record.about === 'province' ? [] : ['within'])]);
});

test.each(grouped.map((record) => [record.name, record] as const))('%s: by each of its dimensions, what its rows give by hand', async (_, record) => {
  const rows = await rawRows(platform, record);
  const fields = groupFields(record).map(({ name }) => name);
  const numbers = numbersOf(record);
  const counted = ['distinctPersons', 'distinctHouseholds'].filter((name) => fields.includes(name));
  const selection = (percent: number): string => ['count', ...counted, ...numbers.map((name) => `${name} ${worked(percent)}`)].join(' ');
  const expectGroup = (group: Record<string, unknown>, of: readonly Raw[], percent: number): void => {
    expect(group['count']).toBe(of.length);
    if (fields.includes('distinctPersons')) expect(group['distinctPersons']).toBe(distinct(of, personColumn(record)));
    if (fields.includes('distinctHouseholds')) expect(group['distinctHouseholds']).toBe(distinct(of, 'householdId'));
    for (const name of numbers) {
      const told = Object.entries(group[name] as object).map(([key, value]) => [key, plain(value)]);
      expect([name, Object.fromEntries(told)]).toEqual([name, numbersByHand(of.map((row) => row[name] ?? null), percent)]);
    }
  };
  const keys = dimensionsOf(record).flatMap((dimension) => {
    const key = keyByHand(record, dimension);
    return key ? [{ dimension, key }] : [];
  });
  const [total] = (await ask(`{ g: ${record.single}Groups(by: []) { groups { ${selection(50)} } } }`)).g.groups;
  expectGroup(total, rows, 50);
  for (const [at, { dimension, key }] of keys.entries()) {
    const percent = [0, 25, 50, 90, 100][at % 5] as number;
    const { groups, hasMore } = (await ask(`{ g: ${record.single}Groups(by: [${dimension}], limit: 1000) { hasMore groups { keys { ${key.selection} } ${selection(percent)} } } }`)).g;
    const byHand = groupedByHand(rows, key.keyOf);
    const told = groups.map((group: { keys: Record<string, unknown> }) => key.told(group.keys));
    expect([dimension, hasMore, told]).toEqual([dimension, byHand.length > 1_000, byHand.slice(0, 1_000).map(([one]) => one)]);
    groups.forEach((group: Record<string, unknown>, index: number) => expectGroup(group, byHand[index]?.[1] as readonly Raw[], percent));
  }
}, 120_000);

const sql = (text: string, params: readonly unknown[] = []): Promise<readonly (readonly unknown[])[]> =>
  platform.db.transaction({ scope: { counties: '*', domains: '*', actor: 'test' }, readOnly: true }, async (tx) => (await tx.query(text, params as never)).rows);

interface PlaceGroup {
  readonly keys: Record<string, { readonly code: string } | null>;
  readonly count: number;
}

const byPlace = async (field: string, level: string, args: string): Promise<readonly (readonly [string | null, number])[]> =>
  (await ask(`{ g: ${field}(by: [${level}], limit: 1000, ${args}) { groups { keys { ${level} { code } } count } } }`)).g.groups.map(({ keys, count }: PlaceGroup) => [keys[level]?.code ?? null, count]);

describe('rolled up along the places of the date asked', () => {
  const days = ['2016-12-31', '2018-12-31', '2020-12-01'];
  const columns = { city: 'city_code', county: 'place_county_code', township: 'township_code', village: 'village_code' };

  test.each(days.flatMap((day) => Object.entries(columns).map(([level, column]) => [day, level, column] as const)))('on %s households count in the %s they lived in', async (day, level, column) => {
    const byHand = await sql(`select r.${column}, count(*)::int from core.household h left join core.residence r
      on r.household_id = h.household_id and r.from_on <= $1::date and coalesce(r.to_on, '9999-12-31') > $1::date group by 1 order by r.${column} collate "C" nulls last limit 1000`, [day]);
    expect(byHand.length).toBeGreaterThan(5);
    expect(await byPlace('householdGroups', level, `asOf: "${day}"`)).toEqual(byHand);
  });

  test('records of households count with them, those of counties by their county', async () => {
    const cases = await sql(`select r.place_county_code, count(*)::int, count(distinct c.household_id)::int from relocation.relocation_case c left join core.residence r
      on r.household_id = c.household_id and r.from_on <= '2017-06-30' and (r.to_on is null or r.to_on > '2017-06-30') group by 1 order by 1 nulls last`);
    const { g } = await ask('{ g: relocationCaseGroups(by: [county], asOf: "2017-06-30", limit: 1000) { sources groups { keys { county { code asOf } } count distinctHouseholds } } }');
    expect(g.groups.map(({ keys, count, distinctHouseholds }: PlaceGroup & { distinctHouseholds: number }) => [keys['county']?.code ?? null, count, distinctHouseholds])).toEqual(cases);
    expect(g.groups[0].keys.county.asOf).toBe('2017-06-30');
    expect(g.sources).toEqual(['RelocationCase', 'Residence']);
    const projects = await sql("select replace(county_code, '140227', '140215'), count(*)::int from core.project group by 1 order by 1");
    expect(await byPlace('projectGroups', 'county', 'asOf: "2020-12-01"')).toEqual(projects);
  });

  test('a county that was coded anew keeps the figures of its past, and its new code has those since', async () => {
    const rows = Number((await sql("select count(*)::int from core.project where county_code in ('140227', '140215')"))[0]?.[0]);
    expect(rows).toBeGreaterThan(0);
    for (const [day, code] of [['2016-12-31', '140227'], ['2020-12-01', '140215']] as const) {
      const found = (await byPlace('projectGroups', 'county', `asOf: "${day}"`)).filter(([one]) => one === '140227' || one === '140215');
      expect(found).toEqual([[code, rows]]);
    }
  });

  test('what is above a named place follows the map of the date, too', async () => {
    const before = await byPlace('relocationCaseGroups', 'originVillageCounty', 'asOf: "2016-12-31"');
    const after = await byPlace('relocationCaseGroups', 'originVillageCounty', 'asOf: "2020-12-01"');
    const [past, now] = [new Map(before), new Map(after)];
    expect(now.get('140215')).toBeGreaterThan(0);
    expect([past.get('140227'), past.has('140215'), now.has('140227')]).toEqual([now.get('140215'), false, false]);
    expect(before.reduce((sum, [, count]) => sum + count, 0)).toBe(after.reduce((sum, [, count]) => sum + count, 0));
    expect((await byPlace('relocationCaseGroups', 'originVillageTownship', '')).map(([code]) => code?.length)).toEqual((await sql('select distinct left(origin_village_code, 9) from relocation.relocation_case')).map(() => 9));
  });

  test('a unit made of several says where it was by its city alone', async () => {
    // 潞州区 was two counties until 2018: whose a row of it would have been, nothing says
    const columns = 'id, county_code, code, name, action_number, place_code, year, budget';
    await platform.db.transaction({ scope: { counties: '*', domains: '*', actor: 'test' } }, (tx) => tx.query(
      `insert into core.project (${columns}) values ('00000000-0000-4000-8000-000000000403', '140403', 'G-1', 'x', 5, '140403', 2016, 0), ('00000000-0000-4000-8000-000000000402', '140402', 'G-2', 'x', 5, '140402', 2016, 0)`));
    const at = async (day: string) =>
      (await ask(`{ g: projectGroups(by: [city, county], filter: { code: { in: ["G-1", "G-2"] } }, asOf: "${day}") { groups { keys { city { code } county { code } } count } } }`)).g.groups
        .map(({ keys, count }: PlaceGroup) => [keys['city']?.code, keys['county']?.code ?? null, count]);
    expect(await at('2016-12-31')).toEqual([['140400', '140402', 1], ['140400', null, 1]]);
    expect(await at('2020-12-01')).toEqual([['140400', '140403', 2]]);
  });

  test.each([['140000', '2016-12-31'], ['140200', '2018-12-31'], ['140224', '2017-01-01'], ['140227', '2016-12-31'], ['140224207', '2020-12-01'], ['140224207214', '2020-12-01']])('within %s on %s: what the lists of the place have', async (code, day) => {
    const { place, ...groups } = await ask(`{ place(code: "${code}", asOf: "${day}") { households { totalCount } relocationCases { totalCount } incomes { totalCount } }
      households: householdGroups(by: [], within: "${code}", asOf: "${day}") { groups { count } }
      relocationCases: relocationCaseGroups(by: [], within: "${code}", asOf: "${day}") { groups { count } }
      incomes: householdIncomeGroups(by: [], within: "${code}", asOf: "${day}") { groups { count } } }`);
    const counts = Object.entries(groups as Record<string, { groups: { count: number }[] }>).map(([name, { groups: [group] }]) => [name, { totalCount: group?.count }]);
    expect(Object.fromEntries(counts)).toEqual(place);
    expect(place.households.totalCount).toBeGreaterThan(0);
  });
});

describe('by several, with conditions, in an order', () => {
  test('keys of several dimensions, those asked for twice once', async () => {
    const byHand = await sql(`select status, extract(year from moved_in_on)::int, count(*)::int, sum(cost)::text from relocation.relocation_case
      where mode <> 'DISPERSED' group by 1, 2 order by status collate "C", 2 nulls last`);
    const modes = (platform.app.schema.getType('SettlementMode') as GraphQLEnumType).getValues().map(({ name }) => name).filter((name) => name !== 'DISPERSED').join(' ');
    const { g } = await ask(`{ g: relocationCaseGroups(by: [status, movedInOnYear, status], filter: { mode: { in: [${modes}] } }) { groups { keys { status movedInOnYear mode } count cost { sum } } } }`);
    expect(g.groups.map(({ keys, count, cost }: { keys: Record<string, unknown>; count: number; cost: { sum: string } }) => [keys['status'], keys['movedInOnYear'], count, cost.sum, keys['mode']])).toEqual(byHand.map((row) => [...row, null]));
  });

  test('having, order, limit and whether there is more', async () => {
    const byHand = await sql('select kind, count(*)::int from core.household_need group by 1 having count(*) >= 3 and count(distinct household_id) <= 1000 order by 2 desc, kind collate "C"');
    const few = byHand.length - 1;
    expect(few).toBeGreaterThan(1);
    const page = async (limit: number) => (await ask(`query($n: Int) { g: needGroups(by: [kind], having: { count: { gte: 3 }, distinctHouseholds: { lte: 1000 } }, orderBy: [{ count: DESC }], limit: $n) { hasMore groups { keys { kind } count } } }`, { n: limit })).g;
    const told = ({ groups }: { groups: { keys: { kind: string }; count: number }[] }) => groups.map(({ keys, count }) => [keys.kind, count]);
    expect([told(await page(few)), (await page(few)).hasMore]).toEqual([byHand.slice(0, few), true]);
    expect([told(await page(byHand.length)), (await page(byHand.length)).hasMore]).toEqual([byHand, false]);
    expect(await page(0)).toEqual({ groups: [], hasMore: true });
  });

  test('by what is worked out of numbers', async () => {
    const conditions: readonly (readonly [string, string])[] = [['sum', 'sum(wage) >= 20000.5'], ['avg', 'avg(wage) >= 20000.5'], ['min', 'min(wage) >= 20000.5'], ['max', 'max(wage) >= 20000.5']];
    for (const [of, condition] of conditions) {
      const byHand = await sql(`select year, ${of}(wage)::numeric from core.household_income group by 1 having ${condition.replace('avg(wage)', 'round(avg(wage), 6)')} order by 2 desc, 1`);
      const { g } = await ask(`{ g: householdIncomeGroups(by: [year], having: { wage: { ${of}: { gte: "20000.5" } } }, orderBy: [{ wage: { ${of}: DESC } }]) { groups { keys { year } } } }`);
      expect([of, g.groups.map(({ keys }: { keys: { year: number } }) => keys.year)]).toEqual([of, byHand.map(([year]) => year)]);
    }
    const { g } = await ask('{ g: householdIncomeGroups(by: [year], orderBy: [{ key: year, direction: DESC }]) { groups { keys { year } } } }');
    const years = g.groups.map(({ keys }: { keys: { year: number } }) => keys.year);
    expect(years).toEqual([...years].sort((a: number, b: number) => b - a));
  });

  test('aliases, fragments, variables and what is skipped', async () => {
    const plainly = await ask('{ g: relocationCaseGroups(by: [status]) { groups { count persons { sum percentile(p: 25) } cost { max } } } }');
    const query = `query($by: [RelocationCaseDimension!]!, $p: Int!, $no: Boolean!) { g: relocationCaseGroups(by: $by) { ...page } }
      fragment page on RelocationCaseGroups { groups { ... on RelocationCaseGroup { n: count persons { ...numbers } } cost @skip(if: $no) { max } } }
      fragment numbers on IntAggregate { total: sum low: percentile(p: $p) high: percentile(p: 75) __typename }`;
    const { g } = await ask(query, { by: ['status'], p: 25, no: false });
    expect(g.groups.map(({ n, persons, cost }: { n: number; persons: { total: string; low: number }; cost: { max: string } }) => ({ count: n, persons: { sum: persons.total, percentile: persons.low }, cost: { max: cost.max } }))).toEqual(plainly.g.groups);
    expect((await ask(query, { by: ['status'], p: 25, no: true })).g.groups[0].cost).toBeUndefined();
  });

  test('every figure says when and of which date and records it is', async () => {
    const { g } = await ask('{ g: householdIncomeGroups(by: [], asOf: "2019-01-01") { asOf computedAt sources } }');
    expect(g).toEqual({ asOf: '2019-01-01', computedAt: '2020-12-01T04:00:00.000Z', sources: ['HouseholdIncome'] });
  });
});
