import excel from '@protobi/exceljs';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../src/access/audit/verify.ts';
import { withheldMarks } from '../../src/sync/intake/notes.ts';
import type { IntakeService } from '../../src/sync/intake/run.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { getFrom, type Got, refusalOf } from '../support/http-get.ts';
import { asLines, type HouseholdRow, householdRows } from '../support/intake/households.ts';
import { importText, intakeOf } from '../support/intake/service.ts';
import { openSpools } from '../support/open-spools.ts';
import { testVault } from '../support/template.ts';

const clerk = 'demo-county-clerk';
let platform: TestApp;
let service: IntakeService;
let numbers: readonly string[];
let villages: readonly string[];
beforeAll(async () => {
  platform = await openTestApp();
  service = intakeOf(platform.db);
  const { data } = await platform.ask('{ households(first: 40) { nodes { registrationNumber villageCode } } }', { as: clerk });
  numbers = data.households.nodes.map(({ registrationNumber }: { registrationNumber: string }) => registrationNumber);
  villages = [...new Set<string>(data.households.nodes.map(({ villageCode }: { villageCode: string }) => villageCode))];
});
afterAll(() => platform?.close());

const journals = (text: string) => platform.db.transaction({ scope: { counties: '*', domains: '*', roles: ['AUDITOR'], actor: 'test' }, readOnly: true }, (tx) => tx.query(text));
const get = (path: string, as = clerk, requestId = 'quarantine-file'): Promise<Got> => getFrom(platform, path, as, { 'x-request-id': requestId });
const fileOf = (run: string | null, query = 'headers=code&purpose=ASSISTANCE', ending = 'csv'): string => `/import-runs/${run}/quarantine.${ending}?${query}`;
type Cells = Record<string, string>;
const rowsIn = ({ text }: Pick<Got, 'text'>): Cells[] => parse(text, { bom: true, columns: true });
const csvOf = (rows: readonly Cells[]): string => stringify(rows as Cells[], { header: true, record_delimiter: '\r\n' });

const countsOf = async (id: string | null): Promise<string> => {
  const { rows, created, updated, unchanged, quarantined, open, corrected, discarded } = (await platform.ask('query($id: ID!) { importRun(id: $id) { rows created updated unchanged quarantined open corrected discarded } }', { as: clerk, variables: { id } })).data.importRun;
  return `${rows} = ${created} + ${updated} + ${unchanged} + ${quarantined}; ${quarantined} = ${open} + ${corrected} + ${discarded}`;
};

const needs = (year: number): string => ['registrationNumber,kind,year,description', `${numbers[0]},没有的类型,${year},=1+1`, `${numbers[1]},CREDIT,${year},乙`, `1,CREDIT,${year},丙`, ''].join('\r\n');

describe('the quarantine of a run as a file', () => {
  test('has what waits, with its line and its reasons in both languages; no formula is calculated; both journals have it', async () => {
    const { run } = await importText(service, 'Need', needs(1921));
    const got = await get(fileOf(run, 'headers=zh&purpose=ASSISTANCE'), clerk, 'quarantine-needs');
    expect([got.status, got.headers.get('x-youyu-rows'), got.headers.get('content-length')]).toEqual([200, '2', String(got.bytes.length)]);
    const [first, second] = rowsIn(got);
    expect(first).toMatchObject({ '隔离:原文件行号': '2', '隔离:有误的列': 'kind', 户编号: numbers[0], 年度: '1921', 类型: '没有的类型', 说明: "'=1+1" });
    expect(first?.['隔离:原因']).toContain('不在代码表');
    expect(second).toMatchObject({ '隔离:原文件行号': '4', '隔离:有误的列': 'registrationNumber', 户编号: '1' });
    expect(second?.['隔离:原因(英文)']).toContain('No household has this registration number');
    const entries = await journals("select action, record_type, reason, changes->'rows'->>1 from core.audit_entry where request_id = 'quarantine-needs'");
    expect(entries.rows).toEqual([['exportQuarantine', 'ImportRun', 'ASSISTANCE', '2']]);
    const reads = await journals("select kind, purpose, record_types, county_code from core.access_entry where request_id = 'quarantine-needs'");
    expect(reads.rows).toEqual([['EXPORT', 'ASSISTANCE', ['Need'], '140224']]);
    const book = new excel.Workbook();
    await book.xlsx.load((await get(fileOf(run, 'headers=en&purpose=ASSISTANCE', 'xlsx'))).bytes as never);
    expect((book.worksheets[0] as excel.Worksheet).rowCount).toBe(3);
    expect(openSpools()).toEqual([]);
  });

  test('is its account\'s alone, takes a purpose where it is personal, and refuses what it does not know', async () => {
    const { run } = await importText(service, 'Need', needs(1922));
    expect(await refusalOf(await get(fileOf(run, '')))).toEqual([400, 'EXPORT_PURPOSE_REQUIRED']);
    for (const as of ['demo-integrator', 'demo-other-county-clerk', 'demo-province-clerk']) expect(await refusalOf(await get(fileOf(run), as))).toEqual([404, 'IMPORT_RUN_UNKNOWN']);
    expect(await refusalOf(await get(fileOf(run), 'demo-province-viewer'))).toEqual([403, 'FORBIDDEN']);
    expect(await refusalOf(await getFrom(platform, fileOf(run)))).toEqual([401, 'UNAUTHENTICATED']);
    expect((await refusalOf(await get(fileOf(run, 'rows=1'))))[1]).toBe('PARAMETER_UNKNOWN');
    expect(await refusalOf(await get('/import-runs/x'))).toEqual([404, 'IMPORT_RUN_UNKNOWN']);
    expect(openSpools()).toEqual([]);
  });
});

describe('a corrected file', () => {
  test('settles the rows that it stores; the notes in it are not stored, and a failing row waits on', async () => {
    const { run } = await importText(service, 'Need', needs(1923));
    const rows = rowsIn(await get(fileOf(run)));
    const file = csvOf(rows.map((row) => (row['kind'] === 'CREDIT' ? row : { ...row, kind: 'CREDIT' })));
    const dry = await importText(service, 'Need', file, { corrects: String(run), dryRun: true });
    expect([dry.created, dry.quarantined, await countsOf(run)]).toEqual([1, 1, '3 = 1 + 0 + 0 + 2; 2 = 2 + 0 + 0']);
    const report = await importText(service, 'Need', file, { corrects: String(run) });
    expect([report.created, report.quarantined, report.ignoredColumns.length]).toEqual([1, 1, 4]);
    expect(await countsOf(run)).toBe('3 = 1 + 0 + 0 + 2; 2 = 1 + 1 + 0');
    const again = await importText(service, 'Need', file, { corrects: String(run) });
    expect([again.created, again.unchanged, again.quarantined]).toEqual([0, 1, 1]);
    const { data } = await platform.ask('{ needs: changes(first: 200, recordTypes: ["Need"]) { nodes { node { ... on Need { year description } } } } }', { as: clerk });
    expect(data.needs.nodes.filter(({ node }: { node: { year: number } | null }) => node?.year === 1923).map(({ node }: { node: { description: string } }) => node.description).toSorted()).toEqual(['=1+1', '乙']);
    expect((await verifyAudit(platform.db, testVault())).faults).toEqual([]);
  });

  test('a withheld cell left as it is takes what was brought first; elsewhere it is refused', async () => {
    const rows = [...householdRows(villages, 2, 51)] as Record<string, string | boolean>[];
    const right = String(rows[1]?.['relation']);
    rows[1] = { ...rows[1], relation: '不明' };
    const { run } = await importText(service, 'Household', asLines(rows as HouseholdRow[]));
    const got = await get(fileOf(run));
    const waiting = rowsIn(got);
    expect(waiting).toHaveLength(4);
    for (const { idNumber } of rows) expect(got.text).not.toContain(String(idNumber));
    expect(waiting.map(({ idNumber, healthState }) => [idNumber, healthState])).toEqual(waiting.map(() => [withheldMarks.code, withheldMarks.code]));
    const file = csvOf(waiting.map((row) => (row['relation'] === '不明' ? { ...row, relation: right } : row)));
    const plain = await importText(service, 'Household', file);
    expect([plain.created, Object.keys(plain.faultsByCode)]).toEqual([0, ['CELL_WITHHELD']]);
    // a household comes whole: what is left out of the file still waits
    const part = await importText(service, 'Household', file.split('\r\n').slice(0, -2).join('\r\n'), { corrects: String(run) });
    expect([part.created, part.faultsByCode]).toEqual([0, { IMPORT_HOUSEHOLD_HELD: 3 }]);
    const report = await importText(service, 'Household', file, { corrects: String(run) });
    expect([report.created, report.faultsByCode]).toEqual([4, {}]);
    expect(await countsOf(run)).toBe('7 = 3 + 0 + 0 + 4; 4 = 0 + 4 + 0');
    const stored = await importText(service, 'Household', asLines([...householdRows(villages, 2, 51)]));
    expect(stored.unchanged).toBe(7); // with the ID numbers that no file has shown
  });

  test('a household with a row that could not be read is put right with it', async () => {
    const lines = asLines([...householdRows(villages, 1, 52)]).split('\n');
    const { run } = await importText(service, 'Household', [lines[0], (lines[1] as string).slice(0, -9), lines[2], lines[3], ''].join('\n'));
    expect(await countsOf(run)).toBe('4 = 0 + 0 + 0 + 4; 4 = 4 + 0 + 0');
    const retry = await platform.ask('mutation($input: RetryQuarantinedRowsInput!) { retryQuarantinedRows(input: $input) { rows { line state codes } } }', { as: clerk, variables: { input: { runId: run } } });
    expect(retry.data.retryQuarantinedRows.rows.map(({ line, state, codes }: { line: number; state: string; codes: string[] }) => `${line} ${state} ${codes.join()}`))
      .toEqual(['1 OPEN IMPORT_HOUSEHOLD_HELD', '2 OPEN FILE_ROW_UNREADABLE', '3 OPEN IMPORT_HOUSEHOLD_HELD', '4 OPEN IMPORT_HOUSEHOLD_HELD']);
    const missing = JSON.parse(lines[1] as string) as Cells;
    const rows = rowsIn(await get(fileOf(run))).map((row) => (row['quarantineLine'] === '2' ? { ...row, ...Object.fromEntries(Object.entries(missing).map(([name, value]) => [name, String(value)])) } : row));
    const report = await importText(service, 'Household', csvOf(rows as Cells[]), { corrects: String(run) });
    expect([report.created, report.faultsByCode]).toEqual([4, {}]);
    expect(await countsOf(run)).toBe('4 = 0 + 0 + 0 + 4; 4 = 0 + 4 + 0');
  });

  test('corrects runs of its own account and record alone, over HTTP too', async () => {
    const { run } = await importText(service, 'Need', needs(1924));
    const code = (record: string, extra: object) => importText(service, record, needs(1924), extra).then(() => 'taken', (error: { code: string }) => error.code);
    expect(await code('Need', { corrects: String(run), subject: 'demo-integrator' })).toBe('IMPORT_RUN_UNKNOWN');
    expect(await code('HouseholdIncome', { corrects: String(run) }).catch(() => '')).not.toBe('taken');
    const send = async (query: string) => {
      const response = await platform.app.fetch(new Request(`http://test/import/Need?${query}`, { method: 'POST', headers: { authorization: `Bearer ${await platform.tokenOf(clerk)}` }, body: csvOf(rowsIn(await get(fileOf(run))).map((row) => ({ ...row, kind: 'CREDIT' }))) }));
      return [response.status, await response.json()];
    };
    expect(await send('corrects=0190a0b0-0000-7000-8000-000000000000')).toMatchObject([404, { errors: [{ extensions: { code: 'IMPORT_RUN_UNKNOWN' } }] }]);
    expect(await send(`corrects=${run}`)).toMatchObject([200, { created: 1, quarantined: 1 }]);
    expect(await countsOf(run)).toBe('3 = 1 + 0 + 0 + 2; 2 = 1 + 1 + 0');
  });
});
