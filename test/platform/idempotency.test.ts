import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createVault } from '../../src/access/vault.ts';
import { removeExpiredKeys } from '../../src/sync/idempotency/expire.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { testClock } from '../support/template.ts';

const clerk = 'demo-county-clerk';
const province = 'demo-province-clerk';
const needs = 'mutation Needs($rows: [NeedInput!]!) { saveNeeds(rows: $rows) { outcome errors { code } need { id version description household { address } } } }';

let platform: TestApp;
let number: string;
let now = testClock();
let year = 1960;

beforeAll(async () => {
  platform = await openTestApp({ clock: () => now });
  const { data } = await platform.ask('{ households(first: 1) { nodes { registrationNumber } } }', { as: clerk });
  number = data.households.nodes[0].registrationNumber;
});
afterAll(() => platform?.close());

const rows = (description: string, at = year) => ({ rows: [{ registrationNumber: number, year: at, kind: 'CREDIT', description }] });

const send = (key: string | undefined, variables: object, { as = clerk, query = needs } = {}) =>
  platform.ask(query, { as, variables, headers: key === undefined ? {} : { 'idempotency-key': key } });

const outcome = ({ data }: { data: { saveNeeds: { outcome: string }[] } | null }) => data?.saveNeeds[0]?.outcome;
const code = ({ errors, status }: { errors: readonly { extensions: Record<string, unknown> }[]; status: number }) => [status, errors[0]?.extensions.code];

const owned = (text: string, params: readonly unknown[] = []) =>
  platform.db.transaction({ scope: 'owner', readOnly: true }, async (tx) => (await tx.query(text, params)).rows);

const entriesOf = async (requestId: string) =>
  platform.db.transaction({ scope: { counties: '*', roles: ['AUDITOR'], actor: 'test' } }, async (tx) =>
    (await tx.query('select household_ids::text, classes::text from core.access_entry where request_id = $1', [requestId])).rows);

describe('a write that is sent with a key', () => {
  test('is carried out once and answers the same again', async () => {
    year += 1;
    const first = await send('"a"', rows('one'));
    const again = await send('a', rows('one'));
    expect([outcome(first), outcome(again)]).toEqual(['CREATED', 'CREATED']);
    expect(JSON.stringify(again.data)).toBe(JSON.stringify(first.data));
    expect([first.extensions?.idempotency, again.extensions?.idempotency]).toEqual([undefined, { replayed: true }]);
    expect(outcome(await send(undefined, rows('one')))).toBe('UNCHANGED');
  });

  test('with another body is refused, whether the variables differ or the document', async () => {
    year += 1;
    await send('b', rows('one'));
    expect(code(await send('b', rows('two')))).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect(code(await send('b', rows('one'), { query: needs.replace('version', '') }))).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect(outcome(await send(undefined, rows('one')))).toBe('UNCHANGED');
  });

  test('is the same whatever the order of its variables', async () => {
    year += 1;
    await send('c', rows('one'));
    const [row] = rows('one').rows;
    const again = await send('c', { rows: [Object.fromEntries(Object.entries(row as object).reverse())] });
    expect(again.extensions?.idempotency).toEqual({ replayed: true });
  });

  test('of another account is another', async () => {
    year += 1;
    expect(outcome(await send('d', rows('one')))).toBe('CREATED');
    expect(outcome(await send('d', rows('two'), { as: province }))).toBe('UPDATED');
    expect(outcome(await send('d', rows('one')))).toBe('CREATED');
    expect(outcome(await send(undefined, rows('two')))).toBe('UNCHANGED');
  });

  test('that fails as a whole leaves no key behind', async () => {
    year += 1;
    const query = needs.replace(') { saveNeeds', ') { unmask(input: { id: "nonsense", fields: [], purpose: OTHER }) { remainingToday } saveNeeds');
    const failed = await send('e', rows('one'), { query });
    expect(failed.errors.length).toBeGreaterThan(0);
    expect(outcome(await send('e', rows('one')))).toBe('CREATED');
  });

  test('keeps a refused row refused', async () => {
    const wrong = { rows: [{ registrationNumber: '1', year, kind: 'CREDIT' }] };
    const answers = [await send('f', wrong), await send('f', wrong)];
    expect(answers.map(outcome)).toEqual(['REJECTED', 'REJECTED']);
  });

  test('has an entry of whose values were shown each time they are', async () => {
    year += 1;
    const send2 = (requestId: string) => platform.ask(needs, { as: clerk, variables: rows('seen'), headers: { 'idempotency-key': 'g', 'x-request-id': requestId } });
    await send2('first-look');
    await send2('second-look');
    const [first, second] = [await entriesOf('first-look'), await entriesOf('second-look')];
    expect(first.length).toBe(1);
    expect(second).toEqual(first);
  });

  test('keeps nothing readable', async () => {
    year += 1;
    await send('readable-key', rows('a readable word'));
    const all = JSON.stringify(await owned('select * from core.idempotency_key'));
    expect(all).not.toMatch(/readable/);
    expect(all).not.toContain(number);
  });

  test.each(['', 'x'.repeat(201), 'a key', '"only one', 'customer-140224197001011234'])('with %j as a key is refused', async (key) => {
    if (key === '"only one') return expect(code(await send('"only one quote"', rows('one')))).toEqual([400, 'IDEMPOTENCY_KEY_INVALID']);
    return expect(code(await send(key, rows('one')))).toEqual([400, 'IDEMPOTENCY_KEY_INVALID']);
  });

  test('a query takes no notice of a key', async () => {
    const ask = (query: string) => platform.ask(query, { as: clerk, headers: { 'idempotency-key': 'h' } });
    expect((await ask('{ viewer { name } }')).errors).toEqual([]);
    expect((await ask('{ households(first: 1) { nodes { id } } }')).errors).toEqual([]);
  });

  test('costs two statements more', async () => {
    year += 1;
    const plain = await send(undefined, rows('plain'));
    const keyed = await send('i', rows('keyed', year + 1));
    year += 1;
    expect(keyed.statements.length).toBe(plain.statements.length + 2);
  });
});

describe('an answer is not given again', () => {
  test('where each look is counted', async () => {
    const { data: own } = await platform.ask(`{ household(registrationNumber: "${number}") { members { id } } }`, { as: clerk });
    const query = 'mutation($input: UnmaskInput!) { unmask(input: $input) { values { value } remainingToday errors { code } } }';
    const input = { id: own.household.members[0].id, fields: ['idNumber'], purpose: 'VERIFICATION' };
    const first = await send('j', { input }, { query });
    expect(first.data.unmask.errors).toEqual([]);
    expect(code(await send('j', { input }, { query }))).toEqual([409, 'IDEMPOTENCY_ANSWER_GONE']);
    const { data: later } = await send('k', { input }, { query });
    expect(later.unmask.remainingToday).toBe(first.data.unmask.remainingToday - 1);
  });

  test('to an account that may see otherwise by now', async () => {
    year += 1;
    await send('l', rows('one'), { as: 'demo-habitat-clerk' });
    await send('m', rows('one'));
    await platform.db.transaction({ scope: 'owner' }, (tx) => tx.query(
      "update core.account_role set revoked_at = now(), to_on = '2016-01-01', duty = null where account_id = (select id from core.account where subject = $1)", [clerk]));
    now = new Date(now.getTime() + 60_000);
    expect(code(await send('m', rows('one')))).toEqual([409, 'IDEMPOTENCY_ANSWER_GONE']);
    await platform.db.transaction({ scope: 'owner' }, (tx) => tx.query(
      "update core.account_role set revoked_at = null, to_on = null, duty = 'BUSINESS' where account_id = (select id from core.account where subject = $1)", [clerk]));
    now = new Date(now.getTime() + 60_000);
    expect(outcome(await send('m', rows('one')))).toBe('CREATED');
  });

  test('once its seal cannot be opened any more', async () => {
    const other = await openTestApp({ vault: createVault(Buffer.alloc(32, 9)), clock: () => now });
    try {
      const ask = () => other.ask(needs, { as: clerk, variables: rows('one', 1955), headers: { 'idempotency-key': 'n' } });
      await ask();
      await other.db.transaction({ scope: 'owner' }, (tx) => tx.query("update core.idempotency_key set answer = 'AAAAAAAA' || substr(answer, 9)"));
      expect(code(await ask())).toEqual([409, 'IDEMPOTENCY_ANSWER_GONE']);
    } finally {
      await other.close();
    }
  });
});

describe('a key that has expired', () => {
  test('is free for another request, and is removed', async () => {
    year += 1;
    await send('o', rows('one'));
    now = new Date(now.getTime() + 25 * 3_600_000);
    expect(outcome(await send('o', rows('two')))).toBe('UPDATED');
    const [[before]] = (await owned('select count(*)::int from core.idempotency_key')) as [[number]];
    expect(await removeExpiredKeys(platform.db, now)).toBe(before - 1);
    expect(outcome(await send('o', rows('two')))).toBe('UPDATED');
    expect(await removeExpiredKeys(platform.db, new Date(now.getTime() + 25 * 3_600_000))).toBe(1);
  });
});

test('a caller sees and changes keys of its own only, in the database too', async () => {
  await send('p', rows('one'));
  const count = (actor: string) => platform.db.transaction({ scope: { counties: '*', domains: '*', actor } }, async (tx) => (await tx.query('select count(*)::int from core.idempotency_key')).rows[0]?.[0]);
  expect([await count(clerk), await count('somebody')]).toEqual([expect.any(Number), 0]);
  expect(await count(clerk)).toBeGreaterThan(0);
  const add = platform.db.transaction({ scope: { counties: '*', actor: 'somebody' } }, (tx) => tx.query(
    "insert into core.idempotency_key (actor, key_print, body_print, created_at, expires_at) values ($1, 'x', 'y', now(), now())", [clerk]));
  await expect(add).rejects.toThrow(/row-level security/);
});
