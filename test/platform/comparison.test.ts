import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { syntheticIdNumber } from '../../src/access/id-number.ts';
import { forgetForeignRows } from '../../src/sync/matching/retention.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { testClock } from '../support/template.ts';

const clerk = 'demo-county-clerk';
const reviewer = 'demo-county-reviewer';
const village = 'demo-village-clerk';
const otherCounty = 'demo-other-county-clerk';
const day = '1931-03-05';
const title = '十一月低保名单';
const outsider = { name: '外人甲', idNumber: syntheticIdNumber('1950-01-02', 'MALE', 4_000) };

let platform: TestApp;
let run: string;
let poor: string;
let notPoor: string;
let villageCode: string;
let registered: string;

const asAnybody = <T>(text: string, params: readonly unknown[] = []) =>
  platform.db.transaction({ scope: { counties: '*', roles: ['AUDITOR'], actor: 'test' } }, async (tx) => (await tx.query(text, params)).rows as unknown as T[]);

const wholeRegister = () => asAnybody(['household', 'person', 'membership', 'household_status_change'].map((name) => `select md5(string_agg(t::text, ',' order by t::text)) from core.${name} t`).join(' union all '));

const member = (name: string, sequence: number) =>
  ({ name, relation: 'HEAD', idNumber: syntheticIdNumber(day, 'MALE', sequence), labourAbility: 'FULL', healthState: 'HEALTHY', education: 'PRIMARY' });

const register = async (name: string, sequence: number, isRegisteredPoor: boolean): Promise<string> => {
  const input = { villageCode, registeredOn: '2016-03-01', isRegisteredPoor, ...(isRegisteredPoor ? { mainCause: 'ILLNESS' } : {}), members: [member(name, sequence)] };
  const { data } = await platform.ask('mutation($input: RegisterHouseholdInput!) { registerHousehold(input: $input) { household { id registrationNumber } errors { code } } }', { as: clerk, variables: { input } });
  expect(data.registerHousehold.errors).toEqual([]);
  return data.registerHousehold.household.id;
};

const saveRun = async (as = clerk) =>
  (await platform.ask(`mutation { saveComparisonRun(input: { countyCode: "140224", list: DIBAO, asOf: "2020-11-30", title: "${title}" }) { outcome errors { code } comparisonRun { id } } }`, { as })).data?.saveComparisonRun;

const add = async (rows: readonly object[], as = clerk, id = run) =>
  (await platform.ask('mutation($id: ID!, $rows: [ComparisonRowInput!]!) { addComparisonRows(runId: $id, rows: $rows) { rows { rowNumber outcome errors { code path } } errors { code } } }', { as, variables: { id, rows } })).data?.addComparisonRows;

const outcomes = (added: { rows: { outcome: string | null; errors: { code: string }[] }[] }) => added.rows.map(({ outcome, errors }) => [outcome, ...errors.map(({ code }) => code)].join(' '));

interface Hit {
  readonly id: string;
  readonly rowNumber: number;
  readonly basis: string;
  readonly status: string;
  readonly person: { readonly name: string };
  readonly household: { readonly id: string };
  readonly run: { readonly title: string };
}

const hits = async (as = clerk): Promise<readonly Hit[]> =>
  (await platform.ask('{ comparisonHits(orderBy: { field: rowNumber }, first: 200) { nodes { id rowNumber basis status verdict person { name } household { id } run { title } } } }', { as }))
    .data.comparisonHits.nodes.filter(({ run: of }: Hit) => of?.title === title);

beforeAll(async () => {
  platform = await openTestApp();
  [[villageCode]] = (await asAnybody<[string]>("select village_code from core.household where county_code = '140224' order by household_id limit 1")) as [[string]];
  poor = await register('甄比对', 4_100, true);
  notPoor = await register('甄未贫', 4_101, false);
  registered = JSON.stringify(await wholeRegister());
  const saved = await saveRun();
  expect(saved).toMatchObject({ outcome: 'CREATED', errors: [] });
  run = saved.comparisonRun.id;
});
afterAll(() => platform?.close());

const list = () => [
  { rowNumber: 1, name: '甄比对', idNumber: syntheticIdNumber(day, 'MALE', 4_100) },
  { rowNumber: 2, name: '甄未贫', bornOn: day },
  { rowNumber: 3, ...outsider },
  { rowNumber: 4, name: '甄比对', idNumber: '140224193103050000' },
  { rowNumber: 5, name: '无生日' },
  { rowNumber: 6, name: '改名者', idNumber: syntheticIdNumber(day, 'MALE', 4_101) },
];

describe('a list of another department', () => {
  test('is matched by ID number, then by name and date of birth, and makes cases', async () => {
    const added = await add(list());
    expect(outcomes(added)).toEqual(['MATCHED', 'CANDIDATE', 'UNMATCHED', 'INVALID ID_NUMBER_INVALID', 'INVALID COMPARISON_ROW_EMPTY', 'MATCHED']);
    expect(added.rows[3].errors[0].path).toEqual(['rows', '3', 'idNumber']);
    expect((await hits()).map(({ rowNumber, basis, status, person, household }) => [rowNumber, basis, status, person.name, household.id])).toEqual([
      [1, 'ID_NUMBER', 'OPEN', '甄比对', poor], [2, 'NAME_AND_BIRTH', 'OPEN', '甄未贫', notPoor], [6, 'ID_NUMBER', 'OPEN', '甄未贫', notPoor],
    ]);
    const { data } = await platform.ask(`{ comparisonRun(id: "${run}") { matched candidates unmatched invalid status } }`, { as: clerk });
    expect(data.comparisonRun).toEqual({ matched: 2, candidates: 1, unmatched: 1, invalid: 2, status: 'OPEN' });
  });

  test('sent again makes nothing new', async () => {
    expect(outcomes(await add(list()))).toEqual(['', '', '', '', '', '']);
    expect((await hits()).length).toBe(3);
    expect((await saveRun()).outcome).toBe('UNCHANGED');
  });

  test('changes nothing of the register', async () => {
    expect(JSON.stringify(await wholeRegister())).toBe(registered);
  });

  test('takes as many statements for many rows as for one', async () => {
    const rows = (from: number, count: number) => Array.from({ length: count }, (_, at) => ({ rowNumber: from + at, name: '外人', idNumber: syntheticIdNumber('1951-01-01', 'FEMALE', 3_000 + at) }));
    await add(rows(100, 1));
    const one = platform.statements().length;
    await add(rows(200, 200));
    expect(platform.statements().length).toBe(one);
  });

  test('leaves nobody readable who is not in the register, and forgets them after their time', async () => {
    const rows = () => asAnybody<unknown[]>(`select outcome, sealed from core.comparison_row r join core.comparison_run u on u.id = r.run_id and u.title = '${title}' order by row_number`);
    expect(JSON.stringify(await rows())).not.toMatch(/外人|甄|1950/);
    expect((await rows()).filter(([outcome, sealed]) => (outcome === 'UNMATCHED') !== (sealed !== null))).toEqual([]);
    const now = testClock();
    expect(await forgetForeignRows(platform.db, now)).toBe(0);
    expect(await forgetForeignRows(platform.db, new Date(now.getTime() + 91 * 86_400_000))).toBe(202);
    expect((await rows()).filter(([, sealed]) => sealed !== null)).toEqual([]);
  });
});

describe('who may', () => {
  test('a clerk of another county and a clerk of a village find no comparison, as if there were none', async () => {
    const none = Buffer.from('ComparisonRun:00000000-0000-7000-8000-000000000000').toString('base64');
    for (const as of [otherCounty, village]) {
      expect(await add([{ rowNumber: 900, ...outsider }], as)).toEqual(await add([{ rowNumber: 900, ...outsider }], as, none));
      const quadrants = (id: string) => platform.ask(`{ comparisonQuadrants(runId: "${id}") { both } }`, { as });
      const strip = ({ errors, data }: { errors: readonly { extensions: Record<string, unknown> }[]; data: unknown }) => [data, errors.map(({ extensions }) => extensions.code)];
      expect(strip(await quadrants(run))).toEqual(strip(await quadrants(none)));
    }
    expect(await hits(otherCounty)).toEqual([]);
    expect(await hits(clerk)).toHaveLength(3);
  });

  test('a person of another county is nobody here', async () => {
    const input = { villageCode: (await asAnybody<[string]>("select village_code from core.household where county_code = '140225' limit 1"))[0]?.[0], registeredOn: '2016-03-01', mainCause: 'ILLNESS', members: [member('甄邻县', 4_102)] };
    const made = await platform.ask('mutation($input: RegisterHouseholdInput!) { registerHousehold(input: $input) { errors { code } } }', { as: otherCounty, variables: { input } });
    expect(made.data.registerHousehold.errors).toEqual([]);
    expect(outcomes(await add([{ rowNumber: 950, name: '甄邻县', idNumber: syntheticIdNumber(day, 'MALE', 4_102) }]))).toEqual(['UNMATCHED']);
  });
});

describe('a case', () => {
  const decide = async (id: string, to: string, as = reviewer, verdict = '已入户核实') =>
    platform.ask('mutation($id: ID!, $to: HitStatus!, $verdict: String!) { decideComparisonHit(id: $id, to: $to, verdict: $verdict) { comparisonHit { status verdict decidedOn } errors { code } } }', { as, variables: { id, to, verdict } });

  test('is decided by a reviewer, step by step, and only once', async () => {
    const [first, second] = (await hits()) as [Hit, Hit];
    expect((await decide(first.id, 'CONFIRMED', clerk)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await decide(first.id, 'NEEDS_VISIT')).data.decideComparisonHit).toEqual({ comparisonHit: { status: 'NEEDS_VISIT', verdict: '已入户核实', decidedOn: '2020-12-01' }, errors: [] });
    expect((await decide(second.id, 'DISMISSED')).data.decideComparisonHit.errors).toEqual([]);
    expect((await decide(second.id, 'CONFIRMED')).data.decideComparisonHit.errors).toEqual([{ code: 'STATUS_STEP_NOT_ALLOWED' }]);
    expect((await decide(first.id, 'OPEN')).data.decideComparisonHit.errors).toEqual([{ code: 'STATUS_STEP_NOT_ALLOWED' }]);
  });

  test('stands in the journals', async () => {
    const [[audited, changed]] = (await asAnybody<[number, number]>(
      "select (select count(*)::int from core.audit_entry where record_type = 'ComparisonHit'), (select count(*)::int from core.change_entry where record_type = 'ComparisonHit')")) as [[number, number]];
    expect([audited, changed]).toEqual([5, 5]); // three made, two decided
  });
});

describe('the four quadrants', () => {
  const quadrants = async () => (await platform.ask(`{ comparisonQuadrants(runId: "${run}") { villageCode both registeredOnly listOnly neitherButPoor } }`, { as: clerk })).data.comparisonQuadrants;
  const list = async (quadrant: string) => {
    const { data } = await platform.ask(`{ comparisonHouseholds(runId: "${run}", quadrant: ${quadrant}, first: 200) { totalCount nodes { id isRegisteredPoor villageCode } } }`, { as: clerk });
    return data.comparisonHouseholds;
  };

  test('count and list the same households, and none twice', async () => {
    const byVillage = await quadrants();
    const sum = (name: string) => byVillage.reduce((total: number, row: Record<string, number>) => total + (row[name] as number), 0);
    const lists = await Promise.all(['BOTH', 'REGISTERED_ONLY', 'LIST_ONLY', 'NEITHER_BUT_POOR'].map(list));
    expect(['both', 'registeredOnly', 'listOnly', 'neitherButPoor'].map(sum)).toEqual(lists.map(({ totalCount }) => totalCount));
    expect(lists[0].nodes.map(({ id }: { id: string }) => id)).toEqual([poor]);
    expect(lists[2].nodes.map(({ id }: { id: string }) => id)).toEqual([notPoor]);
    const all = lists.flatMap(({ nodes }) => nodes.map(({ id }: { id: string }) => id));
    expect(new Set(all).size).toBe(all.length);
    const [[registeredPoor]] = (await asAnybody<[number]>("select count(*)::int from core.household where county_code = '140224' and ended_on is null and is_registered_poor")) as [[number]];
    expect(sum('both') + sum('registeredOnly')).toBe(registeredPoor);
  });

  test('those in neither come in as soon as a check finds something not met, and go when it is met', async () => {
    const id = await register('甄边缘', 4_103, false);
    const { data: { node } } = await platform.ask(`{ node(id: "${id}") { ... on Household { registrationNumber } } }`, { as: clerk });
    const check = (checkedOn: string, met: boolean) => platform.ask(
      `mutation { saveAssuranceCheck(input: { registrationNumber: "${node.registrationNumber}", kind: SAFE_HOUSING, checkedOn: "${checkedOn}", met: ${met}, evidence: "入户", checkedBy: "李四" }) { outcome errors { code } } }`, { as: clerk });
    const has = async () => (await list('NEITHER_BUT_POOR')).nodes.some((one: { id: string }) => one.id === id);
    expect(await has()).toBe(false);
    expect((await check('2020-10-01', false)).data.saveAssuranceCheck).toEqual({ outcome: 'CREATED', errors: [] });
    expect(await has()).toBe(true);
    await check('2020-11-01', true);
    expect(await has()).toBe(false);
  });
});

test('a comparison that is finished takes no more rows', async () => {
  const { data } = await platform.ask(`mutation { advanceComparisonRun(id: "${run}", to: FINISHED) { outcome errors { code } } }`, { as: clerk });
  expect(data.advanceComparisonRun).toEqual({ outcome: 'UPDATED', errors: [] });
  expect((await add([{ rowNumber: 999, ...outsider }])).errors).toEqual([{ code: 'COMPARISON_FINISHED' }]);
});
