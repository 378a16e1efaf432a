import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../support/app.ts';

let platform: TestApp;
beforeAll(async () => {
  platform = await openTestApp({ guards: { deadlineMs: 600 } });
  await platform.ask('{ viewer { name } }', { as: 'demo-county-clerk' });
});
afterAll(() => platform?.close());

/** Keeps everybody from places and households until it is told to end. */
const hold = async (): Promise<() => Promise<void>> => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: held, resolve: holding } = Promise.withResolvers<void>();
  const holder = platform.db.transaction({ scope: 'owner', deadlineMs: 60_000 }, async (tx) => {
    await tx.query('lock table core.place, core.household in access exclusive mode');
    holding();
    await released;
  });
  await held;
  return async () => {
    release();
    await holder;
  };
};

/** What resolvers have asked for. */
const sent = (): readonly string[] => platform.statements().filter((text) => text.startsWith('select') && !text.startsWith('select app.enter'));

const query = '{ households(first: 2) { totalCount nodes { members { name } incomes(first: 1) { nodes { year } } } } }';

const post = async (headers: Record<string, string>, signal?: AbortSignal): Promise<Response> =>
  platform.app.fetch(new Request('http://test/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await platform.tokenOf('demo-county-clerk')}`, ...headers },
    body: JSON.stringify({ query }),
    ...(signal ? { signal } : {}),
  }));

const outcome = async (response: Response): Promise<unknown> => {
  const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return [response.status, ...(errors ?? []).map(({ extensions }) => extensions.code)];
};

test.each([
  ["the service's own", {}],
  ['a shorter one that the caller asked for', { 'x-youyu-deadline-ms': '100' }],
  ["the service's own, though the caller asked for more", { 'x-youyu-deadline-ms': '600000' }],
])('time that is up ends the operation while the database still keeps it waiting: %s', async (_, headers) => {
  const release = await hold();
  expect(await outcome(await post(headers as Record<string, string>))).toEqual([503, 'DEADLINE_EXCEEDED']);
  const before = sent();
  await release();
  await sleep(50);
  expect(sent()).toEqual(before); // no further resolver asked for anything
  expect(await outcome(await post({}))).toEqual([200]);
  expect(sent().length).toBeGreaterThan(before.length);
});

test.each(['0', '-1', '1.5', 'soon', '', '99999999999'])('%j is no time', async (value) => {
  expect(await outcome(await post({ 'x-youyu-deadline-ms': value }))).toEqual([400, 'DEADLINE_INVALID']);
});

test('when the caller has gone, no further resolver runs, and its place and connection are free', async () => {
  const release = await hold();
  const gone = new AbortController();
  const asked = post({}, gone.signal).then(() => 'answered', (error: unknown) => error);
  await sleep(100);
  gone.abort();
  await asked;
  const before = sent();
  await release();
  await sleep(50);
  expect(sent()).toEqual(before);
  expect(await outcome(await post({}))).toEqual([200]);
});
