import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { syntheticIdNumber } from '../../src/access/id-number.ts';
import { povertyCause } from '../../src/db/codes/people.ts';
import { codeOfText } from '../../src/sync/code-text.ts';
import type { IntakeService } from '../../src/sync/intake/run.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { getFrom } from '../support/http-get.ts';
import { importText, intakeOf } from '../support/intake/service.ts';
import { cannotFill, fillIn, type TypedRow } from '../support/office/office.ts';
import { testVault } from '../support/template.ts';

const clerk = 'demo-county-clerk';
let platform: TestApp;
let service: IntakeService;
let village: string;

if (cannotFill) process.stderr.write('LibreOffice is not installed: templates are not filled in (install libreoffice-calc and python3-uno)\n');

describe.skipIf(cannotFill)('a template filled in LibreOffice', () => {
  beforeAll(async () => {
    platform = await openTestApp();
    service = intakeOf(platform.db);
    const { data } = await platform.ask('{ place(code: "140224") { households(first: 1) { nodes { village { code } } } } }', { as: clerk });
    village = data.place.households.nodes[0].village.code;
  });
  afterAll(() => platform?.close());

  const stored = async (text: string, params: readonly unknown[] = []): Promise<readonly unknown[]> =>
    (await platform.db.transaction({ scope: { counties: '*', domains: '*', actor: 'test' }, readOnly: true }, (tx) => tx.query(text, params))).rows;
  const templateOf = async (path: string): Promise<{ readonly bytes: Buffer; readonly next: number }> => {
    const got = await getFrom(platform, `/template/${path}`, clerk);
    expect(got.status).toBe(200);
    return { bytes: got.bytes, next: Number(got.headers.get('x-youyu-rows')) + 2 };
  };

  test('households: Chinese text, dates before 1927 among them, ID numbers of 18 digits, numbers of households, codes and lists of them', async () => {
    const { bytes, next } = await templateOf('Household.xlsx?place=140224');
    const number = '1402249900000018';
    const [old, young] = [syntheticIdNumber('1921-02-09', 'MALE', 4_100_001), syntheticIdNumber('1962-11-30', 'FEMALE', 4_100_002)];
    const home: TypedRow = { '户编号(建档立卡) *': number };
    const filled = await fillIn(bytes, next, [
      { ...home, '所在行政村 *': village, '登记日期 *': '2017-03-05', '是否建档立卡贫困户 *': { choice: 0 }, '住址': '东河南镇𠮷庄村“西头”8号,=院', '主要致贫原因': { choice: 1 }, '其他致贫原因(至多两项)': { choice: 2 }, '姓名 *': '欧阳铁柱', '身份证号': old, '与户主关系 *': { choice: 0 }, '性别': { choice: 0 }, '出生日期': '1921-02-09', '劳动能力 *': { choice: 0 }, '健康状况 *': { choice: 0 }, '文化程度 *': { choice: 0 } },
      { ...home, '姓名 *': '司马秀英', '身份证号': young, '与户主关系 *': { choice: 1 }, '性别': { choice: 1 }, '出生日期': '1962-11-30', '劳动能力 *': { choice: 0 }, '健康状况 *': { choice: 0 }, '文化程度 *': { choice: 0 } },
    ]);
    expect(filled).toMatchObject({ protected: true, firstIsLocked: true, hidden: ['_lists'] });
    expect(filled.notes).toBeGreaterThan(10);
    const report = await importText(service, 'Household', filled.xlsx);
    expect([report.faults, report.created, report.updated, report.unchanged]).toEqual([[], 2, 0, next - 2]);
    const [home1] = await stored('select household_id, registered_on::text, village_code, address, main_cause, other_causes from core.household where registration_number = $1', [number]);
    const [id, ...facts] = home1 as readonly unknown[];
    const [yes, main, other] = filled.chosen;
    expect([yes, facts]).toEqual(['是', ['2017-03-05', village, '东河南镇𠮷庄村“西头”8号,=院', codeOfText(povertyCause, main as string), [codeOfText(povertyCause, other as string)]]]);
    const persons = await stored('select p.name, p.born_on::text, p.sex, i.id_hash from core.person p join core.person_identity i on i.person_id = p.id where p.household_id = $1 order by p.born_on', [id]);
    const hash = (text: string): string => testVault().hashes(text)[0] as string;
    expect(persons).toEqual([['欧阳铁柱', '1921-02-09', 'MALE', hash(old)], ['司马秀英', '1962-11-30', 'FEMALE', hash(young)]]);
    const again = await importText(service, 'Household', filled.viaOds);
    expect([again.faults, again.created, again.updated, again.unchanged]).toEqual([[], 0, 0, next]);
  }, 240_000);

  test('records: amounts, dates, texts that look like figures or formulas; keys that were there stay locked', async () => {
    const { bytes, next } = await templateOf('HelperAssignment.xlsx?place=140224&purpose=ASSISTANCE');
    const { data } = await platform.ask('{ place(code: "140224") { households(first: 1) { nodes { registrationNumber } } } }', { as: clerk });
    const number = data.place.households.nodes[0].registrationNumber;
    await expect(fillIn(bytes, 2, [{ '户编号 *': number }])).rejects.toThrow('locked');
    const filled = await fillIn(bytes, next, [{ '户编号 *': number, '姓名 *': '赵倩', '单位 *': '0012', '电话': '013900001234', '起始日期 *': '2018-01-31' }]);
    const report = await importText(service, 'HelperAssignment', filled.xlsx);
    expect([report.faults, report.created, report.unchanged]).toEqual([[], 1, next - 2]);
    const again = await importText(service, 'HelperAssignment', filled.viaOds);
    expect([again.faults, again.unchanged]).toEqual([[], next - 1]);
    expect(await stored("select helper_name, helper_unit, helper_phone, from_on::text from core.helper_assignment where helper_name = '赵倩'")).toEqual([['赵倩', '0012', '013900001234', '2018-01-31']]);
  }, 240_000);
});
