import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../support/app.ts';
import { streamOf, subscriptionRequest } from '../support/stream.ts';

let platform: TestApp;
beforeAll(async () => {
  platform = await openTestApp({ guards: { perMinute: 1_000, anonymousPerMinute: 200, concurrent: 3, anonymousConcurrent: 2, trustedHops: 1 } });
});
afterAll(() => platform?.close());

interface Told {
  readonly status: number;
  readonly code: string | undefined;
  readonly retryAfter: string | null;
  readonly messages: { readonly zh: string; readonly en: string } | undefined;
}

/** Every test has strangers of its own, by their address. */
let ownAddress = 1;
beforeEach(() => { ownAddress += 1; });

const ask = async (query: string, as?: string, address = ownAddress): Promise<Told> => {
  const authorization = as ? { authorization: `Bearer ${await platform.tokenOf(as)}` } : {};
  const response = await platform.app.fetch(new Request('http://test/graphql', { method: 'POST', headers: { 'content-type': 'application/json', ...authorization, 'x-forwarded-for': `6.6.6.6, 192.0.2.${address}` }, body: JSON.stringify({ query }) }));
  const { errors } = (await response.json()) as { errors?: { extensions: { code: string; messages: Told['messages'] } }[] };
  return { status: response.status, code: errors?.[0]?.extensions.code, retryAfter: response.headers.get('retry-after'), messages: errors?.[0]?.extensions.messages as Told['messages'] };
};

const dear = '{ places(first: 100) { nodes { name } } }'; // 103 units

test('who has spent the minute is told so with 429, when to come back, in both languages; others are not touched', async () => {
  expect((await ask(dear)).status).toBe(200);
  const over = await ask(dear);
  expect(over).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
  expect(Number(over.retryAfter)).toBeGreaterThan(0);
  expect(Number(over.retryAfter)).toBeLessThanOrEqual(60);
  expect(over.messages?.zh).toContain(`${over.retryAfter} 秒`);
  expect(over.messages?.en).toContain(`${over.retryAfter} seconds`);
  expect((await ask('{ __typename }')).status).toBe(200);
  for (let time = 0; time < 9; time += 1) expect((await ask(dear, 'demo-city-viewer')).status).toBe(200);
  expect(await ask(dear, 'demo-city-viewer')).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
  expect((await ask(dear, 'demo-province-viewer')).status).toBe(200);
});

test('a flood of bad requests is one, too', async () => {
  const answers: number[] = [];
  for (let time = 0; time < 25; time += 1) answers.push((await ask('{ nothing')).status);
  expect(answers).toEqual([...Array.from({ length: 20 }, () => 200), ...Array.from({ length: 5 }, () => 429)]);
  expect((await ask('{ __typename }')).status).toBe(429);
  expect((await ask('{ __typename }', undefined, 1)).status).toBe(200); // another address
});

/** Keeps everybody from the table of places until it is told to end. */
const holdPlaces = async (): Promise<() => Promise<void>> => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: held, resolve: holding } = Promise.withResolvers<void>();
  const holder = platform.db.transaction({ scope: 'owner' }, async (tx) => {
    await tx.query('lock table core.place in access exclusive mode');
    holding();
    await released;
  });
  await held;
  return async () => {
    release();
    await holder;
  };
};

test('more at a time than the caller has places are refused with 429; the others are answered', async () => {
  await Promise.all(['demo-county-clerk', 'demo-province-viewer'].map((as) => ask('{ __typename }', as)));
  const release = await holdPlaces();
  const { promise: allRefused, resolve: enough } = Promise.withResolvers<void>();
  const refused: Told[] = [];
  const asked = (count: number, as?: string) => Array.from({ length: count }, async () => {
    const told = await ask('{ places(first: 1) { totalCount } }', as);
    if (told.status === 429 && refused.push(told) === 4) enough();
    return told;
  });
  const [clerks, strangers] = [asked(5, 'demo-county-clerk'), asked(4)];
  await allRefused; // while the others still wait
  await release();
  const outcomes = async (answers: readonly Promise<Told>[]) => (await Promise.all(answers)).map(({ status, code }) => `${status} ${code ?? ''}`).sort();
  expect(await outcomes(clerks)).toEqual(['200 ', '200 ', '200 ', '429 TOO_MANY_CONCURRENT', '429 TOO_MANY_CONCURRENT']);
  expect(await outcomes(strangers)).toEqual(['200 ', '200 ', '429 TOO_MANY_CONCURRENT', '429 TOO_MANY_CONCURRENT']);
  expect(refused.map(({ retryAfter }) => retryAfter)).toEqual(['1', '1', '1', '1']);
  expect((await ask('{ places(first: 1) { totalCount } }', 'demo-county-clerk')).status).toBe(200);
});

test('a stream holds one of the places until it ends', async () => {
  const as = 'demo-habitat-clerk';
  const callers = Array.from({ length: 4 }, () => new AbortController());
  const open = async (at: number) => {
    const request = subscriptionRequest('http://test/graphql', 'subscription { notices { kind } }', await platform.tokenOf(as));
    return streamOf(await platform.app.fetch(new Request(request, { signal: (callers[at] as AbortController).signal })));
  };
  for (const at of [0, 1, 2]) expect((await open(at)).status).toBe(200);
  expect(await ask('{ __typename }', as)).toMatchObject({ status: 429, code: 'TOO_MANY_CONCURRENT' });
  expect(await (await open(3)).codes()).toEqual(['TOO_MANY_CONCURRENT']);
  callers[0]?.abort();
  expect((await ask('{ __typename }', as)).status).toBe(200);
  for (const caller of callers) caller.abort();
});
