import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../support/app.ts';

const clerk = 'demo-county-clerk';
const province = 'demo-province-clerk';
const otherCounty = 'demo-other-county-clerk';

interface Found {
  readonly id: string;
  readonly registrationNumber: string;
  readonly members: readonly { readonly id: string }[];
}

let platform: TestApp;
let households: readonly Found[];
let foreign: Found;

const householdsOf = async (as: string): Promise<Found[]> =>
  (await platform.ask('{ households(first: 5) { nodes { id registrationNumber members { id } } } }', { as })).data.households.nodes;

beforeAll(async () => {
  platform = await openTestApp();
  households = await householdsOf(clerk);
  [foreign] = (await householdsOf(otherCounty)) as [Found];
  const saved = await platform.ask(
    `mutation { saveExternalSystems(rows: [
      { code: "FP2", departmentCode: "poverty_alleviation_office", title: "扶贫业务系统" }, { code: "MZ2", departmentCode: "civil_affairs_department", title: "低保系统" }, { code: "XX", departmentCode: "nobody", title: "无" },
    ]) { outcome errors { code } } }`, { as: province });
  expect(saved.data.saveExternalSystems).toMatchObject([{ outcome: 'CREATED' }, { outcome: 'CREATED' }, { outcome: 'REJECTED', errors: [{ code: 'CONSTRAINT_VIOLATED' }] }]);
});
afterAll(() => platform?.close());

const map = async (rows: readonly object[], as = clerk) => {
  const { data, errors } = await platform.ask('mutation($rows: [ExternalIdInput!]!) { mapExternalIds(rows: $rows) { outcome errors { code path } } }', { as, variables: { rows } });
  expect(errors).toEqual([]);
  return data.mapExternalIds.map(({ outcome, errors: faults }: { outcome: string; errors: { code: string; path: string[] }[] }) => [outcome, ...faults.map(({ code, path }) => `${code} ${path.join('.')}`)].join(' '));
};

const find = (key: string, type: string, as = clerk, system = 'FP') =>
  platform.ask('query($system: String!, $key: String!, $type: String!) { nodeByExternalId(system: $system, key: $key, type: $type) { __typename id } }', { as, variables: { system, key, type } });

test('a record is found by the key of another system, and both know each other', async () => {
  const [one, two] = households as [Found, Found];
  expect(await map([{ system: 'FP', key: 'h-1', id: one.id }, { system: 'FP', key: 'h-1b', id: one.id }, { system: 'FP', key: 'h-1', id: one.members[0]?.id }])).toEqual(['CREATED', 'CREATED', 'CREATED']);
  expect((await find('h-1', 'Household')).data.nodeByExternalId).toEqual({ __typename: 'Household', id: one.id });
  expect((await find('h-1', 'Person')).data.nodeByExternalId).toEqual({ __typename: 'Person', id: one.members[0]?.id });
  const { data } = await platform.ask(`{ externalIds(id: "${one.id}") { system key } none: externalIds(id: "${two.id}") { key } }`, { as: clerk });
  expect(data).toEqual({ externalIds: [{ system: 'FP', key: 'h-1' }, { system: 'FP', key: 'h-1b' }], none: [] });
});

test('each row has its outcome, and says what is wrong with it', async () => {
  const [one, two] = households as [Found, Found];
  await map([{ system: 'FP', key: 'r-1', id: one.id }]);
  expect(await map([
    { system: 'FP', key: 'r-1', id: one.id }, { system: 'FP', key: 'r-1b', id: two.id }, { system: 'FP', key: 'r-1b', id: two.id }, { system: 'FP', key: ' x', id: two.id },
    { system: 'FP', key: '14022419700101121X', id: two.id }, { system: 'MZ', key: 'r', id: two.id }, { system: 'ZZ', key: 'r', id: two.id }, { system: 'FP', key: 'r', id: 'nonsense' },
  ])).toEqual([
    'UNCHANGED', 'CREATED', 'REJECTED DUPLICATE_IN_BATCH rows.2.key', 'REJECTED EXTERNAL_KEY_INVALID rows.3.key', 'REJECTED EXTERNAL_KEY_INVALID rows.4.key',
    'REJECTED EXTERNAL_SYSTEM_UNKNOWN rows.5.system', 'REJECTED EXTERNAL_SYSTEM_UNKNOWN rows.6.system', 'REJECTED INVALID_ID rows.7.id',
  ]);
  expect(await map([{ system: 'FP', key: 'r-1', id: two.id }])).toEqual(['REJECTED EXTERNAL_ID_TAKEN rows.0.key']);
});

test('what another county has is absent byte for byte, to read and to write', async () => {
  const [one] = households as [Found];
  expect(await map([{ system: 'FP', key: 'f-1', id: foreign.id }])).toEqual(['REJECTED RECORD_UNKNOWN rows.0.id']);
  expect(await map([{ system: 'FP', key: 'f-1', id: foreign.id }], otherCounty)).toEqual(['CREATED']);
  const [theirs, nobodys] = [await find('f-1', 'Household'), await find('f-none', 'Household')];
  expect([theirs.status, theirs.text]).toEqual([nobodys.status, nobodys.text]);
  expect((await find('f-1', 'Household', otherCounty)).data.nodeByExternalId.id).toBe(foreign.id);
  const listed = (id: string) => platform.ask(`{ externalIds(id: "${id}") { key } }`, { as: clerk });
  const none = Buffer.from('Household:00000000-0000-7000-8000-000000000000').toString('base64');
  expect((await listed(foreign.id)).text).toBe((await listed(none)).text);
  // taken somewhere is all that is told, as of registration numbers
  expect(await map([{ system: 'FP', key: 'f-1', id: one.id }])).toEqual(['REJECTED EXTERNAL_ID_TAKEN rows.0.key']);
  expect((await platform.ask('{ nodeByExternalId(system: "FP", key: "f-1", type: "Household") { id } }')).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

test('the key goes along with a household that moves and a person who marries', async () => {
  const [one, two, three] = households as [Found, Found, Found];
  const mover = two.members.at(-1) as { id: string };
  await map([{ system: 'FP', key: 'm-1', id: three.id }, { system: 'FP', key: 'm-2', id: mover.id }]);
  const { data: { place } } = await platform.ask('{ place(code: "140225") { descendants(level: VILLAGE, first: 1) { nodes { code } } } }');
  const village = place.descendants.nodes[0].code;
  const moved = await platform.ask(
    `mutation { moveHousehold(input: { registrationNumber: "${three.registrationNumber}", toVillageCode: "${village}", on: "2020-11-01", reason: "投亲" }) { errors { code } }
      movePerson(input: { kind: MARRIAGE, personId: "${mover.id}", toRegistrationNumber: "${one.registrationNumber}", relation: OTHER, on: "2020-11-01", reason: "结婚" }) { errors { code } } }`, { as: province });
  expect(moved.data).toEqual({ moveHousehold: { errors: [] }, movePerson: { errors: [] } });
  expect((await find('m-1', 'Household', otherCounty)).data.nodeByExternalId.id).toBe(three.id);
  expect((await find('m-1', 'Household')).data.nodeByExternalId).toBeNull();
  const rows = await platform.db.transaction({ scope: { counties: '*', actor: 'test' } }, async (tx) => (await tx.query(
    "select e.household_id = p.household_id from core.external_id e join core.person p on p.id = e.record_id and p.current where e.key = 'm-2'")).rows);
  expect(rows).toEqual([[true]]);
});

test('many keys take as many statements as one', async () => {
  const rows = (from: number, count: number) => Array.from({ length: count }, (_, at) => ({ system: 'FP', key: `n-${from + at}`, id: (households[at % 2] as Found).id }));
  await map(rows(0, 1));
  const one = platform.statements().length;
  await map(rows(100, 200));
  expect(platform.statements().length).toBe(one);
});

test('it is written down who gave a record its key', async () => {
  const [one] = households as [Found];
  await map([{ system: 'FP', key: 'a-1', id: one.id }]);
  const rows = await platform.db.transaction({ scope: { counties: '*', roles: ['AUDITOR'], actor: 'test' } }, async (tx) =>
    (await tx.query("select actor, record_type, county_code from core.audit_entry where action = 'mapExternalIds' and changes ->> 'externalId' like '%FP:a-1%'")).rows);
  expect(rows).toEqual([[clerk, 'Household', '140224']]);
});
