import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../support/app.ts';

const province = 'demo-province-clerk';
const clerk = 'demo-county-clerk';

let platform: TestApp;
beforeAll(async () => {
  platform = await openTestApp();
});
afterAll(() => platform.close());

const save = async (record: string, rows: readonly object[], as: string, fields = '') => {
  const single = record.charAt(0).toLowerCase() + record.slice(1);
  const answer = await platform.ask(
    `mutation($rows: [${record}Input!]!) { save${record}s(rows: $rows) { outcome errors { code path messageEn } ${single} { id ${fields} } } }`,
    { as, variables: { rows } },
  );
  expect(answer.errors).toEqual([]);
  return answer.data[`save${record}s`].map((result: Record<string, unknown>) => ({ ...result, row: result[single] }));
};

let made = 0;
/** A pot of its own for each test: a source of this amount, all of it passed down to the county. */
const pot = async (amount: string, to = '140224') => {
  made += 1;
  const [source] = await save('FundSource', [{ code: `T-${made}`, name: '测试资金', kind: 'SPECIAL_POVERTY', level: 'CENTRAL', year: 2018, amount }], province);
  const allocation = (extra: object) => ({ fundSourceId: source.row.id, fromPlaceCode: '140000', toPlaceCode: to, amount, allocatedOn: '2018-03-01', documentNumber: `晋财农〔2018〕${made}号`, ...extra });
  return { source: source.row.id as string, allocation };
};

const payment = (allocationId: string, extra: object) => {
  made += 1;
  return { countyCode: '140224', paymentNumber: `P-${made}`, allocationId, paidOn: '2018-06-01', purpose: '补助', ...extra };
};

const outcomes = (results: readonly { outcome: string; errors: readonly { code: string }[] }[]) => results.map(({ outcome, errors }) => errors[0]?.code ?? outcome);

describe('amounts', () => {
  test.each(['0.10', '0.30', '9999999999999999.99', '1234.50'])('%s comes back as it went in', async (amount) => {
    made += 1;
    const [result] = await save('FundSource', [{ code: `A-${made}`, name: '资金', kind: 'SOCIAL', level: 'COUNTY', year: 2018, amount }], province, 'amount');
    expect(result.row.amount).toBe(amount);
  });

  test('ten cents and twenty make thirty, and not a cent more fits', async () => {
    const { allocation } = await pot('0.30');
    const [whole] = await save('Allocation', [allocation({})], province);
    const village = { beneficiary: 'VILLAGE', villageCode: '140224100201' };
    const results = await save('Disbursement', ['0.10', '0.20', '0.01'].map((amount) => payment(whole.row.id, { ...village, amount })), clerk);
    expect(outcomes(results)).toEqual(['CREATED', 'CREATED', 'ALLOCATION_EXCEEDED']);
    expect(results[2].errors[0]).toMatchObject({ path: ['amount'], messageEn: expect.stringContaining('0.30 yuan used') });
  });
});

describe('money passed down', () => {
  test('goes from the source to the city and on to the county, never more than there is', async () => {
    const { allocation } = await pot('1000.00', '140200');
    const [city] = await save('Allocation', [allocation({})], province);
    expect(city.outcome).toBe('CREATED');
    expect(outcomes(await save('Allocation', [allocation({ documentNumber: '再拨', amount: '0.01' })], province))).toEqual(['ALLOCATION_EXCEEDED']);
    const down = (documentNumber: string, amount: string) => allocation({ parentId: city.row.id, documentNumber, fromPlaceCode: '140200', toPlaceCode: '140224', amount });
    const results = await save('Allocation', [down('一', '600.00'), down('二', '400.00'), down('三', '0.01')], province, 'parent { id }');
    expect(outcomes(results)).toEqual(['CREATED', 'CREATED', 'ALLOCATION_EXCEEDED']);
    expect(results[0].row.parent.id).toBe(city.row.id);
  });

  test('is the business of those who answer for the province', async () => {
    const { allocation } = await pot('10.00');
    const refused = await platform.ask('mutation($rows: [AllocationInput!]!) { saveAllocations(rows: $rows) { outcome errors { code } } }', { as: clerk, variables: { rows: [allocation({})] } });
    expect(refused.data.saveAllocations).toEqual([{ outcome: 'REJECTED', errors: [{ code: 'FORBIDDEN' }] }]);
  });

  test('for another county cannot be paid here', async () => {
    const { allocation } = await pot('10.00', '140122');
    const [other] = await save('Allocation', [allocation({})], province);
    const village = { beneficiary: 'VILLAGE', villageCode: '140224100201', amount: '1.00' };
    expect(outcomes(await save('Disbursement', [payment(other.row.id, village)], clerk))).toEqual(['ALLOCATION_OF_OTHER_PLACE']);
  });

  test('two payments at once cannot both take the last yuan', async () => {
    const { allocation } = await pot('1.00');
    const [last] = await save('Allocation', [allocation({})], province);
    const village = { beneficiary: 'VILLAGE', villageCode: '140224100201', amount: '1.00' };
    const [a, b] = await Promise.all([0, 1].map(() => save('Disbursement', [payment(last.row.id, village)], clerk)));
    expect([...outcomes(a), ...outcomes(b)].sort()).toEqual(['ALLOCATION_EXCEEDED', 'CREATED']);
  });
});

describe('a payment', () => {
  test('reaches a household, a person, a village or a contractor, and is found from them', async () => {
    const { allocation } = await pot('100.00');
    const [from] = await save('Allocation', [allocation({})], province);
    const { data } = await platform.ask('{ place(code: "140224") { households(first: 1) { nodes { id registrationNumber members { id } } } } }', { as: clerk });
    const [household] = data.place.households.nodes;
    const amount = '1.00';
    const results = await save('Disbursement', [
      payment(from.row.id, { beneficiary: 'HOUSEHOLD', householdId: household.id, amount }),
      payment(from.row.id, { beneficiary: 'PERSON', householdId: household.id, personId: household.members[0].id, amount }),
      payment(from.row.id, { beneficiary: 'VILLAGE', villageCode: '140224100201', amount }),
      payment(from.row.id, { beneficiary: 'CONTRACTOR', contractor: '灵丘县建筑公司', amount }),
    ], clerk, 'household { registrationNumber } person { id } village { code } contractor allocation { fundSource { code } }');
    expect(outcomes(results)).toEqual(['CREATED', 'CREATED', 'CREATED', 'CREATED']);
    expect(results[0].row).toMatchObject({ household: { registrationNumber: household.registrationNumber }, allocation: { fundSource: { code: expect.stringMatching(/^T-/) } } });
    expect(results[1].row.person.id).toBe(household.members[0].id);
    const back = await platform.ask('query($n: String!) { household(registrationNumber: $n) { disbursements { nodes { id } } } }', { as: clerk, variables: { n: household.registrationNumber } });
    const ids = back.data.household.disbursements.nodes.map(({ id }: { id: string }) => id);
    expect(ids).toContain(results[0].row.id);
    expect(ids).toContain(results[1].row.id);
  });

  test.each([
    ['a village that is a household', { beneficiary: 'HOUSEHOLD', villageCode: '140224100201' }],
    ['nobody', { beneficiary: 'CONTRACTOR' }],
    ['two at once', { beneficiary: 'VILLAGE', villageCode: '140224100201', contractor: '某公司' }],
  ])('to %s is refused', async (_, beneficiary) => {
    const { allocation } = await pot('10.00');
    const [from] = await save('Allocation', [allocation({})], province);
    expect(outcomes(await save('Disbursement', [payment(from.row.id, { ...beneficiary, amount: '1.00' })], clerk))).toEqual(['CONSTRAINT_VIOLATED']);
  });

  test.each(['0.00', '-1.00'])('of %s yuan is refused', async (amount) => {
    const { allocation } = await pot('10.00');
    const [from] = await save('Allocation', [allocation({})], province);
    const [result] = await save('Disbursement', [payment(from.row.id, { beneficiary: 'CONTRACTOR', contractor: '某公司', amount })], clerk);
    expect(result.outcome).toBe('REJECTED');
  });
});
