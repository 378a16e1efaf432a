import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../support/app.ts';
import { globalIdOf } from '../support/ids.ts';
import { tableState } from '../support/table-state.ts';
import { codesOf, expectTyped, send } from '../support/wire.ts';
import { noMoney, wrongIdNumber as idNumber, wrongQueries, wrongRequests } from '../support/wrong-queries.ts';

const clerk = 'demo-county-clerk';
const base64 = (text: string): string => Buffer.from(text).toString('base64');

interface Known {
  readonly ownNumber: string;
  readonly ownId: string;
  readonly foreignNumber: string;
  readonly foreignId: string;
  readonly foreignCase: string;
  readonly income: { readonly year: number; readonly version: number; readonly wage: string; readonly persons: number; readonly number: string };
  readonly plan: string;
}

let platform: TestApp;
let known: Known;
let before: Record<string, string>;

const learn = async (): Promise<Known> => {
  const own = (await platform.ask('{ households(first: 1) { nodes { id registrationNumber } } incomes(first: 1) { nodes { year version wage persons household { registrationNumber } } } plans(first: 1, filter: { status: { eq: DONE } }) { nodes { id } } }', { as: clerk })).data;
  const foreign = (await platform.ask('{ relocationCases(first: 200) { nodes { id county { code } household { id registrationNumber } } } }', { as: 'demo-province-clerk' })).data
    .relocationCases.nodes.find(({ county }: { county: { code: string } }) => county.code !== '140224');
  const [{ household, ...income }] = own.incomes.nodes;
  return {
    ownNumber: own.households.nodes[0].registrationNumber,
    ownId: own.households.nodes[0].id,
    foreignNumber: foreign.household.registrationNumber,
    foreignId: foreign.household.id,
    foreignCase: foreign.id,
    income: { ...income, number: household.registrationNumber },
    plan: own.plans.nodes[0].id,
  };
};

beforeAll(async () => {
  platform = await openTestApp();
  known = await learn();
  before = await tableState(platform);
});
afterEach(async () => expect(await tableState(platform)).toEqual(before));
afterAll(() => platform?.close());

const ask = async (query: string, variables?: object, as = clerk): Promise<readonly unknown[]> => {
  const answer = await platform.ask(query, { as, variables });
  expect(answer.text).not.toContain(idNumber);
  return codesOf(answer);
};

describe('values in queries', () => {
  test.each(wrongQueries)('%s', async (_, query, variables, code) => {
    expect(await ask(query, variables)).toEqual([code]);
  });

  test.each(noMoney.map((value) => [value]))('%j is no money', async (m) => {
    expect(await ask('query($m: Money) { incomes(filter: { wage: { gte: $m } }) { totalCount } }', { m })).toEqual(['INVALID_MONEY']);
  });

  test('1.1 without quotes, as a literal, is no money', async () => {
    expect(await ask('{ incomes(filter: { wage: { gte: 1.1 } }) { totalCount } }')).toEqual(['INVALID_MONEY']);
  });

  test.each(['1e400', '1.1234567', 'π', '99999999999999999'])('%j is no decimal', async (d) => {
    expect(await ask('query($d: Decimal) { relocationCases(filter: { houseArea: { gte: $d } }) { totalCount } }', { d })).toEqual(['INVALID_DECIMAL']);
  });

  test.each([
    ['NUL', 'a\0b'], ['half a surrogate pair', 'a\ud800b'], ['the other half', '\udc00'], ['ten thousand letters and one', 'x'.repeat(10_001)],
  ])('%s in a text', async (_, text) => {
    for (const [query, variables] of [
      ['query($t: String!) { households(filter: { registrationNumber: { in: ["1", $t] } }) { totalCount } }', { t: text }],
      ['query($f: HouseholdFilter) { households(filter: $f) { totalCount } }', { f: { registrationNumber: { in: [text] } } }],
      ['query($t: String!) { places(search: $t) { totalCount } }', { t: text }],
      ['query($t: ID!) { node(id: $t) { id } }', { t: text }],
    ] as const) expect(await ask(query, variables)).toEqual(['VALUE_NOT_STORABLE']);
    const [code] = await ask(`{ household(registrationNumber: ${JSON.stringify(text)}) { id } }`);
    expect(['VALUE_NOT_STORABLE', 'GRAPHQL_PARSE_FAILED']).toContain(code); // the parser itself knows half a pair
  });

  test('numbers and amounts beyond what a column holds find nothing, or everything', async () => {
    const { data, errors } = await platform.ask(`{
      all: incomes { totalCount }
      none: incomes(filter: { year: { eq: 99999 } }) { totalCount }
      later: incomes(filter: { year: { gte: -99999, lte: 2147483647 } }) { totalCount }
      among: incomes(filter: { year: { in: [99999, -99999] } }) { totalCount }
      area: relocationCases(filter: { houseArea: { gte: "9999999999999999.123456" } }) { totalCount }
      rounded: relocationCases(filter: { houseArea: { eq: "0.000001" } }) { totalCount }
    }`, { as: clerk });
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ none: { totalCount: 0 }, later: data.all, among: { totalCount: 0 }, area: { totalCount: 0 }, rounded: { totalCount: 0 } });
  });
});

describe('ids', () => {
  const node = 'query($id: ID!) { node(id: $id) { id } }';
  test.each([
    'garbage', '', '*', base64('Household'), base64('Household:'), base64('Household:1'), base64('Household:1 or 1=1'), globalIdOf('Nothing'),
    base64('Query:1'), base64('PageInfo:1'), base64('HouseholdConnection:1'), base64('Place:abc'), base64('Place:140000@2016-02-30'), base64('Place:140000@2016-01-01@x'),
    base64('__proto__:1'), base64('constructor:1'), base64(`Person:${idNumber}`), idNumber,
  ])('%j names nothing', async (id) => {
    expect(await ask(node, { id })).toEqual(['INVALID_ID']);
  });

  test('an id of another type is none', async () => {
    expect(await ask('query($id: ID!) { relocationCase(id: $id) { id } }', { id: known.ownId })).toEqual(['INVALID_ID']);
    expect(await ask('query($id: ID!) { person(id: $id) { id } }', { id: known.ownId })).toEqual(['INVALID_ID']);
    expect(await ask('query($id: ID!) { relocationCases(filter: { siteId: { in: [$id] } }) { totalCount } }', { id: known.ownId })).toEqual(['INVALID_ID']);
  });

  test('a foreign household is as absent as one that never was', async () => {
    for (const id of [known.foreignId, globalIdOf('Household')]) {
      expect((await platform.ask(node, { as: clerk, variables: { id } })).data).toEqual({ node: null });
    }
  });
});

describe('cursors', () => {
  const page = (args: string) => platform.ask(`{ incomes(${args}) { pageInfo { endCursor } } }`, { as: clerk });
  const cursorOf = async (args: string): Promise<string> => (await page(args)).data.incomes.pageInfo.endCursor;

  test.each([
    ['no filter', 'first: 1, filter: { year: { gte: 2014 } }', 'first: 1'],
    ['another filter', 'first: 1, filter: { year: { gte: 2014 } }', 'first: 1, filter: { year: { gte: 2015 } }'],
    ['another order', 'first: 1, orderBy: { field: year }', 'first: 1, orderBy: { field: persons }'],
    ['another direction', 'first: 1, orderBy: { field: year }', 'first: 1, orderBy: { field: year, direction: DESC }'],
    ['no order', 'first: 1, orderBy: { field: year }', 'first: 1'],
  ])('a cursor is stale with %s', async (_, made, used) => {
    expect(await ask(`{ incomes(${used}, after: "${await cursorOf(made)}") { totalCount } }`)).toEqual(['CURSOR_STALE']);
  });

  test('a cursor is stale in another list, at another place level and on another day', async () => {
    const after = await cursorOf('first: 1');
    expect(await ask(`{ needs(first: 1, after: "${after}") { totalCount } }`)).toEqual(['CURSOR_STALE']);
    expect(await ask(`{ household(registrationNumber: "${known.ownNumber}") { incomes(first: 1, after: "${after}") { totalCount } } }`)).toEqual(['CURSOR_STALE']);
    const ofPlace = (code: string, day: string, more: string) => platform.ask(`{ place(code: "${code}", asOf: "${day}") { incomes(first: 1 ${more}) { pageInfo { endCursor } } } }`, { as: clerk });
    const county = (await ofPlace('140224', '2019-01-01', '')).data.place.incomes.pageInfo.endCursor;
    expect(codesOf(await ofPlace('140224', '2020-01-01', `after: "${county}"`))).toEqual(['CURSOR_STALE']);
    expect(codesOf(await ofPlace('140200', '2019-01-01', `after: "${county}"`))).toEqual(['CURSOR_STALE']);
    const places = (await platform.ask('{ places(first: 1, asOf: "2016-01-01") { pageInfo { endCursor } } }')).data.places.pageInfo.endCursor;
    expect(await ask(`{ places(first: 1, asOf: "2020-01-01", after: "${places}") { totalCount } }`)).toEqual(['CURSOR_STALE']);
  });

  test('a cursor that somebody wrote is refused, whatever it holds', async () => {
    const made = await cursorOf('first: 1, orderBy: { field: year }');
    const [print, value, id, seal] = JSON.parse(Buffer.from(made, 'base64url').toString());
    const forged = [
      [print, "2014'; drop table core.household; --", id, seal], [print, value, "x' or '1'='1", seal], [print, value, 'a\0', seal], [print, '99999', id, seal],
      [print, null, id, seal], [print, value, id, 'x'.repeat(16)], [print, value, id, ''], [print, value, id], [print, [value], { id }, seal], {}, null, 1,
    ].map((parts) => Buffer.from(JSON.stringify(parts)).toString('base64url'));
    for (const after of [...forged, 'x', '', 'a'.repeat(9_000), made.slice(0, -3), `${made.slice(0, -6)}AAAAAA`, idNumber]) {
      expect(await ask('query($c: String) { incomes(first: 1, orderBy: { field: year }, after: $c) { totalCount } }', { c: after })).toEqual(['CURSOR_INVALID']);
    }
  });
});

describe('limits of a document', () => {
  test.each([
    ['a depth of 11', '{ households { nodes { members { household { members { household { members { household { members { household { id } } } } } } } } } } }'],
    ['the same through fragments', `{ households { nodes { ...a } } } fragment a on Household { members { household { ...b } } } fragment b on Household { members { household { ...c } } }
      fragment c on Household { members { household { members { household { id } } } } }`],
    ['16 aliases', `{ ${Array.from({ length: 16 }, (_, at) => `a${at}: viewer { name }`).join(' ')} }`],
    ['more than 1,000 tokens', `{ ${'viewer { name } '.repeat(300)} }`],
    ['6 directives', `{ viewer { name ${'@include(if: true) '.repeat(6)} } }`],
  ])('%s', async (_, query) => {
    expect(await ask(query)).toEqual(['GRAPHQL_LIMIT_EXCEEDED']);
  });

  test('one less of each is answered', async () => {
    for (const query of [
      '{ households(first: 1) { nodes { members { household { members { household { members { household { id } } } } } } } } }',
      `{ ${Array.from({ length: 15 }, (_, at) => `a${at}: viewer { name }`).join(' ')} }`,
      `{ viewer { name ${'@include(if: true) '.repeat(1)} roles ${'@skip(if: false) '} department @skip(if: false) places @skip(if: false) { name @skip(if: false) } } }`,
    ]) expect((await platform.ask(query, { as: clerk })).errors).toEqual([]);
  });
});

describe('requests', () => {
  test.each(wrongRequests)('%s', async (_, letter, status, code) => {
    const reply = await send(platform, clerk, letter);
    expect(codesOf(reply)).toEqual([code]);
    expect(reply.status).toBe(status);
    expect(reply.text).not.toContain(idNumber);
  });

  test('brackets without end are refused, not followed', async () => {
    const nested = (depth: number): string => JSON.stringify({ query: 'query($x: [String!]) { households(filter: { registrationNumber: { in: $x } }) { totalCount } }', variables: { x: '@' } }).replace('"@"', `${'['.repeat(depth)}${']'.repeat(depth)}`);
    for (const depth of [100, 10_000, 400_000]) expectTyped(await send(platform, clerk, { body: nested(depth) }));
  });
});

describe('mutations', () => {
  type Row = Readonly<Record<string, unknown>>;
  const need = (extra: Row = {}): Row => ({ registrationNumber: known.ownNumber, year: 2003, kind: 'CREDIT', description: '小额信贷', ...extra });
  const income = (extra: Row = {}): Row => ({ registrationNumber: known.ownNumber, year: 2003, wage: '1', persons: 2, ...extra });
  const helper = (extra: Row = {}): Row => ({ registrationNumber: known.ownNumber, fromOn: '2020-01-01', helperName: '李帮扶', helperUnit: '县水利局', ...extra });
  const project = (extra: Row = {}): Row => ({ countyCode: '140224', code: 'W-1', name: '村道', actionNumber: 20, placeCode: '140224', year: 2019, budget: '1000', ...extra });
  const site = (extra: Row = {}): Row => ({ countyCode: '140224', code: 'W-1', name: '新村', programme: 'POVERTY', kind: 'NEW_SETTLEMENT_VILLAGE', villageCode: '140224', plannedHouseholds: 5, plannedPersons: 20, ...extra });
  const consent = (extra: Row = {}): Row => ({ registrationNumber: known.ownNumber, caseId: known.foreignCase, programme: 'POVERTY', consultedOn: '2019-01-01', explainedBy: '王', personsCovered: 1, ...extra });
  const renovation = (extra: Row = {}): Row => ({ registrationNumber: known.ownNumber, year: 2019, ...extra });
  const source: Row = { code: 'W-1', name: '资金', kind: 'SPECIAL_POVERTY', level: 'CENTRAL', year: 2019, amount: '1' };

  test.each<[string, string, string, () => Row | readonly Row[], readonly string[]]>([
    ['an unknown household', 'saveNeeds', 'NeedInput', () => need({ registrationNumber: '9999999999999999' }), ['HOUSEHOLD_UNKNOWN']],
    ['a foreign household', 'saveNeeds', 'NeedInput', () => need({ registrationNumber: known.foreignNumber }), ['HOUSEHOLD_UNKNOWN']],
    ['an ID number for a household', 'saveNeeds', 'NeedInput', () => need({ registrationNumber: idNumber }), ['HOUSEHOLD_UNKNOWN']],
    ['no persons to share an income', 'saveHouseholdIncomes', 'HouseholdIncomeInput', () => income({ persons: 0 }), ['NOT_POSITIVE']],
    ['an income of less than nothing', 'saveHouseholdIncomes', 'HouseholdIncomeInput', () => income({ wage: '-1' }), ['CONSTRAINT_VIOLATED']],
    ['a year beyond its column', 'saveHouseholdIncomes', 'HouseholdIncomeInput', () => income({ year: 99999 }), ['VALUE_NOT_STORABLE']],
    ['a year below its column', 'saveHouseholdIncomes', 'HouseholdIncomeInput', () => income({ year: -99999 }), ['VALUE_NOT_STORABLE']],
    ['a day of year zero', 'saveHelperAssignments', 'HelperAssignmentInput', () => helper({ fromOn: '0000-01-01' }), ['VALUE_NOT_STORABLE']],
    ['a field left empty', 'saveHelperAssignments', 'HelperAssignmentInput', () => helper({ helperUnit: null }), ['FIELD_REQUIRED']],
    ['a key of 201 letters', 'saveHelperAssignments', 'HelperAssignmentInput', () => helper({ helperName: '李'.repeat(201) }), ['VALUE_NOT_STORABLE']],
    ['a remark of 2,001 letters', 'saveNeeds', 'NeedInput', () => need({ description: '字'.repeat(2_001) }), ['VALUE_NOT_STORABLE']],
    ['a foreign county', 'saveProjects', 'ProjectInput', () => project({ countyCode: '140225' }), ['COUNTY_OUT_OF_REACH']],
    ['a county that never was', 'saveProjects', 'ProjectInput', () => project({ countyCode: '140299' }), ['COUNTY_OUT_OF_REACH']],
    ['an ID number for a county', 'saveProjects', 'ProjectInput', () => project({ countyCode: idNumber }), ['COUNTY_OUT_OF_REACH']],
    ['an unknown place', 'saveProjects', 'ProjectInput', () => project({ placeCode: '140224999999' }), ['PLACE_UNKNOWN']],
    ['an ID number for a place', 'saveProjects', 'ProjectInput', () => project({ placeCode: idNumber }), ['ID_NUMBER_IN_TEXT']],
    ['a budget of less than nothing', 'saveProjects', 'ProjectInput', () => project({ budget: '-0.01' }), ['CONSTRAINT_VIOLATED']],
    ["someone else's action", 'saveProjects', 'ProjectInput', () => project({ actionNumber: 999 }), ['DEPARTMENT_NOT_IN_CHARGE']],
    ['an id of another type', 'saveSettlementSites', 'SettlementSiteInput', () => site({ projectId: known.ownId }), ['INVALID_ID']],
    ['an id of nothing', 'saveSettlementSites', 'SettlementSiteInput', () => site({ projectId: globalIdOf('Project') }), ['REFERENCE_UNKNOWN']],
    ['a foreign case', 'saveRelocationConsents', 'RelocationConsentInput', () => consent(), ['REFERENCE_UNKNOWN']],
    ['a person of no household', 'saveRelocationConsents', 'RelocationConsentInput', () => consent({ signedById: globalIdOf('Person') }), ['REFERENCE_UNKNOWN', 'PERSON_NOT_IN_HOUSEHOLD']],
    ['an area finer than its column', 'saveHouseRenovations', 'HouseRenovationInput', () => renovation({ houseArea: '1.234' }), ['VALUE_NOT_STORABLE']],
    ['an area beyond its column', 'saveHouseRenovations', 'HouseRenovationInput', () => renovation({ houseArea: '1234567890123' }), ['VALUE_NOT_STORABLE']],
    ['money of the province', 'saveFundSources', 'FundSourceInput', () => source, ['FORBIDDEN']],
  ])('%s', async (_, mutation, type, rows, codes) => {
    const answer = await platform.ask(`mutation($rows: [${type}!]!) { ${mutation}(rows: $rows) { outcome errors { code messageZh messageEn path } } }`, { as: clerk, variables: { rows: [rows()].flat() } });
    expect(answer.errors).toEqual([]);
    const [{ outcome, errors }] = answer.data[mutation];
    expect(outcome).toBe('REJECTED');
    expect(errors.map(({ code }: { code: string }) => code)).toEqual(codes);
    for (const { messageZh, messageEn } of errors) expect([messageZh, messageEn]).toEqual([expect.stringMatching(/\p{Script=Han}/u), expect.stringMatching(/[a-z]/)]);
    expect(answer.text).not.toContain(idNumber);
  });

  const save = 'mutation($rows: [HouseholdIncomeInput!]!) { saveHouseholdIncomes(rows: $rows) { outcome errors { code } } }';
  const outcomesOf = async (rows: readonly Row[]) => (await platform.ask(save, { as: clerk, variables: { rows } })).data.saveHouseholdIncomes
    .map(({ outcome, errors }: { outcome: string; errors: { code: string }[] }) => [outcome, ...errors.map(({ code }) => code)].join(' '));

  test('the same key twice in one batch, and a version that was overtaken', async () => {
    const { year, wage, persons, version, number } = known.income;
    const row = { registrationNumber: number, year, wage, persons };
    expect(await outcomesOf([row, { ...row, wage: '7' }])).toEqual(['UNCHANGED', 'REJECTED DUPLICATE_IN_BATCH']);
    expect(await outcomesOf([{ ...row, wage: '7', version: version + 1 }])).toEqual(['REJECTED VERSION_CONFLICT']);
    expect(await outcomesOf([{ ...row, version }])).toEqual(['UNCHANGED']);
  });

  test.each<[string, string, object, string]>([
    ['more than 200 rows', save, { rows: Array.from({ length: 201 }, (_, at) => ({ registrationNumber: '1', year: at, persons: 1 })) }, 'BATCH_TOO_LARGE'],
    ['a row without its key', save, { rows: [{ registrationNumber: '1', persons: 1 }] }, 'GRAPHQL_VALIDATION_FAILED'],
    ['a computed field', save, { rows: [{ registrationNumber: '1', year: 1, netPerHead: '1' }] }, 'GRAPHQL_VALIDATION_FAILED'],
    ['a wrong amount', save, { rows: [{ registrationNumber: '1', year: 1, wage: '1.234' }] }, 'INVALID_MONEY'],
    ['NUL in a text', 'mutation($rows: [NeedInput!]!) { saveNeeds(rows: $rows) { outcome } }', { rows: [{ registrationNumber: '1', year: 1, kind: 'CREDIT', description: 'a\0' }] }, 'VALUE_NOT_STORABLE'],
    ['half a pair in a text', 'mutation($rows: [NeedInput!]!) { saveNeeds(rows: $rows) { outcome } }', { rows: [{ registrationNumber: '1', year: 1, kind: 'CREDIT', description: '\ud800' }] }, 'VALUE_NOT_STORABLE'],
    ['an ID number for a date', 'mutation($r: HelperAssignmentInput!) { saveHelperAssignment(input: $r) { outcome } }', { r: { registrationNumber: '1', helperName: 'x', fromOn: idNumber } }, 'INVALID_DATE'],
  ])('%s ends the operation', async (_, query, variables, code) => {
    expect(await ask(query, variables)).toEqual([code]);
  });

  test('steps of a status that cannot be taken', async () => {
    const step = async (id: string, to: string) => (await platform.ask('mutation($id: ID!, $to: PlanStatus!) { advanceHouseholdPlan(id: $id, to: $to) { outcome errors { code } } }', { as: clerk, variables: { id, to } })).data.advanceHouseholdPlan;
    expect(await step(known.plan, 'IN_FORCE')).toEqual({ outcome: 'REJECTED', errors: [{ code: 'STATUS_STEP_NOT_ALLOWED' }] });
    expect(await step(globalIdOf('HouseholdPlan'), 'DONE')).toEqual({ outcome: 'REJECTED', errors: [{ code: 'RECORD_UNKNOWN' }] });
    expect(await step(known.ownId, 'DONE')).toEqual({ outcome: 'REJECTED', errors: [{ code: 'INVALID_ID' }] });
  });
});
