import { Validator } from '@seriousme/openapi-schema-validator';
import excel from '@protobi/exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../support/app.ts';
import { getFrom, type Got, refusalOf } from '../support/http-get.ts';

const clerk = 'demo-county-clerk';
let platform: TestApp;
beforeAll(async () => { platform = await openTestApp({ production: true, guards: { deadlineMs: 60_000 } }); });
afterAll(() => platform?.close());

const get = (path: string, as?: string, more?: Record<string, string>): Promise<Got> => getFrom(platform, path, as, more);
const codeOf = async (path: string, as?: string): Promise<readonly [number, string]> => refusalOf(await get(path, as));
const linesOf = (text: string): readonly string[] => text.replace('\ufeff', '').trim().split('\r\n');

describe('a trusted document at its address', () => {
  test('answers what the graph answers', async () => {
    const { status, text, headers } = await get('/documents/CountyOverview?code=140224&asOf=2018-12-31', clerk);
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([200, 'application/json; charset=utf-8', 'private, no-cache']);
    const { data } = JSON.parse(text);
    expect(data.place).toMatchObject({ code: '140224', name: '灵丘县', households: { totalCount: expect.any(Number) } });
  });

  test('as a table has every row, page after page, with words for codes and headers', async () => {
    const whole = JSON.parse((await get('/documents/HouseholdList?code=140224&first=200', clerk)).text).data.place.households;
    const { text, headers } = await get('/documents/HouseholdList.csv?code=140224&first=3', clerk);
    const [header, ...lines] = linesOf(text);
    expect(headers.get('content-disposition')).toBe('attachment; filename="HouseholdList.csv"');
    expect(whole.totalCount).toBeGreaterThan(3);
    expect(lines).toHaveLength(whole.totalCount);
    expect(header).toContain('户编号');
    expect(lines[0]).toMatch(/^140224,灵丘县,1402240000000001,/);
    expect(text).toContain('户主');
    const [codes] = linesOf((await get('/documents/HouseholdList.csv?code=140224&headers=code', clerk)).text);
    expect(codes).toBe('place.code,place.name,registrationNumber,isRegisteredPoor,status,mainCause,registeredOn,village.code,village.name,members.name,members.relation');
  });

  test('comes in the encoding of old spreadsheets, and as a workbook', async () => {
    const { bytes, headers } = await get('/documents/HouseholdList.csv?code=140224&encoding=gb18030', clerk);
    expect(headers.get('content-type')).toBe('text/csv; charset=gb18030');
    expect(new TextDecoder('gb18030').decode(bytes)).toContain('灵丘县');
    const book = new excel.Workbook();
    await book.xlsx.load((await get('/documents/HouseholdList.xlsx?code=140224', clerk)).bytes as never);
    expect(book.worksheets[0]?.getRow(2).getCell(3).value).toBe('1402240000000001');
  });

  test('shows each caller what is theirs, and the journal that they read it', async () => {
    const viewers = await get('/documents/HouseholdList.csv?code=140224', 'demo-province-viewer');
    expect(viewers.status).toBe(200);
    expect(viewers.text).not.toContain('配偶');
    expect(linesOf((await get('/documents/HouseholdList.csv?code=140224', 'demo-other-county-clerk')).text)).toHaveLength(1);
    await get('/documents/HouseholdList.csv?code=140224', clerk, { 'x-request-id': 'plain-url-read' });
    const { rows } = await platform.db.transaction({ scope: { counties: '*', roles: ['AUDITOR'], actor: 'test' }, readOnly: true }, (tx) => tx.query("select operation from core.access_entry where request_id = 'plain-url-read'"));
    expect(rows).toEqual([['HouseholdList']]);
  });

  test('is asked for again by its tag', async () => {
    const path = '/documents/HouseholdList.csv?code=140224';
    const first = await get(path, clerk);
    const tag = first.headers.get('etag') as string;
    expect(tag).toMatch(/^"[\w-]{43}"$/);
    const again = await get(path, clerk, { 'if-none-match': tag });
    expect([again.status, again.bytes.length, again.headers.get('etag')]).toEqual([304, 0, tag]);
    expect((await get(path, 'demo-province-viewer', { 'if-none-match': tag })).status).toBe(200);
    expect((await get(path, undefined, { 'if-none-match': tag })).status).not.toBe(304);
  });

  test('is refused in words', async () => {
    expect(await codeOf('/documents/Nothing', clerk)).toEqual([404, 'DOCUMENT_UNKNOWN']);
    expect(await codeOf('/documents/HouseholdList', clerk)).toEqual([400, 'PARAMETER_MISSING']);
    expect(await codeOf('/documents/HouseholdList?code=140224&coed=1', clerk)).toEqual([400, 'PARAMETER_UNKNOWN']);
    expect(await codeOf('/documents/HouseholdList?code=140224&first=x', clerk)).toEqual([400, 'PARAMETER_INVALID']);
    expect(await codeOf('/documents/HouseholdList?code=140224&code=140225', clerk)).toEqual([400, 'PARAMETER_INVALID']);
    expect(await codeOf('/documents/HouseholdList.csv?code=140224&headers=fr', clerk)).toEqual([400, 'PARAMETER_INVALID']);
    expect(await codeOf('/documents/HouseholdList?code=140224&asOf=yesterday', clerk)).toEqual([400, 'INVALID_DATE']);
    expect(await codeOf('/documents/CountyHouseholds.csv', clerk)).toEqual([422, 'DOCUMENT_NOT_WHOLE']);
    expect(await codeOf('/documents/HouseholdList?code=140224')).toEqual([401, 'UNAUTHENTICATED']);
    expect(await codeOf(`/documents/HouseholdList?code=11010519491231002X`, clerk)).toEqual([400, 'ID_NUMBER_IN_ADDRESS']);
    expect((await get('/documents/HouseholdList?code=140224', undefined, { authorization: 'Bearer nothing' })).status).toBe(401);
  });
});

describe('the OpenAPI document', () => {
  interface Parameter { readonly name: string; readonly required: boolean }
  interface Description { readonly paths: Readonly<Record<string, { readonly get: { readonly parameters: readonly Parameter[] } }>> }
  let description: Description;
  beforeAll(async () => { description = JSON.parse((await get('/openapi.json')).text); });

  test('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(description) as never);
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  test('describes addresses that answer, every one of them', async () => {
    const samples: Record<string, string> = { code: '140224', registrationNumber: '1402240000000001' };
    const paths = Object.entries(description.paths);
    expect(paths.length).toBeGreaterThan(12);
    for (const [path, { get: { parameters } }] of paths) {
      const query = parameters.filter(({ required }) => required).map(({ name }) => `${name}=${samples[name]}`).join('&');
      const { status, text } = await get(`${path}?${query}`, clerk);
      expect([path, status, status === 200 ? '' : text]).toEqual([path, 200, '']);
    }
  });
});
