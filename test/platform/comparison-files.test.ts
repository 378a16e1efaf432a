import excel from '@protobi/exceljs';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { syntheticIdNumber } from '../../src/access/id-number.ts';
import { nameOfList } from '../../src/sync/matching/list-name.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { importText, intakeOf } from '../support/intake/service.ts';
import type { IntakeService } from '../../src/sync/intake/run.ts';

const [clerk, otherCounty, day] = ['demo-county-clerk', 'demo-other-county-clerk', '1932-04-06'];
let platform: TestApp;
let service: IntakeService;
let registered: readonly { readonly name: string; readonly number: string }[];
beforeAll(async () => {
  platform = await openTestApp();
  service = intakeOf(platform.db);
  registered = await register();
});
afterAll(() => platform?.close());

const asAnybody = async (text: string, params: readonly unknown[] = []) =>
  (await platform.db.transaction({ scope: { counties: '*', roles: ['AUDITOR'], actor: 'test' }, readOnly: true }, (tx) => tx.query(text, params))).rows;

/** Households of one each, every third of them poor. */
const register = async () => {
  const [[villageCode]] = (await asAnybody("select village_code from core.household where county_code = '140224' limit 1")) as [[string]];
  const people = Array.from({ length: 12 }, (_, at) => ({ name: `比对${'甲乙丙丁戊己庚辛壬癸子丑'[at]}`, number: syntheticIdNumber(day, 'MALE', 100 + 2 * at) }));
  const header = 'registrationNumber,villageCode,registeredOn,isRegisteredPoor,mainCause,name,idNumber,relation,labourAbility,healthState,education';
  const lines = people.map(({ name, number }, at) => `14022499000000${String(at).padStart(2, '0')},${villageCode},2016-03-01,${at % 3 === 0},${at % 3 === 0 ? 'ILLNESS' : ''},${name},${number},HEAD,FULL,HEALTHY,PRIMARY`);
  const report = await importText(service, 'Household', [header, ...lines].join('\r\n'));
  expect([report.created, report.quarantined]).toEqual([12, 0]);
  return people;
};

const list = (title: string): string => nameOfList({ countyCode: '140224', list: 'DIBAO', asOf: '2020-06-30', title });
const outsider = (at: number) => ({ name: `外乡${at}`, number: syntheticIdNumber('1951-02-03', 'FEMALE', 301 + 2 * at) });

/** The list of a civil affairs office: columns of its own, a wrong number, somebody by name and day of birth only. */
const rows = () => [
  ['序号', '乡镇', '户主姓名', '身份证号码', '月保障金(元)', '出生日期'],
  ...registered.slice(0, 6).map(({ name, number }, at) => [String(at + 1), '武灵镇', name, number, '320', '']),
  ['7', '武灵镇', registered[6]?.name ?? '', '', '320', day],
  ['8', '武灵镇', registered[7]?.name ?? '', `${registered[7]?.number.slice(0, 17)}${registered[7]?.number.endsWith('1') ? '2' : '1'}`, '320', ''],
  ...[0, 1].map((at) => [String(9 + at), '东河南镇', outsider(at).name, outsider(at).number, '320', '']),
  ['11', '东河南镇', '无号无日', '', '320', ''],
];
const csv = (): string => rows().map((row) => row.join(',')).join('\r\n');

const runOf = async (title: string) => (await asAnybody(
  'select matched, candidates, unmatched, invalid, status, id::text from core.comparison_run where title = $1', [title]))[0] as readonly unknown[] | undefined;
const nodeId = (id: unknown): string => Buffer.from(`ComparisonRun:${id}`).toString('base64');

describe('a list in a file', () => {
  test('is compared row by row: whoever is found is a case, whatever cannot be compared waits, other columns are passed over', async () => {
    const before = await asAnybody('select md5(string_agg(t::text, $1 order by t::text)) from core.household t', [',']);
    const report = await importText(service, list('六月低保'), iconv.encode(csv(), 'gb18030'));
    expect([report.encoding, report.rows, report.created, report.unchanged, report.quarantined]).toEqual(['gb18030', 11, 9, 0, 2]);
    expect([report.ignoredColumns, report.faultsByCode]).toEqual([['序号', '乡镇', '月保障金(元)'], { COMPARISON_ROW_EMPTY: 1, ID_NUMBER_INVALID: 1 }]);
    expect((await runOf('六月低保'))?.slice(0, 5)).toEqual([6, 1, 2, 0, 'OPEN']);
    expect(await asAnybody('select md5(string_agg(t::text, $1 order by t::text)) from core.household t', [','])).toEqual(before);
    expect(JSON.stringify(report)).not.toMatch(/\d{17}/);
  });

  test('sent again changes nothing; another one under the same title is told, and loses nothing', async () => {
    const again = await importText(service, list('六月低保'), csv());
    expect([again.created, again.unchanged, again.quarantined]).toEqual([0, 9, 2]);
    const other = await importText(service, list('六月低保'), `姓名,身份证号\r\n${outsider(5).name},${outsider(5).number}`);
    expect([other.created, other.quarantined, other.faultsByCode]).toEqual([0, 1, { COMPARISON_ROW_DIFFERS: 1 }]);
    expect((await runOf('六月低保'))?.slice(0, 3)).toEqual([6, 1, 2]);
  });

  test('gives the quadrants', async () => {
    const { data, errors } = await platform.ask('query($id: ID!) { comparisonQuadrants(runId: $id) { both registeredOnly listOnly neitherButPoor } }', { as: clerk, variables: { id: nodeId((await runOf('六月低保'))?.[5]) } });
    expect(errors).toEqual([]);
    const sum = (name: string): number => data.comparisonQuadrants.reduce((all: number, row: Record<string, number>) => all + (row[name] ?? 0), 0);
    expect([sum('both'), sum('listOnly')]).toEqual([2, 4]); // the candidate by name does not count before somebody decides
  });

  test('is judged dry as for good, and opens no comparison', async () => {
    const report = await importText(service, list('试比对'), csv(), { dryRun: true });
    expect([report.created, report.quarantined, report.run]).toEqual([9, 2, null]);
    expect(await runOf('试比对')).toBeUndefined();
  });

  test('waits in quarantine, is put right there, and counts then', async () => {
    const report = await importText(service, list('更正'), csv());
    const quarantine = async () => (await platform.ask('query($id: ID!) { importRun(id: $id) { recordType quarantine(state: OPEN) { nodes { id line faults { code } cells { column value } } } } }', { as: clerk, variables: { id: report.run } })).data.importRun;
    const { recordType, quarantine: { nodes } } = await quarantine();
    expect([recordType, nodes.map(({ line, faults }: { line: number; faults: { code: string }[] }) => [line, faults[0]?.code])]).toEqual([list('更正'), [[9, 'ID_NUMBER_INVALID'], [12, 'COMPARISON_ROW_EMPTY']]]);
    expect(JSON.stringify(nodes)).not.toMatch(/\d{17}/);
    const { data } = await platform.ask('mutation($id: ID!, $number: String!) { correctQuarantinedRow(input: { id: $id, cells: [{ column: "idNumber", value: $number }] }) { rows { state } errors { code } } }', { as: clerk, variables: { id: nodes[0].id, number: registered[7]?.number } });
    expect(data.correctQuarantinedRow).toMatchObject({ errors: [], rows: [{ state: 'CORRECTED' }] });
    expect((await runOf('更正'))?.slice(0, 3)).toEqual([7, 1, 2]);
    expect((await quarantine()).quarantine.nodes.map(({ line }: { line: number }) => line)).toEqual([12]);
  });

  test('may be a workbook, where Excel has spoilt numbers', async () => {
    const book = new excel.Workbook();
    const sheet = book.addWorksheet('名单');
    sheet.addRow(['姓名', '公民身份号码', '备注']);
    sheet.addRow([registered[0]?.name, registered[0]?.number, '在保']);
    sheet.addRow([registered[1]?.name, Number(registered[1]?.number.slice(0, 17)) * 10, '在保']);
    const report = await importText(service, list('工作簿'), new Uint8Array(await book.xlsx.writeBuffer()));
    expect([report.format, report.created, report.faultsByCode]).toEqual(['XLSX', 1, { ID_LOST_DIGITS: 1 }]);
  });

  test('of thousands of rows is compared in batches, each person once', async () => {
    const many = Array.from({ length: 1_200 }, (_, at) => outsider(at)).map(({ name, number }) => `${name},${number}`);
    const text = ['姓名,身份证号', ...many.slice(0, 600), `${registered[2]?.name},${registered[2]?.number}`, ...many.slice(600)].join('\n');
    const report = await importText(service, list('千人'), text);
    expect([report.rows, report.created, report.quarantined]).toEqual([1_201, 1_201, 0]);
    expect((await runOf('千人'))?.slice(0, 3)).toEqual([1, 0, 1_200]);
  });
});

describe('refused', () => {
  test.each([['140225'], ['140200']])('in county %s, which the caller does not have', async (countyCode) => {
    await expect(importText(service, nameOfList({ countyCode, list: 'DIBAO', asOf: '2020-06-30', title: '外县' }), csv())).rejects.toThrow(/COUNTY_OUT_OF_REACH/);
  });
  test.each([['list', { list: 'NOTHING' }], ['day', { asOf: '2020-02-30' }], ['title', { title: ' ' }], ['title that holds an ID number', { title: syntheticIdNumber(day, 'MALE', 1) }]])('without a sound %s', (_, wrong) => {
    expect(() => nameOfList({ countyCode: '140224', list: 'DIBAO', asOf: '2020-06-30', title: '好', ...wrong })).toThrow(/COMPARISON_LIST_INVALID/);
  });
  test('where no column is known, and once the comparison is finished', async () => {
    await expect(importText(service, list('六月低保'), '序号,乡镇\r\n1,武灵镇')).rejects.toThrow(/IMPORT_COLUMNS_UNKNOWN/);
    const id = nodeId((await runOf('千人'))?.[5]);
    expect((await platform.ask('mutation($id: ID!) { advanceComparisonRun(id: $id, to: FINISHED) { errors { code } } }', { as: clerk, variables: { id } })).data.advanceComparisonRun.errors).toEqual([]);
    const late = await importText(service, list('千人'), `姓名,身份证号\r\n${outsider(9_000).name},${outsider(9_000).number}`);
    expect([late.created, late.faultsByCode]).toEqual([0, { COMPARISON_FINISHED: 1 }]);
  });
});

describe('people of the list whom the register does not have', () => {
  const text = 'query($id: ID!) { unmatchedComparisonRows(runId: $id, first: 10) { totalCount nodes { rowNumber name bornOn hasIdNumber } } }';

  test('are shown to those who look at cases, without their numbers, and that is noted', async () => {
    const id = nodeId((await runOf('六月低保'))?.[5]);
    const { data, errors } = await platform.ask(text, { as: clerk, variables: { id } });
    expect(errors).toEqual([]);
    expect(data.unmatchedComparisonRows).toEqual({ totalCount: 2, nodes: [10, 11].map((rowNumber, at) => ({ rowNumber, name: `外乡${at}`, bornOn: null, hasIdNumber: true })) });
    const [[noted]] = (await asAnybody("select count(*)::int from core.access_entry where actor = $1 and 'ComparisonRun' = any(record_types)", [clerk])) as [[number]];
    expect(noted).toBeGreaterThan(0);
  });

  test.each([[otherCounty, 'RECORD_UNKNOWN'], ['demo-province-viewer', 'FORBIDDEN'], ['demo-security', 'FORBIDDEN']])('and to nobody else: %s', async (as, code) => {
    const { errors } = await platform.ask(text, { as, variables: { id: nodeId((await runOf('六月低保'))?.[5]) } });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual([code]);
  });
});

describe('over HTTP', () => {
  test('a list is posted with its facts', async () => {
    const post = async (search: string, as: string) => {
      const response = await platform.app.fetch(new Request(`http://test/import/ComparisonRow?${search}`, { method: 'POST', headers: { authorization: `Bearer ${await platform.tokenOf(as)}`, 'content-type': 'text/csv' }, body: csv() }));
      return [response.status, await response.json()] as const;
    };
    const facts = 'county=140224&list=DISABILITY&asOf=2020-06-30&title=%E6%AE%8B%E8%81%94';
    const [status, report] = await post(facts, clerk);
    expect([status, report.record, report.created, report.quarantined]).toEqual([200, 'ComparisonRow/140224/DISABILITY/2020-06-30/残联', 9, 2]);
    expect((await post('county=140224&list=DISABILITY', clerk))[1].errors[0].extensions.code).toBe('COMPARISON_LIST_INVALID');
    expect((await post(facts, otherCounty))[1].errors[0].extensions.code).toBe('COUNTY_OUT_OF_REACH');
  });
});
