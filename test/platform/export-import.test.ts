import excel from '@protobi/exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allPlugins } from '../../src/plugins/index.ts';
import { headersOf, spellings } from '../../src/sync/column-headers.ts';
import { exchangeColumns } from '../../src/sync/columns.ts';
import { headingsOf } from '../../src/sync/intake/headers.ts';
import { createImporters } from '../../src/sync/intake/importers.ts';
import type { IntakeService } from '../../src/sync/intake/run.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { getFrom } from '../support/http-get.ts';
import { importText, intakeOf, recordNamed } from '../support/intake/service.ts';

const [clerk, nurse] = ['demo-county-clerk', 'demo-health-clerk'];
const importers = createImporters(allPlugins);
let platform: TestApp;
let service: IntakeService;
beforeAll(async () => {
  platform = await openTestApp();
  service = intakeOf(platform.db);
});
afterAll(() => platform?.close());

/** Who may not write a record is told so in every row; a key that is in no export cannot come back. */
const refusals = new Set(['PLACE_OUT_OF_REACH', 'DEPARTMENT_NOT_IN_CHARGE', 'FORBIDDEN']);
const keyIsSensitive = (name: string): boolean => exchangeColumns(recordNamed(name)).some((column) => column.isKey && column.class === 'sensitive');

test.each(importers.names)('an export of %s comes back as it is: nothing is new, nothing changes', async (name) => {
  for (const subject of [clerk, nurse]) {
    for (const ending of ['xlsx', 'csv', 'ndjson'] as const) {
      const got = await getFrom(platform, `/export/${name}.${ending}?purpose=ASSISTANCE`, subject);
      const rows = Number(got.headers.get('x-youyu-rows'));
      if (got.status !== 200 || rows === 0 || (name === 'Household' && subject === nurse)) continue;
      const report = await importText(service, name, got.bytes, { subject, dryRun: true });
      const codes = Object.keys(report.faultsByCode).filter((code) => !refusals.has(code));
      expect([ending, report.rows, report.created, report.updated, codes]).toEqual([ending, rows, 0, 0, keyIsSensitive(name) ? [ending === 'ndjson' ? 'IMPORT_COLUMNS_MISSING' : 'FIELD_REQUIRED'] : []]);
    }
  }
}, 60_000);

test('one cell of an exported workbook edited is one row updated', async () => {
  const book = new excel.Workbook();
  await book.xlsx.load((await getFrom(platform, '/export/Household.xlsx?purpose=ASSISTANCE', clerk)).bytes as never);
  const sheet = book.worksheets[0] as excel.Worksheet;
  const at = (sheet.getRow(1).values as string[]).indexOf('住址');
  sheet.getRow(3).getCell(at).value = '新庄村 8 号';
  const report = await importText(service, 'Household', new Uint8Array(await book.xlsx.writeBuffer()));
  expect([report.rows - 1, report.created, report.updated, report.faults]).toEqual([report.unchanged, 0, 1, []]);
});

test('a new household is still whole or refused', async () => {
  const report = await importText(service, 'Household', 'registrationNumber,villageCode\r\n1402240000099999,140224100201', { dryRun: true });
  expect([report.quarantined, Object.keys(report.faultsByCode)]).toEqual([1, ['FIELD_REQUIRED']]);
});

test('every header of every record, told apart where titles are the same, is read as its column', () => {
  for (const importer of importers.names.map(importers.find)) {
    for (const wording of ['code', 'zh', 'en'] as const) {
      const headers = headersOf(importer.columns, wording);
      expect(new Set(headers).size).toBe(importer.columns.length);
      expect([...headingsOf(importer.columns, headers.map((header) => `${header} *`)).columnOf.values()]).toEqual(importer.columns.filter(({ writable }) => writable));
    }
    for (const column of importer.columns) expect(headingsOf(importer.columns, [...headersOf(importer.columns.filter((one) => one !== column), 'code'), spellings[3]?.(column) as string]).columnOf.size).toBe(importer.columns.filter(({ writable }) => writable).length);
  }
});
