import excel from '@protobi/exceljs';
import unzipper from 'unzipper';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allPlugins } from '../../src/plugins/index.ts';
import { createImporters } from '../../src/sync/intake/importers.ts';
import type { IntakeService } from '../../src/sync/intake/run.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { getFrom, type Got, refusalOf } from '../support/http-get.ts';
import { importText, intakeOf } from '../support/intake/service.ts';
import { openSpools } from '../support/open-spools.ts';

const [clerk, nurse] = ['demo-county-clerk', 'demo-health-clerk'];
let platform: TestApp;
let service: IntakeService;
beforeAll(async () => {
  platform = await openTestApp();
  service = intakeOf(platform.db);
});
afterAll(() => platform?.close());

const get = (path: string, as?: string, id?: string): Promise<Got> => getFrom(platform, `/template/${path}`, as, id ? { 'x-request-id': id } : {});
const refused = async (path: string, as?: string): Promise<readonly [number, string]> => refusalOf(await get(path, as));
const bookOf = async ({ bytes }: Got) => {
  const book = new excel.Workbook();
  await book.xlsx.load(bytes as never);
  return book;
};
const bytesOf = async (book: InstanceType<typeof excel.Workbook>): Promise<Uint8Array> => new Uint8Array(await book.xlsx.writeBuffer());
const headersIn = (sheet: excel.Worksheet): readonly string[] => (sheet.getRow(1).values as string[]).slice(1);
const owner = (text: string, params: readonly unknown[] = []) => platform.db.transaction({ scope: { counties: '*', domains: '*', roles: ['AUDITOR'], actor: 'test' }, readOnly: true }, (tx) => tx.query(text, params));

describe('a template', () => {
  test.each(createImporters(allPlugins).names)('of %s has the columns that its importer reads, and comes back as it was given', async (name) => {
    for (const as of [clerk, nurse]) {
      const got = await get(`${name}.xlsx?place=140224&purpose=ASSISTANCE`, as);
      if (got.status === 403) continue;
      expect(got.status).toBe(200);
      const rows = Number(got.headers.get('x-youyu-rows'));
      const book = await bookOf(got);
      expect(book.worksheets.map((sheet) => [sheet.name.startsWith('_'), sheet.state]).slice(0, 2)).toEqual([[false, 'visible'], [true, 'visible']]);
      expect((book.worksheets[0] as excel.Worksheet).rowCount).toBe(rows + 1);
      const report = rows === 0 ? undefined : await importText(service, name, got.bytes, { subject: as, dryRun: true });
      if (report) expect([report.rows, report.created, report.updated, Object.keys(report.faultsByCode).filter((code) => code !== 'DEPARTMENT_NOT_IN_CHARGE')]).toEqual([rows, 0, 0, []]);
    }
  }, 60_000);

  test('is told in Chinese, with the rest in notes; codes are drop-downs, keys locked, everything else open', async () => {
    const book = await bookOf(await get('Need.xlsx?place=140224', clerk));
    const sheet = book.worksheets[0] as excel.Worksheet;
    const headers = headersIn(sheet);
    expect(headers.slice(0, 3)).toEqual(['户编号 *', '类型 *', '年度 *']);
    expect(JSON.stringify(sheet.getCell('B1').note)).toContain('kind');
    expect((sheet.model as unknown as { sheetProtection: unknown }).sheetProtection).toMatchObject({ sheet: true });
    expect([sheet.getCell('A1').protection?.locked ?? true, sheet.getCell('A2').protection?.locked ?? true, sheet.getColumn(headers.length).protection?.locked]).toEqual([true, true, false]);
    expect([sheet.getColumn(1).numFmt, sheet.getCell('A2').value]).toEqual(['@', expect.stringMatching(/^140224\d{10}$/)]);
    const lists = book.getWorksheet('_lists') as excel.Worksheet;
    expect([lists.state, lists.getCell('A1').value, lists.getCell('A2').value]).toEqual(['veryHidden', 'kind', expect.stringMatching(/\p{Script=Han}/u)]);
    const explained = book.getWorksheet('_说明') as excel.Worksheet;
    const texts = JSON.stringify(explained.getSheetValues());
    for (const header of headers) expect(texts).toContain(header);
  });

  test('stands in the order that Excel asks for: protection right behind the rows, then the validations', async () => {
    const { bytes } = await get('HelperAssignment.xlsx', clerk);
    const { files } = await unzipper.Open.buffer(bytes);
    const text = String(await files.find(({ path }) => path === 'xl/worksheets/sheet1.xml')?.buffer());
    const at = ['<sheetData>', '</sheetData>', '<sheetProtection', '<dataValidations', '<pageMargins', '<pageSetup', '<headerFooter', '<legacyDrawing'].map((part) => text.indexOf(part));
    expect(at.every((place) => place > 0)).toBe(true);
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(text.match(/<sheetProtection/g)).toHaveLength(1);
    expect(text).toMatch(/type="date"[^>]*sqref="[A-Z]+2:[A-Z]+5001"/);
  });

  test('is filled in, and what was filled is stored; rows with nothing but keys stay', async () => {
    const book = await bookOf(await get('HouseholdIncome.xlsx?place=140224', clerk));
    const sheet = book.worksheets[0] as excel.Worksheet;
    const at = headersIn(sheet).indexOf('工资性收入') + 1;
    expect(at).toBeGreaterThan(0);
    sheet.getRow(2).getCell(at).value = 4321.5;
    const report = await importText(service, 'HouseholdIncome', await bytesOf(book));
    expect([report.updated, report.unchanged, report.quarantined]).toEqual([1, report.rows - 1, 0]);
    const { data } = await platform.ask('{ place(code: "140224") { households { nodes { registrationNumber incomes { nodes { year wage } } } } } }', { as: clerk });
    const home = data.place.households.nodes.find((one: { registrationNumber: string }) => one.registrationNumber === sheet.getCell('A2').value);
    expect(home.incomes.nodes.find(({ year }: { year: number }) => year === Number(sheet.getCell('B2').value))?.wage).toBe('4321.50');
  });

  test('calculates nothing: a key that looks like a formula is text, and is found again', async () => {
    const { data } = await platform.ask('{ households(first: 1) { nodes { registrationNumber } } }', { as: clerk });
    const number = data.households.nodes[0].registrationNumber;
    const made = await importText(service, 'HelperAssignment', `registrationNumber,helperName,helperUnit,helperPhone,fromOn\r\n${number},'=1+1,单位,13900001234,2017-01-01`);
    expect(made.created).toBe(1);
    const got = await get('HelperAssignment.xlsx?place=140224&purpose=ASSISTANCE', clerk);
    const sheet = (await bookOf(got)).worksheets[0] as excel.Worksheet;
    const cells = sheet.getSheetValues().flat();
    expect(cells).toContain("'=1+1");
    const report = await importText(service, 'HelperAssignment', got.bytes);
    expect([report.unchanged, report.updated, report.created]).toEqual([report.rows, 0, 0]);
    const csv = await get('HelperAssignment.csv?place=140224&purpose=ASSISTANCE', clerk);
    expect(csv.text.slice(1, 6)).toBe('户编号 *');
    const again = await importText(service, 'HelperAssignment', csv.bytes);
    expect([again.unchanged, again.updated, again.created]).toEqual([again.rows, 0, 0]);
  });

  test('is for who may import, within their places, and written down', async () => {
    expect(await refused('Need.xlsx')).toEqual([401, 'UNAUTHENTICATED']);
    expect(await refused('Need.xlsx', 'demo-province-viewer')).toEqual([403, 'FORBIDDEN']);
    expect(await refused('Need.xlsx', nurse)).toEqual([403, 'FORBIDDEN']);
    expect(await refused('HealthRecord.xlsx', clerk)).toEqual([403, 'FORBIDDEN']);
    expect(await refused('Nothing.xlsx', clerk)).toEqual([404, 'IMPORT_RECORD_UNKNOWN']);
    expect(await refused('Need.pdf', clerk)).toEqual([404, 'IMPORT_RECORD_UNKNOWN']);
    expect(await refused('Need.xlsx?place=149999', clerk)).toEqual([400, 'PLACE_UNKNOWN']);
    expect(await refused('Need.xlsx?place=x', clerk)).toEqual([400, 'PARAMETER_INVALID']);
    expect(await refused('Need.xlsx?rows=1', clerk)).toEqual([400, 'PARAMETER_UNKNOWN']);
    expect(await refused('HelperAssignment.xlsx?place=140224', clerk)).toEqual([400, 'EXPORT_PURPOSE_REQUIRED']);
    expect((await get('Need.xlsx?place=140225', clerk)).headers.get('x-youyu-rows')).toBe('0');
    expect((await get('Need.xlsx', clerk)).headers.get('x-youyu-rows')).toBe('0');
    await get('HelperAssignment.xlsx?place=140224&purpose=ASSISTANCE', clerk, 'template-journal');
    expect((await owner("select kind, purpose, operation, cardinality(household_ids) > 0 from core.access_entry where request_id = 'template-journal'")).rows).toEqual([['EXPORT', 'ASSISTANCE', 'Template', true]]);
    expect((await owner("select action, record_type, reason, (changes -> 'rows' ->> 1)::int > 0 from core.audit_entry where request_id = 'template-journal'")).rows).toEqual([['template', 'HelperAssignment', 'ASSISTANCE', true]]);
    expect(openSpools()).toEqual([]);
  });

  test('of more rows than anybody fills in by hand is refused, and leaves nothing behind; smaller places have theirs', async () => {
    const { rows: [[village] = []] } = await owner("select village_code from core.household where county_code = '140224' group by 1 order by count(*), 1 limit 1");
    const { count } = await platform.db.transaction({ scope: { counties: '*', domains: '*', actor: 'test' } }, (tx) => tx.query(
      `insert into core.household_need (household_id, id, county_code, area_code, version, created_at, updated_at, kind, year)
       select household_id, gen_random_uuid(), county_code, village_code, 1, now(), now(), 'CREDIT', 3000 + n from core.household, generate_series(1, 5000) n
       where county_code = '140224' and village_code <> $1`, [village]));
    expect(count).toBeGreaterThan(20_000);
    expect(await refused('Need.xlsx?place=140224', clerk)).toEqual([422, 'TEMPLATE_TOO_LONG']);
    expect((await get(`Need.xlsx?place=${village}`, clerk)).status).toBe(200);
    expect(openSpools()).toEqual([]);
  });
});
