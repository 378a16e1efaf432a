import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../support/app.ts';
import { journalOf } from '../support/journal.ts';

const clerk = 'demo-other-county-clerk';
const reason = '夜间突发火灾,需核实家庭成员';
let day = 1;
let now = new Date();
const later = (minutes: number): void => { now = new Date(now.getTime() + minutes * 60_000); };

let platform: TestApp;
/** Two households of 灵丘县, which the clerk of 浑源县 does not see. */
let first: string;
let second: string;
beforeAll(async () => {
  now = new Date('2020-12-01T01:00:00Z');
  platform = await openTestApp({ clock: () => now });
  const { data } = await platform.ask('{ households(first: 2) { nodes { registrationNumber } } }', { as: 'demo-county-clerk' });
  [first, second] = data.households.nodes.map(({ registrationNumber }: { registrationNumber: string }) => registrationNumber);
});
afterAll(() => platform?.close());

/** Each test has a day of its own, so that its attempts are the day's first. */
beforeEach(() => {
  day += 1;
  now = new Date(`2020-12-${String(day).padStart(2, '0')}T01:00:00Z`);
});

const use = 'use { id subject found isOpen until reason household { registrationNumber } }';
const open = async (registrationNumber: string, { as = clerk, minutes, why = reason }: { as?: string | undefined; minutes?: number; why?: string } = {}) => {
  const { data, errors } = await platform.ask(`mutation($input: BreakGlassInput!) { breakGlass(input: $input) { ${use} errors { code } } }`, {
    as, variables: { input: { registrationNumber, reason: why, ...(minutes === undefined ? {} : { minutes }) } },
  });
  if (errors.length > 0) return { use: null, codes: errors.map(({ extensions }) => extensions['code']) };
  return { use: data.breakGlass.use, codes: data.breakGlass.errors.map(({ code }: { code: string }) => code) };
};
const members = async (registrationNumber: string, as = clerk): Promise<readonly string[] | null> => {
  const { data } = await platform.ask('query($n: String!) { household(registrationNumber: $n) { members { name } } }', { as, variables: { n: registrationNumber } });
  return data.household?.members.map(({ name }: { name: string }) => name) ?? null;
};

test('one household is opened, no other, for the time asked for', async () => {
  expect(await members(first)).toBeNull();
  const { use: opened, codes } = await open(first, { minutes: 30 });
  expect([codes, opened]).toMatchObject([[], { subject: clerk, found: true, isOpen: true, reason, until: new Date(now.getTime() + 1_800_000).toISOString() }]);
  expect((await members(first))?.length).toBeGreaterThan(0);
  expect(await members(second)).toBeNull();
  const { data } = await platform.ask('{ households(first: 200) { nodes { registrationNumber county { code } } } viewer { openBreakGlassUses { until household { registrationNumber } } } }', { as: clerk });
  expect(data.households.nodes.filter((row: { county: { code: string } }) => row.county.code !== '140225').map((row: { registrationNumber: string }) => row.registrationNumber)).toEqual([first]);
  expect(data.viewer.openBreakGlassUses).toEqual([{ until: opened.until, household: { registrationNumber: first } }]);
  later(29);
  expect(await members(first)).not.toBeNull();
  later(1);
  expect(await members(first)).toBeNull();
});

test('it is closed again before its time by who opened it, and by nobody else', async () => {
  const { use: opened } = await open(first);
  const end = async (as: string) => (await platform.ask('mutation($id: ID!) { endBreakGlass(id: $id) { errors { code } } }', { as, variables: { id: opened.id } })).data.endBreakGlass.errors;
  expect(await end('demo-health-clerk')).toEqual([{ code: 'BREAK_GLASS_UNKNOWN' }]);
  expect(await members(first)).not.toBeNull();
  expect(await end(clerk)).toEqual([]);
  expect(await members(first)).toBeNull();
  expect(await end(clerk)).toEqual([{ code: 'BREAK_GLASS_UNKNOWN' }]);
});

test('both locks know the household: the database alone shows it too, and hides the others', async () => {
  const { data } = await platform.ask('query($n: String!) { household(registrationNumber: $n) { id } }', { as: 'demo-county-clerk', variables: { n: first } });
  const id = Buffer.from(data.household.id, 'base64').toString().split(':')[1] as string;
  const count = (households: readonly string[]) => platform.db.transaction({ scope: { counties: ['140225'], households, actor: clerk, roles: ['CLERK'] }, readOnly: true }, async (tx) =>
    (await tx.query("select from core.household where county_code = '140224'")).count);
  expect([await count([]), await count([id])]).toEqual([0, 1]);
});

describe('it needs', () => {
  test.each([
    ['a reason of ten characters', () => open(first, { why: '  着火了  ' }), 'TEXT_LENGTH'],
    ['at least a minute', () => open(first, { minutes: 0 }), 'BREAK_GLASS_MINUTES'],
    ['at most four hours', () => open(first, { minutes: 241 }), 'BREAK_GLASS_MINUTES'],
    ['a household', () => open('9999999999'), 'HOUSEHOLD_UNKNOWN'],
    ['a number', () => open("1' or '1'='1"), 'HOUSEHOLD_UNKNOWN'],
    ['a household that is out of reach', () => open(first, { as: 'demo-county-clerk' }), 'BREAK_GLASS_NOT_NEEDED'],
    ['one that is not open already', async () => { await open(first); return open(first); }, 'BREAK_GLASS_NOT_NEEDED'],
  ])('%s', async (_, attempt, code) => {
    expect((await attempt()).codes).toEqual([code]);
  });

  test.each(['demo-city-viewer', 'demo-auditor', 'demo-security', 'demo-system', 'demo-integrator', undefined])('the role of a clerk or reviewer: not %s', async (as) => {
    expect((await open(first, { as: as ?? '' })).codes).toEqual([as === undefined ? 'UNAUTHENTICATED' : 'FORBIDDEN']);
  });

  test('and is had five times a day, attempts in vain included, at the same time too', async () => {
    for (let attempt = 0; attempt < 3; attempt += 1) expect((await open(`999999999${attempt}`)).codes).toEqual(['HOUSEHOLD_UNKNOWN']);
    const rest = await Promise.all(['9999999991', '9999999992', '9999999993', '9999999994'].map((number) => open(number)));
    expect(rest.map(({ codes }) => codes[0]).sort()).toEqual(['BREAK_GLASS_LIMIT', 'BREAK_GLASS_LIMIT', 'HOUSEHOLD_UNKNOWN', 'HOUSEHOLD_UNKNOWN']);
    now = new Date(now.getTime() + 15 * 3_600_000);
    expect((await open(first)).codes).toEqual([]);
  });
});

test('class and domain stay those the caller has', async () => {
  await open(first);
  const { data, extensions } = await platform.ask('query($n: String!) { household(registrationNumber: $n) { members { name healthState } } }', { as: clerk, variables: { n: first } });
  expect(data.household.members[0]).toMatchObject({ name: expect.any(String), healthState: null });
  expect(JSON.stringify(extensions?.['masked'])).toContain('PURPOSE_REQUIRED');
});

describe('those who answer for the household learn of it:', () => {
  const uses = async (as: string) => (await platform.ask(`{ breakGlassUses { totalCount nodes { subject reason found county { code } } } }`, { as }));
  const notices = async (as: string) => (await platform.ask('{ notices(unread: true) { nodes { id kind recordType county { code } breakGlassUse { subject reason } } } }', { as })).data.notices.nodes;

  test('reviewers of its county get a notice that names nobody', async () => {
    await open(first);
    const [told] = await notices('demo-county-reviewer');
    expect(told).toMatchObject({ kind: 'BREAK_GLASS', recordType: 'BreakGlassUse', county: { code: '140224' }, breakGlassUse: { subject: clerk, reason } });
    for (const other of ['demo-county-clerk', clerk, 'demo-city-viewer', 'demo-security']) expect((await notices(other)).filter(({ kind }: { kind: string }) => kind === 'BREAK_GLASS')).toEqual([]);
    const { data } = await platform.ask('mutation($id: ID!) { markNoticeRead(id: $id) { notice { readAt } errors { code } } }', { as: 'demo-county-reviewer', variables: { id: told.id } });
    expect(data.markNoticeRead).toEqual({ notice: { readAt: now.toISOString() }, errors: [] });
    expect((await platform.ask('mutation($id: ID!) { markNoticeRead(id: $id) { errors { code } } }', { as: clerk, variables: { id: told.id } })).data.markNoticeRead.errors).toEqual([{ code: 'NOTICE_UNKNOWN' }]);
  });

  test('auditors see every use, reviewers those of their county, others their own', async () => {
    await open(first);
    await open('9999999999');
    const [all, county, own, other] = [await uses('demo-auditor'), await uses('demo-county-reviewer'), await uses(clerk), await uses('demo-county-clerk')];
    expect(all.data.breakGlassUses.totalCount).toBeGreaterThan(county.data.breakGlassUses.totalCount);
    expect(county.data.breakGlassUses.nodes.every((row: { county: { code: string } | null }) => row.county?.code === '140224')).toBe(true);
    expect(own.data.breakGlassUses.totalCount).toBe(all.data.breakGlassUses.totalCount);
    expect(own.data.breakGlassUses.nodes[0]).toMatchObject({ subject: clerk });
    expect(other.data.breakGlassUses.totalCount).toBe(0);
    expect((await platform.ask('{ breakGlassUses { totalCount } }')).errors[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });

  test('the second lock shows uses and notices to the same', async () => {
    const counts = (subject: string, roles: readonly string[], counties: readonly string[] | '*') => platform.db.transaction({ scope: { counties, actor: subject, roles }, readOnly: true }, async (tx) =>
      [(await tx.query('select from core.break_glass')).count > 0, (await tx.query("select from core.notice where kind = 'BREAK_GLASS'")).count > 0]);
    expect(await counts('demo-auditor', ['AUDITOR'], '*')).toEqual([true, false]);
    expect(await counts('demo-county-reviewer', ['REVIEWER'], ['140224'])).toEqual([true, true]);
    expect(await counts('somebody', ['REVIEWER'], ['140225'])).toEqual([false, false]);
    expect(await counts('somebody', ['CLERK', 'SECURITY_ADMINISTRATOR'], '*')).toEqual([false, false]);
    const forge = "insert into core.break_glass (id, account_id, actor, reason, opened_at, until) select gen_random_uuid(), gen_random_uuid(), $1, 'reason enough', now(), now()";
    await expect(platform.db.transaction({ scope: { counties: '*', actor: 'somebody', roles: ['VIEWER'] } }, (tx) => tx.query(forge, ['somebody']))).rejects.toThrow('row-level security');
    await expect(platform.db.transaction({ scope: { counties: '*', actor: 'somebody', roles: ['CLERK'] } }, (tx) => tx.query(forge, ['another']))).rejects.toThrow('row-level security');
  });

  test('the journals have the use, its reason, the attempts in vain and the end', async () => {
    const { use: opened } = await open(first);
    await open('9999999999');
    const { audit } = await journalOf(platform);
    const last = audit.filter(({ recordType }) => recordType === 'BreakGlassUse').slice(-2);
    expect(last.map(({ action, reason: why, actor }) => [action, why, actor])).toEqual([['breakGlass', reason, clerk], ['breakGlassInVain', reason, clerk]]);
    const { rows } = await platform.db.transaction({ scope: { counties: '*', roles: ['AUDITOR'], actor: 'test' }, readOnly: true }, (tx) => tx.query("select actor, kind, county_code from core.access_entry where kind = 'BREAK_GLASS' order by seq desc limit 1"));
    expect(rows).toEqual([[clerk, 'BREAK_GLASS', '140224']]);
    expect(opened.isOpen).toBe(true);
  });
});
