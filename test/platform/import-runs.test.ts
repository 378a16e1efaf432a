import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IntakeService } from '../../src/sync/intake/run.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { importText, intakeOf } from '../support/intake/service.ts';
import { testClock } from '../support/template.ts';

const clerk = 'demo-county-clerk';
let platform: TestApp;
let service: IntakeService;
let later = 0;
let numbers: readonly string[];
beforeAll(async () => {
  platform = await openTestApp({ clock: () => new Date(testClock().getTime() + later) });
  service = intakeOf(platform.db);
  const { data } = await platform.ask('{ households(first: 8) { nodes { registrationNumber } } }', { as: clerk });
  numbers = data.households.nodes.map(({ registrationNumber }: { registrationNumber: string }) => registrationNumber);
});
afterAll(() => platform?.close());

const owned = (text: string) => platform.db.transaction({ scope: 'owner' }, (tx) => tx.query(text));

/** A file of eight rows, of which three are at fault. */
const faulty = (year: number): string => ['户编号,年度,家庭人口', ...numbers.map((number, at) => `${at === 2 ? '1' : number},${at === 4 ? '明年' : year},${at === 5 ? 0 : 3}`), ''].join('\r\n');

const runFields = 'id recordType fileName format encoding state rows expectedRows created updated unchanged quarantined open corrected discarded rate remainingSeconds startedAt movedAt finishedAt';
const list = `query($first: Int, $last: Int, $after: String, $state: QuarantineState) {
  importRuns(last: $last) { totalCount nodes { ${runFields} quarantine(first: $first, after: $after, state: $state) { totalCount pageInfo { hasNextPage endCursor } nodes { id line columns codes state settledAt } } } }
}`;
const one = `query($id: ID!) { importRun(id: $id) { ${runFields} quarantine { totalCount nodes { line columns codes state } } } }`;

describe('runs in the graph', () => {
  test('what a file was and what became of it; the quarantine by line, page by page', async () => {
    const report = await importText(service, 'HouseholdIncome', faulty(1941));
    const { data } = await platform.ask(one, { as: clerk, variables: { id: report.run } });
    const { id, startedAt, movedAt, finishedAt, quarantine, ...run } = data.importRun;
    expect(run).toEqual({
      recordType: 'HouseholdIncome', fileName: 'file', format: 'CSV', encoding: 'utf-8', state: 'DONE', rows: 8, expectedRows: 8, created: 5, updated: 0, unchanged: 0, quarantined: 3,
      open: 3, corrected: 0, discarded: 0, rate: null, remainingSeconds: 0, // the clock of this test stands still
    });
    expect([startedAt, movedAt, finishedAt].every((at) => typeof at === 'string')).toBe(true);
    expect(quarantine).toEqual({ totalCount: 3, nodes: [
      { line: 4, columns: ['registrationNumber'], codes: ['HOUSEHOLD_UNKNOWN'], state: 'OPEN' },
      { line: 6, columns: ['year'], codes: ['CELL_NO_NUMBER'], state: 'OPEN' },
      { line: 7, columns: ['persons'], codes: ['NOT_POSITIVE'], state: 'OPEN' },
    ] });
    const pages: number[][] = [];
    for (let after: string | undefined; pages.length < 5;) {
      const page = (await platform.ask(list, { as: clerk, variables: { last: 1, first: 2, after } })).data.importRuns.nodes[0];
      expect(page.id).toBe(id);
      pages.push(page.quarantine.nodes.map(({ line }: { line: number }) => line));
      if (!page.quarantine.pageInfo.hasNextPage) break;
      after = page.quarantine.pageInfo.endCursor;
    }
    expect(pages).toEqual([[4, 6], [7]]);
    expect((await platform.ask(list, { as: clerk, variables: { last: 1, state: 'CORRECTED' } })).data.importRuns.nodes[0].quarantine).toMatchObject({ totalCount: 0, nodes: [] });
  });

  test('a run under way tells how fast it is and how long it will take, in exact figures', async () => {
    const { run } = await importText(service, 'HouseholdIncome', faulty(1942));
    await owned(`update core.import_run set state = 'RUNNING', finished_at = null, expected_rows = 20, started_at = moved_at - interval '3 seconds' where id = '${run}'`);
    const { data } = await platform.ask(one, { as: clerk, variables: { id: run } });
    expect(data.importRun).toMatchObject({ state: 'RUNNING', rows: 8, expectedRows: 20, rate: '2.67', remainingSeconds: 5, finishedAt: null });
    const filtered = await platform.ask('{ importRuns(state: RUNNING, recordType: "HouseholdIncome") { totalCount } none: importRuns(recordType: "Need") { totalCount } }', { as: clerk });
    expect(filtered.data).toEqual({ importRuns: { totalCount: 1 }, none: { totalCount: 0 } });
  });

  test('as many statements for many runs as for one', async () => {
    const asked = async (last: number): Promise<number> => (await platform.ask(list, { as: clerk, variables: { last, first: 5 } })).statements.length;
    const few = await asked(1);
    for (const year of [1943, 1944, 1945]) await importText(service, 'HouseholdIncome', faulty(year));
    expect(await asked(50)).toBe(few);
  });
});

describe('whose runs they are', () => {
  test('each account sees its own alone, whoever asks and by whatever id', async () => {
    const { run } = await importText(service, 'HouseholdIncome', faulty(1946));
    for (const as of ['demo-integrator', 'demo-other-county-clerk', 'demo-province-clerk']) {
      const found = await platform.ask(`{ importRun(id: "${run}") { id } importRuns { totalCount nodes { id } } }`, { as });
      expect(found.data).toEqual({ importRun: null, importRuns: { totalCount: 0, nodes: [] } });
    }
    for (const as of ['demo-province-viewer', 'demo-county-reviewer', 'demo-auditor', 'demo-security']) {
      expect((await platform.ask('{ importRuns { totalCount } }', { as })).errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    }
    expect((await platform.ask('{ importRuns { totalCount } }')).errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
    expect((await platform.ask('{ importRun(id: "x") { id } }', { as: clerk })).errors.map(({ extensions }) => extensions.code)).toEqual(['INVALID_ID']);
  });

  test('the database itself shows them to nobody else, and to nobody without a role that imports', async () => {
    const seen = async (actor: string, roles: readonly string[]): Promise<number> => (await platform.db.transaction({ scope: { counties: '*', domains: '*', actor, roles } as never, readOnly: true }, (tx) =>
      tx.query('select id from core.import_run union all select id from core.import_quarantine'))).rows.length;
    expect(await seen(clerk, ['CLERK'])).toBeGreaterThan(0);
    expect(await seen(clerk, [])).toBe(0);
    expect(await seen(clerk, ['AUDITOR', 'REVIEWER', 'VIEWER'])).toBe(0);
    expect(await seen('', ['CLERK', 'INTEGRATOR'])).toBe(0);
    expect(await seen('somebody-else', ['CLERK', 'INTEGRATOR'])).toBe(0);
  });

  test('who may no longer import a record no longer sees what was known of its files', async () => {
    const subject = 'demo-village-clerk';
    const { run } = await importText(service, 'HouseholdIncome', `户编号,年度,家庭人口\r\n1,1947,3`, { subject });
    const household = await importText(service, 'Household', 'registrationNumber,name\r\n1,甲', { subject });
    const seen = async () => {
      later += 60_000; // longer than an account is remembered
      return platform.ask(`{ importRuns { nodes { recordType } } a: importRun(id: "${run}") { recordType } b: importRun(id: "${household.run}") { recordType } }`, { as: subject });
    };
    expect((await seen()).data).toMatchObject({ a: { recordType: 'HouseholdIncome' }, b: { recordType: 'Household' } });
    // the department that keeps no register imports no households
    await owned("update core.account set department_code = 'rural_habitat_office' where subject = 'demo-village-clerk'");
    expect((await seen()).data).toEqual({ importRuns: { nodes: [{ recordType: 'HouseholdIncome' }] }, a: { recordType: 'HouseholdIncome' }, b: null });
    await owned("update core.account_role set role = 'VIEWER', duty = null where account_id = (select id from core.account where subject = 'demo-village-clerk')");
    const refused = await seen();
    expect([refused.data?.importRuns ?? null, [...new Set(refused.errors.map(({ extensions }) => extensions.code))]]).toEqual([null, ['FORBIDDEN']]);
  });
});
