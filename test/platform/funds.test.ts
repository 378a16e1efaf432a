import { Decimal } from 'decimal.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../support/app.ts';

const province = 'demo-province-clerk';
const clerk = 'demo-county-clerk';
const county = '140224';
const city = '140200';

interface Saved {
  readonly outcome: string;
  readonly id: string | null;
  readonly amount: string | null;
  readonly errors: readonly { readonly code: string; readonly messageEn: string; readonly path: readonly string[] }[];
}
type Row = Readonly<Record<string, unknown>>;

let platform: TestApp;
let sources = 0;
beforeAll(async () => {
  platform = await openTestApp();
});
afterAll(() => platform?.close());

const save = async (record: string, rows: readonly Row[], as: string): Promise<readonly Saved[]> => {
  const single = record.charAt(0).toLowerCase() + record.slice(1);
  const { data, errors } = await platform.ask(`mutation($rows: [${record}Input!]!) { save${record}s(rows: $rows) { outcome ${single} { id amount } errors { code messageEn path } } }`, { as, variables: { rows } });
  expect(errors).toEqual([]);
  return data[`save${record}s`].map(({ outcome, errors: faults, [single]: row }: { outcome: string; errors: Saved['errors'] } & Record<string, { id: string; amount: string } | null>) => ({ outcome, errors: faults, id: row?.id ?? null, amount: row?.amount ?? null }));
};
const words = (saved: readonly Saved[]): readonly string[] => saved.map(({ outcome, errors }) => [outcome, ...errors.map(({ code }) => code)].join(' '));

const source = async (amount: string): Promise<string> => {
  sources += 1;
  const [saved] = await save('FundSource', [{ code: `J-${sources}`, name: '试验资金', kind: 'SOCIAL', level: 'PROVINCIAL', year: 2020, amount }], province);
  expect(saved?.outcome).toBe('CREATED');
  return saved?.id as string;
};
let documents = 0;
const allocationRow = (fundSourceId: string, amount: string, extra: Row = {}): Row => {
  documents += 1;
  return { documentNumber: `晋财〔2020〕${documents}号`, fromPlaceCode: '140000', toPlaceCode: county, fundSourceId, amount, allocatedOn: '2020-02-01', ...extra };
};
const allocate = (rows: readonly Row[], as = province) => save('Allocation', rows, as);
const allocated = async (row: Row): Promise<string> => {
  const [saved] = await allocate([row]);
  expect(saved?.errors).toEqual([]);
  return saved?.id as string;
};
let payments = 0;
const paymentRow = (allocationId: string, amount: string, extra: Row = {}): Row => {
  payments += 1;
  return { countyCode: county, paymentNumber: `J-${payments}`, allocationId, beneficiary: 'CONTRACTOR', contractor: '某公司', amount, paidOn: '2020-06-01', purpose: '工程款', ...extra };
};
const pay = (rows: readonly Row[], as = clerk) => save('Disbursement', rows, as);

describe('amounts', () => {
  test('come back as they were given, to the last fen, however large', async () => {
    for (const [given, kept] of [['9999999999999999.99', '9999999999999999.99'], ['0.01', '0.01'], ['1', '1.00'], ['1.1', '1.10'], ['90071992547409.93', '90071992547409.93']]) {
      const id = await source(given as string);
      expect((await platform.ask('query($id: ID!) { fundSource(id: $id) { amount } }', { as: province, variables: { id } })).data.fundSource.amount).toBe(kept);
    }
  });

  test('add up exactly: 0.10 and 0.20 are 0.30, and not a fen more', async () => {
    const pot = await source('0.30');
    const [one, two, more] = [allocationRow(pot, '0.10'), allocationRow(pot, '0.20'), allocationRow(pot, '0.01')];
    expect(words(await allocate([one, two, more]))).toEqual(['CREATED', 'CREATED', 'REJECTED ALLOCATION_EXCEEDED']);
  });

  test('of the largest size add up exactly too', async () => {
    const pot = await source('9999999999999999.99');
    const [first, rest, more] = await allocate([allocationRow(pot, '9999999999999999.97'), allocationRow(pot, '0.02'), allocationRow(pot, '0.01')]);
    expect(words([first as Saved, rest as Saved, more as Saved])).toEqual(['CREATED', 'CREATED', 'REJECTED ALLOCATION_EXCEEDED']);
    expect(more?.errors[0]?.messageEn).toContain('9999999999999999.99'.replace(/\d{15,}/, '***')); // long digits are never repeated
  });

  test.each(['0', '0.00', '-0', '-1'])('%s is nothing to allocate, to pay or to have', async (amount) => {
    const pot = await source('10');
    const allocation = await allocated(allocationRow(pot, '5'));
    expect(words(await allocate([allocationRow(pot, amount)]))).toEqual(['REJECTED CONSTRAINT_VIOLATED']);
    expect(words(await pay([paymentRow(allocation, amount)]))).toEqual(['REJECTED CONSTRAINT_VIOLATED']);
    expect(words(await save('FundSource', [{ code: 'J-0', name: 'x', kind: 'SOCIAL', level: 'CITY', year: 2020, amount }], province))).toEqual(['REJECTED CONSTRAINT_VIOLATED']);
  });
});

describe('what is passed down', () => {
  test('goes from the province to a city, on to its county, and never exceeds what came', async () => {
    const pot = await source('1000');
    const toCity = await allocated(allocationRow(pot, '600', { toPlaceCode: city }));
    const below = (amount: string) => allocationRow(pot, amount, { parentId: toCity, fromPlaceCode: city });
    const toCounty = await allocated(below('400'));
    const [exceeded] = await allocate([below('200.01')]);
    expect(exceeded).toMatchObject({ outcome: 'REJECTED', errors: [{ code: 'ALLOCATION_EXCEEDED', path: ['rows', '0', 'amount'], messageEn: 'More than there is: 600.00 yuan in all, 400.00 yuan used' }] });
    expect(words(await allocate([below('200')]))).toEqual(['CREATED']);
    expect(words(await allocate([allocationRow(pot, '400.01')]))).toEqual(['REJECTED ALLOCATION_EXCEEDED']);
    expect(words(await allocate([allocationRow(pot, '400')]))).toEqual(['CREATED']);
    const { data } = await platform.ask('query($id: ID!) { allocation(id: $id) { amount fundSource { amount } parent { amount toPlace { name } parent { id } fundSource { amount } } fromPlace { name } toPlace { name } } }', { as: clerk, variables: { id: toCounty } });
    expect(data.allocation).toEqual({
      amount: '400.00', fundSource: { amount: '1000.00' }, fromPlace: { name: '大同市' }, toPlace: { name: '灵丘县' },
      parent: { amount: '600.00', toPlace: { name: '大同市' }, parent: null, fundSource: { amount: '1000.00' } },
    });
  });

  test('counts a changed row with its new amount, and itself only once', async () => {
    const pot = await source('100');
    const row = allocationRow(pot, '60');
    await allocated(row);
    expect(words(await allocate([row]))).toEqual(['UNCHANGED']);
    expect(words(await allocate([{ ...row, amount: '100' }]))).toEqual(['UPDATED']);
    expect(words(await allocate([{ ...row, amount: '100.01' }]))).toEqual(['REJECTED ALLOCATION_EXCEEDED']);
    expect(words(await allocate([{ ...row, amount: '30' }, allocationRow(pot, '70')]))).toEqual(['UPDATED', 'CREATED']);
  });

  test('is decided by the province alone', async () => {
    expect(words(await allocate([allocationRow(await source('5'), '1')], clerk))).toEqual(['REJECTED FORBIDDEN']);
  });

  test('is not more when two allocate at once', async () => {
    const pot = await source('100');
    const both = await Promise.all([allocate([allocationRow(pot, '60')]), allocate([allocationRow(pot, '60')])]);
    expect(words(both.flat()).toSorted()).toEqual(['CREATED', 'REJECTED ALLOCATION_EXCEEDED']);
  });

  // An allocation, and a source, can still be cut below what was taken from it: see src/schema/records/fund-rules.ts.
  test.todo('cannot be cut afterwards below what was passed on or paid from it');
});

describe('payments', () => {
  const potOf = async (amount: string, extra: Row = {}): Promise<string> => allocated(allocationRow(await source(amount), amount, extra));

  const beneficiaries = async () => {
    const { data } = await platform.ask('{ households(first: 2) { nodes { id village { code } members { id } } } }', { as: clerk });
    const [{ id: householdId, village, members: [{ id: personId }] }, other] = data.households.nodes;
    return { householdId, personId, villageCode: village.code, contractor: '某公司', other: other.members[0].id };
  };

  test('reach a household, a person, a village or a contractor, and nothing in between', async () => {
    const { other, ...all } = await beneficiaries();
    const allocationId = await potOf('1000');
    const needs: Readonly<Record<string, readonly string[]>> = {
      HOUSEHOLD: ['householdId'], PERSON: ['householdId', 'personId'], VILLAGE: ['villageCode'], CONTRACTOR: ['contractor'],
    };
    const names = Object.keys(all) as (keyof typeof all)[];
    const subsets = Array.from({ length: 2 ** names.length }, (_, bits) => names.filter((_name, at) => bits & (1 << at)));
    for (const [beneficiary, wanted] of Object.entries(needs)) {
      for (const given of subsets) {
        const target = Object.fromEntries(names.map((name) => [name, given.includes(name) ? all[name] : null]));
        const [saved] = await pay([paymentRow(allocationId, '1', { beneficiary, ...target })]);
        const isRight = given.length === wanted.length && wanted.every((name) => given.includes(name as never));
        expect([beneficiary, given, saved?.outcome]).toEqual([beneficiary, given, isRight ? 'CREATED' : 'REJECTED']);
        if (!isRight) expect(['CONSTRAINT_VIOLATED', 'PERSON_NOT_IN_HOUSEHOLD']).toContain(saved?.errors[0]?.code);
      }
    }
    expect(words(await pay([paymentRow(allocationId, '1', { beneficiary: 'PERSON', householdId: all.householdId, personId: other, contractor: null })]))).toEqual(['REJECTED PERSON_NOT_IN_HOUSEHOLD']);
  });

  test('reach households of their own county only', async () => {
    const { data } = await platform.ask('{ households(first: 200) { nodes { id county { code } } } }', { as: province });
    const far = data.households.nodes.find((row: { county: { code: string } }) => row.county.code !== county).id;
    const row = paymentRow(await potOf('10'), '1', { beneficiary: 'HOUSEHOLD', householdId: far, contractor: null });
    for (const as of [clerk, province]) expect(words(await pay([row], as))).toEqual(['REJECTED REFERENCE_UNKNOWN']);
  });

  test('come from an allocation to their own county', async () => {
    const elsewhere = await potOf('10', { toPlaceCode: '140225' });
    const toCity = await potOf('10', { toPlaceCode: city });
    for (const allocationId of [elsewhere, toCity]) expect(words(await pay([paymentRow(allocationId, '1')]))).toEqual(['REJECTED ALLOCATION_OF_OTHER_PLACE']);
    expect(words(await pay([paymentRow(elsewhere, '1', { countyCode: '140225' })], province))).toEqual(['CREATED']);
    expect(words(await pay([paymentRow(elsewhere, '1', { countyCode: '140225' })]))).toEqual(['REJECTED COUNTY_OUT_OF_REACH']);
  });

  test('never exceed it, together with what was passed on', async () => {
    const pot = await source('100');
    const allocationId = await allocated(allocationRow(pot, '100'));
    await allocated(allocationRow(pot, '30', { parentId: allocationId, fromPlaceCode: county, toPlaceCode: `${county}100` }));
    const row = paymentRow(allocationId, '50');
    expect(words(await pay([row, paymentRow(allocationId, '20.01'), paymentRow(allocationId, '19.99')]))).toEqual(['CREATED', 'REJECTED ALLOCATION_EXCEEDED', 'CREATED']);
    expect(words(await pay([row]))).toEqual(['UNCHANGED']);
    expect(words(await pay([{ ...row, amount: '50.02' }]))).toEqual(['REJECTED ALLOCATION_EXCEEDED']);
    expect(words(await pay([{ ...row, amount: '50.01' }]))).toEqual(['UPDATED']);
    const onward = allocationRow(pot, '0.01', { parentId: allocationId, fromPlaceCode: county, toPlaceCode: `${county}101` });
    expect(words(await allocate([onward]))).toEqual(['REJECTED ALLOCATION_EXCEEDED']);
  });

  test('are not more when two pay at once', async () => {
    const allocationId = await potOf('100');
    const both = await Promise.all([pay([paymentRow(allocationId, '60')]), pay([paymentRow(allocationId, '60')], province)]);
    expect(words(both.flat()).toSorted()).toEqual(['CREATED', 'REJECTED ALLOCATION_EXCEEDED']);
  });

  test('do not lie in the future, and have a number of their own', async () => {
    const allocationId = await potOf('100');
    expect(words(await pay([paymentRow(allocationId, '1', { paidOn: '2020-12-02' })]))).toEqual(['REJECTED DATE_IN_FUTURE']);
    const row = paymentRow(allocationId, '1');
    expect(words(await pay([row, { ...row, amount: '2' }]))).toEqual(['CREATED', 'REJECTED DUPLICATE_IN_BATCH']);
  });

  test('add up, for whoever lists them', async () => {
    const { householdId } = await beneficiaries();
    const allocationId = await potOf('1000');
    const amounts = ['0.10', '0.20', '33.33', '66.67', '0.70'];
    await pay(amounts.map((amount) => paymentRow(allocationId, amount, { beneficiary: 'HOUSEHOLD', householdId, contractor: null })));
    const { data } = await platform.ask('query($id: ID!) { allocation(id: $id) { disbursements { totalCount nodes { amount household { id } county { code } } } } }', { as: clerk, variables: { id: allocationId } });
    const { totalCount, nodes } = data.allocation.disbursements;
    expect([totalCount, Decimal.sum(...nodes.map(({ amount }: { amount: string }) => amount)).toFixed(2)]).toEqual([5, '101.00']);
    expect(nodes.every((node: { household: { id: string }; county: { code: string } }) => node.household.id === householdId && node.county.code === county)).toBe(true);
  });
});

test('sums in the graph are exact: what a case was paid is the sum of its payments', async () => {
  const { data } = await platform.ask('{ relocationCases(first: 200) { nodes { subsidyPaid relocationSubsidyPayments(first: 200) { nodes { amount } } } } }', { as: province });
  const paid = data.relocationCases.nodes.filter(({ subsidyPaid }: { subsidyPaid: string }) => subsidyPaid !== '0.00');
  expect(paid.length).toBeGreaterThan(10);
  for (const { subsidyPaid, relocationSubsidyPayments: { nodes } } of data.relocationCases.nodes) {
    expect(subsidyPaid).toBe(nodes.reduce((sum: Decimal, { amount }: { amount: string }) => sum.plus(amount), new Decimal(0)).toFixed(2));
  }
});

test('no payment of the demo exceeds its allocation, no allocation its source', async () => {
  const { rows } = await platform.db.transaction({ scope: { counties: '*', domains: '*', actor: 'test' }, readOnly: true }, (tx) => tx.query(`
    select count(*)::int from core.allocation a
    where a.amount < (select coalesce(sum(amount), 0) from core.allocation where parent_id = a.id) + (select coalesce(sum(amount), 0) from core.disbursement where allocation_id = a.id)
    union all
    select count(*)::int from core.fund_source s where s.amount < (select coalesce(sum(amount), 0) from core.allocation where fund_source_id = s.id and parent_id is null)`));
  expect(rows).toEqual([[0], [0]]);
});
