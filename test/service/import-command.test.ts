import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Finished } from '../driver/node-child.ts';
import { copyOf } from './filled-folder.ts';
import { run, secretsIn } from './service.ts';

const clerk = 'demo-county-clerk';
const files = mkdtempSync(join(tmpdir(), 'youyu-import-'));
let folder: string;
beforeAll(() => { folder = copyOf(inject('firstRun').folder); });
afterAll(() => rmSync(files, { recursive: true, force: true }));

const fileOf = (name: string, ...lines: readonly string[]): string => {
  const path = join(files, name);
  writeFileSync(path, lines.join('\n'));
  return path;
};

const importing = async (file: string, ...options: readonly string[]): Promise<Finished> => {
  const finished = await run(['import', file, ...options], { YOUYU_DATA_DIR: folder });
  expect(secretsIn(finished.out + finished.err, folder)).toEqual([]);
  return finished;
};

const counts = (out: string): string => {
  const { rows, created, updated, unchanged, quarantined } = JSON.parse(out) as Record<string, number>;
  return `${rows} = ${created} + ${updated} + ${unchanged} + ${quarantined}`;
};

const number = '1402240000000001';
const header = '户编号,年度,家庭人口';
const good = (): string => fileOf('good.csv', header, `${number},1951,3`, `${number},1952,3`);

test('a dry run writes nothing, a run writes, the same file again finds it there', async () => {
  const asked = ['--record', 'HouseholdIncome', '--as', clerk];
  for (let turn = 0; turn < 2; turn += 1) {
    const dry = await importing(good(), ...asked, '--dry-run');
    expect([dry.code, counts(dry.out), JSON.parse(dry.out).run]).toEqual([0, '2 = 2 + 0 + 0 + 0', null]);
    expect(dry.err).toContain('2 rows = 2 created + 0 updated + 0 unchanged + 0 in quarantine (dry run, nothing was written)');
  }
  const first = await importing(good(), ...asked);
  expect([first.code, counts(first.out)]).toEqual([0, '2 = 2 + 0 + 0 + 0']);
  expect(first.err).not.toContain('dry run');
  const second = await importing(good(), ...asked);
  expect([second.code, counts(second.out)]).toEqual([0, '2 = 0 + 0 + 2 + 0']);
});

test('a bad row goes into quarantine and the command ends with 2; the others are there', async () => {
  const { code, out, err } = await importing(fileOf('bad.csv', header, `${number},1953,3`, `${number},1954,0`, '1,1953,3'), '--record', 'HouseholdIncome', '--as', clerk);
  expect([code, counts(out)]).toEqual([2, '3 = 1 + 0 + 0 + 2']);
  expect(JSON.parse(out).faults.map((fault: { line: number; column: string; code: string }) => `${fault.line} ${fault.column} ${fault.code}`)).toEqual(['3 persons NOT_POSITIVE', '4 registrationNumber HOUSEHOLD_UNKNOWN']);
  expect(err).toContain('2 in quarantine');
});

test('a corrected file settles what waited of the run that it names', async () => {
  const asked = ['--record', 'HouseholdIncome', '--as', clerk];
  const spoilt = await importing(fileOf('spoilt.csv', header, `${number},1955,0`), ...asked);
  expect([spoilt.code, counts(spoilt.out)]).toEqual([2, '1 = 0 + 0 + 0 + 1']);
  const { run: id } = JSON.parse(spoilt.out) as { run: string };
  const corrected = fileOf('corrected.csv', `隔离:原文件行号,${header}`, `2,${number},1955,4`);
  const { code, out } = await importing(corrected, ...asked, '--corrects', id);
  expect([code, counts(out)]).toEqual([0, '1 = 1 + 0 + 0 + 0']);
  const { code: other, err } = await importing(corrected, ...asked, '--corrects', '01a21ce3-ce8d-725e-896c-b631e19952cc');
  expect([other, err]).toEqual([1, expect.stringContaining('IMPORT_RUN_UNKNOWN')]);
});

test('a template is written with the keys of a place, for nobody else to read, and over no other file', async () => {
  const out = join(files, 'template.csv');
  const asked = ['template', '--record', 'HouseholdIncome', '--as', clerk, '--place', '140224', '--out', out];
  const { code, err } = await run(asked, { YOUYU_DATA_DIR: folder });
  expect([code, err]).toEqual([0, expect.stringMatching(/with keys of [1-9]\d* rows/)]);
  const [headers, first] = readFileSync(out, 'utf8').split('\n');
  expect([headers?.startsWith('\ufeff户编号 *'), /^140224\d{10},/.test(first ?? ''), statSync(out).mode & 0o777]).toEqual([true, true, 0o600]);
  expect((await importing(out, '--record', 'HouseholdIncome', '--as', clerk)).out).toMatch(/"created": 0,\s+"updated": 0/);
  expect((await run(asked, { YOUYU_DATA_DIR: folder })).code).toBe(1);
  expect((await run([...asked.slice(0, -1), join(files, 'other.csv'), '--purpose', 'CURIOSITY'], { YOUYU_DATA_DIR: folder })).err).toContain('PARAMETER_INVALID');
});

test('what cannot be imported at all ends with 1, its reason and no report', async () => {
  const refused = async (file: string, ...options: readonly string[]): Promise<readonly unknown[]> => {
    const { code, out, err } = await importing(file, ...options);
    return [code, out, /\b[A-Z]+(?:_[A-Z]+)+\b/.exec(err)?.[0]];
  };
  expect(await refused(good(), '--record', 'Nothing', '--as', clerk)).toEqual([1, '', 'IMPORT_RECORD_UNKNOWN']);
  expect(await refused(good(), '--record', 'HouseholdIncome', '--as', 'nobody')).toEqual([1, '', 'ACCOUNT_UNKNOWN']);
  expect(await refused(fileOf('columns.csv', '户编号,年度,何物', `${number},1951,3`), '--record', 'HouseholdIncome', '--as', clerk)).toEqual([1, '', 'IMPORT_COLUMNS_UNKNOWN']);
  expect((await importing(join(files, 'absent.csv'), '--record', 'HouseholdIncome')).code).toBe(1);
});

test('where nobody looks on there are whole lines, none written over', async () => {
  const { err } = await importing(good(), '--record', 'HouseholdIncome', '--dry-run');
  expect([err.includes('\r'), err.includes(String.fromCharCode(27))]).toEqual([false, false]);
  expect(err.endsWith('\n')).toBe(true);
});

test('a list of another department is compared with the register of its county', async () => {
  const list = fileOf('dibao.csv', '序号,姓名,出生日期,保障金', '1,无此人甲,1950-01-02,320', '2,无此人乙,,320');
  const asked = ['--county', '140224', '--list', 'DIBAO', '--as-of', '2019-06-30', '--title', '六月低保', '--as', clerk];
  const comparing = async (...options: readonly string[]): Promise<Finished> => run(['compare', list, ...asked, ...options], { YOUYU_DATA_DIR: folder });
  const dry = await comparing('--dry-run');
  expect([dry.code, counts(dry.out), JSON.parse(dry.out).ignoredColumns]).toEqual([2, '2 = 1 + 0 + 0 + 1', ['序号', '保障金']]);
  const first = await comparing();
  expect([first.code, counts(first.out), JSON.parse(first.out).faultsByCode]).toEqual([2, '2 = 1 + 0 + 0 + 1', { COMPARISON_ROW_EMPTY: 1 }]);
  expect(counts((await comparing()).out)).toBe('2 = 0 + 0 + 1 + 1');
  const wrong = await run(['compare', list, '--county', '140224', '--list', 'NONE', '--as-of', '2019-06-30', '--title', 'x', '--as', clerk], { YOUYU_DATA_DIR: folder });
  expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('COMPARISON_LIST_INVALID')]);
});
