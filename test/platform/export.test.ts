import excel from '@protobi/exceljs';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../support/app.ts';
import { getFrom, type Got, refusalOf } from '../support/http-get.ts';
import { openSpools } from '../support/open-spools.ts';
import { operationStatements } from '../support/statements.ts';

const soak = Number(process.env['YOUYU_SOAK'] ?? 1);
const clerk = 'demo-county-clerk';
let platform: TestApp;
beforeAll(async () => { platform = await openTestApp(); });
afterAll(() => platform?.close());

const get = (path: string, as?: string, requestId?: string): Promise<Got> => getFrom(platform, path, as, requestId ? { 'x-request-id': requestId } : {});
const codeOf = async (path: string, as?: string): Promise<readonly [number, string]> => refusalOf(await get(path, as));
const rowsIn = ({ text }: Got): Record<string, string>[] => parse(text, { bom: true, columns: true });
const owner = (text: string, params: readonly unknown[] = []) => platform.db.transaction({ scope: { counties: '*', domains: '*', roles: ['AUDITOR'], actor: 'test' }, readOnly: true }, (tx) => tx.query(text, params));

const given = (filter: object): string => `filter=${encodeURIComponent(JSON.stringify(filter))}`;

describe('an export', () => {
  test('has every row of the list that the graph has, under its filter, in its order', async () => {
    const { data } = await platform.ask('{ place(code: "140224", asOf: "2018-12-31") { relocationCases(filter: { status: { in: [STABLE, MOVED_IN] } }) { totalCount } } }', { as: clerk });
    const path = `/export/RelocationCase.csv?place=140224&asOf=2018-12-31&headers=code&${given({ status: { in: ['STABLE', 'MOVED_IN'] } })}&orderBy=${encodeURIComponent('{"field":"batch","direction":"DESC"}')}&purpose=ASSISTANCE`;
    const got = await get(path, clerk);
    expect([got.status, got.headers.get('x-youyu-rows')]).toEqual([200, String(data.place.relocationCases.totalCount)]);
    const rows = rowsIn(got);
    expect(rows).toHaveLength(data.place.relocationCases.totalCount);
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.every(({ status }) => status === 'STABLE' || status === 'MOVED_IN')).toBe(true);
    expect(rows.map(({ batch }) => batch)).toEqual(rows.map(({ batch }) => batch).toSorted().toReversed());
    expect(rows[0]?.['registrationNumber']).toMatch(/^140224\d{10}$/);
    expect(got.headers.get('content-length')).toBe(String(got.bytes.length));
  });

  test('is the same in all three forms, in Chinese words unless asked otherwise', async () => {
    const path = (ending: string): string => `/export/AssuranceCheck.${ending}?place=140224&purpose=ASSISTANCE`;
    const csv = rowsIn(await get(path('csv'), clerk));
    const lines = (await get(path('ndjson'), clerk)).text.trim().split('\n').map((line) => JSON.parse(line));
    const book = new excel.Workbook();
    await book.xlsx.load((await get(path('xlsx'), clerk)).bytes as never);
    const sheet = book.worksheets[0] as excel.Worksheet;
    expect([lines.length, sheet.rowCount - 1]).toEqual([csv.length, csv.length]);
    expect(Object.keys(csv[0] as object)).toContain('户编号');
    expect(lines[0]).toMatchObject({ registrationNumber: csv[0]?.['户编号'] });
    expect(sheet.getRow(2).getCell(1).value).toBe(csv[0]?.['户编号']);
    expect(sheet.headerFooter.oddFooter).toContain('demo-county-clerk');
  });

  test('holds what its reader may read and says what it does not', async () => {
    const got = await get('/export/Household.csv?headers=code', 'demo-province-viewer');
    expect(got.headers.get('x-youyu-withheld')).toBe('address');
    expect(rowsIn(got).every(({ address }) => address === '')).toBe(true);
    const { data } = await platform.ask('{ households { totalCount } }', { as: 'demo-province-viewer' });
    expect(rowsIn(got)).toHaveLength(data.households.totalCount);
    const own = rowsIn(await get('/export/Household.csv?headers=code&purpose=ASSISTANCE', 'demo-other-county-clerk'));
    expect(own.length).toBeGreaterThan(0);
    expect(own.every(({ villageCode }) => villageCode?.startsWith('140225'))).toBe(true);
    expect(rowsIn(await get('/export/HealthRecord.csv?purpose=MEDICAL', clerk))).toEqual([]);
    const health = await get('/export/HealthRecord.csv?headers=code&purpose=MEDICAL', 'demo-health-clerk');
    expect(health.headers.get('x-youyu-withheld')?.split(',')).toContain('treatmentNote');
  });

  test('takes a purpose where it holds personal values; both journals have it, and the household', async () => {
    expect(await codeOf('/export/Household.csv', clerk)).toEqual([400, 'EXPORT_PURPOSE_REQUIRED']);
    await get('/export/Household.csv?place=140224&purpose=ASSISTANCE', clerk, 'export-journal');
    const access = await owner("select kind, purpose, operation, cardinality(household_ids) > 0 from core.access_entry where request_id = 'export-journal'");
    expect(access.rows).toEqual([['EXPORT', 'ASSISTANCE', 'Export', true]]);
    const audit = await owner("select action, record_type, reason, (changes -> 'rows' ->> 1)::int > 0 from core.audit_entry where request_id = 'export-journal'");
    expect(audit.rows).toEqual([['export', 'Household', 'ASSISTANCE', true]]);
  });

  test('calculates nothing in a spreadsheet', async () => {
    const { data } = await platform.ask('{ place(code: "140224") { households(first: 1) { nodes { registrationNumber } } } }', { as: clerk });
    const [{ registrationNumber }] = data.place.households.nodes;
    for (const [year, description] of [[2001, '=1+1'], [2002, '@SUM(A1)'], [2003, '+cmd|calc'], [2004, '-2+3']]) {
      await platform.ask('mutation($input: NeedInput!) { saveNeed(input: $input) { errors { code } } }', { as: clerk, variables: { input: { registrationNumber, kind: 'CREDIT', year, description } } });
    }
    const got = rowsIn(await get(`/export/Need.csv?headers=code&purpose=ASSISTANCE&${given({ year: { lte: 2004 } })}`, clerk));
    expect(got.map(({ description }) => description).toSorted()).toEqual(["'+cmd|calc", "'-2+3", "'=1+1", "'@SUM(A1)"].toSorted());
  });

  test('is refused in words, and by the same rules as the graph', async () => {
    expect(await codeOf('/export/Household.csv')).toEqual([401, 'UNAUTHENTICATED']);
    expect(await codeOf('/export/Household.csv', 'demo-security')).toEqual([403, 'FORBIDDEN']);
    expect(await codeOf('/export/Nothing.csv', clerk)).toEqual([404, 'EXPORT_UNKNOWN']);
    expect(await codeOf('/export/Person.csv', clerk)).toEqual([404, 'EXPORT_UNKNOWN']);
    expect(await codeOf('/export/Household.pdf', clerk)).toEqual([404, 'EXPORT_UNKNOWN']);
    for (const wrong of ['limit=1', 'place=x', 'place=1', 'asOf=2018-02-30', 'columns=nothing', 'headers=fr', 'encoding=utf-7', 'filter=x', 'filter={"nothing":{}}', 'orderBy={"field":"nothing","direction":"ASC"}', 'purpose=FUN']) {
      const [status, code] = await codeOf(`/export/Household.csv?${wrong}`, clerk);
      expect([wrong, status, code]).toEqual([wrong, 400, wrong === 'limit=1' ? 'PARAMETER_UNKNOWN' : 'PARAMETER_INVALID']);
    }
    expect((await codeOf(`/export/Household.csv?${given({ address: { eq: 'x' } })}`, 'demo-province-viewer'))[1]).toBe('FILTER_NOT_ALLOWED');
    expect((await codeOf('/export/Household.csv?place=149999', 'demo-province-viewer'))[1]).toBe('PLACE_UNKNOWN');
  });

  test('leaves nothing on the disk, whether read, broken off or refused', async () => {
    await get('/export/Household.csv?purpose=ASSISTANCE', clerk);
    const headers = { authorization: `Bearer ${await platform.tokenOf(clerk)}` };
    const response = await platform.app.fetch(new Request('http://test/export/Household.csv?purpose=ASSISTANCE', { headers }));
    await response.body?.cancel();
    await get('/export/Household.csv', clerk);
    expect(openSpools()).toEqual([]);
  });
});

describe('a large export', () => {
  const wanted = Math.min(29_000, Math.ceil(6_000 * soak)); // a year each
  beforeAll(async () => {
    await platform.db.transaction({ scope: { counties: '*', domains: '*', actor: 'test' } }, async (tx) => {
      await tx.query(`insert into core.household_need (household_id, county_code, area_code, id, version, created_at, updated_at, year, kind, description)
        select n.household_id, n.county_code, n.area_code, gen_random_uuid(), 1, now(), now(), 3000 + g, n.kind, 'row ' || g
        from (select * from core.household_need where county_code = '140224' order by id limit 1) n cross join generate_series(1, $1::integer) g`, [wanted]);
    });
  }, 600_000);

  test('is whole, with statements by the page', async () => {
    await platform.ask('{ __typename }');
    const path = `/export/Need.csv?headers=code&purpose=ASSISTANCE`;
    const got = await get(path, clerk);
    expect(got.status).toBe(200);
    const rows = rowsIn(got).filter(({ description }) => description?.startsWith('row '));
    expect(new Set(rows.map(({ description }) => description)).size).toBe(wanted);
    const statements = operationStatements({ statements: platform.statements() } as never).length;
    expect(statements).toBeLessThan(30 + 10 * Math.ceil((wanted + 200) / 1_000));
  }, 600_000);
});
