import { afterAll, beforeAll, expect, test } from 'vitest';
import { syntheticIdNumber } from '../../src/access/id-number.ts';
import { openTestApp, type TestApp } from '../support/app.ts';

/** ID numbers stand sealed in one place: texts that hold one are refused, whatever way they come. */

const number = syntheticIdNumber('1962-03-04', 'FEMALE', 1_234_567);
let platform: TestApp;
beforeAll(async () => { platform = await openTestApp(); });
afterAll(() => platform?.close());

const errorsOf = async (mutation: string, type: string, input: object, as = 'demo-county-clerk') => {
  const { data, errors } = await platform.ask(`mutation($input: ${type}!) { ${mutation}(input: $input) { errors { code path } } }`, { as, variables: { input } });
  expect(errors).toEqual([]);
  return data[mutation].errors;
};

const someHousehold = async (): Promise<{ readonly registrationNumber: string; readonly members: readonly { readonly id: string }[] }> =>
  (await platform.ask('{ place(code: "140224") { households(first: 1) { nodes { registrationNumber members { id } } } } }', { as: 'demo-county-clerk' })).data.place.households.nodes[0];

const inNumbers = ['%', '残疾证%11B1', '号码:%。'].map((form) => form.replace('%', number));

test.each([...inNumbers, `${number.slice(0, 6)}${number.slice(6).replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))}`])('%s in the remark of a need is refused at its place', async (description) => {
  const { registrationNumber } = await someHousehold();
  const given = { registrationNumber, kind: 'CREDIT', year: 2017 };
  expect(await errorsOf('saveNeed', 'NeedInput', { ...given, description })).toEqual([{ code: 'ID_NUMBER_IN_TEXT', path: ['description'] }]);
  expect(await errorsOf('saveNeed', 'NeedInput', { ...given, description: `户编号 ${registrationNumber}` })).toEqual([]);
});

test('no certificate holds one', async () => {
  const { registrationNumber, members: [person] } = await someHousehold();
  const given = { registrationNumber, personId: person?.id, disabilityKind: 'PHYSICAL', disabilityGrade: 'GRADE_1' };
  const refused = await errorsOf('saveHealthRecord', 'HealthRecordInput', { ...given, disabilityCertificate: `${number}41` }, 'demo-health-clerk');
  expect(refused).toEqual([{ code: 'ID_NUMBER_IN_TEXT', path: ['disabilityCertificate'] }]);
});

test('no reason holds one, of administration or of a decision', async () => {
  expect(await errorsOf('breakGlass', 'BreakGlassInput', { registrationNumber: '1402250000000001', reason: `帮助 ${number} 就医急用` })).toMatchObject([{ code: 'ID_NUMBER_IN_TEXT' }]);
});

test('no name of a person holds one', async () => {
  const village = (await platform.ask('{ place(code: "140224") { descendants(level: VILLAGE, first: 1) { nodes { code } } } }', { as: 'demo-county-clerk' })).data.place.descendants.nodes[0].code;
  const input = {
    villageCode: village, registeredOn: '2015-03-01', isRegisteredPoor: true, mainCause: 'ILLNESS',
    members: [{ name: `张${number}`, relation: 'HEAD', bornOn: '1970-05-06', sex: 'MALE', labourAbility: 'FULL', healthState: 'HEALTHY', education: 'PRIMARY' }],
  };
  expect((await errorsOf('registerHousehold', 'RegisterHouseholdInput', input)).map(({ code }: { code: string }) => code)).toEqual(['ID_NUMBER_IN_TEXT']);
});

test('and none was written', async () => {
  const { rows } = await platform.db.transaction({ scope: 'owner', readOnly: true }, (tx) => tx.query("select count(*)::int from core.household_need where description like $1", [`%${number}%`]));
  expect(rows).toEqual([[0]]);
});
