import type { GraphQLEnumType, GraphQLInputObjectType, GraphQLObjectType } from 'graphql';
import { v5 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { healthPlugin } from '../../src/plugins/health/plugin.ts';
import { type AnyRecord, type FieldSpec, fieldsOf } from '../../src/records/define.ts';
import { linkName } from '../../src/records/graphql-type.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { asOwner } from '../support/audit.ts';
import { allRecords } from '../support/declared.ts';
import { listFieldsOf } from '../support/graph.ts';
import { logStatements, statementCount } from '../support/statements.ts';
import { codesOf } from '../support/wire.ts';

const clerk = 'demo-county-clerk';
const viewer = 'demo-city-viewer';

let platform: TestApp;
beforeAll(async () => {
  platform = await openTestApp();
  // the office may see that there are health records, and nothing personal in them
  await platform.db.transaction({ scope: 'owner' }, (tx) => tx.query(
    "insert into core.department_grant (id, to_department_code, domain, field_class, from_on, basis) values ($1, 'poverty_alleviation_office', 'health', 'INTERNAL', '2016-01-01', 'test')",
    [v5('grant', '3d0f3c1a-3b8e-4f0e-9a3e-9a1f3f6f2021')],
  ));
});
afterAll(() => platform?.close());

const ask = async (query: string, as: string) => {
  const { data, errors } = await platform.ask(query, { as });
  expect(errors).toEqual([]);
  return data;
};

const enumOf = (name: string): readonly string[] => ((platform.app.schema.getType(name) as GraphQLEnumType | undefined)?.getValues() ?? []).map((value) => value.name);
const inputOf = (name: string): readonly string[] => Object.keys((platform.app.schema.getType(name) as GraphQLInputObjectType | undefined)?.getFields() ?? {});
const fieldsOfType = (name: string): readonly string[] => Object.keys((platform.app.schema.getType(name) as GraphQLObjectType | undefined)?.getFields() ?? {});

const grouped = (): readonly AnyRecord[] => allRecords.filter(({ name }) => enumOf(`${name}Dimension`).length > 0);

/** What of a record's groups comes from a field. */
const madeOf = (record: AnyRecord, field: string) => {
  const own = new RegExp(`^(?:${field}|${linkName(field)})(?:Year|Month|City|County|Township)?$`);
  return { dimensions: enumOf(`${record.name}Dimension`).filter((name) => own.test(name)), isNumber: fieldsOfType(`${record.name}Group`).includes(field) };
};

const classedAs = (record: AnyRecord, wanted: FieldSpec['class']) => fieldsOf(record).filter(([, spec]) => spec.class === wanted);

describe('within the caller\'s reach alone', () => {
  test.each([clerk, 'demo-other-county-clerk', 'demo-village-clerk', 'demo-health-clerk', 'demo-city-viewer', 'demo-province-finance-viewer', 'demo-auditor'])('%s: as many rows as the lists have', async (as) => {
    const lists = listFieldsOf(platform.app.schema, 'Query').filter(({ isOfRecords }) => isOfRecords);
    let rows = 0;
    for (const record of grouped()) {
      const list = lists.find(({ node }) => node.name === record.name);
      if (!list) continue;
      const data = await ask(`{ list: ${list.name} { totalCount } groups: ${record.single}Groups(by: []) { groups { count } } }`, as);
      expect([record.name, data.groups.groups[0].count]).toEqual([record.name, data.list.totalCount]);
      rows += data.list.totalCount;
    }
    expect(rows).toBeGreaterThan(10);
  });

  test('two counties share nothing, and give together what the city sees of them', async () => {
    const codes = async (as: string): Promise<readonly string[]> =>
      (await ask('{ g: householdGroups(by: [village], limit: 1000) { groups { keys { village { code } } } } }', as)).g.groups.map(({ keys }: { keys: { village: { code: string } | null } }) => keys.village?.code ?? 'none');
    const [one, other, city] = [await codes(clerk), await codes('demo-other-county-clerk'), await codes(viewer)];
    expect(one.filter((code) => code !== 'none' && !code.startsWith('140224'))).toEqual([]);
    expect(other.filter((code) => code !== 'none' && !code.startsWith('140225'))).toEqual([]);
    for (const code of [...one, ...other]) if (code !== 'none') expect(city).toContain(code);
  });

  test('a place beyond it has no group, and its total is nothing', async () => {
    expect(await ask('{ by: householdGroups(by: [county], within: "140225") { groups { count } hasMore } total: householdGroups(by: [], within: "140225") { groups { count distinctHouseholds } } }', clerk))
      .toEqual({ by: { groups: [], hasMore: false }, total: { groups: [{ count: 0, distinctHouseholds: 0 }] } });
  });

  test('nobody without a token, nor who reads no records', async () => {
    expect(codesOf(await platform.ask('{ householdGroups(by: []) { groups { count } } }'))).toEqual(['UNAUTHENTICATED']);
    expect(codesOf(await platform.ask('{ householdGroups(by: []) { groups { count } } }', { as: 'demo-system' }))).toEqual(['FORBIDDEN']);
  });

  test('what another department keeps has no rows, whatever it is grouped by', async () => {
    const query = '{ g: relocationCaseGroups(by: [status], orderBy: [{ count: DESC }]) { groups { count } } all: relocationCaseGroups(by: []) { groups { count distinctHouseholds cost { sum percentile(p: 50) } } } }';
    const nothing = { g: { groups: [] }, all: { groups: [{ count: 0, distinctHouseholds: 0, cost: { sum: null, percentile: null } }] } };
    expect(await ask(query, 'demo-health-clerk')).toEqual(nothing);
  });

  test('nor have rows that may not be known of: that there is a disease is not counted', async () => {
    const known = ['healthFacilityGroups', 'villageDoctorBenefitGroups'];
    const hidden = healthPlugin.records.filter(({ rows }) => rows === 'personal');
    expect(hidden.length).toBeGreaterThan(2);
    for (const record of hidden) {
      expect(await ask(`{ g: ${record.single}Groups(by: [county]) { groups { count } } all: ${record.single}Groups(by: []) { groups { count } } }`, clerk)).toEqual({ g: { groups: [] }, all: { groups: [{ count: 0 }] } });
    }
    for (const field of known) expect((await ask(`{ g: ${field}(by: []) { groups { count } } }`, clerk)).g.groups[0].count).toBeGreaterThan(0);
  });
});

describe('classes', () => {
  test('what is sensitive or hidden is in no group, no condition and no order', () => {
    let tried = 0;
    for (const record of grouped()) {
      const hidden = Object.entries(record.fields as Record<string, FieldSpec>).filter(([, spec]) => spec.hidden || spec.class === 'sensitive');
      for (const [field] of hidden) {
        tried += 1;
        expect([record.name, field, madeOf(record, field), inputOf(`${record.name}Having`).includes(field), inputOf(`${record.name}GroupOrder`).includes(field)])
          .toEqual([record.name, field, { dimensions: [], isNumber: false }, false, false]);
      }
    }
    expect(tried).toBeGreaterThan(10);
  });

  test('what is personal groups, bounds and orders nothing for who may not read it, and is null with a reason', async () => {
    let tried = 0;
    for (const record of grouped()) {
      for (const [field] of classedAs(record, 'personal')) {
        const { dimensions, isNumber } = madeOf(record, field);
        const ways = [
          ...dimensions.map((name) => `by: [${name}]`),
          ...(isNumber ? ['sum', 'avg', 'min', 'max'].flatMap((of) => [`by: [], having: { ${field}: { ${of}: { gte: "1" } } }`, `by: [], orderBy: [{ ${field}: { ${of}: ASC } }]`]) : []),
          ...(inputOf(`${record.name}Having`).includes('distinctPersons') && field === 'personId' ? ['by: [], having: { distinctPersons: { gte: 1 } }', 'by: [], orderBy: [{ distinctPersons: DESC }]'] : []),
        ];
        for (const way of ways) {
          tried += 1;
          // what is kept by a department that the caller is not of has no rows, and nothing is refused
          const { data } = await platform.ask(`{ plugins { id } g: ${record.single}Groups(by: []) { groups { count } } }`, { as: viewer });
          expect(data.g.groups).toHaveLength(1);
          expect([record.name, way, codesOf(await platform.ask(`{ ${record.single}Groups(${way}) { groups { count } } }`, { as: viewer }))]).toEqual([record.name, way, ['GROUP_NOT_ALLOWED']]);
        }
        if (!isNumber) continue;
        const { data, errors, extensions } = await platform.ask(`{ g: ${record.single}Groups(by: []) { groups { count ${field} { sum min percentile(p: 50) } } } }`, { as: viewer });
        expect([errors, data.g.groups[0][field], extensions?.['masked']]).toEqual([[], null, [{ path: `g.groups.0.${field}`, reason: 'FIELD_CLASS' }]]);
      }
    }
    expect(tried).toBeGreaterThan(60);
  });

  test('persons are counted by who may know which row is whose', async () => {
    const query = '{ g: disbursementGroups(by: []) { groups { count distinctHouseholds distinctPersons } } }';
    const withheld = await platform.ask(query, { as: viewer });
    expect(withheld.data.g.groups[0]).toMatchObject({ count: expect.any(Number), distinctHouseholds: expect.any(Number), distinctPersons: null });
    expect(withheld.extensions?.['masked']).toEqual([{ path: 'g.groups.0.distinctPersons', reason: 'FIELD_CLASS' }]);
    expect((await ask(query, clerk)).g.groups[0].distinctPersons).toEqual(expect.any(Number));
  });

  test('a filter on what is withheld is refused as in lists', async () => {
    expect(codesOf(await platform.ask('{ householdIncomeGroups(by: [], filter: { wage: { gte: "1" } }) { groups { count } } }', { as: viewer }))).toEqual(['FILTER_NOT_ALLOWED']);
  });

  test('who sums up what is personal is written down, without a household; who counts is not', async () => {
    const entries = () => asOwner(platform, "select county_code, record_types, classes, household_ids from core.access_entry where request_id = 'groups' order by 2");
    const asked = (query: string) => platform.ask(query, { as: clerk, headers: { 'x-request-id': 'groups' } });
    expect(logStatements(await asked('{ householdIncomeGroups(by: [year]) { groups { count persons { sum } } } }'))).toEqual([]);
    expect(logStatements(await asked('{ householdIncomeGroups(by: [year]) { groups { wage { max } } } }')).length).toBeGreaterThan(0);
    expect(logStatements(await asked('{ personGroups(by: [sex], filter: { current: { eq: true } }) { groups { count } } }')).length).toBeGreaterThan(0);
    expect(await entries()).toEqual([['140224', ['HouseholdIncome'], ['personal'], []], ['140224', ['Person'], ['personal'], []]]);
  });
});

describe('refusals', () => {
  test.each<readonly [string, readonly string[]]>([
    ['{ needGroups(by: [kind], orderBy: [{}]) { hasMore } }', ['GROUP_ORDER_NOT_SINGLE']],
    ['{ needGroups(by: [kind], orderBy: [{ count: ASC, key: kind }]) { hasMore } }', ['GROUP_ORDER_NOT_SINGLE']],
    ['{ needGroups(by: [kind], orderBy: [{ count: ASC, direction: DESC }]) { hasMore } }', ['GROUP_ORDER_NOT_SINGLE']],
    ['{ householdIncomeGroups(by: [], orderBy: [{ persons: { sum: ASC, avg: ASC } }]) { hasMore } }', ['GROUP_ORDER_NOT_SINGLE']],
    ['{ householdIncomeGroups(by: [], orderBy: [{ persons: {} }]) { hasMore } }', ['GROUP_ORDER_NOT_SINGLE']],
    ['{ needGroups(by: [kind], orderBy: [{ key: county }]) { hasMore } }', ['GROUP_ORDER_NOT_GROUPED']],
    ['{ householdIncomeGroups(by: []) { groups { persons { percentile(p: 101) } } } }', ['PERCENTILE_INVALID']],
    ['{ householdIncomeGroups(by: []) { groups { persons { percentile(p: -1) } } } }', ['PERCENTILE_INVALID']],
    ['{ householdIncomeGroups(by: []) { groups { persons { percentile(p: 0.5) } } } }', ['GRAPHQL_VALIDATION_FAILED']],
    ['{ needGroups(by: [kind], limit: 1001) { hasMore } }', ['PAGE_SIZE_INVALID']],
    ['{ needGroups(by: [kind], limit: -1) { hasMore } }', ['PAGE_SIZE_INVALID']],
    ['{ needGroups(by: [], within: "14") { hasMore } }', ['PLACE_CODE_INVALID']],
    ['{ needGroups(by: [], within: "140227", asOf: "2020-01-01") { hasMore } }', ['PLACE_UNKNOWN']],
    ['{ needGroups(by: [], asOf: "soon") { hasMore } }', ['INVALID_DATE']],
    ['{ needGroups(by: [description]) { hasMore } }', ['GRAPHQL_VALIDATION_FAILED']],
    ['{ needGroups { hasMore } }', ['GRAPHQL_VALIDATION_FAILED']],
  ])('%s', async (query, codes) => {
    const answer = await platform.ask(query, { as: clerk });
    expect(codesOf(answer)).toEqual(codes);
    for (const { extensions } of answer.errors) expect(extensions['messages']).toMatchObject({ zh: expect.any(String), en: expect.any(String) });
  });
});

describe('what it costs', () => {
  test('units by the limit, and for the rows behind it', async () => {
    const cost = async (query: string): Promise<unknown> => (await platform.ask(query, { as: clerk, headers: { 'x-youyu-cost': '1' } })).extensions?.['cost'];
    expect(await cost('{ needGroups(by: [kind], limit: 7) { groups { count } } }')).toMatchObject({ cost: 1 + 20 + 1 + 7 });
    expect(await cost('{ needGroups(by: [kind]) { groups { keys { county { name } } } } }')).toMatchObject({ cost: 1 + 20 + 1 + 100 * (1 + 1 + 1) });
  });

  test('one statement, and one more for the places of all groups', async () => {
    const counted = async (args: string, selection: string): Promise<number> => {
      const answer = await platform.ask(`{ g: disbursementGroups(${args}) { groups { ${selection} } } }`, { as: 'demo-province-clerk' });
      expect(answer.errors).toEqual([]);
      expect(answer.data.g.groups.length).toBeGreaterThan(1);
      return statementCount(answer);
    };
    // begin, enter, commit and the groups
    for (const limit of [2, 500]) {
      expect(await counted(`by: [beneficiary, paidOnYear], limit: ${limit}`, 'count distinctHouseholds amount { sum avg percentile(p: 9) }')).toBe(4);
      expect(await counted(`by: [county, township, paidOnMonth], limit: ${limit}`, 'keys { county { name } township { name } } count')).toBe(5);
    }
  });
});
