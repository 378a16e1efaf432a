import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { permission } from '../../src/db/codes/access.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { codesOf } from '../support/wire.ts';

const county = '140224';
const clerk = 'demo-county-clerk';
const villageClerk = 'demo-village-clerk';

let platform: TestApp;
beforeAll(async () => {
  platform = await openTestApp();
});
afterAll(() => platform?.close());

const can = async (as: string, record: string, place?: string): Promise<readonly string[]> => {
  const fields = permission.values.map((one) => `${one}: can(permission: ${one}, record: "${record}"${place ? `, place: "${place}"` : ''})`).join(' ');
  const { data, errors } = await platform.ask(`{ viewer { ${fields} } }`, { as });
  expect(errors).toEqual([]);
  return permission.values.filter((one) => data.viewer[one]);
};

describe('viewer { can }', () => {
  test.each([
    [clerk, 'Need', ['READ', 'WRITE']],
    [clerk, 'HouseholdPlan', ['READ', 'WRITE', 'STEP']],
    [clerk, 'HealthRecord', []],
    ['demo-health-clerk', 'HealthRecord', ['READ', 'WRITE', 'STEP', 'UNMASK']],
    ['demo-health-clerk', 'Need', ['READ']],
    ['demo-county-reviewer', 'Need', ['READ']],
    ['demo-province-viewer', 'Need', ['READ']],
    ['demo-province-viewer', 'HealthRecord', []],
    ['demo-security', 'Need', []],
    ['demo-integrator', 'Need', ['READ', 'WRITE']],
  ])('%s on %s: %j', async (as, record, allowed) => {
    expect(await can(as, record)).toEqual(allowed);
  });

  test('is bound to places', async () => {
    expect(await can(clerk, 'Need', county)).toEqual(['READ', 'WRITE']);
    expect(await can(clerk, 'Need', '140225')).toEqual([]);
    expect(await can(clerk, 'Need', '140000')).toEqual([]);
    expect(await can(villageClerk, 'Need', county)).toEqual([]);
    expect(await can('demo-province-clerk', 'Need', '140225')).toEqual(['READ', 'WRITE']);
  });

  test('names what does not exist', async () => {
    expect(codesOf(await platform.ask('{ viewer { can(permission: READ, record: "Nothing") } }', { as: clerk }))).toEqual(['RECORD_TYPE_UNKNOWN']);
  });
});

describe('viewerCan on nodes', () => {
  const of = async (as: string, list: string): Promise<readonly string[][]> => {
    const { data, errors } = await platform.ask(`{ ${list}(first: 20) { nodes { viewerCan } } }`, { as });
    expect(errors).toEqual([]);
    return data[list].nodes.map(({ viewerCan }: { viewerCan: string[] }) => viewerCan);
  };

  test('answers from the same policy, in one statement however many nodes', async () => {
    expect(new Set((await of(clerk, 'needs')).map(String))).toEqual(new Set(['READ,WRITE']));
    expect(new Set((await of('demo-province-viewer', 'needs')).map(String))).toEqual(new Set(['READ']));
    const statementsOf = async (first: number): Promise<number> => (await platform.ask(`{ needs(first: ${first}) { nodes { viewerCan } } }`, { as: clerk })).statements.length;
    expect(await statementsOf(50)).toBe(await statementsOf(1));
  });

  test('follows the action of each row', async () => {
    const { data } = await platform.ask('{ projects(first: 100) { nodes { actionNumber viewerCan } } }', { as: clerk });
    const writable = new Map<number, boolean>(data.projects.nodes.map((node: { actionNumber: number; viewerCan: string[] }) => [node.actionNumber, node.viewerCan.includes('WRITE')]));
    const leads = (await platform.ask('{ department(code: "poverty_alleviation_office") { leads { action { number } } } }', { as: clerk })).data.department.leads.map(({ action }: { action: { number: number } }) => action.number);
    expect(writable.size).toBeGreaterThan(0);
    for (const [action, may] of writable) expect([action, may]).toEqual([action, leads.includes(action)]);
  });

  test('is what happens: who may not write is refused, who may is not', async () => {
    const { data } = await platform.ask('{ households(first: 1) { nodes { registrationNumber } } }', { as: clerk });
    const row = { registrationNumber: data.households.nodes[0].registrationNumber, year: 2020, kind: 'CREDIT' };
    const save = (as: string) => platform.ask('mutation($r: NeedInput!) { saveNeed(input: $r) { outcome errors { code } } }', { as, variables: { r: row } });
    expect((await save(clerk)).data.saveNeed.outcome).toMatch(/CREATED|UPDATED|UNCHANGED/);
    expect((await save('demo-health-clerk')).data.saveNeed).toEqual({ outcome: 'REJECTED', errors: [{ code: 'DEPARTMENT_NOT_IN_CHARGE' }] });
    expect(codesOf(await save('demo-province-viewer'))).toEqual(['FORBIDDEN']);
  });
});

describe('a clerk of one village', () => {
  const villages = async (as: string): Promise<readonly string[]> => {
    const { data, errors } = await platform.ask('{ households(first: 200) { totalCount nodes { village { code } members { name } incomes { totalCount } } } }', { as });
    expect(errors).toEqual([]);
    expect(data.households.totalCount).toBe(data.households.nodes.length);
    return data.households.nodes.map(({ village }: { village: { code: string } }) => village.code);
  };
  const own = async (): Promise<string> => (await platform.ask('{ viewer { places { code } } }', { as: villageClerk })).data.viewer.places[0].code;

  test('sees the households of the village and what is theirs, no others', async () => {
    const village = await own();
    const all = await villages(clerk);
    expect(new Set(all).size).toBeGreaterThan(1);
    expect(await villages(villageClerk)).toEqual(all.filter((code) => code === village));
    expect((await villages(villageClerk)).length).toBeGreaterThan(0);
  });

  test('sees a household come and go, with all its rows', async () => {
    const village = await own();
    const { data } = await platform.ask('{ households(first: 200) { nodes { id registrationNumber endedOn village { code } statusHistory { nodes { id } } } } }', { as: clerk });
    const stranger = data.households.nodes.find((node: { endedOn: string | null; village: { code: string }; statusHistory: { nodes: unknown[] } }) => node.endedOn === null && node.village.code !== village && node.statusHistory.nodes.length > 0);
    const ids = [stranger.id, stranger.statusHistory.nodes[0].id];
    const seen = async (): Promise<readonly boolean[]> => Promise.all(ids.map(async (id) => (await platform.ask('query($id: ID!) { node(id: $id) { id } }', { as: villageClerk, variables: { id } })).data.node !== null));
    const move = async (toVillageCode: string, on: string): Promise<void> => {
      const moved = await platform.ask('mutation($i: MoveHouseholdInput!) { moveHousehold(input: $i) { errors { code } } }', { as: clerk, variables: { i: { registrationNumber: stranger.registrationNumber, toVillageCode, on, reason: '并村' } } });
      expect(moved.data?.moveHousehold ?? moved.errors).toEqual({ errors: [] });
    };
    expect(await seen()).toEqual([false, false]);
    await move(village, '2020-11-28');
    expect(await seen()).toEqual([true, true]);
    await move(stranger.village.code, '2020-11-30');
    expect(await seen()).toEqual([false, false]);
  });

  test('cannot take a household to another village', async () => {
    const { data } = await platform.ask('{ households(first: 1) { nodes { registrationNumber } } places(level: VILLAGE, within: "140225", first: 1) { nodes { code } } }', { as: villageClerk });
    const i = { registrationNumber: data.households.nodes[0].registrationNumber, toVillageCode: data.places.nodes[0].code, on: '2020-11-30', reason: 'x' };
    const moved = await platform.ask('mutation($i: MoveHouseholdInput!) { moveHousehold(input: $i) { errors { code } } }', { as: villageClerk, variables: { i } });
    expect(moved.data.moveHousehold.errors.map(({ code }: { code: string }) => code)).toEqual(['COUNTY_OUT_OF_REACH']);
  });
});
