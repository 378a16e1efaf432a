import { v5 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { healthPlugin } from '../../src/plugins/health/plugin.ts';
import { allPlugins } from '../../src/plugins/index.ts';
import type { ActionBy, AnyRecord, FieldSpec } from '../../src/records/define.ts';
import { membershipRecord, residenceRecord } from '../../src/schema/records/household.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { columnsOf } from '../support/declared.ts';
import { groupedByHand, type Raw, rawRows } from '../support/groups/by-hand.ts';
import { logStatements, statementCount } from '../support/statements.ts';
import { codesOf } from '../support/wire.ts';

const province = 'demo-province-clerk';
const day = '2020-12-01';

let platform: TestApp;
let everything: TestApp;
beforeAll(async () => {
  [platform, everything] = [await openTestApp(), await openTestApp({ everyDomain: true })];
});
afterAll(() => Promise.all([platform?.close(), everything?.close()]));

interface Reached {
  readonly record: string;
  readonly household: string;
  readonly person: string | null;
  readonly action: number;
  readonly year: string | null;
}

const fieldsOf = (record: AnyRecord) => record.fields as Record<string, FieldSpec | undefined>;

/** The first day that every row of the record has, as its table is written. */
const firstDay = (record: AnyRecord): string | undefined =>
  columnsOf(record).find(([name, column]) => column.getSQLType() === 'date' && column.notNull && fieldsOf(record)[name] && fieldsOf(record)[name]?.class !== 'sensitive')?.[0];

const actionByHand = ({ action }: AnyRecord, row: Raw): number => {
  if (typeof action === 'number') return action;
  const { column, numbers } = action as ActionBy;
  return numbers ? (numbers[String(row[column])] as number) : Number(row[column]);
};

const isCounted = (record: AnyRecord): boolean => record.action !== undefined && (record.about === 'household' || fieldsOf(record)['personId'] !== undefined || fieldsOf(record)['householdId'] !== undefined);

const counted = allPlugins.flatMap(({ records }) => records).filter(isCounted);

/** Every row of the programmes, as it says whose it is. */
const everyRow = async (): Promise<readonly Reached[]> => {
  const all: Reached[] = [];
  for (const record of counted) {
    for (const row of await rawRows(everything, record)) {
      const date = row[firstDay(record) ?? ''];
      all.push({ record: record.name, household: row['householdId'] as string, person: row['personId'] ?? null, action: actionByHand(record, row), year: row['year'] ?? (date ? String(Number(date.slice(0, 4))) : null) });
    }
  }
  return all;
};

const inForce = (at: string) => ({ fromOn, toOn }: Raw): boolean => fromOn !== null && fromOn !== undefined && fromOn <= at && (toOn == null || toOn > at);

const membersByHand = async (at: string): Promise<ReadonlyMap<string, readonly string[]>> => {
  const rows = (await rawRows(everything, membershipRecord as AnyRecord)).filter(inForce(at));
  return new Map([...Map.groupBy(rows, ({ householdId }) => String(householdId))].map(([id, of]) => [id, of.map(({ personId }) => String(personId))]));
};

const countsByHand = (rows: readonly Reached[], members: ReadonlyMap<string, readonly string[]>) => ({
  count: rows.length,
  distinctHouseholds: new Set(rows.map(({ household }) => household)).size,
  distinctPersons: new Set(rows.flatMap(({ person, household }) => (person === null ? (members.get(household) ?? []) : [person]))).size,
});

const selection = 'groups { count distinctHouseholds distinctPersons }';
const ask = async (query: string, on = everything, as = province) => {
  const { data, errors } = await on.ask(query, { as });
  expect(errors).toEqual([]);
  return data;
};

describe('across the programmes households and persons count once', () => {
  test('in all, by action, by kind of record, by year', async () => {
    const [rows, members] = [await everyRow(), await membersByHand(day)];
    expect(counted.length).toBeGreaterThan(25);
    expect([...new Set(rows.map(({ action }) => action))]).toEqual(expect.arrayContaining([5, 6, 16]));
    const total = countsByHand(rows, members);
    expect((await ask(`{ g: programmeGroups(by: []) { ${selection} } }`)).g.groups).toEqual([total]);
    const keyed: readonly (readonly [string, string, (row: Reached) => string | null])[] = [
      ['action', 'action { number }', ({ action }) => String(action)], ['record', 'record', ({ record }) => record], ['year', 'year', ({ year }) => year],
    ];
    for (const [name, keys, keyOf] of keyed) {
      const { g } = await ask(`{ g: programmeGroups(by: [${name}]) { hasMore groups { keys { ${keys} } count distinctHouseholds distinctPersons } } }`);
      const told = g.groups.map(({ keys: key, ...counts }: { keys: Record<string, unknown> }) => [name === 'action' ? String((key['action'] as { number: number }).number) : key[name] === null ? null : String(key[name]), counts]);
      expect([name, told]).toEqual([name, groupedByHand(rows, keyOf).map(([key, of]) => [key, countsByHand(of, members)])]);
    }
    // some are reached by more than one action: the parts come to more than the whole
    const parts = groupedByHand(rows, ({ action }) => String(action)).map(([, of]) => countsByHand(of, members));
    for (const name of ['distinctHouseholds', 'distinctPersons'] as const) expect(parts.reduce((sum, one) => sum + one[name], 0)).toBeGreaterThan(total[name]);
  });

  test('by programme, and by the place of the date asked', async () => {
    const rows = await everyRow();
    const { g } = await ask('{ g: programmeGroups(by: [programme, action]) { groups { keys { programme { code } action { number programme { code } } } distinctHouseholds } } }');
    expect(g.groups.map(({ keys }: { keys: { action: { number: number } } }) => keys.action.number)).toEqual(expect.arrayContaining([5, 6, 16]));
    for (const { keys } of g.groups) expect(keys.programme.code).toBe(keys.action.programme.code);
    for (const at of ['2016-12-31', day]) {
      const members = await membersByHand(at);
      const homes = new Map((await rawRows(everything, residenceRecord as AnyRecord)).filter(inForce(at)).map((row) => [row['householdId'], row]));
      for (const [level, column] of [['city', 'cityCode'], ['county', 'placeCountyCode'], ['village', 'villageCode']] as const) {
        const data = await ask(`{ g: programmeGroups(by: [${level}], asOf: "${at}", limit: 1000) { sources groups { keys { ${level} { code } } count distinctHouseholds distinctPersons } } }`);
        const told = data.g.groups.map(({ keys, ...counts }: { keys: Record<string, { code: string } | null> }) => [keys[level]?.code ?? null, counts]);
        expect([at, level, told]).toEqual([at, level, groupedByHand(rows, ({ household }) => homes.get(household)?.[column] ?? null).map(([code, of]) => [code, countsByHand(of, members)])]);
      }
    }
  });

  test('with conditions, an order and a place', async () => {
    const [rows, members] = [await everyRow(), await membersByHand(day)];
    const some = rows.filter(({ action, year }) => [5, 6].includes(action) && year !== null && Number(year) >= 2017);
    const { g } = await ask(`{ g: programmeGroups(by: [record], filter: { action: { in: [5, 6] }, year: { gte: 2017 } }, having: { count: { gte: 10 }, distinctPersons: { lte: 100000 } }, orderBy: [{ distinctPersons: DESC }, { key: record, direction: DESC }], limit: 3) { hasMore sources groups { keys { record } distinctPersons } } }`);
    const byHand = groupedByHand(some, ({ record }) => record).map(([record, of]) => ({ record, ...countsByHand(of, members) })).filter(({ count }) => count >= 10)
      .sort((a, b) => b.distinctPersons - a.distinctPersons || ((a.record ?? '') < (b.record ?? '') ? 1 : -1));
    expect(g.groups).toEqual(byHand.slice(0, 3).map(({ record, distinctPersons }) => ({ keys: { record }, distinctPersons })));
    expect([g.hasMore, g.sources.some((name: string) => healthPlugin.records.some((record) => record.name === name))]).toEqual([byHand.length > 3, false]);
    expect(g.sources).toEqual(expect.arrayContaining(['RelocationCase', 'Membership']));
    const homes = new Set((await rawRows(everything, residenceRecord as AnyRecord)).filter(inForce(day)).filter((row) => row['placeCountyCode'] === '140224').map((row) => row['householdId']));
    const within = rows.filter(({ household }) => homes.has(household));
    expect((await ask(`{ g: programmeGroups(by: [], within: "140224") { ${selection} } }`)).g.groups).toEqual([countsByHand(within, members)]);
  });

  test('one statement, and one for each kind of node in the keys', async () => {
    const statements = async (query: string): Promise<number> => statementCount(await everything.ask(query, { as: province }));
    for (const limit of [2, 1_000]) {
      expect(await statements(`{ programmeGroups(by: [record, year], limit: ${limit}) { ${selection} } }`)).toBe(4);
      expect(await statements(`{ programmeGroups(by: [county, action, programme], limit: ${limit}) { groups { keys { county { name } action { code } programme { code } } count } } }`)).toBe(7);
    }
  });
});

describe('within the caller\'s reach alone', () => {
  const sources = async (as: string, on = platform): Promise<readonly string[]> => (await ask('{ g: programmeGroups(by: []) { sources groups { count } } }', on, as)).g.sources;

  test('departments count what they keep, and no source of another is named', async () => {
    const [office, health] = [await sources('demo-county-clerk'), await sources('demo-health-clerk')];
    const names = (id: string): readonly string[] => counted.filter((record) => allPlugins.find((plugin) => plugin.id === id)?.records.includes(record)).map(({ name }) => name);
    expect(office).toEqual(expect.arrayContaining([...names('relocation')]));
    expect(health).toEqual(expect.arrayContaining([...names('health')]));
    expect([office.filter((name) => names('health').includes(name)), health.filter((name) => names('relocation').includes(name))]).toEqual([[], []]);
  });

  test('two counties share no place, and persons are counted by who may know them', async () => {
    const codes = async (as: string) => (await ask('{ g: programmeGroups(by: [county], limit: 1000) { groups { keys { county { code } } } } }', platform, as)).g.groups.map(({ keys }: { keys: { county: { code: string } | null } }) => keys.county?.code ?? null);
    expect((await codes('demo-county-clerk')).filter((code: string | null) => code !== null)).toEqual(['140224']);
    expect((await codes('demo-other-county-clerk')).filter((code: string | null) => code !== null)).toEqual(['140225']);
    const { data, errors, extensions } = await platform.ask(`{ g: programmeGroups(by: []) { ${selection} } }`, { as: 'demo-province-viewer' });
    expect([errors, data.g.groups[0].distinctPersons, extensions?.['masked']]).toEqual([[], null, [{ path: 'g.groups.0.distinctPersons', reason: 'FIELD_CLASS' }]]);
    expect(data.g.groups[0].distinctHouseholds).toBeGreaterThan(0);
    for (const way of ['having: { distinctPersons: { gte: 1 } }', 'orderBy: [{ distinctPersons: ASC }]']) expect(codesOf(await platform.ask(`{ programmeGroups(by: [], ${way}) { hasMore } }`, { as: 'demo-province-viewer' }))).toEqual(['GROUP_NOT_ALLOWED']);
    expect(codesOf(await platform.ask(`{ programmeGroups(by: []) { ${selection} } }`))).toEqual(['UNAUTHENTICATED']);
  });

  test('whose names are kept from them in one of the records count no persons over it, and over the others they do', async () => {
    const asked = await openTestApp();
    try {
      await asked.db.transaction({ scope: 'owner' }, (tx) => tx.query(
        "insert into core.department_grant (id, to_department_code, domain, field_class, from_on, basis) values ($1, 'poverty_alleviation_office', 'health', 'INTERNAL', '2016-01-01', 'test')",
        [v5('grant', '3d0f3c1a-3b8e-4f0e-9a3e-9a1f3f6f2022')],
      ));
      const [all, some] = [await ask(`{ g: programmeGroups(by: []) { sources ${selection} } }`, asked, 'demo-county-clerk'), await ask(`{ g: programmeGroups(by: [], filter: { action: { in: [5, 6] } }) { ${selection} } }`, asked, 'demo-county-clerk')];
      expect(all.g.sources).toContain('InsuranceEnrolment');
      expect(all.g.sources.filter((name: string) => counted.some((record) => record.name === name && record.rows === 'personal'))).toEqual([]);
      expect([all.g.groups[0].distinctPersons, some.g.groups[0].distinctPersons]).toEqual([null, expect.any(Number)]);
    } finally {
      await asked.close();
    }
  });

  test('who counts persons is written down; who counts households is not', async () => {
    expect(logStatements(await platform.ask('{ programmeGroups(by: []) { groups { distinctHouseholds } } }', { as: 'demo-county-clerk' }))).toEqual([]);
    expect(logStatements(await platform.ask('{ programmeGroups(by: []) { groups { distinctPersons } } }', { as: 'demo-county-clerk' })).length).toBeGreaterThan(0);
  });

  test.each([
    ['orderBy: [{}]', 'GROUP_ORDER_NOT_SINGLE'], ['orderBy: [{ count: ASC, key: action }]', 'GROUP_ORDER_NOT_SINGLE'], ['orderBy: [{ key: action }]', 'GROUP_ORDER_NOT_GROUPED'],
    ['limit: 1001', 'PAGE_SIZE_INVALID'], ['within: "x"', 'PLACE_CODE_INVALID'], ['within: "150000"', 'PLACE_UNKNOWN'],
  ])('%s is refused', async (args, code) => {
    expect(codesOf(await platform.ask(`{ programmeGroups(by: [], ${args}) { hasMore } }`, { as: province }))).toEqual([code]);
  });
});
