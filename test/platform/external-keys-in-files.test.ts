import { afterAll, beforeAll, expect, test } from 'vitest';
import { allPlugins } from '../../src/plugins/index.ts';
import { allCoreRecords } from '../../src/schema/core-records.ts';
import { externalColumns } from '../../src/sync/intake/external-keys.ts';
import { createImporters } from '../../src/sync/intake/importers.ts';
import { importableRecords } from '../../src/sync/intake/record-importer.ts';
import type { IntakeService } from '../../src/sync/intake/run.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { importText, intakeOf } from '../support/intake/service.ts';
import { tableState } from '../support/table-state.ts';

const clerk = 'demo-county-clerk';
let platform: TestApp;
let service: IntakeService;
let numbers: readonly string[];

beforeAll(async () => {
  platform = await openTestApp();
  service = intakeOf(platform.db);
  const nodes = '{ households(first: 2) { nodes { id registrationNumber } } projects(first: 1) { nodes { id } } }';
  const { data } = await platform.ask(nodes, { as: clerk });
  const far = await platform.ask(nodes, { as: 'demo-other-county-clerk' });
  numbers = data.households.nodes.map(({ registrationNumber }: { registrationNumber: string }) => registrationNumber);
  const map = (as: string, pairs: readonly (readonly [string, string])[]) =>
    platform.ask('mutation($rows: [ExternalIdInput!]!) { mapExternalIds(rows: $rows) { outcome } }', { as, variables: { rows: pairs.map(([key, id]) => ({ system: 'FP', key, id })) } });
  await map(clerk, [['f-1', data.households.nodes[0].id], ['f/p', data.projects.nodes[0].id]]);
  await map('demo-other-county-clerk', [['f-far', far.data.households.nodes[0].id]]);
});
afterAll(() => platform?.close());

const told = ({ rows, created, updated, unchanged, quarantined, faults }: Awaited<ReturnType<typeof importText>>): readonly string[] =>
  [`${rows} = ${created} + ${updated} + ${unchanged} + ${quarantined}`, ...faults.map(({ line, column, code }) => `${line} ${column} ${code}`)];
const csv = (...lines: readonly string[]): string => lines.join('\r\n');

test('rows of a file have keys of their own, and name their household by one', async () => {
  const text = csv('户编号,年度,家庭人口,外部系统,外部编号', 'FP:f-1,1951,3,FP,r-1', `${numbers[1]},1951,3,FP,r-2`, `${numbers[1]},1952,3,,`);
  const before = await tableState(platform);
  expect(told(await importText(service, 'HouseholdIncome', text, { dryRun: true }))).toEqual(['3 = 3 + 0 + 0 + 0']);
  expect(await tableState(platform)).toEqual(before);
  expect(told(await importText(service, 'HouseholdIncome', text))).toEqual(['3 = 3 + 0 + 0 + 0']);
  expect(told(await importText(service, 'HouseholdIncome', text))).toEqual(['3 = 0 + 0 + 3 + 0']);
  const { data } = await platform.ask('{ nodeByExternalId(system: "FP", key: "r-1", type: "HouseholdIncome") { ... on HouseholdIncome { year household { registrationNumber } } } }', { as: clerk });
  expect(data.nodeByExternalId).toEqual({ year: 1951, household: { registrationNumber: numbers[0] } });
});

test('what is wrong with a key is told at its column; another county\'s is as nobody\'s', async () => {
  const text = csv('registrationNumber,year,persons,externalSystem,externalKey',
    'FP:f-far,1953,3,,', 'FP:f-none,1953,3,,', `${numbers[1]},1953,3,FP,`, `${numbers[1]},1953,3,MZ,a`, `${numbers[1]},1953,3,FP,r-1`, `${numbers[0]},1954,3,FP,r-4`, `${numbers[0]},1955,3,FP,r-4`);
  expect(told(await importText(service, 'HouseholdIncome', text))).toEqual([
    '7 = 1 + 0 + 0 + 6', '2 registrationNumber HOUSEHOLD_UNKNOWN', '3 registrationNumber HOUSEHOLD_UNKNOWN', '4 externalKey FIELD_REQUIRED', '5 externalSystem EXTERNAL_SYSTEM_UNKNOWN',
    '6 externalKey EXTERNAL_KEY_DISAGREES', '8 externalKey EXTERNAL_KEY_DISAGREES',
  ]);
});

test('references are named by keys of other systems', async () => {
  const text = csv('countyCode,project,kind,plannedOn', '140224,FP:f/p,SETTLEMENT,2031-02-01', '140224,FP:nothing/there,SETTLEMENT,2031-02-01');
  expect(told(await importText(service, 'ProjectStage', text)).slice(1)).toEqual(['3 project REFERENCE_UNKNOWN']);
});

test('no column of any record is named as those of its key', () => {
  const names = (columns: readonly { name: string; title: { zh: string; en: string } }[]) => columns.flatMap(({ name, title }) => [name, title.zh, title.en].map((text) => text.toLowerCase()));
  const importers = createImporters(allPlugins);
  for (const record of importableRecords([...allCoreRecords, ...allPlugins.flatMap(({ records }) => records)])) {
    const columns = importers.find(record.name).columns.filter((column) => !externalColumns.includes(column));
    expect([record.name, names(columns).filter((name) => names(externalColumns).includes(name))]).toEqual([record.name, []]);
  }
});
