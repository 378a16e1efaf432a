import type { GraphQLEnumType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkName } from '../../src/records/graphql-type.ts';
import { type Answer, openTestApp, type TestApp } from '../support/app.ts';
import { allRecords, countyRecords, personalFields, tableOf } from '../support/declared.ts';
import { absentUuid, globalIdOf } from '../support/ids.ts';
import { allOf, listFieldsOf, packed, rowSelection } from '../support/graph.ts';
import { openLockOne } from '../support/lock-one.ts';
import { idsToldIn, type Planted, plantOutside, plantPersonal } from '../support/plant.ts';
import { codesOf } from '../support/wire.ts';

const county = '140224';
const clerk = 'demo-county-clerk';
const province = 'demo-province-clerk';

let platform: TestApp;
let planted: Planted;
beforeAll(async () => {
  platform = await openTestApp();
  planted = await plantOutside(platform, county);
});
afterAll(() => platform?.close());

/** No byte of an answer comes from another county. */
const expectOwnOnly = ({ text }: Pick<Answer, 'text'>): void => {
  expect(text).not.toContain(planted.marker);
  expect(idsToldIn(text, planted.ids)).toEqual([]);
  for (const number of planted.registrationNumbers) expect(text).not.toContain(number);
};

const ask = async (query: string, variables?: object): Promise<Answer> => {
  const answer = await platform.ask(query, { as: clerk, variables });
  expectOwnOnly(answer);
  return answer;
};

test('the markers are there for those who may see them', async () => {
  expect(planted.ids.size).toBeGreaterThan(5_000);
  const { text } = await platform.ask('{ households(first: 200) { nodes { id address members { name } } } }', { as: province });
  expect(text).toContain(planted.marker);
  expect(idsToldIn(text, planted.ids).length).toBeGreaterThan(100);
});

describe('a county clerk finds nothing of another county', () => {
  test('in any list at the root, with everything below its rows', async () => {
    let rows = 0;
    for (const { name, node, isOfRecords } of listFieldsOf(platform.app.schema, 'Query')) {
      if (!isOfRecords) continue;
      for (const pack of packed(allOf(platform.app.schema, node.name))) {
        const { data, errors } = await ask(`{ ${name}(first: 200) { totalCount nodes { ${pack} } } }`);
        expect(errors).toEqual([]);
        rows += data[name].totalCount;
      }
    }
    expect(rows).toBeGreaterThan(200);
  });

  test('at other places, on any day, nor in their figures', async () => {
    const { data } = await platform.ask('{ households(first: 200) { nodes { village { code parent { code } } county { code } } } }', { as: province });
    const [far] = data.households.nodes.filter((row: { county: { code: string } }) => row.county.code === '140225');
    for (const code of ['140225', far.village.parent.code, far.village.code]) {
      for (const asOf of ['2016-12-31', '2020-12-01']) {
        for (const pack of packed(allOf(platform.app.schema, 'Place'))) {
          const { data: found, errors } = await ask(`{ place(code: "${code}", asOf: "${asOf}") { ${pack} } }`);
          expect(errors).toEqual([]);
          const totals = Object.entries(found.place as Record<string, { totalCount?: number } | null>).filter(([name]) => !['children', 'descendants'].includes(name));
          expect(totals.filter(([, list]) => (list?.totalCount ?? 0) > 0)).toEqual([]);
        }
        const { data: figures } = await ask(`{ place(code: "${code}", asOf: "${asOf}") { indicators { value indicator { id } } } }`);
        expect(figures.place.indicators.filter(({ value }: { value: string | null }) => Number(value) !== 0)).toEqual([]);
      }
    }
  });

  test('at the places above, which show the own county alone', async () => {
    for (const code of ['140000', '140200', county]) {
      const { data } = await ask(`{ place(code: "${code}") { households(first: 200) { totalCount nodes { county { code } } } incomes { totalCount } projects { totalCount } } }`);
      expect(data.place.households.nodes.map((row: { county: { code: string } }) => row.county.code)).toEqual(data.place.households.nodes.map(() => county));
      expect(data.place.households.totalCount).toBe(data.place.households.nodes.length);
    }
  });

  test('by id: what exists elsewhere and what never was are the same, byte for byte', async () => {
    const types = [...planted.idByType.keys()];
    expect(types.length).toBeGreaterThan(35);
    for (const type of types) {
      const [there, nowhere] = await Promise.all([planted.idByType.get(type) as string, absentUuid].map((id) => ask('query($id: ID!) { node(id: $id) { id } }', { id: globalIdOf(type, id) })));
      expect([there?.text, there?.status]).toEqual([nowhere?.text, nowhere?.status]);
      expect(there?.data).toEqual({ node: null });
    }
  });

  test('by the query of its kind, by number, by ID number', async () => {
    const singles = Object.values(platform.app.schema.getQueryType()?.getFields() ?? {}).filter(({ name, args }) => name !== 'node' && args.some((arg) => arg.name === 'id' && String(arg.type).startsWith('ID')));
    expect(singles.length).toBeGreaterThan(35);
    for (const { name, type } of singles) {
      const id = planted.idByType.get(String(type));
      if (id) expect((await ask(`query($id: ID!) { ${name}(id: $id) { id } }`, { id: globalIdOf(String(type), id) })).data).toEqual({ [name]: null });
    }
    const [number] = planted.registrationNumbers;
    const [found, lost] = [await ask('query($n: String!) { household(registrationNumber: $n) { id } }', { n: number }), await ask('query($n: String!) { household(registrationNumber: $n) { id } }', { n: '9999999999' })];
    expect(found.text).toBe(lost.text);
  });

  test('by filters: foreign values match nothing', async () => {
    const { data } = await platform.ask('{ households(first: 200) { nodes { registrationNumber address county { code } } } relocationCases(first: 200) { nodes { batch site { id } household { registrationNumber } county { code } } } projects(first: 200) { nodes { code name county { code } } } }', { as: province });
    const foreign = <T extends { county: { code: string } }>(nodes: readonly T[]): T => nodes.find((row) => row.county.code !== county) as T;
    const [household, project] = [foreign<{ county: { code: string }; registrationNumber: string; address: string }>(data.households.nodes), foreign<{ county: { code: string }; code: string; name: string }>(data.projects.nodes)];
    const site = data.relocationCases.nodes.find((row: { county: { code: string }; site: unknown }) => row.county.code !== county && row.site).site.id;
    for (const [list, filter] of [
      ['households', { registrationNumber: { eq: household.registrationNumber } }], ['households', { address: { eq: household.address } }],
      ['projects', { code: { in: [project.code] } }], ['projects', { name: { eq: project.name } }],
      ['relocationCases', { siteId: { eq: site } }],
    ] as const) {
      const type = list === 'households' ? 'Household' : list === 'projects' ? 'Project' : 'RelocationCase';
      const { data: counted } = await platform.ask(`query($f: ${type}Filter) { ${list}(filter: $f) { totalCount nodes { id } } }`, { as: clerk, variables: { f: filter } });
      expect(counted[list]).toEqual({ totalCount: 0, nodes: [] });
    }
  });

  test('by mutations: their errors are those for what never was', async () => {
    const [number] = planted.registrationNumbers;
    const same = async (query: string, variables: (id: string, registrationNumber: string) => object, type: string): Promise<void> => {
      const there = await ask(query, variables(globalIdOf(type, planted.idByType.get(type) as string), number as string));
      const nowhere = await ask(query, variables(globalIdOf(type, absentUuid), '9999999999'));
      expect(there.text.replace(/"requestId":"[^"]*"/g, '')).toBe(nowhere.text.replace(/"requestId":"[^"]*"/g, ''));
      expect(there.text).toMatch(/UNKNOWN|PERSON_NOT_IN_HOUSEHOLD/);
    };
    const errors = 'errors { code path messageZh messageEn }';
    const own = (await platform.ask('{ households(first: 1) { nodes { registrationNumber } } }', { as: clerk })).data.households.nodes[0].registrationNumber;
    await same(`mutation($r: NeedInput!) { saveNeed(input: $r) { ${errors} } }`, (_, registrationNumber) => ({ r: { registrationNumber, year: 2019, kind: 'CREDIT' } }), 'Need');
    await same(`mutation($id: ID!) { advanceHouseholdPlan(id: $id, to: CANCELLED) { ${errors} } }`, (id) => ({ id }), 'HouseholdPlan');
    await same(`mutation($id: ID!) { advanceProject(id: $id, to: TENDERED) { ${errors} } }`, (id) => ({ id }), 'Project');
    await same(`mutation($r: RelocationConsentInput!) { saveRelocationConsent(input: $r) { ${errors} } }`, (caseId) => ({ r: { registrationNumber: own, caseId, programme: 'POVERTY', consultedOn: '2019-01-01' } }), 'RelocationCase');
    await same(`mutation($r: DisbursementInput!) { saveDisbursement(input: $r) { ${errors} } }`, (householdId) => ({ r: { countyCode: county, paymentNumber: 'S-1', beneficiary: 'HOUSEHOLD', householdId } }), 'Household');
    await same(`mutation($r: SettlementServiceInput!) { saveSettlementService(input: $r) { ${errors} } }`, (personId, registrationNumber) => ({ r: { registrationNumber, personId, caseId: globalIdOf('RelocationCase', absentUuid), kind: 'JOB_TRAINING', serial: 1 } }), 'Person');
    await same(`mutation($i: MoveHouseholdInput!) { moveHousehold(input: $i) { ${errors} } }`, (_, registrationNumber) => ({ i: { registrationNumber, toVillageCode: '140224100201', on: '2019-01-01', reason: 'x' } }), 'Household');
    await same(`mutation($i: ChangeMembersInput!) { changeMembers(input: $i) { ${errors} } }`, (personId) => ({ i: { registrationNumber: own, on: '2020-01-01', reason: 'x', leave: [{ kind: 'LEAVE', personId }] } }), 'Person');
    await same(`mutation($i: MergeHouseholdsInput!) { mergeHouseholds(input: $i) { ${errors} } }`, (_, intoRegistrationNumber) => ({ i: { registrationNumber: own, intoRegistrationNumber, on: '2020-01-01', reason: 'x', coming: [] } }), 'Household');
  });
});

describe('row security alone holds too', () => {
  const scope = { counties: [county], actor: clerk };
  const journals = ['core.audit_entry', 'core.change_entry', 'core.household_registry', 'core.person_identity'];

  test('plain statements see the own county and nothing else', async () => {
    await platform.db.transaction({ scope, readOnly: true }, async (tx) => {
      for (const table of [...countyRecords.map(tableOf), ...journals]) {
        expect((await tx.query(`select count(*)::int from ${table} where county_code is distinct from $1`, [county])).rows, table).toEqual([[0]]);
      }
      expect((await tx.query('select count(*)::int from core.household')).rows[0]?.[0]).toBeGreaterThan(0);
    });
  });

  test('no county is no row', async () => {
    await platform.db.transaction({ scope: { counties: [], actor: 'anonymous' }, readOnly: true }, async (tx) => {
      for (const table of [...countyRecords.map(tableOf), ...journals]) expect((await tx.query(`select count(*)::int from ${table}`)).rows, table).toEqual([[0]]);
    });
  });

  test('rows cannot be written into another county, nor moved there', async () => {
    const write = (text: string, params: readonly unknown[]) => platform.db.transaction({ scope }, (tx) => tx.query(text, params));
    await expect(write("insert into core.project (id, county_code, code, name, action_number, place_code, year, budget) values ($1, '140225', 'x', 'x', 20, '140225', 2019, 1)", [absentUuid])).rejects.toThrow(/row-level security/);
    await expect(write("update core.project set county_code = '140225'", [])).rejects.toThrow(/row-level security/);
    expect((await write("update core.project set name = 'x' where county_code <> $1", [county])).count).toBe(0);
    await expect(write('delete from core.project', [])).rejects.toThrow(/permission denied/);
  });
});

test('the conditions in the statements alone hold too', async () => {
  const asked = await openLockOne(platform);
  const expectOwn = async (query: string): Promise<void> => {
    const { text } = await asked(query, clerk);
    expectOwnOnly({ text });
    expect(text).not.toContain('"errors"');
  };
  for (const { name, node, isOfRecords } of listFieldsOf(platform.app.schema, 'Query')) {
    if (isOfRecords) for (const pack of packed(allOf(platform.app.schema, node.name))) await expectOwn(`{ ${name}(first: 200) { totalCount nodes { ${pack} } } }`);
  }
  for (const pack of packed(allOf(platform.app.schema, 'Place'))) await expectOwn(`{ place(code: "140225") { ${pack} } }`);
  for (const [type, id] of planted.idByType) expect((await asked(`{ node(id: "${globalIdOf(type, id)}") { id } }`, clerk)).text).toBe('{"data":{"node":null}}');
  const { text } = await asked('{ place(code: "140225") { indicators { value } } households { totalCount } }', clerk);
  const { data } = await platform.ask('{ place(code: "140225") { indicators { value } } households { totalCount } }', { as: clerk });
  expect(JSON.parse(text).data).toEqual(data);
});

describe('who may not read at all', () => {
  const lists = () => listFieldsOf(platform.app.schema, 'Query').filter(({ isOfRecords }) => isOfRecords).map(({ name }) => `{ ${name} { totalCount } }`);
  const placeLists = () => listFieldsOf(platform.app.schema, 'Place').filter(({ isOfRecords }) => isOfRecords).map(({ name }) => `{ place(code: "${county}") { ${name} { totalCount } } }`);
  const others = [
    '{ household(registrationNumber: "1") { id } }', `{ person(id: "${globalIdOf('Person', absentUuid)}") { id } }`, `{ project(id: "${globalIdOf('Project', absentUuid)}") { id } }`,
    '{ person(idNumber: "1101") { id } }', '{ indicators { value } }', `{ place(code: "${county}") { indicators { value } } }`,
  ];

  test.each([[undefined, 'UNAUTHENTICATED'], ['demo-security', 'FORBIDDEN']] as const)('%s gets %s for every list, at the root and at places', async (as, code) => {
    for (const query of [...lists(), ...placeLists(), ...others]) expect([query, [...new Set(codesOf(await platform.ask(query, { as })))]]).toEqual([query, [code]]);
  });

  test.each([undefined, 'demo-security'])('%s finds no record by id', async (as) => {
    const own = (await platform.ask('{ households(first: 1) { nodes { id } } projects(first: 1) { nodes { id } } }', { as: clerk })).data;
    for (const { id } of [...own.households.nodes, ...own.projects.nodes]) {
      expect((await platform.ask('query($id: ID!) { node(id: $id) { id } }', { as, variables: { id } })).data).toEqual({ node: null });
    }
  });
});

describe('a viewer is not shown what is personal', () => {
  const viewer = 'demo-city-viewer';
  let personal: string;
  beforeAll(async () => {
    personal = await plantPersonal(platform);
  });

  const listed = () => listFieldsOf(platform.app.schema, 'Query').flatMap(({ name, node }) => {
    const record = allRecords.find((one) => one.name === node.name);
    return record ? [{ list: name, node, record }] : [];
  });
  type Masked = readonly { readonly path: string; readonly reason: string }[];
  const at = (data: unknown, path: string): unknown => path.split('.').reduce((inner, key) => (inner as Record<string, unknown>)[key], data);

  test('in any list: null, and the answer says which fields and why', async () => {
    let fields = 0;
    for (const { list, node, record } of listed()) {
      const query = `{ ${list}(first: 20) { nodes { ${rowSelection(node)} } } }`;
      const { data, errors, extensions, text } = await platform.ask(query, { as: viewer });
      expect(errors).toEqual([]);
      expect(text).not.toContain(personal);
      const masked = (extensions?.['masked'] ?? []) as Masked;
      const paths = new Set(masked.map(({ path }) => path));
      const names = personalFields(record).map(([name, { ref, person, household }]) => (ref || person || household ? linkName(name) : name));
      for (const row of data[list].nodes.keys()) for (const name of names) expect(paths).toContain(`${list}.nodes.${row}.${name}`);
      expect(masked.filter(({ path, reason }) => at(data, path) !== null || reason !== 'FIELD_CLASS')).toEqual([]);
      fields += names.length;
    }
    expect(fields).toBeGreaterThan(30);
  });

  test('of a person: not even how old, or whether alive', async () => {
    const { data, extensions, text } = await platform.ask('{ households(first: 5) { nodes { address members { name sex bornOn diedOn age relation idNumberMasked education labourAbility healthState } } } }', { as: viewer });
    expect(text).not.toContain(personal);
    const members = data.households.nodes.flatMap((row: { members: object[] }) => row.members);
    expect(members.length).toBeGreaterThan(5);
    for (const member of members) expect(Object.values(member)).toEqual(Array(10).fill(null));
    expect(extensions?.['masked']).toHaveLength(members.length * 10 + 5);
  });

  test('nor by a filter, an order, or the list of a person', async () => {
    for (const { list, record } of listed()) {
      const orderable = new Set((platform.app.schema.getType(`${record.name}OrderField`) as GraphQLEnumType).getValues().map(({ name }) => name));
      for (const [name] of personalFields(record).filter(([field]) => orderable.has(field))) {
        for (const args of [`filter: { ${name}: { isNull: false } }`, `orderBy: { field: ${name} }`]) {
          expect([name, codesOf(await platform.ask(`{ ${list}(${args}) { totalCount } }`, { as: viewer }))]).toEqual([name, ['FILTER_NOT_ALLOWED']]);
        }
      }
    }
    expect(new Set(codesOf(await platform.ask('{ households(first: 3) { nodes { members { events { totalCount } } } } }', { as: viewer })))).toEqual(new Set(['FILTER_NOT_ALLOWED']));
  });

  test('while a clerk of the county sees it', async () => {
    const { text, extensions } = await platform.ask('{ households(first: 20) { nodes { members { name } } } }', { as: clerk });
    expect(text).toContain(personal);
    expect(extensions?.['masked']).toBeUndefined();
  });
});
