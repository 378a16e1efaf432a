import { afterAll, beforeAll, expect, test } from 'vitest';
import { namesBeside } from '../../src/records/external/names.ts';
import { fieldsOf } from '../../src/records/define.ts';
import { allCoreRecords } from '../../src/schema/core-records.ts';
import { allPlugins } from '../../src/plugins/index.ts';
import { openTestApp, type TestApp } from '../support/app.ts';

const clerk = 'demo-county-clerk';
const otherCounty = 'demo-other-county-clerk';

interface Found {
  readonly id: string;
  readonly registrationNumber: string;
}

let platform: TestApp;
let households: readonly Found[];
let foreign: Found;

const householdsOf = async (as: string): Promise<Found[]> =>
  (await platform.ask('{ households(first: 5) { nodes { id registrationNumber } } }', { as })).data.households.nodes;

beforeAll(async () => {
  platform = await openTestApp();
  households = await householdsOf(clerk);
  [foreign] = (await householdsOf(otherCounty)) as [Found];
});
afterAll(() => platform?.close());

const save = async (rows: readonly object[], as = clerk): Promise<{ told: string[]; ids: string[] }> => {
  const { data, errors } = await platform.ask('mutation($rows: [HouseholdIncomeInput!]!) { saveHouseholdIncomes(rows: $rows) { outcome householdIncome { id } errors { code path } } }', { as, variables: { rows } });
  expect(errors).toEqual([]);
  const all = data.saveHouseholdIncomes as { outcome: string; householdIncome: { id: string } | null; errors: { code: string; path: string[] }[] }[];
  return {
    told: all.map(({ outcome, errors: faults }) => [outcome, ...faults.map(({ code, path }) => `${code} ${path.slice(2).join('.')}`)].join(' ')),
    ids: all.map(({ householdIncome }) => householdIncome?.id ?? ''),
  };
};

const fp = (key: string) => ({ system: 'FP', key });
const numberOf = (at: number): string => (households[at] as Found).registrationNumber;

test('a row is written by its own key, written again by it, and the key is kept with it', async () => {
  const first = await save([{ external: fp('i-1'), registrationNumber: numberOf(0), year: 1951, persons: 3, wage: '10' }]);
  expect(first.told).toEqual(['CREATED']);
  const row = { external: fp('i-1'), year: 1951, persons: 3, wage: '10' };
  expect(await save([row])).toEqual({ told: ['UNCHANGED'], ids: first.ids });
  expect(await save([{ ...row, wage: '11' }])).toEqual({ told: ['UPDATED'], ids: first.ids });
  const { data } = await platform.ask('{ nodeByExternalId(system: "FP", key: "i-1", type: "HouseholdIncome") { id } }', { as: clerk });
  expect(data.nodeByExternalId.id).toBe(first.ids[0]);
  const audit = await platform.db.transaction({ scope: { counties: '*', roles: ['AUDITOR'], actor: 'test' } }, async (tx) =>
    (await tx.query("select action from core.audit_entry where changes ->> 'externalId' like '%FP:i-1%'")).rows);
  expect(audit).toEqual([['saveHouseholdIncome']]);
});

test('a row that is there already gets the key; then the key and the natural key must agree', async () => {
  await save([{ registrationNumber: numberOf(0), year: 1952, persons: 3 }, { registrationNumber: numberOf(0), year: 1953, persons: 3 }]);
  const row = { external: fp('i-2'), registrationNumber: numberOf(0), year: 1952, persons: 3 };
  expect((await save([row])).told).toEqual(['UPDATED']);
  expect((await save([row])).told).toEqual(['UNCHANGED']);
  expect((await save([
    { ...row, year: 1953 }, { ...row, year: 1954, external: fp('i-2') }, { ...row, external: fp('i-2b') }, { ...row, year: 1955, external: fp('i-3') }, { ...row, year: 1956, external: fp('i-3') },
    { ...row, year: 1957, external: { system: 'MZ', key: 'x' } }, { ...row, year: 1957, external: fp(' x') }, { year: 1957, persons: 3 }, { year: 1957, persons: 3, external: fp('none') },
  ])).told).toEqual([
    'REJECTED EXTERNAL_KEY_DISAGREES external', 'REJECTED DUPLICATE_IN_BATCH external.key', 'REJECTED EXTERNAL_KEY_DISAGREES external', 'CREATED', 'REJECTED DUPLICATE_IN_BATCH external.key',
    'REJECTED EXTERNAL_SYSTEM_UNKNOWN external.system', 'REJECTED EXTERNAL_KEY_INVALID external.key', 'REJECTED FIELD_REQUIRED registrationNumber', 'REJECTED FIELD_REQUIRED registrationNumber',
  ]);
});

test('what is refused leaves no key behind', async () => {
  expect((await save([{ external: fp('i-9'), registrationNumber: numberOf(1), year: 1951, persons: 0 }])).told[0]).toContain('REJECTED NOT_POSITIVE');
  expect((await platform.ask('{ nodeByExternalId(system: "FP", key: "i-9", type: "HouseholdIncome") { id } }', { as: clerk })).data.nodeByExternalId).toBeNull();
  expect((await save([{ external: fp('i-9'), registrationNumber: numberOf(1), year: 1951, persons: 1 }])).told).toEqual(['CREATED']);
});

test('a household is named by a key of another system; another county\'s is as one that nobody gave', async () => {
  const map = (id: string, key: string, as: string) => platform.ask(`mutation { mapExternalIds(rows: [{ system: "FP", key: "${key}", id: "${id}" }]) { outcome } }`, { as });
  await map((households[2] as Found).id, 'h-2', clerk);
  await map(foreign.id, 'h-far', otherCounty);
  const row = { year: 1951, persons: 2 };
  const { told } = await save([{ ...row, household: fp('h-2') }, { ...row, household: fp('h-far') }, { ...row, household: fp('h-nobodys') }, { ...row, year: 1952, household: fp('h-2'), registrationNumber: numberOf(1) }]);
  expect(told).toEqual(['CREATED', 'REJECTED HOUSEHOLD_UNKNOWN household', 'REJECTED HOUSEHOLD_UNKNOWN household', 'REJECTED EXTERNAL_KEY_DISAGREES household']);
});

test('a key that another county\'s row has is taken, and the row is not written', async () => {
  expect((await save([{ external: fp('far'), registrationNumber: foreign.registrationNumber, year: 1951, persons: 2 }], otherCounty)).told).toEqual(['CREATED']);
  const row = { external: fp('far'), registrationNumber: numberOf(3), year: 1951, persons: 2 };
  const { told } = await save([row, { ...row, external: fp('near'), year: 1952 }]);
  expect(told).toEqual(['REJECTED EXTERNAL_ID_TAKEN external.key', 'CREATED']);
  expect((await save([{ ...row, external: undefined }])).told).toEqual(['CREATED']);
});

test('references are named by keys of other systems as well as by ids', async () => {
  const asked = await platform.ask('{ projects(first: 2) { nodes { id } } }', { as: clerk });
  const [one, two] = asked.data.projects.nodes as [{ id: string }, { id: string }];
  await platform.ask(`mutation { mapExternalIds(rows: [{ system: "FP", key: "p-1", id: "${one.id}" }]) { outcome } }`, { as: clerk });
  const stage = { countyCode: '140224', kind: 'SETTLEMENT', plannedOn: '2031-01-01' };
  const { data, errors } = await platform.ask('mutation($rows: [ProjectStageInput!]!) { saveProjectStages(rows: $rows) { outcome projectStage { project { id } } errors { code path } } }', { as: clerk, variables: { rows: [
    { ...stage, project: fp('p-1') }, { ...stage, project: fp('p-none') }, { ...stage, project: fp('p-1'), projectId: two.id }, stage,
  ] } });
  expect(errors).toEqual([]);
  const told = data.saveProjectStages as { outcome: string; projectStage: unknown; errors: { code: string; path: string[] }[] }[];
  expect(told[0]).toMatchObject({ errors: [], projectStage: { project: { id: one.id } } });
  expect(told.slice(1).map(({ errors: faults }) => faults.map(({ code, path }) => `${code} ${path.join('.')}`))).toEqual([
    ['REFERENCE_UNKNOWN rows.1.project'], ['EXTERNAL_KEY_DISAGREES rows.2.project'], ['FIELD_REQUIRED rows.3.projectId'],
  ]);
});

test('many keys take as many statements as one; two first writes at once make one row', async () => {
  const rows = (from: number, count: number, key: string) => Array.from({ length: count }, (_, at) => ({ external: fp(`${key}-${at}`), registrationNumber: numberOf(4), year: from + at, persons: 1 }));
  await save(rows(1951, 1, 'm'));
  const one = platform.statements().length;
  await save(rows(1961, 40, 'n'));
  expect(platform.statements().length).toBe(one);
  const same = { external: fp('race'), registrationNumber: numberOf(3), year: 1990, persons: 1 };
  const both = await Promise.all([save([same]), save([same])]);
  expect(both.map(({ told }) => told[0]).sort()).toEqual(['CREATED', 'UNCHANGED']);
  expect(new Set(both.map(({ ids }) => ids[0])).size).toBe(1);
});

test('no name beside a field is a field itself', () => {
  for (const record of [...allCoreRecords, ...allPlugins.flatMap(({ records }) => records)].filter(({ ownWrites }) => !ownWrites)) {
    const fields = fieldsOf(record).map(([name]) => name);
    const beside = namesBeside(record);
    expect([record.name, beside.filter((name) => fields.includes(name)), new Set(beside).size]).toEqual([record.name, [], beside.length]);
  }
});
