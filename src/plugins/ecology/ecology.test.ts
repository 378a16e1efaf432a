import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { county, everything, openPluginPlatform, type PluginPlatform, povertyClerk, type TestHousehold } from '../../../test/support/plugin-platform.ts';

const clerk = 'test-forestry-clerk';
const reviewer = 'test-forestry-reviewer';
const provinceClerk = 'test-forestry-province';
const department = 'forestry_department';

let p: PluginPlatform;
let village: string;
beforeAll(async () => {
  p = await openPluginPlatform({
    clerk: povertyClerk,
    accounts: [[clerk, department, 'CLERK', county], [reviewer, department, 'REVIEWER', county], [provinceClerk, department, 'CLERK', '140000']],
  });
  ({ village } = p);
});
afterAll(() => p.close());

const save = (name: string, input: object, as = clerk) => p.save(name, input, as);
const step = async (name: string, id: string | undefined, to: string, on: string, as = clerk) => (await p.advance(name, id, to, on, as)).codes;
const made = async (name: string, input: object) => {
  const { id, codes } = await save(name, input);
  expect(codes, name).toEqual([]);
  return id as string;
};
let number = 0;
const next = (): string => `T-${(number += 1)}`;

describe('parameters', () => {
  const rate = (more: object = {}) => ({ parameter: 'ecology.ranger_wage', placeCode: county, validFrom: '2019-01-01', value: '10000', source: '县林业局文件', ...more });

  test('are set for a county by its department, for the province by the province alone', async () => {
    expect((await save('PolicyParameter', rate())).codes).toEqual([]);
    expect((await save('PolicyParameter', rate({ placeCode: '140225' }))).codes).toEqual(['PLACE_OUT_OF_REACH']);
    expect((await save('PolicyParameter', rate({ placeCode: '140000' }))).codes).toEqual(['PLACE_OUT_OF_REACH']);
    expect((await save('PolicyParameter', rate({ placeCode: '140200', value: '9000' }), provinceClerk)).codes).toEqual([]);
    expect((await save('PolicyParameter', rate({ parameter: 'ecology.nothing' }))).codes).toEqual(['DEPARTMENT_NOT_IN_CHARGE']);
    expect((await save('PolicyParameter', rate({ validTo: '2018-12-31' }))).codes).toEqual(['DATES_OUT_OF_ORDER']);
    expect((await save('PolicyParameter', rate(), povertyClerk)).codes).toEqual(['DEPARTMENT_NOT_IN_CHARGE']);
  });

  test('hold from the county upwards, on the day asked', async () => {
    const { definitions } = await p.ask(`{ definitions: policyParameterDefinitions(action: 8) { id unit measures
      own: value(place: "${county}", asOf: "2019-06-01") city: value(place: "140225", asOf: "2019-06-01") before: value(place: "${county}", asOf: "2018-06-01") none: value(asOf: "2010-01-01") } }`);
    expect(definitions.find(({ id }: { id: string }) => id === 'ecology.ranger_wage')).toEqual({ id: 'ecology.ranger_wage', unit: 'yuan', measures: ['A08-M07'], own: '10000.0000', city: '9000.0000', before: '8000.0000', none: null });
  });
});

describe('returned farmland', () => {
  const task = (more: object = {}) => ({ countyCode: county, taskNumber: next(), villageCode: village, year: 2018, landUse: 'FOREST', area: '10.00', allocatedOn: '2018-03-01', ...more });
  const parcel = ({ registrationNumber }: TestHousehold, taskId: string, more: object = {}) => ({ registrationNumber, parcelNumber: next(), taskId, area: '6.00', contractedOn: '2018-04-01', ...more });
  const subsidy = ({ registrationNumber }: TestHousehold, more: object) =>
    ({ registrationNumber, round: 'NEW', parcelNumber: next(), year: 2018, area: '5.00', ratePerMu: '1500.00', provincialPerMu: '200.00', ...more });

  const inspected = async (household: TestHousehold) => {
    const given = parcel(household, await made('FarmlandReturnTask', task()));
    const id = await made('FarmlandReturnParcel', given);
    expect(await step('FarmlandReturnParcel', id, 'PLANTED', '2018-05-01')).toEqual([]);
    await made('FarmlandReturnParcel', { ...given, inspectedArea: '5.50' });
    expect(await step('FarmlandReturnParcel', id, 'INSPECTED', '2018-10-01', reviewer)).toEqual([]);
    return id;
  };

  test('of a task is no more than the task, whoever contracts', async () => {
    const taskId = await made('FarmlandReturnTask', task());
    await made('FarmlandReturnParcel', parcel(await p.register(), taskId));
    expect((await save('FarmlandReturnParcel', parcel(await p.register(), taskId))).codes).toEqual(['SUM_EXCEEDED']);
    await made('FarmlandReturnParcel', parcel(await p.register(), taskId, { area: '4.00' }));
  });

  test('is paid for after inspection, for what was inspected, at the rates in force, once a year', async () => {
    const household = await p.register();
    expect((await save('FarmlandReturnSubsidy', subsidy(household, {}))).codes).toEqual(['ECOLOGY_PARCEL_REQUIRED']);
    const unseen = await made('FarmlandReturnParcel', parcel(household, await made('FarmlandReturnTask', task())));
    expect((await save('FarmlandReturnSubsidy', subsidy(household, { parcelId: unseen }))).codes).toEqual(['ECOLOGY_PARCEL_NOT_INSPECTED']);
    const parcelId = await inspected(household);
    const given = subsidy(household, { parcelId });
    expect((await save('FarmlandReturnSubsidy', { ...given, area: '5.51' })).codes).toEqual(['ECOLOGY_AREA_EXCEEDS_PARCEL']);
    expect((await save('FarmlandReturnSubsidy', { ...given, ratePerMu: '1499.99' })).codes).toEqual(['DIFFERS_FROM_PARAMETER']);
    expect((await save('FarmlandReturnSubsidy', { ...given, provincialPerMu: '0.00' })).codes).toEqual(['DIFFERS_FROM_PARAMETER']);
    expect((await save('FarmlandReturnSubsidy', { ...given, year: 2010 })).codes).toEqual(['POLICY_PARAMETER_NOT_SET']);
    expect((await save('FarmlandReturnSubsidy', subsidy(await p.register(), { parcelId }))).codes).toEqual(['CONSTRAINT_VIOLATED']);
    const id = await made('FarmlandReturnSubsidy', given);
    expect((await save('FarmlandReturnSubsidy', given)).outcome).toBe('UNCHANGED');
    expect(await step('FarmlandReturnSubsidy', id, 'APPROVED', '2018-11-01', reviewer)).toEqual([]);
    expect((await save('FarmlandReturnSubsidy', { ...given, area: '4.00' })).codes).toEqual(['FIELD_FIXED']);
    expect(await p.ask('query($id: ID!) { farmlandReturnSubsidy(id: $id) { amount } }', clerk, { id })).toEqual({ farmlandReturnSubsidy: { amount: '8500.00' } });
  });

  test('of the earlier round is paid on at its own rate', async () => {
    const household = await p.register();
    const given = subsidy(household, { round: 'EARLIER_EXTENDED', provincialPerMu: '0.00' });
    expect((await save('FarmlandReturnSubsidy', given)).codes).toEqual(['DIFFERS_FROM_PARAMETER']);
    expect((await save('FarmlandReturnSubsidy', { ...given, ratePerMu: '90.00' })).codes).toEqual([]);
  });

  test('survives from the rate on that the place asks for', async () => {
    const household = await p.register();
    const planting = { registrationNumber: household.registrationNumber, parcelId: await inspected(household), species: 'WALNUT', area: '6.00', survivalRate: '84.99' };
    const id = await made('FarmlandReturnPlanting', planting);
    expect((await save('FarmlandReturnPlanting', { ...planting, species: 'JUJUBE', area: '0.01' })).codes).toEqual(['SUM_EXCEEDED']);
    expect(await step('FarmlandReturnPlanting', id, 'PLANTED', '2018-05-01')).toEqual([]);
    expect(await step('FarmlandReturnPlanting', id, 'SURVIVING', '2018-10-01')).toEqual(['BELOW_PARAMETER']);
    await made('FarmlandReturnPlanting', { ...planting, survivalRate: '85.00' });
    expect(await step('FarmlandReturnPlanting', id, 'SURVIVING', '2018-10-01')).toEqual([]);
  });
});

describe('afforestation', () => {
  const cooperative = (poorMembers: number, more: object = {}) => ({ countyCode: county, licence: next(), name: '造林社', villageCode: village, members: 20, poorMembers, foundedOn: '2017-01-01', ...more });
  const contract = (cooperativeId: string, more: object = {}) =>
    ({ countyCode: county, contractNumber: next(), cooperativeId, villageCode: village, site: '荒山', area: '100.00', amount: '1000.00', negotiatedOn: '2018-03-01', ...more });
  const wage = ({ registrationNumber, head }: TestHousehold, contractId: string, amount: string, more: object = {}) =>
    ({ registrationNumber, personId: head, contractId, days: 10, amount, paidOn: '2018-08-01', ...more });

  test('is negotiated with cooperatives that have enough poor members', async () => {
    const few = await made('AfforestationContract', contract(await made('AfforestationCooperative', cooperative(11))));
    expect(await step('AfforestationContract', few, 'AWARDED', '2018-04-01', reviewer)).toEqual(['BELOW_PARAMETER']);
    const enough = await made('AfforestationContract', contract(await made('AfforestationCooperative', cooperative(12))));
    expect(await step('AfforestationContract', enough, 'AWARDED', '2018-02-01', reviewer)).toEqual(['DATES_OUT_OF_ORDER']);
    expect(await step('AfforestationContract', enough, 'AWARDED', '2018-04-01', reviewer)).toEqual([]);
  });

  test('pays its wages to poor members, under the award, within the contract', async () => {
    const given = contract(await made('AfforestationCooperative', cooperative(15)));
    const id = await made('AfforestationContract', given);
    const household = await p.register();
    expect((await save('AfforestationWage', wage(household, id, '600.00'))).codes).toEqual(['ECOLOGY_CONTRACT_NOT_AWARDED']);
    expect(await step('AfforestationContract', id, 'AWARDED', '2018-04-01', reviewer)).toEqual([]);
    expect((await save('AfforestationContract', { ...given, amount: '2000.00' })).codes).toEqual(['FIELD_FIXED']);
    expect((await save('AfforestationWage', wage(await p.register(false), id, '600.00'))).codes).toEqual(['NOT_REGISTERED_POOR']);
    expect((await save('AfforestationWage', wage(household, id, '600.00', { paidOn: '2030-01-01' }))).codes).toEqual(['DATE_IN_FUTURE']);
    await made('AfforestationWage', wage(household, id, '600.00'));
    expect((await save('AfforestationWage', wage(await p.register(), id, '400.01'))).codes).toEqual(['SUM_EXCEEDED']);
    await made('AfforestationWage', wage(await p.register(), id, '400.00'));
  });
});

describe('rangers', () => {
  const post = () => made('ForestRangerPost', { countyCode: county, postNumber: next(), villageCode: village, patrolArea: '后山', area: '500.00' });
  const employ = ({ registrationNumber, head }: TestHousehold, postId: string, more: object = {}) =>
    ({ registrationNumber, personId: head, postId, startsOn: '2018-03-01', endsOn: '2018-12-31', yearlyWage: '8000.00', ...more });
  const wage = ({ registrationNumber, head }: TestHousehold, contractId: string, month: string, more: object = {}) =>
    ({ registrationNumber, personId: head, contractId, month, amount: '800.00', paidOn: '2019-01-10', ...more });

  test('are adults of registered poor households, at the wage of the place or better', async () => {
    const [household, postId] = [await p.register(), await post()];
    expect((await save('ForestRangerContract', employ(household, postId, { yearlyWage: '7999.99' }))).codes).toEqual(['BELOW_PARAMETER']);
    expect((await save('ForestRangerContract', employ(household, postId, { startsOn: '2019-02-01', endsOn: '2019-12-31' }))).codes).toEqual(['BELOW_PARAMETER']);
    expect((await save('ForestRangerContract', employ(household, postId, { personId: household.child }))).codes).toEqual(['NOT_AN_ADULT_MEMBER']);
    expect((await save('ForestRangerContract', employ(await p.register(false), postId))).codes).toEqual(['NOT_REGISTERED_POOR']);
    expect((await save('ForestRangerContract', employ(household, postId, { endsOn: '2018-02-01' }))).codes).toEqual(['CONSTRAINT_VIOLATED']);
    await made('ForestRangerContract', employ(household, postId));
  });

  test('have one post each, and a post has one ranger', async () => {
    const [household, postId] = [await p.register(), await post()];
    const id = await made('ForestRangerContract', employ(household, postId));
    expect((await save('ForestRangerContract', employ(household, await post()))).codes).toEqual(['LIVE_ONE_EXISTS']);
    expect((await save('ForestRangerContract', employ(await p.register(), postId))).codes).toEqual(['LIVE_ONE_EXISTS']);
    const [one, two] = [await p.register(), await p.register()];
    const shared = await post();
    expect((await p.saveAll('ForestRangerContract', [employ(one, shared), employ(two, shared)], clerk)).map(({ codes }) => codes)).toEqual([[], ['LIVE_ONE_EXISTS']]);
    expect(await step('ForestRangerContract', id, 'ENDED', '2018-06-30')).toEqual([]);
    await made('ForestRangerContract', employ(await p.register(), postId, { startsOn: '2018-07-01' }));
    const given = await post();
    expect(await step('ForestRangerPost', given, 'ENDED', '2018-01-01', reviewer)).toEqual([]);
    expect((await save('ForestRangerContract', employ(await p.register(), given))).codes).toEqual(['ECOLOGY_POST_NOT_OPEN']);
  });

  test('are paid once a month of their contract, as the funds paid it', async () => {
    const household = await p.register();
    const id = await made('ForestRangerContract', employ(household, await post()));
    for (const wrong of [wage(household, id, '2018-02-01'), wage(household, id, '2019-01-01'), wage(household, id, '2018-03-01', { personId: household.spouse }), wage(household, id, '2018-05-01', { paidOn: '2018-04-30' })]) {
      expect((await save('ForestRangerWage', wrong)).codes).toEqual(['ECOLOGY_WAGE_OUTSIDE_CONTRACT']);
    }
    expect((await save('ForestRangerWage', wage(household, id, '2018-03-02'))).codes).toEqual(['CONSTRAINT_VIOLATED']);
    await made('ForestRangerWage', wage(household, id, '2018-03-01'));
    await made('ForestRangerWage', wage(household, id, '2018-04-01'));
    expect(await p.ask('query($id: ID!) { forestRangerContract(id: $id) { wagesPaid } }', clerk, { id })).toEqual({ forestRangerContract: { wagesPaid: '1600.00' } });
    const [paid] = (await p.db.transaction({ scope: everything, readOnly: true }, (tx) => tx.query(
      "select id, household_id, amount::text from core.disbursement where county_code = $1 and beneficiary = 'HOUSEHOLD' limit 1", [county]))).rows;
    expect(paid).toBeDefined();
    const disbursementId = Buffer.from(`Disbursement:${paid?.[0]}`).toString('base64');
    expect((await save('ForestRangerWage', wage(household, id, '2018-05-01', { disbursementId }))).codes).toEqual(['DISBURSEMENT_MISMATCH']);
  });
});

describe('what forests bring', () => {
  test('demonstration orchards go to poor households first', async () => {
    const upgrade = ({ registrationNumber }: TestHousehold) =>
      ({ registrationNumber, parcelNumber: next(), year: 2019, work: 'FINE_CARE', species: 'APPLE', isDemonstration: true, area: '3.00', appliedOn: '2019-01-10' });
    const poor = await made('EconomicForestUpgrade', upgrade(await p.register()));
    const other = await made('EconomicForestUpgrade', upgrade(await p.register(false)));
    expect(await step('EconomicForestUpgrade', other, 'IN_PROGRESS', '2019-03-01')).toEqual(['ECOLOGY_POOR_FIRST']);
    expect(await step('EconomicForestUpgrade', poor, 'IN_PROGRESS', '2019-03-01')).toEqual([]);
    expect(await step('EconomicForestUpgrade', other, 'IN_PROGRESS', '2019-03-02')).toEqual([]);
  });

  test('compensation of public-welfare forest is paid at the rate in force, to households and villages', async () => {
    const { registrationNumber } = await p.register();
    const row = { stream: 'PUBLIC_WELFARE_FOREST', parcelNumber: next(), year: 2018, area: '10.00', ratePerMu: '14.00' };
    expect((await save('EcologicalCompensation', { registrationNumber, ...row })).codes).toEqual(['DIFFERS_FROM_PARAMETER']);
    expect((await save('VillageEcologicalCompensation', { countyCode: county, villageCode: village, ...row })).codes).toEqual(['DIFFERS_FROM_PARAMETER']);
    const id = await made('EcologicalCompensation', { registrationNumber, ...row, ratePerMu: '15.00' });
    expect(await step('EcologicalCompensation', id, 'PAID', '2018-12-01')).toEqual([]);
    expect((await save('EcologicalCompensation', { registrationNumber, ...row, ratePerMu: '15.00', area: '11.00' })).codes).toEqual(['FIELD_FIXED']);
  });
});

describe('departments', () => {
  test('others neither write nor, without a grant, find rows', async () => {
    const row = { countyCode: county, documentNumber: next(), areaBefore: '100.00', areaAfter: '90.00', proposedOn: '2018-01-01' };
    expect((await save('FarmlandQuotaAdjustment', row, 'demo-health-clerk')).codes).not.toEqual([]);
    await made('FarmlandQuotaAdjustment', row);
    const { place } = await p.ask(`{ place(code: "${county}") { forestRangerPosts { totalCount } } }`, 'demo-health-clerk');
    expect(place.forestRangerPosts.totalCount).toBe(0);
  });
});

describe('figures', () => {
  const figures = `{ place(code: "140000", asOf: "2018-12-31") { indicators { indicator { id } value } } }`;

  test('of the province are those of the tables', async () => {
    const { place } = await p.ask(figures, provinceClerk);
    const value = (id: string): string => place.indicators.find(({ indicator }: { indicator: { id: string } }) => indicator.id === `ecology.${id}`).value;
    const [row] = (await p.db.transaction({ scope: everything, readOnly: true }, (tx) => tx.query(`select
      (select count(distinct person_id)::text from ecology.forest_ranger_contract where starts_on <= '2018-12-31' and ends_on >= '2018-12-31' and coalesce(ended_on, '9999-12-31') >= '2018-12-31'),
      (select sum(amount)::text from ecology.forest_ranger_wage where paid_on <= '2018-12-31'),
      (select sum(amount)::text from ecology.farmland_return_subsidy where paid_on <= '2018-12-31'),
      (select sum(inspected_area)::text from ecology.farmland_return_parcel where inspected_on <= '2018-12-31')`))).rows;
    expect([value('rangers_employed'), value('ranger_wages_paid'), value('return_subsidies_paid'), value('farmland_returned')]).toEqual(row);
    expect(Number(value('people_supported'))).toBeGreaterThan(Number(value('rangers_employed')));
  });

  test('take as many statements for all counties as for one', async () => {
    const one = await p.askWhole('{ place(code: "140224", asOf: "2018-12-31") { indicators { value } } }', provinceClerk);
    const all = await p.askWhole('{ places(level: COUNTY, asOf: "2018-12-31", first: 50) { nodes { indicators { value } } } }', provinceClerk);
    expect(one.errors).toEqual([]);
    expect(all.errors).toEqual([]);
    expect(all.statements.length).toBe(one.statements.length);
  });
});
