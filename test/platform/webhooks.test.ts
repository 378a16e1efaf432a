import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { pull, pullAll } from '../support/feed.ts';
import { isSignedWith, type Receiver, take } from '../support/receiver.ts';
import { integrator, keysOf, openWebhookBench, type WebhookBench } from '../support/webhooks.ts';

let bench: WebhookBench;
beforeAll(async () => { bench = await openWebhookBench(); });
afterEach(() => bench.clear());
afterAll(() => bench?.close());

describe('messages', () => {
  test('are signed, tell which records changed and nothing about anybody, and have a cursor to pull from', async () => {
    const receiver = await bench.receiverOf();
    const { secret } = await bench.hookTo(receiver.url);
    const end = (await pullAll(bench.platform, integrator, { types: ['Household', 'Person'] })).end;
    await bench.register('冯十一');
    expect(await bench.dispatcherWith().turn()).toBe(1);
    const [message] = receiver.received;
    expect(isSignedWith(secret, message!, bench.now())).toBe(true);
    expect(isSignedWith('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', message!, bench.now())).toBe(false);
    expect(message?.body).toMatchObject({ type: 'changes', data: { changes: expect.arrayContaining([expect.objectContaining({ kind: 'CREATED', recordType: 'Person', version: 1 })]) } });
    expect(message?.text).not.toMatch(/冯十一|1971|140224/);
    expect(keysOf(receiver.kept)).toEqual(keysOf((await pull(bench.platform, integrator, { after: end, types: ['Household', 'Person'] })).nodes));
    expect((await pull(bench.platform, integrator, { after: message?.body.data.cursor, types: ['Household', 'Person'] })).nodes).toEqual([]);
    expect(await bench.dispatcherWith().turn()).toBe(0);
  });

  test('are signed with both secrets for a day after a change, then with the new one alone', async () => {
    const receiver = await bench.receiverOf();
    const { webhook, secret: old } = await bench.hookTo(receiver.url);
    const { secret } = await bench.manage('rotateWebhookSecret', 'RotateWebhookSecretInput', { webhookId: webhook.id });
    const signers = async () => {
      await bench.register();
      await bench.dispatcherWith().turn();
      return [old, secret].map((one) => isSignedWith(one, receiver.received.at(-1)!, bench.now()));
    };
    expect(await signers()).toEqual([true, true]);
    bench.later(25 * 3_600_000);
    expect(await signers()).toEqual([false, true]);
  });
});

describe('receivers', () => {
  test('one that is down gets everything once it is up, and the others notice nothing of it', async () => {
    const [down, well] = [await bench.receiverOf(), await bench.receiverOf()];
    const { webhook } = await bench.hookTo(down.url);
    await bench.hookTo(well.url);
    await down.close();
    const dispatcher = bench.dispatcherWith();
    await bench.register();
    await dispatcher.turn();
    expect(well.kept).toHaveLength(2);
    expect(await bench.stateOf(webhook.id)).toMatchObject({ failures: 1, failure: 'UNREACHABLE', deliveredAt: null });
    await bench.register();
    bench.later(60_000);
    await dispatcher.turn();
    expect(well.kept).toHaveLength(4);
    const up = await bench.receiverOf();
    await bench.manage('changeWebhook', 'ChangeWebhookInput', { webhookId: webhook.id, url: up.url });
    await dispatcher.turn();
    expect(keysOf(up.kept)).toEqual(keysOf(well.kept));
    expect(await bench.stateOf(webhook.id)).toMatchObject({ failures: 0, failure: null });
  });

  test('one that is slow is given up on in time and tried later; the others are served meanwhile', async () => {
    const [slow, well] = [await bench.receiverOf(() => undefined), await bench.receiverOf()];
    const { webhook } = await bench.hookTo(slow.url);
    await bench.hookTo(well.url);
    await bench.register();
    const dispatcher = bench.dispatcherWith();
    const turn = dispatcher.turn();
    while (well.kept.length === 0) await sleep(5);
    expect(slow.received.length).toBeLessThanOrEqual(1);
    await turn;
    expect(await bench.stateOf(webhook.id)).toMatchObject({ failures: 1, failure: 'TIMED_OUT' });
    slow.answer = take;
    bench.later(60_000);
    await dispatcher.turn();
    expect(keysOf(slow.kept)).toEqual(keysOf(well.kept));
  });

  test.each<[string, string, (url: string) => Receiver['answer']]>([
    ['breaks off', 'BAD_ANSWER', () => (_, response) => { response.writeHead(200, { 'content-length': '100' }).write('half'); setTimeout(() => response.destroy(), 10); }],
    ['never ends', 'BAD_ANSWER', () => (_, response) => { response.writeHead(200); for (let at = 0; at < 40; at += 1) response.write('x'.repeat(4_096)); }],
    ['is a fault', 'SERVER_ERROR', () => (_, response) => { response.writeHead(500).end(); }],
    ['is too busy', 'SERVER_ERROR', () => (_, response) => { response.writeHead(429).end(); }],
    ['leads elsewhere', 'REFUSED', (url) => (_, response) => { response.writeHead(307, { location: url }).end(); }],
  ])('an answer that %s is none: the change is sent again', async (_, failure, answerTo) => {
    const elsewhere = await bench.receiverOf();
    const lying = await bench.receiverOf(answerTo(elsewhere.url));
    const { webhook } = await bench.hookTo(lying.url);
    await bench.register();
    const dispatcher = bench.dispatcherWith();
    await dispatcher.turn();
    expect(await bench.stateOf(webhook.id)).toMatchObject({ failures: 1, failure });
    expect(elsewhere.received).toEqual([]);
    lying.answer = take;
    bench.later(60_000);
    await bench.untilQuiet(dispatcher);
    expect(new Set(lying.kept.map(({ recordType }) => recordType))).toEqual(new Set(['Household', 'Person']));
  });

  test('one that takes some and not others, whatever it does, gets every change, each record in order', async () => {
    const receiver = await bench.receiverOf();
    let turn = 0;
    const moods: readonly Receiver['answer'][] = [take, (_, response) => { response.writeHead(503).end(); }, (_, response) => { response.destroy(); }, take, () => undefined];
    receiver.answer = (message, response, request) => { turn += 1; moods[turn % moods.length]?.(message, response, request); };
    await bench.hookTo(receiver.url, { recordTypes: ['Household', 'Person', 'HouseholdEvent'] });
    const end = (await pullAll(bench.platform, integrator, { types: ['Household', 'Person', 'HouseholdEvent'] })).end;
    const dispatcher = bench.dispatcherWith();
    for (let times = 0; times < 8; times += 1) {
      await bench.register();
      await dispatcher.turn();
      bench.later(30_000);
    }
    await bench.untilQuiet(dispatcher);
    const expected = keysOf((await pullAll(bench.platform, integrator, { after: end, types: ['Household', 'Person', 'HouseholdEvent'] })).nodes);
    expect([...new Set(keysOf(receiver.kept))]).toEqual(expected);
  });

  test('one that says it is gone is stopped until its owner goes on', async () => {
    const receiver = await bench.receiverOf((_, response) => { response.writeHead(410).end(); });
    const { webhook } = await bench.hookTo(receiver.url);
    await bench.register();
    await bench.untilQuiet(bench.dispatcherWith());
    expect(receiver.received).toHaveLength(1);
    expect((await bench.stateOf(webhook.id)).pausedAt).not.toBeNull();
    receiver.answer = take;
    await bench.manage('changeWebhook', 'ChangeWebhookInput', { webhookId: webhook.id, paused: false });
    await bench.untilQuiet(bench.dispatcherWith());
    expect(receiver.kept).toHaveLength(2);
  });
});

describe('several dispatchers', () => {
  test('a webhook is in the hands of one at a time, and nothing is sent twice', async () => {
    const receiver = await bench.receiverOf((_, response) => { setTimeout(() => response.writeHead(204).end(), 20); });
    await bench.hookTo(receiver.url);
    const several = Array.from({ length: 4 }, () => bench.dispatcherWith());
    for (let times = 0; times < 5; times += 1) {
      await bench.register();
      await Promise.all(several.map((one) => one.turn()));
      bench.later(10_000);
    }
    expect(receiver.kept).toHaveLength(10);
    expect(new Set(receiver.kept.map(({ id }) => id)).size).toBe(10);
  });

  test('one that dies in the middle is taken over from: what it was sending is sent again, under the same ids', async () => {
    let arrived: () => void = () => undefined;
    const arrival = new Promise<void>((resolve) => { arrived = resolve; });
    const receiver = await bench.receiverOf((_, response) => { response.writeHead(204).end(); arrived(); });
    await bench.hookTo(receiver.url);
    await bench.register();
    // its database is gone at the moment that the message was taken, as when the process is killed
    let dead = false;
    const dying = { ...bench.platform.db, transaction: ((options: never, work: never) => (dead ? new Promise(() => undefined) : bench.platform.db.transaction(options, work))) as typeof bench.platform.db.transaction };
    void bench.dispatcherWith({ db: dying }).turn();
    void arrival.then(() => { dead = true; });
    receiver.answer = (_, response) => { dead = true; response.writeHead(204).end(); arrived(); };
    await arrival;
    const other = bench.dispatcherWith();
    expect(await other.turn()).toBe(0); // it may be at work still
    bench.later(61_000);
    expect(await other.turn()).toBe(1);
    expect(receiver.received).toHaveLength(2);
    expect(receiver.received[0]?.headers['webhook-id']).toBe(receiver.received[1]?.headers['webhook-id']);
    expect(new Set(receiver.kept.map(({ id }) => id)).size).toBe(2);
  });
});
