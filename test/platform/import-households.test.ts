import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '../../src/access/audit/verify.ts';
import type { IntakeService } from '../../src/sync/intake/run.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { asLines, type HouseholdRow, householdRows } from '../support/intake/households.ts';
import { importText, intakeOf } from '../support/intake/service.ts';
import { tableState } from '../support/table-state.ts';
import { testVault } from '../support/template.ts';

const clerk = 'demo-county-clerk';
let platform: TestApp;
let service: IntakeService;
let villages: readonly string[];
beforeAll(async () => {
  platform = await openTestApp();
  service = intakeOf(platform.db);
  const { data } = await platform.ask('{ households(first: 40) { nodes { villageCode } } }', { as: clerk });
  villages = [...new Set<string>(data.households.nodes.map(({ villageCode }: { villageCode: string }) => villageCode))];
});
afterAll(() => platform?.close());

const bring = (rows: readonly HouseholdRow[], extra = {}) => importText(service, 'Household', asLines(rows), extra);
const counts = ({ rows, created, updated, unchanged, quarantined }: Awaited<ReturnType<typeof bring>>): string => `${rows} = ${created} + ${updated} + ${unchanged} + ${quarantined}`;
const faultsOf = ({ faults }: Awaited<ReturnType<typeof bring>>): readonly string[] => faults.map(({ line, column, code }) => `${line} ${column} ${code}`);

test('households come with their members, once', async () => {
  const rows = [...householdRows(villages, 6, 1)];
  expect(counts(await bring(rows, { dryRun: true }))).toBe('20 = 20 + 0 + 0 + 0');
  expect(counts(await bring(rows))).toBe('20 = 20 + 0 + 0 + 0');
  const before = await tableState(platform);
  expect(counts(await bring(rows))).toBe('20 = 0 + 0 + 20 + 0');
  expect(await tableState(platform)).toEqual(before);
  const { data } = await platform.ask(`{ households(filter: { registrationNumber: { eq: "${String(rows[0]?.registrationNumber)}" } }) { nodes { status address members { relation } } } }`, { as: clerk });
  const [household] = data.households.nodes;
  expect(household).toMatchObject({ status: 'REGISTERED', address: '0 号院' });
  expect(household.members.map(({ relation }: { relation: string }) => relation).sort()).toEqual(['CHILD', 'HEAD', 'PARENT', 'SPOUSE']);
  expect((await verifyAudit(platform.db, testVault())).faults).toEqual([]);
});

test('facts are put right; what is an event is not', async () => {
  const rows = [...householdRows(villages, 3, 2)];
  await bring(rows);
  const changed = rows.map((row, at) => ({ ...row, ...(at < 4 ? { address: '新址' } : {}), ...(at === 1 ? { education: 'SECONDARY' } : {}) }));
  const put = changed.map((row, at) => ({ ...row, ...(at === 1 ? { education: 'JUNIOR_SECONDARY' } : {}), ...(at === 5 ? { relation: 'PARENT' } : {}) }));
  const report = await bring(put);
  expect([counts(report), faultsOf(report)]).toEqual(['10 = 0 + 2 + 5 + 3', ['5  IMPORT_HOUSEHOLD_HELD', '6 relation IMPORT_NEEDS_EVENT', '7  IMPORT_HOUSEHOLD_HELD']]);
});

test('one bad member keeps their household back and no other', async () => {
  const rows = [...householdRows(villages, 8, 3)] as Record<string, string | boolean>[];
  const first = (household: number): number => rows.findIndex(({ registrationNumber }) => String(registrationNumber).endsWith(String(household).padStart(8, '0')));
  const spoil = (household: number, member: number, cells: Record<string, unknown>): number => {
    const at = first(household) + member;
    rows[at] = { ...rows[at], ...cells } as Record<string, string | boolean>;
    return at + 1;
  };
  const lost = spoil(0, 1, { idNumber: 1.40109e17 });
  const rounded = spoil(1, 0, { idNumber: '140223195001012000' });
  const twice = spoil(2, 1, { idNumber: rows[first(2)]?.idNumber });
  const heads = spoil(3, 1, { relation: 'HEAD' });
  const village = spoil(4, 0, { villageCode: '999999999999' });
  for (const member of [1, 2]) spoil(4, member, { villageCode: '999999999999' });
  const taken = spoil(5, 2, { idNumber: rows[first(6)]?.idNumber });
  spoil(5, 0, { isRegisteredPoor: true });
  const differs = spoil(7, 1, { address: '别处' });
  const report = await bring(rows);
  const of = (line: number): readonly string[] => faultsOf(report).filter((fault) => fault.startsWith(`${line} `));
  expect(of(lost)).toEqual([`${lost} idNumber ID_LOST_DIGITS`]);
  expect(of(rounded)).toEqual([`${rounded} idNumber ID_LOST_DIGITS`]);
  expect(of(twice)).toContain(`${twice} idNumber ID_NUMBER_REPEATED`);
  expect(of(heads - 1)).toContain(`${heads - 1} relation HEAD_COUNT`);
  expect(of(village).join()).toContain('villageCode VILLAGE_UNKNOWN');
  expect([...of(taken), ...of(first(6) + 1)].join()).toContain('ID_NUMBER');
  expect(of(differs)).toEqual([`${differs} address IMPORT_HOUSEHOLD_CELLS_DIFFER`]);
  expect(report.rows).toBe(report.created + report.quarantined);
  expect(report.created).toBeGreaterThan(0);
});

test('a household of another county, and one whose number is taken there, are refused alike', async () => {
  const [row] = [...householdRows(villages, 1, 4)] as [HouseholdRow];
  const alone = { ...row, relation: 'HEAD' };
  expect(faultsOf(await bring([alone], { subject: 'demo-other-county-clerk' }))).toEqual(['1 villageCode COUNTY_OUT_OF_REACH']);
  expect(counts(await bring([alone]))).toBe('1 = 1 + 0 + 0 + 0');
  const { data } = await platform.ask('{ households(first: 1) { nodes { villageCode } } }', { as: 'demo-other-county-clerk' });
  const there = { ...alone, villageCode: data.households.nodes[0].villageCode };
  const report = await bring([there], { subject: 'demo-other-county-clerk' });
  expect(faultsOf(report)).toEqual(['1 registrationNumber REGISTRATION_NUMBER_TAKEN', '1 idNumber ID_NUMBER_NEEDS_REVIEW']);
});
