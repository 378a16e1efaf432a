import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import excel from '@protobi/exceljs';
import { openTestApp, type TestApp } from '../support/app.ts';
import { getFrom, type Got, refusalOf } from '../support/http-get.ts';
import { operationStatements } from '../support/statements.ts';

const clerk = 'demo-county-clerk';
const township = '140224207';
let platform: TestApp;
let number: string;
let village: string;

const get = (path: string, as?: string): Promise<Got> => getFrom(platform, path, as);
const codeOf = async (path: string, as?: string): Promise<readonly [number, string]> => refusalOf(await get(path, as));

interface Member {
  readonly name: string;
  readonly idNumberMasked: string;
}
let members: readonly Member[];

beforeAll(async () => {
  platform = await openTestApp();
  const { data } = await platform.ask('{ place(code: "140224") { households(first: 200, filter: { isRegisteredPoor: { eq: true } }) { nodes { registrationNumber village { code } relocationCases { totalCount } healthRecords { totalCount } members { name idNumberMasked } } } } }', { as: clerk });
  const found = data.place.households.nodes.find(({ relocationCases }: { relocationCases: { totalCount: number } }) => relocationCases.totalCount > 0);
  number = found.registrationNumber;
  village = found.village.code;
  members = found.members;
});
afterAll(() => platform?.close());

describe('the file card of a household', () => {
  test('has the household, its members and every kind of record of every plugin, without anything to fill in', async () => {
    const { status, headers, text } = await get(`/forms/household/${number}`, clerk);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    for (const { name } of members) expect(text).toMatch(new RegExp(`<td[^>]*>${name}</td>`));
    for (const { idNumberMasked } of members) expect(text).toContain(idNumberMasked);
    for (const title of ['扶贫手册', '基本情况', '家庭成员', '帮扶责任人', '脱贫需求', '搬迁户']) expect(text).toContain(title);
    expect(text).not.toMatch(/<(script|img|link|input)/);
    expect(text).not.toMatch(/https?:/);
    expect(text).toContain('演示·灵丘县经办 demo-county-clerk');
  });

  test('shows each reader what they may read, and says that there is more', async () => {
    const ofClerk = (await get(`/forms/household/${number}`, clerk)).text;
    const ofViewer = (await get(`/forms/household/${number}`, 'demo-province-viewer')).text;
    for (const { name } of members) expect(ofViewer).not.toContain(name);
    expect(ofViewer).toContain('※');
    expect(ofClerk).not.toContain('健康档案');
    expect((await get(`/forms/household/${number}`, 'demo-health-clerk')).text).toContain('健康档案');
  });

  test('is there for nobody out of reach, and a foreign number reads as one that nobody has', async () => {
    const foreign = await get(`/forms/household/${number}`, 'demo-other-county-clerk');
    const nobodys = await get('/forms/household/9902249999999999', 'demo-other-county-clerk');
    const bare = (text: string): string => text.replace(/"requestId":"[^"]*"/, '');
    expect([foreign.status, bare(foreign.text)]).toEqual([nobodys.status, bare(nobodys.text)]);
    expect(foreign.status).toBe(404);
    expect(await codeOf(`/forms/household/${number}`)).toEqual([401, 'UNAUTHENTICATED']);
    expect(await codeOf(`/forms/household/${number}`, 'demo-security')).toEqual([403, 'FORBIDDEN']);
  });

  test('is written into the journal of reads, under the household', async () => {
    const { text } = await get(`/forms/household/${number}`, clerk);
    const [, requestId] = /请求 ([\w-]+)/.exec(text) ?? [];
    const { data } = await platform.ask(`{ household(registrationNumber: "${number}") { accesses(first: 50) { nodes { requestId operation recordTypes } } } }`, { as: 'demo-auditor' });
    const entry = data.household.accesses.nodes.find((one: { requestId: string }) => one.requestId === requestId);
    expect(entry).toMatchObject({ operation: 'HouseholdCard', recordTypes: expect.arrayContaining(['Person']) });
  });

  test('comes as a workbook with a sheet for each section', async () => {
    const { bytes, headers } = await get(`/forms/household/${number}.xlsx`, clerk);
    expect(headers.get('content-type')).toContain('spreadsheetml');
    const book = new excel.Workbook();
    await book.xlsx.load(bytes as never);
    const names = book.worksheets.map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual(['1 基本情况', '2 家庭成员']);
    expect(book.worksheets[0]?.getRow(2).getCell(1).value).toBe(number);
    const roster = book.worksheets[1] as excel.Worksheet;
    expect((roster.getColumn(1).values as never as unknown[]).slice(2)).toEqual(members.map(({ name }) => name));
    expect(roster.headerFooter.oddFooter).toContain('demo-county-clerk');
  });
});

describe('the ledger of a village or township', () => {
  test('has a line for each registered household that lived there on the day', async () => {
    for (const code of [village, township]) {
      const { data } = await platform.ask(`{ place(code: "${code}", asOf: "2018-12-31") { name households(first: 200, filter: { isRegisteredPoor: { eq: true } }) { totalCount nodes { registrationNumber members { relation name } } } } }`, { as: clerk });
      const { text, status } = await get(`/forms/village/${code}.csv?asOf=2018-12-31`, clerk);
      expect(status).toBe(200);
      const [header, ...lines] = text.replace('\ufeff', '').trim().split('\r\n');
      expect(header).toMatch(/户编号.*户主,人口/);
      expect(lines).toHaveLength(data.place.households.totalCount);
      for (const { registrationNumber, members: [head] } of data.place.households.nodes) {
        const line = lines.find((one) => one.includes(registrationNumber));
        expect(line).toContain(head.name);
      }
    }
  });

  test('takes as many statements for a township as for a village', async () => {
    const counts: number[] = [];
    for (const code of [village, township]) {
      await platform.ask('{ __typename }');
      await get(`/forms/village/${code}?asOf=2018-12-31`, clerk);
      counts.push(operationStatements({ statements: platform.statements() } as never).length);
    }
    expect(counts[1]).toBe(counts[0]);
  });

  test('names nobody to those who see no persons', async () => {
    const { text } = await get(`/forms/village/${village}?asOf=2018-12-31`, 'demo-province-viewer');
    expect(text).toContain(number);
    expect(text).not.toContain(members[0]?.name);
  });

  test('is made for no county, no place that is none, on no day that is none', async () => {
    expect(await codeOf('/forms/village/140224000', clerk)).toEqual([404, 'FORM_NOT_FOUND']);
    expect(await codeOf('/forms/village/140224', clerk)).toEqual([404, 'FORM_NOT_FOUND']);
    for (const day of ['2018-02-30', 'x', '1018-01-01', '2018-1-1']) expect(await codeOf(`/forms/village/${village}?asOf=${day}`, clerk)).toEqual([400, 'PARAMETER_INVALID']);
    expect(await codeOf(`/forms/village/${village}?lang=fr`, clerk)).toEqual([400, 'PARAMETER_INVALID']);
    expect(await codeOf('/forms/other/140224207', clerk)).toEqual([404, 'FORM_NOT_FOUND']);
  });
});

describe('the roster of a year', () => {
  test('has a line for each person of its last day', async () => {
    const { data } = await platform.ask(`{ place(code: "${township}", asOf: "2017-12-31") { households(first: 200, filter: { isRegisteredPoor: { eq: true } }) { nodes { size } } } }`, { as: clerk });
    const persons = data.place.households.nodes.reduce((sum: number, { size }: { size: number }) => sum + size, 0);
    const { text } = await get(`/forms/roster/${township}.csv?year=2017`, clerk);
    const [header, ...lines] = text.replace('\ufeff', '').trim().split('\r\n');
    expect(header).toMatch(/^户编号.*姓名,与户主关系,身份证号/);
    expect(lines).toHaveLength(persons);
    expect(persons).toBeGreaterThan(0);
  });

  test('is made for no year to come', async () => {
    for (const year of ['2099', '1999', 'x']) expect(await codeOf(`/forms/roster/${township}?year=${year}`, clerk)).toEqual([400, 'PARAMETER_INVALID']);
  });
});

test('what somebody wrote is text on the page and no formula in a file', async () => {
  const bad = '<script>alert(1)</script>=cmd()';
  const input = { registrationNumber: number, kind: 'CREDIT', year: 2015, description: bad };
  const { errors } = await platform.ask('mutation($input: NeedInput!) { saveNeed(input: $input) { errors { code } } }', { as: clerk, variables: { input } });
  expect(errors).toEqual([]);
  await platform.ask('mutation($input: NeedInput!) { saveNeed(input: $input) { errors { code } } }', { as: clerk, variables: { input: { ...input, year: 2014, description: '=HYPERLINK("x")' } } });
  const page = (await get(`/forms/household/${number}`, clerk)).text;
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).not.toContain('<script>');
  const book = new excel.Workbook();
  await book.xlsx.load((await get(`/forms/household/${number}.xlsx`, clerk)).bytes as never);
  const cells = book.worksheets.flatMap((sheet) => sheet.getSheetValues().flat()).map(String);
  expect(cells).toContain(`'=HYPERLINK("x")`);
});
