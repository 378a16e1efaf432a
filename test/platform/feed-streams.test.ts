import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../support/app.ts';
import { pullAll } from '../support/feed.ts';
import { streamOf, subscriptionRequest, type TestStream } from '../support/stream.ts';

const clerk = 'demo-county-clerk';
const stranger = 'demo-other-county-clerk';
let now = new Date();
let platform: TestApp;
const sent: string[] = [];
beforeEach(() => { now = new Date('2020-12-01T04:00:00Z'); });
beforeAll(async () => { platform = await openTestApp({ clock: () => now, streams: { everyMs: 30, perAccount: 20 }, onStatement: (text) => sent.push(text) }); });
afterAll(() => platform?.close());

const subscribe = async (as: string, args = ''): Promise<TestStream> => {
  const query = `subscription Follow { changes${args} { nodes { kind recordType recordId node { id } } pageInfo { endCursor hasNextPage } } }`;
  return streamOf(await platform.app.fetch(subscriptionRequest('http://test/graphql', query, await platform.tokenOf(as))));
};

interface Event {
  readonly nodes: readonly { readonly kind: string; readonly recordType: string; readonly recordId: string; readonly node: unknown }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}

const eventOf = async (stream: TestStream): Promise<Event> => {
  const item = await stream.next();
  if (!item) throw new Error('the stream is over');
  return (item.data as { data: { changes: Event } }).data.changes;
};

const member = { name: '吴九', relation: 'HEAD', sex: 'MALE', bornOn: '1971-02-03', labourAbility: 'FULL', healthState: 'HEALTHY', education: 'PRIMARY' };

const register = async (as: string, county: string): Promise<void> => {
  const { data: places } = await platform.ask(`{ place(code: "${county}") { descendants(level: VILLAGE, first: 1) { nodes { code } } } }`);
  const input = { villageCode: places.place.descendants.nodes[0].code, registeredOn: '2016-03-01', mainCause: 'ILLNESS', members: [member] };
  const { data } = await platform.ask('mutation($input: RegisterHouseholdInput!) { registerHousehold(input: $input) { errors { code } } }', { as, variables: { input } });
  expect(data.registerHousehold.errors).toEqual([]);
};

test('what changes is sent as it happens, to those who may see it', async () => {
  const [mine, theirs] = [await subscribe(clerk), await subscribe(stranger)];
  expect(await eventOf(mine)).toMatchObject({ nodes: [], pageInfo: { hasNextPage: false } });
  expect((await eventOf(theirs)).nodes).toEqual([]);
  await register(clerk, '140224');
  const { nodes } = await eventOf(mine);
  expect(nodes.map(({ recordType }) => recordType)).toEqual(expect.arrayContaining(['Household', 'Person']));
  await register(stranger, '140225');
  const other = (await eventOf(theirs)).nodes;
  expect(other.map(({ recordId }) => recordId).filter((id) => nodes.some(({ recordId }) => recordId === id))).toEqual([]);
  expect(other.every(({ node }) => node !== null)).toBe(true);
  await mine.cancel();
  await theirs.cancel();
});

test('a stream goes on from a cursor, with all that was missed, page by page', async () => {
  const { end } = await pullAll(platform, clerk);
  for (let times = 0; times < 3; times += 1) await register(clerk, '140224');
  const missed = (await pullAll(platform, clerk, { after: end })).nodes.map(({ recordId }) => recordId);
  const stream = await subscribe(clerk, `(first: 5, after: "${end}")`);
  const got: string[] = [];
  let last = '';
  while (got.length < missed.length) {
    const { nodes, pageInfo } = await eventOf(stream);
    got.push(...nodes.map(({ recordId }) => recordId));
    last = pageInfo.endCursor;
  }
  await stream.cancel();
  expect(got).toEqual(missed);
  expect((await pullAll(platform, clerk, { after: last })).nodes).toEqual([]);
});

test('many streams ask the database once a turn, and read only when there is something for them', async () => {
  const streams = await Promise.all(Array.from({ length: 10 }, () => subscribe(clerk)));
  for (const stream of streams) await eventOf(stream);
  await new Promise((resolve) => setTimeout(resolve, 300));
  sent.length = 0;
  await new Promise((resolve) => setTimeout(resolve, 300));
  const looks = sent.filter((text) => text.includes('county_code, prior_county_code, xid::text as at_xid')).length;
  const reads = sent.filter((text) => text.includes('pg_control_system')).length;
  expect(looks).toBeGreaterThan(0);
  expect(looks).toBeLessThanOrEqual(12);
  expect(reads).toBe(0);
  for (const stream of streams) await stream.cancel();
});

test('a stream ends with a role of its owner, with its token, and with the service', async () => {
  const revoked = await subscribe('demo-habitat-clerk');
  await eventOf(revoked);
  await platform.db.transaction({ scope: 'owner' }, (tx) => tx.query(
    "update core.account_role set revoked_at = now(), to_on = '2020-12-01', duty = null where account_id = (select id from core.account where subject = 'demo-habitat-clerk')"));
  now = new Date(now.getTime() + 31_000);
  expect(await revoked.codes()).toEqual(['STREAM_ENDED']);
  const open = await subscribe(clerk);
  await eventOf(open);
  now = new Date(Date.now() + 40 * 86_400_000);
  expect(await open.codes()).toEqual(['STREAM_ENDED']);
});

test('a cursor that is none, or of other rights, is an answer and the end', async () => {
  const { end } = await pullAll(platform, stranger);
  const wrong = await subscribe(clerk, '(after: "nothing")');
  expect(await wrong.codes()).toEqual(['CURSOR_INVALID']);
  expect((await wrong.next())?.event).toBe('complete');
  const others = await subscribe(clerk, `(after: "${end}")`);
  expect(await others.codes()).toEqual(['CHANGE_RIGHTS_DIFFER']);
  expect((await others.next())?.event).toBe('complete');
});
