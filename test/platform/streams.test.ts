import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../support/app.ts';
import { streamOf, subscriptionRequest, type TestStream } from '../support/stream.ts';

const subscription = 'subscription News { notices { kind recordType county { code } breakGlassUse { subject } } }';
let now = new Date();
let platform: TestApp;
beforeEach(() => { now = new Date('2020-12-01T04:00:00Z'); });
beforeAll(async () => { platform = await openTestApp({ clock: () => now, streams: { everyMs: 30, perAccount: 3, longest: 4 } }); });
afterAll(() => platform?.close());

const subscribe = async (as?: string, query = subscription): Promise<TestStream> =>
  streamOf(await platform.app.fetch(subscriptionRequest('http://test/graphql', query, as && (await platform.tokenOf(as)))));

const asOwner = (text: string, params: readonly unknown[] = []) => platform.db.transaction({ scope: 'owner' }, (tx) => tx.query(text, params));

const tell = (to: { actor?: string; role?: string; county?: string }, times = 1) => asOwner(
  `insert into core.notice (id, to_actor, to_role, to_county, kind, record_type, record_id, created_at)
   select gen_random_uuid(), $1, $2, $3, 'ROLE_GRANTED', 'AccountRole', gen_random_uuid(), now() from generate_series(1, $4::integer)`,
  [to.actor ?? null, to.role ?? null, to.county ?? null, times]);

/** A stream that is being looked after: the place from which it hears of news is known only with the first look. */
const listening = async (as: string): Promise<TestStream> => {
  const stream = await subscribe(as);
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  let [asked, heard] = [0, 0];
  while (heard === 0) {
    await tell({ actor: as });
    asked += 1;
    void stream.next().then(() => { heard += 1; });
    await pause(260);
  }
  // what came before the place was known is never heard: whoever still waits for it gets news too
  for (await pause(300); heard < asked; await pause(300)) for (let missing = asked - heard; missing > 0; missing -= 1) await tell({ actor: as });
  return stream;
};

const ended = { event: 'complete', data: null };

test('news reaches those it is for, in order, and nobody else', async () => {
  const reviewer = await listening('demo-county-reviewer');
  await tell({ actor: 'demo-county-clerk' });
  await tell({ role: 'REVIEWER', county: '140225' });
  await tell({ role: 'CLERK', county: '140224' });
  await tell({ role: 'REVIEWER', county: '140224' });
  expect((await reviewer.next())?.data).toEqual({ data: { notices: { kind: 'ROLE_GRANTED', recordType: 'AccountRole', county: { code: '140224' }, breakGlassUse: null } } });
  await tell({ actor: 'demo-county-reviewer' });
  expect((await reviewer.next())?.data).toMatchObject({ data: { notices: { county: null } } });
  await reviewer.cancel();
});

test('an emergency is told to the reviewer of the county as it is opened', async () => {
  const reviewer = await listening('demo-county-reviewer');
  const { data } = await platform.ask('{ households(first: 1) { nodes { registrationNumber } } }', { as: 'demo-county-clerk' });
  const input = { registrationNumber: data.households.nodes[0].registrationNumber, reason: '夜间突发火灾,需核实家庭成员' };
  await platform.ask('mutation($input: BreakGlassInput!) { breakGlass(input: $input) { errors { code } } }', { as: 'demo-other-county-clerk', variables: { input } });
  expect((await reviewer.next())?.data).toMatchObject({ data: { notices: { kind: 'BREAK_GLASS', breakGlassUse: { subject: 'demo-other-county-clerk' } } } });
  await reviewer.cancel();
});

test('nobody subscribes without a token, and no document that is refused elsewhere is taken here', async () => {
  expect(await (await subscribe()).codes()).toEqual(['UNAUTHENTICATED']);
  expect(await (await subscribe('demo-county-clerk', 'subscription { notices { nothing } }')).codes()).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  expect(await (await subscribe('demo-county-clerk', 'subscription { a: notices { kind } b: notices { kind } }')).codes()).toEqual(['GRAPHQL_VALIDATION_FAILED']);
});

test('an account has so many streams and no more; a place is free again when one goes', async () => {
  const streams = [await listening('demo-city-viewer'), await listening('demo-city-viewer'), await listening('demo-city-viewer')];
  expect(await (await subscribe('demo-city-viewer')).codes()).toEqual(['STREAMS_TOO_MANY']);
  const other = await listening('demo-health-clerk');
  await streams[0]?.cancel();
  const again = await listening('demo-city-viewer');
  for (const stream of [...streams.slice(1), other, again]) await stream.cancel();
});

const change: Readonly<Record<string, readonly [string, string]>> = {
  'its account is disabled': ['demo-civil-affairs-clerk', "update core.account set disabled_at = now() where subject = 'demo-civil-affairs-clerk'"],
  'a role of it is revoked': ['demo-health-reviewer', "update core.account_role set revoked_at = now(), to_on = '2020-12-01', duty = null where account_id = (select id from core.account where subject = 'demo-health-reviewer')"],
  'its last day is over': ['demo-habitat-clerk', "update core.account_role set to_on = '2020-11-30' where account_id = (select id from core.account where subject = 'demo-habitat-clerk')"],
};

test.each(Object.keys(change))('a stream ends within a minute when %s, in whatever process', async (name) => {
  const [subject, text] = change[name] as readonly [string, string];
  const stream = await listening(subject);
  await asOwner(text);
  now = new Date(now.getTime() + 31_000);
  expect(await stream.codes()).toEqual(['STREAM_ENDED']);
  expect(await stream.next()).toEqual(ended);
  expect(await stream.next()).toBeUndefined();
});

test('a stream ends with its token', async () => {
  const stream = await listening('demo-province-viewer');
  now = new Date(Date.now() + 40 * 86_400_000);
  expect(await stream.codes()).toEqual(['STREAM_ENDED']);
  expect(await stream.next()).toEqual(ended);
});

test('who reads too slowly is let go, and others go on', async () => {
  const [slow, quick] = [await listening('demo-village-clerk'), await listening('demo-county-clerk')];
  await tell({ actor: 'demo-village-clerk' }, 40);
  await tell({ actor: 'demo-county-clerk' });
  expect((await quick.next())?.data).toMatchObject({ data: { notices: { kind: 'ROLE_GRANTED' } } });
  const items: string[] = [];
  for (let item = await slow.next(); item && item.event !== 'complete'; item = await slow.next()) items.push(JSON.stringify(item.data));
  expect(items.at(-1)).toContain('STREAM_TOO_SLOW');
  expect(items.length).toBeLessThan(10);
  await quick.cancel();
});

test('an event is read with the rights of its moment: what may no longer be seen is not sent', async () => {
  const stream = await listening('demo-province-clerk');
  await asOwner("insert into core.notice (id, to_actor, kind, record_type, record_id, created_at) select gen_random_uuid(), 'demo-province-clerk', 'ROLE_GRANTED', 'AccountRole', gen_random_uuid(), now()");
  expect((await stream.next())?.data).toMatchObject({ data: { notices: { kind: 'ROLE_GRANTED' } } });
  await stream.cancel();
});

test('a service that stops ends all streams and opens no more', async () => {
  const stream = await listening('demo-integrator');
  platform.app.endStreams();
  expect(await stream.codes()).toEqual(['STREAM_ENDED']);
  expect(await stream.next()).toEqual(ended);
  expect(await (await subscribe('demo-integrator')).codes()).toEqual(['STREAM_ENDED']);
});
