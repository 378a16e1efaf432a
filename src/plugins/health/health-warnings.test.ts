import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertRows } from '#db';
import { medicalClaim } from './tables/claim.ts';
import { clerk, county, everything, type Health, openHealth, povertyClerk, provinceClerk, reviewer, type TestHousehold, viewer } from './test-platform.ts';

let h: Health;
let facilityId: string;

const localId = (id: string): string => Buffer.from(id, 'base64').toString().split(':').at(-1) as string;

beforeAll(async () => {
  h = await openHealth();
  const standard = { year: 2018, povertyLine: '2995.00', nearLineFactor: '1.50', watchShare: '0.1000', seriousShare: '0.2500', source: '测试' };
  await h.save('HealthWarningStandard', standard, provinceClerk);
  facilityId = localId((await h.save('HealthFacility', { countyCode: county, openedOn: '2000-01-01', code: 'T-W', name: '测试医院', kind: 'COUNTY_HOSPITAL', tier: 'COUNTY', placeCode: county })).id as string);
});
afterAll(() => h?.close());

/** Bills as they stand once they are settled; how they are settled has tests of its own. */
const pay = async ({ id, head }: TestHousehold, selfPaid: string, more: { readonly bill?: string; readonly on?: string } = {}): Promise<void> => {
  const { bill = selfPaid, on = '2018-06-30' } = more;
  await h.db.transaction({ scope: everything }, (tx) => insertRows(tx, medicalClaim, [{
    id: randomUUID(), householdId: localId(id), countyCode: county, personId: localId(head), claimNumber: randomUUID(), facilityId, service: 'INPATIENT', diagnosis: '测试',
    admittedOn: on, dischargedOn: on, settledOn: on, bill, eligibleCost: bill, selfPaid, settlementNumber: 1, status: 'SETTLED',
  }]));
};

/** A household of three that earned so much a head. */
const earning = async (perHead: number | null, year = 2018): Promise<TestHousehold> => {
  const household = await h.register();
  if (perHead !== null) {
    const { codes } = await h.save('HouseholdIncome', { registrationNumber: household.registrationNumber, year, wage: `${perHead * 3}.00`, business: '0', property: '0', transfer: '0', businessCost: '0', persons: 3 }, 'demo-county-clerk');
    expect(codes).toEqual([]);
  }
  return household;
};

/** A row of the list as these tests ask for it. */
interface Listed {
  readonly level: string;
  readonly household?: { readonly registrationNumber: string } | undefined;
}

const warningOf = async ({ registrationNumber }: TestHousehold, args = 'year: 2018') => {
  const found: Listed[] = [];
  let after: string | null = null;
  do {
    const { healthWarnings: { nodes, pageInfo } }: { healthWarnings: { nodes: Listed[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } = await h.ask(
      `query($after: String) { healthWarnings(${args}, first: 200, after: $after) { pageInfo { hasNextPage endCursor } nodes { level persons incomeYear netPerHead selfPaid share leftPerHead household { registrationNumber } response { status } } } }`, clerk, { after });
    found.push(...nodes);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after);
  const own = found.find(({ household }) => household?.registrationNumber === registrationNumber);
  return own && { ...own, household: undefined };
};

describe('who is on the list', () => {
  test.each<[string, number | null, string, string | undefined]>([
    ['is not who pays less than a tenth of the income', 10_000, '2999.99', undefined],
    ['is who pays a tenth', 10_000, '3000.00', 'WATCH'],
    ['seriously from a quarter on', 10_000, '7500.00', 'SERIOUS'],
    ['seriously when less than one and a half lines are left', 4_990, '1500.00', 'SERIOUS'],
    ['urgently when less than the line is left', 10_000, '21016.00', 'URGENT'],
    ['urgently when a small bill pushes below the line', 3_000, '20.00', 'URGENT'],
    ['is not who was below the line anyway and pays little', 2_900, '20.00', undefined],
    ['at the line where nobody asked for the income', null, '899.00', 'URGENT'],
  ])('%s', async (_, perHead, selfPaid, level) => {
    const household = await earning(perHead);
    await pay(household, selfPaid);
    expect((await warningOf(household))?.level).toBe(level);
  });

  test('adds up the bills of the year, and counts the income of the year before where there is none yet', async () => {
    const household = await earning(10_000, 2017);
    await pay(household, '2000.00', { bill: '9000.00' });
    await pay(household, '1000.00', { bill: '2000.00', on: '2018-12-31' });
    await pay(household, '9000.00', { on: '2017-12-31' });
    expect(await warningOf(household)).toMatchObject({ level: 'WATCH', persons: 3, incomeYear: 2017, netPerHead: '10000.00', selfPaid: '3000.00', share: '0.1000', leftPerHead: '9000.00', response: null });
  });

  test('is seen as a day knew it', async () => {
    const household = await earning(10_000);
    await pay(household, '9000.00', { on: '2018-09-01' });
    const on = async (day: string) => (await h.ask(`{ place(code: "${household.village}", asOf: "${day}") { healthWarnings { nodes { household { registrationNumber } } } } }`)).place.healthWarnings.nodes
      .some((node: { household: { registrationNumber: string } }) => node.household.registrationNumber === household.registrationNumber);
    expect([await on('2018-08-31'), await on('2018-09-01')]).toEqual([false, true]);
  });
});

describe('the list', () => {
  const query = (first: number, rest = '') => `{ healthWarnings(year: 2018, first: ${first}${rest}) { totalCount pageInfo { hasNextPage endCursor startCursor } nodes { leftPerHead level household { registrationNumber } county { code } response { id } } } }`;

  test('begins with the most threatened, and its pages join', async () => {
    for (const amount of ['4000.00', '5000.00', '6000.00', '6000.00', '28000.00']) await pay(await earning(10_000), amount);
    const whole = (await h.ask(query(100))).healthWarnings;
    const left = whole.nodes.map(({ leftPerHead }: { leftPerHead: string }) => Number(leftPerHead));
    expect(left).toEqual([...left].sort((a, b) => a - b));
    expect(whole.totalCount).toBe(whole.nodes.length);
    const [first, numbers] = [(await h.ask(query(2))).healthWarnings, (one: typeof whole) => one.nodes.map((node: { household: { registrationNumber: string } }) => node.household.registrationNumber)];
    const second = (await h.ask(query(3, `, after: "${first.pageInfo.endCursor}"`))).healthWarnings;
    expect([...numbers(first), ...numbers(second)]).toEqual(numbers(whole).slice(0, 5));
    const back = (await h.ask(query(2, '').replace('first: 2', `last: 2, before: "${second.pageInfo.startCursor}"`))).healthWarnings;
    expect(numbers(back)).toEqual(numbers(first));
  });

  test('takes as many statements for many rows and places as for one', async () => {
    const [one, many] = [await h.askWhole(query(1)), await h.askWhole(query(100))];
    expect(many.data.healthWarnings.nodes.length).toBeGreaterThan(5);
    expect(many.statements.length).toBe(one.statements.length);
    const places = (first: number) => `{ place(code: "${county}", asOf: "2018-12-31") { descendants(level: VILLAGE, first: ${first}) { nodes { healthWarnings { totalCount nodes { level } } } } } }`;
    const [few, all] = [await h.askWhole(places(1)), await h.askWhole(places(60))];
    expect(all.errors).toEqual([]);
    expect(all.statements.length).toBe(few.statements.length);
  });

  test('is for those who read personal facts, and refuses wrong pages', async () => {
    const codes = async (text: string, as?: string) => (await h.askWhole(text, as)).errors.map(({ extensions }) => extensions.code);
    expect(await codes(query(1), viewer)).toEqual(['FORBIDDEN']);
    expect((await h.ask(query(5), povertyClerk)).healthWarnings).toMatchObject({ totalCount: 0, nodes: [] });
    expect(await codes(query(201))).toEqual(['PAGE_SIZE_INVALID']);
    expect(await codes(query(1, ', last: 1'))).toEqual(['PAGE_ARGUMENTS_CONFLICT']);
    const { healthWarnings: { pageInfo } } = await h.ask(query(1));
    expect(await codes(query(1, `, level: URGENT, after: "${pageInfo.endCursor}"`))).toEqual(['CURSOR_STALE']);
  });
});

describe('a response', () => {
  const respond = ({ registrationNumber }: TestHousehold, more: object = {}) => h.save('HealthWarningResponse', { registrationNumber, year: 2018, level: 'URGENT', openedOn: '2018-10-01', ...more });

  test('is opened for those on the list at their level, and goes its way to the end', async () => {
    const household = await earning(10_000);
    expect((await respond(household)).codes).toEqual(['HEALTH_NOT_WARNED']);
    await pay(household, '28000.00');
    expect((await respond(household, { level: 'WATCH' })).codes).toEqual(['HEALTH_WARNING_LEVEL']);
    expect((await respond(household, { openedOn: '2017-10-01' })).codes).toEqual(['HEALTH_DATES_OUT_OF_ORDER']);
    const { id, codes } = await respond(household);
    expect(codes).toEqual([]);
    expect(await warningOf(household)).toMatchObject({ response: { status: 'OPENED' } });
    expect((await h.advance('HealthWarningResponse', id, 'CLOSED', '2018-11-01', reviewer)).codes).toEqual(['STATUS_STEP_NOT_ALLOWED']);
    expect((await h.advance('HealthWarningResponse', id, 'MEASURE_TAKEN', '2018-11-01')).codes).toEqual(['STATUS_STEP_NEEDS']);
    expect((await respond(household, { measure: 'MEDICAL_ASSISTANCE' })).codes).toEqual([]);
    expect((await h.advance('HealthWarningResponse', id, 'MEASURE_TAKEN', '2018-11-01')).codes).toEqual([]);
    expect((await respond(household, { measure: 'OTHER', outcome: '已纳入救助' })).codes).toEqual(['HEALTH_FIELD_FIXED']);
    expect((await respond(household, { outcome: '已纳入救助' })).codes).toEqual([]);
    expect((await h.advance('HealthWarningResponse', id, 'CLOSED', '2018-12-01', reviewer)).codes).toEqual([]);
  });
});
