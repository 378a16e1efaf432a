import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openTestApp, type TestApp } from '../support/app.ts';

const token = 'a-token-of-the-scraper';
let platform: TestApp;
let closed: TestApp;
beforeAll(async () => {
  platform = await openTestApp({ metricsToken: token });
  closed = await openTestApp();
});
afterAll(async () => {
  await platform?.close();
  await closed?.close();
});

const ask = ({ app }: TestApp, authorization?: string) => app.fetch(new Request('http://test/metrics', { headers: authorization === undefined ? {} : { authorization } }));

test('who shows the token gets how the feed and the webhooks are doing, as Prometheus reads it', async () => {
  const response = await ask(platform, `Bearer ${token}`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/plain')]);
  const text = await response.text();
  const names = ['youyu_feed_waiting_entries', 'youyu_feed_lag_seconds', 'youyu_feed_oldest_transaction_seconds', 'youyu_webhooks', 'youyu_webhooks_failing', 'youyu_webhook_dead_letters'];
  for (const name of names) expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
});

test('nobody else gets anything, and without a token there is no such page', async () => {
  for (const authorization of [undefined, 'Bearer x', token]) expect((await ask(platform, authorization)).status).toBe(401);
  expect((await ask(closed, 'Bearer ')).status).toBe(404);
});

// the embedded engine has one transaction at a time: nothing ever waits
test.skipIf(inject('template').engine === 'pglite')('an entry that waits for an older transaction is counted', async () => {
  const gauge = async (name: string) => Number(new RegExp(`^${name} (.*)$`, 'm').exec(await (await ask(platform, `Bearer ${token}`)).text())?.[1]);
  const scope = { counties: '*', domains: '*', actor: 'test' } as const;
  await platform.db.transaction({ scope }, async (older) => {
    await older.query('select pg_current_xact_id()');
    await platform.db.transaction({ scope }, (tx) => tx.query("insert into core.change_entry (at, operation, record_type, record_id, version) values (now(), 'UPDATED', 'Household', gen_random_uuid(), 1)"));
    expect(await gauge('youyu_feed_waiting_entries')).toBe(1);
    expect(await gauge('youyu_feed_oldest_transaction_seconds')).toBeGreaterThan(0);
  });
});
