import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rotateKeys } from '../../src/access/rotate.ts';
import { createVault, type Vault } from '../../src/access/vault.ts';
import { exchangeColumns } from '../../src/sync/columns.ts';
import { writeFile } from '../../src/sync/formats/write.ts';
import type { IntakeService } from '../../src/sync/intake/run.ts';
import { openRow } from '../../src/sync/intake/seal-row.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { importText, intakeOf, recordNamed } from '../support/intake/service.ts';
import { tableState } from '../support/table-state.ts';
import { testVault } from '../support/template.ts';

const clerk = 'demo-county-clerk';
let platform: TestApp;
let service: IntakeService;
let numbers: readonly string[];
beforeAll(async () => {
  platform = await openTestApp();
  service = intakeOf(platform.db);
  const { data } = await platform.ask('{ households(first: 8) { nodes { registrationNumber } } }', { as: clerk });
  numbers = data.households.nodes.map(({ registrationNumber }: { registrationNumber: string }) => registrationNumber);
});
afterAll(() => platform?.close());

const runs = async (): Promise<unknown> => (await platform.db.transaction({ scope: 'owner', readOnly: true }, (tx) => tx.query('select count(*) from core.import_run'))).rows;
const counts = ({ rows, created, updated, unchanged, quarantined }: Awaited<ReturnType<typeof importText>>): string => `${rows} = ${created} + ${updated} + ${unchanged} + ${quarantined}`;
const csv = (header: string, lines: readonly string[]): string => [header, ...lines].join('\r\n');
const incomes = (year: number, wage: string): string => csv('户编号,年度,工资性收入,家庭人口', numbers.map((number) => `${number},${year},${wage},3`));
const bytesOf = async (bytes: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts);
};

describe('files of a record', () => {
  test('created, unchanged, updated: the same file twice changes nothing', async () => {
    expect(counts(await importText(service, 'HouseholdIncome', incomes(1951, '1000')))).toBe('8 = 8 + 0 + 0 + 0');
    const before = await tableState(platform);
    expect(counts(await importText(service, 'HouseholdIncome', incomes(1951, '1000')))).toBe('8 = 0 + 0 + 8 + 0');
    const after = await tableState(platform);
    expect({ ...after, 'core.import_run': '' }).toEqual({ ...before, 'core.import_run': '' });
    expect(counts(await importText(service, 'HouseholdIncome', incomes(1951, '"1,000.50"')))).toBe('8 = 0 + 8 + 0 + 0');
  });

  test.each(['name', 'zh', 'en'] as const)('headers by %s, in every format', async (by) => {
    const columns = exchangeColumns(recordNamed('HouseholdIncome')).filter(({ name }) => ['registrationNumber', 'year', 'wage', 'persons'].includes(name));
    const header = columns.map((column) => ({ kind: column.kind, header: by === 'name' ? column.name : column.title[by] }));
    const year = { name: 1952, zh: 1953, en: 1954 }[by];
    const rows = numbers.map((number) => [number, year, '12.50', 2]);
    const [first, ...others] = ['CSV', 'XLSX', 'NDJSON', 'GB'] as const;
    const file = (format: typeof first | (typeof others)[number]) => bytesOf(writeFile(format === 'GB' ? 'CSV' : format, header, rows, format === 'GB' ? { encoding: 'gb18030' } : {}));
    expect(counts(await importText(service, 'HouseholdIncome', await file(first)))).toBe('8 = 8 + 0 + 0 + 0');
    for (const format of others) {
      const report = await importText(service, 'HouseholdIncome', await file(format));
      expect([counts(report), report.format]).toEqual(['8 = 0 + 0 + 8 + 0', format === 'GB' ? 'CSV' : format]);
    }
  });

  test('a dry run gives the report of the real run and changes nothing', async () => {
    const [number] = numbers;
    const text = csv('registrationNumber,year,persons', [`${number},1960,3`, `${number},1960,4`, `${number},1961,0`, '1,1960,3', `${number},x,3`, `${numbers[1]},1960,3`]);
    const [before, runsBefore] = [await tableState(platform), await runs()];
    const dry = await importText(service, 'HouseholdIncome', text, { dryRun: true });
    expect([await tableState(platform), await runs()]).toEqual([before, runsBefore]);
    const real = await importText(service, 'HouseholdIncome', text);
    expect({ ...real, run: null, dryRun: true }).toEqual(dry);
    expect([counts(real), real.faults.map(({ line, column, code }) => `${line} ${column} ${code}`)]).toEqual([
      '6 = 2 + 1 + 0 + 3', ['4 persons NOT_POSITIVE', '5 registrationNumber HOUSEHOLD_UNKNOWN', '6 year CELL_NO_NUMBER'],
    ]);
    expect(counts(await importText(service, 'HouseholdIncome', text, { dryRun: true }))).toBe('6 = 0 + 2 + 1 + 3');
  });

  test('a header that nobody knows, or a key that is missing, refuses the file and opens nothing', async () => {
    const before = await runs();
    const refused = (text: string): Promise<string> => importText(service, 'HouseholdIncome', text).then(() => 'taken', (error: { code: string }) => error.code);
    expect(await refused(csv('户编号,年度,工资,家庭人口', ['1,2,3,4']))).toBe('IMPORT_COLUMNS_UNKNOWN');
    expect(await refused(csv('户编号,家庭人口', ['1,2']))).toBe('IMPORT_COLUMNS_MISSING');
    expect(await refused(csv('户编号,年度,year,家庭人口', ['1,2,3,4']))).toBe('IMPORT_COLUMNS_REPEATED');
    expect(await refused('户编号,年度,家庭人口')).toBe('FILE_EMPTY');
    expect(await runs()).toEqual(before);
    const report = await importText(service, 'HouseholdIncome', csv('户编号,年度,家庭人口,人均纯收入', [`${numbers[0]},1962,3,9`]));
    expect([counts(report), report.ignoredColumns]).toEqual(['1 = 1 + 0 + 0 + 0', ['人均纯收入']]);
  });
});

describe('who imports', () => {
  test('no role, no import; another county is as good as absent', async () => {
    const as = (subject: string) => importText(service, 'HouseholdIncome', incomes(1970, '1'), { subject }).then(counts, (error: { code: string }) => error.code);
    expect(await as('demo-province-viewer')).toBe('FORBIDDEN');
    expect(await as('nobody')).toBe('ACCOUNT_UNKNOWN');
    expect(await as('demo-other-county-clerk')).toBe('8 = 0 + 0 + 0 + 8');
  });

  test('what is kept of bad rows can be read by nobody but the vault', async () => {
    const secret = '绝密地址甲乙丙';
    await importText(service, 'HelperAssignment', csv('registrationNumber,helperName,helperUnit,helperPhone,fromOn', [`${numbers[0]},${secret},单位,13900001234,明天`]));
    const texts = await platform.db.transaction({ scope: { counties: '*', roles: ['CLERK'], actor: clerk }, readOnly: true }, async (tx) =>
      (await tx.query('select row_to_json(q)::text from core.import_quarantine q')).rows.map(([text]) => String(text)).join('\n'));
    expect(texts).toContain('CELL_NO_DATE');
    for (const word of [secret, '13900001234', '明天']) expect(texts).not.toContain(word);
    const others = await platform.db.transaction({ scope: { counties: '*', actor: 'somebody-else', roles: ['AUDITOR'] }, readOnly: true }, (tx) =>
      tx.query('select id from core.import_quarantine union all select id from core.import_run'));
    expect(others.rows).toEqual([]);
  });

  test('it comes to a new master key, and opens with that alone', async () => {
    const [before, after] = [testVault(), createVault(Buffer.alloc(32, 9))];
    const owned = (text: string) => platform.db.transaction({ scope: 'owner', readOnly: true }, (tx) => tx.query(text));
    const texts = async (vault: Vault): Promise<string> => JSON.stringify((await owned('select id, sealed from core.import_quarantine order by id')).rows.map(([id, sealed]) => openRow(vault, String(id), String(sealed)).cells));
    const was = await texts(before);
    expect(was).toContain('绝密地址甲乙丙');
    expect((await rotateKeys(platform.db, createVault(Buffer.alloc(32, 9), [Buffer.alloc(32, 7)]))).quarantine).toBeGreaterThan(0);
    expect(await texts(after)).toBe(was);
  });
});
