import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccounts } from '../../src/access/accounts.ts';
import { searchPlaces } from '../../src/duplicates/search-places.ts';
import { allPlugins } from '../../src/plugins/index.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { asAnybody, candidates, clerk, decide, find, otherCounty, register, reviewer, villageIn, villageClerk } from '../support/duplicates.ts';
import { testClock, testVault } from '../support/template.ts';

const [county, next] = ['140224', '140225'];
let platform: TestApp;
let villages: Record<string, string>;

beforeAll(async () => {
  platform = await openTestApp();
  villages = { [county]: await villageIn(platform, county), [next]: await villageIn(platform, next) };
  const at = villages[county] as string;
  const there = [
    ['章建国', '1951-02-03', '重复路1号'], ['章建国', '1951-02-03', '重复路2号'], // the same name and day
    ['张建果', '1951-02-03', '重复路3号'], // sounds the same, day too
    ['章健民', '1952-02-03', '重复路4号'], ['章健平', '1952-02-03', '重复路5号'], // one character, the same day
    ['章健军', '1953-02-03', '重复路6号'], ['章健军', '1958-03-02', '重复路6号'], // the same name and address
    ['章二', '1954-02-03', '重复路7号'], ['章五', '1954-02-03', '重复路8号'], // one character of a name of two
    ['李建国', '1955-02-03', '重复路9号'], ['王建民', '1955-02-03', '重复路10号'], // no likeness
  ] as const;
  for (const [name, bornOn, address] of there) await register(platform, { villageCode: at, address, members: [{ name, bornOn }] });
  await register(platform, { villageCode: villages[next] as string, address: '邻县', members: [{ name: '章建国', bornOn: '1951-02-03' }] }, otherCounty);
});
afterAll(() => platform?.close());

const planted = async (as = reviewer) => (await candidates(platform, as)).filter(({ firstPerson }) => /[章张李王].*/.test(firstPerson?.name ?? '') && firstPerson?.bornOn < '1959' && firstPerson.household?.address?.startsWith('重复路'));
const shown = async (as = reviewer) => (await planted(as)).map(({ firstPerson, secondPerson, reasons, score }) => `${[firstPerson.name, secondPerson.name].sort().join(' ')} ${reasons.join(' ')} ${score}`).sort();

describe('the search', () => {
  test('finds what was planted, and nothing that is not alike', async () => {
    const { found, created, errors } = await find(platform, county);
    expect(errors).toEqual([]);
    expect(created).toBe(found);
    expect(await shown()).toEqual([
      '张建果 章建国 SAME_SOUND SAME_BIRTH 70', '张建果 章建国 SAME_SOUND SAME_BIRTH 70',
      '章健军 章健军 SAME_NAME SAME_ADDRESS 65',
      '章健平 章健民 ONE_CHARACTER SAME_BIRTH 55',
      '章建国 章建国 SAME_NAME SAME_BIRTH 80',
    ]);
    const households = (await candidates(platform, reviewer)).filter(({ kind, status }) => kind === 'HOUSEHOLD' && status === 'OPEN');
    expect(households.map(({ reasons }) => reasons.join(' '))).toEqual(expect.arrayContaining(['SAME_HEAD']));
  });

  test('run again finds the same and adds nothing', async () => {
    const before = await asAnybody(platform, 'select md5(string_agg(t::text, $1 order by t.id)) from core.duplicate_candidate t', ['']);
    expect(await find(platform, county)).toMatchObject({ created: 0, hasMore: false, errors: [] });
    expect(await asAnybody(platform, 'select md5(string_agg(t::text, $1 order by t.id)) from core.duplicate_candidate t', [''])).toEqual(before);
  });

  test('is for a whole county and those who write', async () => {
    const codes = async (place: string, as: string) => (await find(platform, place, as))?.errors.map(({ code }: { code: string }) => code);
    expect(await codes(next as string, clerk)).toEqual(['COUNTY_OUT_OF_REACH']);
    expect(await codes('999999', clerk)).toEqual(['COUNTY_OUT_OF_REACH']);
    expect(await codes(county as string, villageClerk)).toEqual(['COUNTY_OUT_OF_REACH']);
    expect((await platform.ask(`mutation { findDuplicates(place: "${county}") { created } }`, { as: reviewer })).errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('compares by keys, not everybody with everybody', async () => {
    await find(platform, county);
    expect(platform.statements().length).toBeLessThan(12);
  });
});

describe('who sees a pair', () => {
  test('nobody of another county or of one village, nor who does not read of people', async () => {
    expect(await planted(otherCounty)).toEqual([]);
    expect(await candidates(platform, villageClerk)).toEqual([]);
    expect((await platform.ask('{ duplicateCandidates { totalCount } }', { as: 'demo-province-viewer' })).data.duplicateCandidates.totalCount).toBe(0);
    const [pair] = await planted();
    const { data } = await decide(platform, pair?.id as string, 'DIFFERENT', otherCounty);
    expect(data ?? null).toBe(null);
  });

  test('the two of different counties are found by nobody below the province', async () => {
    expect(await asAnybody(platform, "select count(*)::int from core.duplicate_candidate where county_code = '140000'")).toEqual([[0]]);
  });
});

describe('a decision', () => {
  test('that they are two stands, whatever is searched later, and is taken once', async () => {
    const pair = (await planted()).find(({ reasons }) => reasons.includes('ONE_CHARACTER'));
    expect((await decide(platform, pair?.id as string, 'DIFFERENT', clerk)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    const { data } = await decide(platform, pair?.id as string, 'DIFFERENT');
    expect(data.decideDuplicate).toMatchObject({ errors: [], duplicateCandidate: { status: 'DIFFERENT', decidedBy: reviewer, decidedOn: '2020-12-01' } });
    expect((await decide(platform, pair?.id as string, 'DIFFERENT')).data.decideDuplicate.errors).toEqual([{ code: 'STATUS_STEP_NOT_ALLOWED' }]);
    expect((await find(platform, county)).created).toBe(0);
    expect((await planted()).find(({ id }) => id === pair?.id)?.status).toBe('DIFFERENT');
  });
});

test('a search of many counties takes each of them, as somebody who reaches them', async () => {
  const service = { db: platform.db, accounts: createAccounts(platform.db, allPlugins), vault: testVault(), clock: testClock };
  const told: string[] = [];
  await searchPlaces(service, 'demo-province-clerk', '140200', (code) => told.push(code));
  expect(told).toContain(county);
  expect(told).toContain(next);
  const [[across]] = (await asAnybody<[number]>(platform, "select count(*)::int from core.duplicate_candidate where county_code = '140000'")) as [[number]];
  expect(across).toBeGreaterThanOrEqual(2); // the planted one of the next county with each of the two here
  expect(await asAnybody(platform, "select count(*)::int from core.duplicate_candidate where county_code = '140000' and kind = 'PERSON'")).not.toEqual([[0]]);
  const seen = async (as: string) => (await platform.ask('{ duplicateCandidates(filter: { score: { gte: 1 } }) { totalCount } }', { as })).data.duplicateCandidates.totalCount;
  const before = await seen(reviewer);
  expect(await seen('demo-province-clerk')).toBeGreaterThan(before);
  await expect(searchPlaces(service, clerk as string, next as string, () => undefined)).rejects.toThrow(/140225/);
});
