import { afterAll, beforeAll, expect, test } from 'vitest';
import { syntheticIdNumber } from '../../src/access/id-number.ts';
import { openTestApp, type TestApp } from '../support/app.ts';

const [clerk, otherCounty, nurse] = ['demo-county-clerk', 'demo-other-county-clerk', 'demo-health-clerk'];
let platform: TestApp;
let village: string;
let foreignVillage: string;
const villageOf = async (as: string): Promise<string> => (await platform.ask('{ households(first: 1) { nodes { village { code } } } }', { as })).data.households.nodes[0].village.code;
beforeAll(async () => {
  platform = await openTestApp();
  [village, foreignVillage] = [await villageOf(clerk), await villageOf(otherCounty)];
});
afterAll(() => platform?.close());

interface Row {
  readonly outcome: string;
  readonly household: { readonly id: string; readonly registrationNumber: string; readonly address: string | null; readonly members: readonly { readonly id: string; readonly name: string; readonly education: string }[] } | null;
  readonly errors: readonly { readonly code: string; readonly path: readonly (string | number)[] }[];
}

const text = `mutation($rows: [HouseholdInput!]!) { saveHouseholds(rows: $rows) { errors { code }
  results { outcome errors { code path } household { id registrationNumber address members { id name education } } } } }`;

const save = async (rows: readonly object[], as = clerk, headers?: Record<string, string>): Promise<{ readonly rows: readonly Row[]; readonly told: readonly string[]; readonly refused: readonly string[] }> => {
  const { data, errors } = await platform.ask(text, { as, variables: { rows }, ...(headers ? { headers } : {}) });
  expect(errors).toEqual([]);
  const { results, errors: refused } = data.saveHouseholds as { results: Row[]; errors: { code: string }[] };
  return { rows: results, refused: refused.map(({ code }) => code), told: results.map(({ outcome, errors: faults }) => [outcome, ...faults.map(({ code, path }) => `${code} ${path.slice(1).join('.')}`)].join(' ')) };
};

let sequence = 0;
const member = (name: string, more: object = {}) =>
  ({ name, relation: 'HEAD', idNumber: syntheticIdNumber('1933-05-07', 'MALE', (sequence += 2)), labourAbility: 'FULL', healthState: 'HEALTHY', education: 'PRIMARY', ...more });
const home = (number: number, more: object = {}) => ({
  registrationNumber: `140224880000${String(number).padStart(4, '0')}`, villageCode: village, registeredOn: '2016-03-01', isRegisteredPoor: true, mainCause: 'ILLNESS', otherCauses: ['DISABILITY'],
  address: '新村 1 号', members: [member('批量甲'), member('批量乙', { relation: 'SPOUSE', idNumber: syntheticIdNumber('1935-05-07', 'FEMALE', (sequence += 2)) })], ...more,
});
const fp = (key: string) => ({ system: 'FP', key });

test('households are registered, found again unchanged, and put right', async () => {
  const rows = [home(1), home(2)];
  const first = await save(rows);
  expect(first.told).toEqual(['CREATED', 'CREATED']);
  expect(first.rows[0]?.household).toMatchObject({ registrationNumber: '1402248800000001', members: [{ name: '批量甲' }, { name: '批量乙' }] });
  expect((await save(rows)).told).toEqual(['UNCHANGED', 'UNCHANGED']);
  const [one] = rows as [ReturnType<typeof home>];
  const changed = await save([{ ...one, address: '新村 2 号', members: [{ ...one.members[0], education: 'SENIOR_SECONDARY' }] }, { registrationNumber: rows[1]?.registrationNumber, members: [] }]);
  expect(changed.told).toEqual(['UPDATED', 'UNCHANGED']);
  expect(changed.rows[0]?.household).toMatchObject({ address: '新村 2 号', members: [{ education: 'SENIOR_SECONDARY' }, { education: 'PRIMARY' }] });
});

test('a refused one is told where, whole, and stops no other', async () => {
  const sound = home(10);
  const { told } = await save([
    home(11, { members: [member('无户主', { relation: 'CHILD' })] }), sound, home(12, { villageCode: foreignVillage }), home(13, { members: [member('错号', { idNumber: '140224195001010101' })] }),
    home(14, { members: [member('甲'), member('重复', { idNumber: sound.members[0]?.idNumber, relation: 'CHILD' })] }), { ...home(10), address: '又一次' }, { members: [] }, home(15, { members: [] }),
  ]);
  expect(told).toEqual([
    'REJECTED HEAD_COUNT 0.members.0.relation', 'CREATED', 'REJECTED COUNTY_OUT_OF_REACH 2.villageCode', 'REJECTED ID_NUMBER_INVALID 3.members.0.idNumber',
    'REJECTED ID_NUMBER_NEEDS_REVIEW 4.members.1.idNumber', 'REJECTED DUPLICATE_IN_BATCH 5.registrationNumber', 'REJECTED FIELD_REQUIRED 6.registrationNumber',
    'REJECTED FIELD_REQUIRED 7.members',
  ]);
  expect(JSON.stringify(told)).not.toMatch(/\d{17}/);
});

test('events in a household\'s life are not saved, and say so', async () => {
  const one = home(20);
  expect((await save([one])).told).toEqual(['CREATED']);
  expect((await save([{ ...one, isRegisteredPoor: false }])).told).toEqual(['REJECTED IMPORT_NEEDS_EVENT 0.isRegisteredPoor']);
  expect((await save([{ ...one, members: [member('新来', { relation: 'CHILD' })] }])).told).toEqual(['REJECTED IMPORT_NEEDS_EVENT 0.members.0.name']);
});

test('keys of other systems are kept for households and members, and find them', async () => {
  const one = home(30, { external: fp('h-30') });
  const keyed = { ...one, members: one.members.map((given, at) => ({ ...given, external: fp(`p-30-${at}`) })) };
  const { rows: [made], told } = await save([keyed]);
  expect(told).toEqual(['CREATED']);
  expect((await save([keyed])).told).toEqual(['UNCHANGED']);
  const byKey = await save([{ external: fp('h-30'), address: '按键 1 号', members: [] }]);
  expect([byKey.told, byKey.rows[0]?.household?.id]).toEqual([['UPDATED'], made?.household?.id]);
  const found = async (key: string, type: string) => (await platform.ask(`{ nodeByExternalId(system: "FP", key: "${key}", type: "${type}") { id } }`, { as: clerk })).data.nodeByExternalId?.id;
  expect([await found('h-30', 'Household'), await found('p-30-1', 'Person')]).toEqual([made?.household?.id, made?.household?.members[1]?.id]);
});

test('a key that is another\'s, of no system of the department or a second one is refused with the whole household', async () => {
  const { told } = await save([
    home(40, { external: fp('h-30') }), home(41, { external: { system: 'NONE', key: 'x' } }), home(42, { external: fp(syntheticIdNumber('1950-01-01', 'MALE', 9)) }),
    home(43, { members: [{ ...member('占用'), external: fp('p-30-0') }] }), { external: fp('h-30b'), registrationNumber: '1402248800000030', members: [] }, home(44, { external: fp('h-44') }),
  ]);
  expect(told).toEqual([
    'REJECTED EXTERNAL_KEY_DISAGREES 0.external', 'REJECTED EXTERNAL_SYSTEM_UNKNOWN 1.external.system', 'REJECTED EXTERNAL_KEY_INVALID 2.external.key',
    'REJECTED EXTERNAL_KEY_DISAGREES 3.members.0.external', 'REJECTED EXTERNAL_KEY_DISAGREES 4.external', 'CREATED',
  ]);
  const { data } = await platform.ask('{ households(filter: { registrationNumber: { eq: "1402248800000043" } }) { totalCount } }', { as: clerk });
  expect(data.households.totalCount).toBe(0);
});

test('statements do not grow with the households, and one key has one effect', async () => {
  await save([home(50, { external: fp('h-50') })]);
  const one = platform.statements().length;
  await save(Array.from({ length: 40 }, (_, at) => home(60 + at, { external: fp(`h-${60 + at}`) })));
  expect(platform.statements().length).toBe(one);
  const rows = [home(150)];
  const headers = { 'idempotency-key': 'households-150' };
  expect([(await save(rows, clerk, headers)).told, (await save(rows, clerk, headers)).told]).toEqual([['CREATED'], ['CREATED']]);
});

test('who may not register households is refused; too many at once are', async () => {
  expect((await save([home(200)], nurse)).refused).toEqual(['DEPARTMENT_NOT_IN_CHARGE']);
  expect((await platform.ask(text, { as: 'demo-county-reviewer', variables: { rows: [home(200)] } })).errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  expect((await save(Array.from({ length: 21 }, (_, at) => home(201 + at, { members: Array.from({ length: 100 }, () => member('多')) })))).refused).toEqual(['BATCH_TOO_LARGE']);
  expect((await save([{ ...home(1), address: '外县改' }], otherCounty)).told).toEqual([expect.stringMatching(/^REJECTED/)]);
});

test('a step is taken of a row that another system has a key for', async () => {
  const { data: { saveComparisonRun: { comparisonRun } } } = await platform.ask('mutation { saveComparisonRun(input: { countyCode: "140224", list: VEHICLE, asOf: "2019-01-01", title: "按键", external: { system: "FP", key: "run-1" } }) { comparisonRun { id } } }', { as: clerk });
  const step = async (args: string, as = clerk) => (await platform.ask(`mutation { advanceComparisonRun(${args} to: FINISHED) { outcome errors { code } comparisonRun { id status } } }`, { as })).data.advanceComparisonRun;
  expect((await step('external: { system: "FP", key: "run-2" }')).errors).toEqual([{ code: 'RECORD_UNKNOWN' }]);
  expect((await step('external: { system: "FP", key: "run-1" }', otherCounty)).errors).toEqual([{ code: 'RECORD_UNKNOWN' }]);
  expect((await step('')).errors).toEqual([{ code: 'FIELD_REQUIRED' }]);
  expect((await step(`id: "${comparisonRun.id}" external: { system: "FP", key: "run-1" }`)).errors).toEqual([{ code: 'FIELD_REQUIRED' }]);
  expect(await step('external: { system: "FP", key: "run-1" }')).toEqual({ outcome: 'UPDATED', errors: [], comparisonRun: { id: comparisonRun.id, status: 'FINISHED' } });
});
