import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clerk, county, habitatClerk, habitatReviewer, openRelocation, type Relocation, reviewer, type TestHousehold } from './test-platform.ts';

let r: Relocation;
beforeAll(async () => {
  r = await openRelocation();
});
afterAll(() => r.close());

const renovationInput = ({ registrationNumber }: TestHousehold, more: object = {}) => ({
  registrationNumber, year: 2019, registeredPoor: true, priorityRank: 1, method: 'NEW_BUILD', gradeBefore: 'D', houseArea: '45.00', cost: '20000.00', subsidy: '14000.00', selfRaised: '6000.00',
  appliedOn: '2019-02-01', ...more,
});

const save = (household: TestHousehold, more: object = {}) => r.save('HouseRenovation', renovationInput(household, more), habitatClerk);

const step = (id: string | undefined, to: string, on: string) =>
  r.advance('HouseRenovation', id, to, on, to === 'APPROVED' || to === 'ACCEPTED' ? habitatReviewer : habitatClerk);

const instalment = ({ registrationNumber }: TestHousehold, renovationId: string | undefined, level: string, dueAmount: string, more: object = {}) =>
  r.save('RenovationInstalment', { registrationNumber, renovationId, level, dueAmount, dueOn: '2019-06-30', paidAmount: '0.00', ...more }, habitatClerk);

const approved = async () => {
  const household = await r.register();
  const { id } = await save(household);
  expect((await step(id, 'APPROVED', '2019-03-01')).codes).toEqual([]);
  return { household, id };
};

describe('renovations', () => {
  test('are of dilapidated houses, and say truly whether the household is registered', async () => {
    expect((await save(await r.register(), { gradeBefore: 'B' })).codes).toEqual(['RELOCATION_GRADE_INVALID']);
    expect((await save(await r.register(), { registeredPoor: false })).codes).toEqual(['RELOCATION_REGISTERED_DIFFERS']);
    expect((await save(await r.register(false), { registeredPoor: false })).codes).toEqual([]);
  });

  test('are paid in full by every level before they count as paid', async () => {
    const { household, id } = await approved();
    const level = (name: string, due: string, more: object = {}) => instalment(household, id, name, due, more);
    expect((await level('CENTRAL', '14000.01')).codes).toEqual(['RELOCATION_INSTALMENTS_EXCEED']);
    expect((await level('CENTRAL', '7500.00', { paidAmount: '7500.01', paidOn: '2019-06-01' })).codes).toEqual(['RELOCATION_INSTALMENT_OVERPAID']);
    expect((await level('CENTRAL', '7500.00', { paidAmount: '1.00' })).codes).toEqual(['RELOCATION_INSTALMENT_DATE']);
    expect((await level('CENTRAL', '7500.00', { paidAmount: '7500.00', paidOn: '2019-06-30' })).codes).toEqual([]);
    expect((await step(id, 'BUILDING', '2019-04-01')).codes).toEqual([]);
    await save(household, { completedOn: '2019-08-01', gradeAfter: 'A' });
    expect((await step(id, 'ACCEPTED', '2019-09-01')).codes).toEqual(['RELOCATION_INSTALMENTS_DIFFER']);
    expect((await level('COUNTY', '6500.00')).codes).toEqual([]);
    expect((await step(id, 'ACCEPTED', '2019-09-01')).codes).toEqual([]);
    expect((await step(id, 'SUBSIDY_PAID', '2019-10-01')).codes).toEqual(['RELOCATION_INSTALMENTS_UNPAID']);
    expect((await level('COUNTY', '6000.00')).codes).toEqual(['RELOCATION_FIELD_FIXED']);
    expect((await level('COUNTY', '6500.00', { paidAmount: '6500.00', paidOn: '2019-07-01' })).codes).toEqual([]);
    expect((await step(id, 'SUBSIDY_PAID', '2019-10-01')).codes).toEqual([]);
    const { houseRenovation } = await r.ask('query($id: ID!) { houseRenovation(id: $id) { subsidyPaid paidInFullAndInTime renovationInstalments { nodes { level paidInFullAndInTime } } } }', clerk, { id });
    expect(houseRenovation).toEqual({
      subsidyPaid: '14000.00', paidInFullAndInTime: false,
      renovationInstalments: { nodes: [{ level: 'CENTRAL', paidInFullAndInTime: true }, { level: 'COUNTY', paidInFullAndInTime: false }] },
    });
  });

  test('get their instalments once approved, of the own household', async () => {
    const household = await r.register();
    const { id } = await save(household);
    expect((await instalment(household, id, 'CENTRAL', '1.00')).codes).toEqual(['RELOCATION_RENOVATION_NOT_APPROVED']);
    expect((await instalment(await r.register(), id, 'CENTRAL', '1.00')).codes).toEqual(['RELOCATION_RENOVATION_OF_OTHER_HOUSEHOLD']);
  });

  test('and relocation exclude each other', async () => {
    const caseOf = ({ registrationNumber, village }: TestHousehold) => r.save('RelocationCase', {
      registrationNumber, programme: 'POVERTY', batch: '2019-1', category: 'REGISTERED', mode: 'MONETARY', originVillageCode: village, persons: 3, appliedOn: '2019-03-01',
    });
    const moving = await r.register();
    expect((await caseOf(moving)).codes).toEqual([]);
    expect((await save(moving)).codes).toEqual(['RELOCATION_BEING_RELOCATED']);
    const { household } = await approved();
    expect((await caseOf(household)).codes).toEqual(['RELOCATION_RENOVATED']);
  });
});

describe('collective rental houses', () => {
  const house = { countyCode: county, name: '测试公租房', owner: '村集体', units: 2, rent: '50.00' };
  const tenancy = ({ registrationNumber }: TestHousehold, houseId: string | undefined, unit: string, fromOn = '2019-05-01') =>
    r.save('CollectiveRentalTenancy', { registrationNumber, houseId, unit, rent: '50.00', fromOn }, habitatClerk);

  test('let each unit once, and no more than they have', async () => {
    const { id } = await r.save('CollectiveRentalHouse', { ...house, villageCode: r.village }, habitatClerk);
    const [first, second, third] = [await r.register(), await r.register(), await r.register()];
    expect((await tenancy(first, id, '101')).codes).toEqual(['RELOCATION_HOUSE_NOT_BUILT']);
    await r.advance('CollectiveRentalHouse', id, 'BUILT', '2019-04-01', habitatClerk);
    expect((await r.advance('CollectiveRentalHouse', id, 'LET', '2019-05-01', habitatClerk)).codes).toEqual(['RELOCATION_HOUSE_STATUS']);
    expect((await tenancy(first, id, '101')).codes).toEqual([]);
    expect((await tenancy(second, id, '101')).codes).toEqual(['RELOCATION_UNIT_TAKEN']);
    expect((await tenancy(second, id, '102')).codes).toEqual([]);
    expect((await tenancy(third, id, '103')).codes).toEqual(['RELOCATION_HOUSE_FULL']);
    expect((await r.advance('CollectiveRentalHouse', id, 'LET', '2019-05-01', habitatClerk)).codes).toEqual([]);
  });
});

describe('villages', () => {
  test('a merger is approved with all its old villages', async () => {
    const merger = { countyCode: county, decisionNumber: '测试〔2019〕1号', newVillageCode: r.villages[0], newName: '新民村', households: 100, persons: 250, proposedOn: '2019-01-01' };
    const { id: mergerId } = await r.save('VillageMerger', merger);
    const part = (oldVillageCode: string | undefined, households: number, persons: number) => r.save('VillageMergerPart', { countyCode: county, mergerId, oldVillageCode, isWhole: true, households, persons });
    const approve = () => r.advance('VillageMerger', mergerId, 'APPROVED', '2019-03-01', reviewer);
    await part(r.villages[0], 60, 150);
    expect((await approve()).codes).toEqual(['RELOCATION_MERGER_PARTS']);
    await part(r.villages[1], 40, 99);
    expect((await approve()).codes).toEqual(['RELOCATION_MERGER_SUMS']);
    await part(r.villages[1], 40, 100);
    expect((await approve()).codes).toEqual([]);
    expect((await part(r.villages[1], 40, 101)).codes).toEqual(['RELOCATION_MERGER_FIXED']);
  });

  test('a natural village has wholly moved when its households have', async () => {
    const village = { countyCode: county, villageCode: r.village, name: '测试自然村', extent: 'WHOLE', households: 1, persons: 3, plannedFrom: '2019-01-01', plannedTo: '2020-12-31' };
    const { id } = await r.save('NaturalVillageRelocation', village);
    expect((await r.advance('NaturalVillageRelocation', id, 'WHOLE', '2020-01-01')).codes).toEqual(['RELOCATION_VILLAGE_NOT_EMPTY']);
  });
});
