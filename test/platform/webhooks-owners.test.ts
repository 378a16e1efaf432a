import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { rotateKeys } from '../../src/access/rotate.ts';
import { createVault } from '../../src/access/vault.ts';
import { isSignedWith, refuse, take } from '../support/receiver.ts';
import { clerk, integrator, keysOf, openWebhookBench, type WebhookBench } from '../support/webhooks.ts';

let bench: WebhookBench;
beforeAll(async () => { bench = await openWebhookBench(); });
afterEach(() => bench.clear());
afterAll(() => bench?.close());

describe('dead letters', () => {
  test('a change that is refused is put aside with what follows of its record, the rest goes on, and all can be sent again in order', async () => {
    const receiver = await bench.receiverOf();
    const { webhook } = await bench.hookTo(receiver.url, { recordTypes: ['Household'] });
    const dispatcher = bench.dispatcherWith();
    await bench.register();
    await dispatcher.turn();
    const poison = receiver.kept[0]!.recordId;
    receiver.answer = (message, response, request) => (message.body.data.changes?.some(({ recordId }) => recordId === poison) ? refuse : take)(message, response, request);
    const { data } = await bench.platform.ask('query($id: ID!) { node(id: $id) { ... on Household { registrationNumber } } place(code: "140224") { descendants(level: VILLAGE, first: 3) { nodes { code } } } }', { as: clerk, variables: { id: poison } });
    const villages = data.place.descendants.nodes.map(({ code }: { code: string }) => code) as string[];
    const move = async (to: string | undefined, on: string) => {
      const input = { registrationNumber: data.node.registrationNumber, toVillageCode: to, on, reason: '并村' };
      const moved = await bench.platform.ask('mutation($input: MoveHouseholdInput!) { moveHousehold(input: $input) { errors { code } } }', { as: clerk, variables: { input } });
      expect(moved.data?.moveHousehold ?? moved.errors).toEqual({ errors: [] });
    };
    await move(villages[1], '2018-12-01');
    await bench.register();
    bench.later(60_000);
    await bench.untilQuiet(dispatcher);
    await move(villages[2], '2019-12-01');
    await bench.register();
    bench.later(60_000);
    await bench.untilQuiet(dispatcher);
    const letters = async () => (await bench.platform.ask('query($id: ID!) { webhookDeadLetters(webhookId: $id, open: true) { nodes { id recordId failure } totalCount } }', { as: integrator, variables: { id: webhook.id } })).data.webhookDeadLetters.nodes;
    expect((await letters()).map(({ recordId, failure }: { recordId: string; failure: string }) => [recordId, failure])).toEqual([[poison, 'REFUSED'], [poison, 'BEHIND']]);
    expect(new Set(keysOf(receiver.kept)).size).toBe(3);
    receiver.answer = take;
    await bench.manage('replayWebhookDeadLetters', 'ReplayWebhookDeadLettersInput', { webhookId: webhook.id });
    await bench.untilQuiet(dispatcher);
    expect(await letters()).toEqual([]);
    expect(receiver.kept.filter(({ recordId }) => recordId === poison).map(({ version }) => version)).toEqual([1, 2, 3]);
  });
});

describe('rights', () => {
  test('what is sent follows the owner\'s rights of the moment: a closed account gets nothing, and goes on when it is open again', async () => {
    const receiver = await bench.receiverOf();
    const { webhook } = await bench.hookTo(receiver.url);
    await bench.asOwner("update core.account set disabled_at = now() where subject = 'demo-integrator'");
    try {
      bench.later(31_000);
      await bench.register();
      await bench.untilQuiet(bench.dispatcherWith());
      expect(receiver.received).toEqual([]);
    } finally {
      await bench.asOwner("update core.account set disabled_at = null where subject = 'demo-integrator'");
    }
    bench.later(400_000);
    expect((await bench.stateOf(webhook.id)).failure).toBe('OWNER_WITHOUT_RIGHTS');
    await bench.untilQuiet(bench.dispatcherWith());
    expect(receiver.kept).toHaveLength(2);
  });

  test('a change of rights is told before anything else, and other counties are never told of', async () => {
    const receiver = await bench.receiverOf();
    const { webhook } = await bench.hookTo(receiver.url);
    await bench.asOwner("update core.webhook set rights = 'other' where ended_at is null");
    await bench.register();
    await bench.untilQuiet(bench.dispatcherWith());
    expect(receiver.received.map(({ body }) => body.type)).toEqual(['rights.changed', 'changes']);
    await bench.register('陈十二', 'demo-other-county-clerk', '140225');
    bench.later(10_000);
    expect(await bench.dispatcherWith().turn()).toBe(0);
    expect(webhook.failures).toBe(0);
  });

  test('nobody manages webhooks but integrators, and each their own', async () => {
    const receiver = await bench.receiverOf();
    const { webhook } = await bench.hookTo(receiver.url);
    const change = 'mutation($input: ChangeWebhookInput!) { changeWebhook(input: $input) { errors { code } } }';
    const codes = async (as: string | undefined) => {
      const { data, errors } = await bench.platform.ask(change, { as, variables: { input: { webhookId: webhook.id, paused: true } } });
      return [...errors.map(({ extensions }) => extensions['code']), ...(data?.changeWebhook?.errors ?? []).map(({ code }: { code: string }) => code)];
    };
    expect(await codes(clerk)).toEqual(['FORBIDDEN']);
    expect(await codes(undefined)).toEqual(['UNAUTHENTICATED']);
    expect((await bench.platform.ask('{ webhooks { nodes { id } } }', { as: clerk })).errors[0]?.extensions['code']).toBe('FORBIDDEN');
  });
});

describe('addresses', () => {
  test.each(['ftp://receiver.example/x', 'https://user:secret@receiver.example/', 'https://receiver.example/#x', 'no url'])('%s is none', async (url) => {
    expect((await bench.hookTo(url)).errors).toMatchObject([{ code: 'WEBHOOK_URL_INVALID' }]);
  });

  test.each(['https://10.0.0.1/', 'https://192.168.1.1/x', 'https://169.254.169.254/latest', 'https://[::1]/', 'https://[::ffff:10.0.0.1]/', 'https://0x0a000001/', 'https://100.64.0.1/', 'https://[fd00::1]/', 'https://0.0.0.0/'])(
    '%s is private and refused', async (url) => {
      expect((await bench.hookTo(url)).errors).toMatchObject([{ code: 'WEBHOOK_ADDRESS_REFUSED' }]);
    });

  test('a name that leads to a private address is refused when a message is sent, whatever it led to before', async () => {
    const receiver = await bench.receiverOf();
    const { port } = new URL(receiver.url);
    const { webhook } = await bench.hookTo(`http://receiver.example:${port}/hook`);
    await bench.register();
    const answers = [['127.0.0.1', '10.0.0.7'], ['10.0.0.7'], ['93.184.216.34'], ['127.0.0.1']];
    const asked: string[] = [];
    const dispatcher = bench.dispatcherWith({ resolve: async (host) => { asked.push(host); return answers.shift() ?? []; } });
    for (const failures of [1, 2, 3]) { // one of two is private; private; open, but over plain HTTP
      await dispatcher.turn();
      expect(await bench.stateOf(webhook.id)).toMatchObject({ failures, failure: 'ADDRESS_REFUSED' });
      bench.later(60_000);
    }
    await dispatcher.turn();
    expect(receiver.kept).toHaveLength(2);
    expect(asked).toEqual(Array(4).fill('receiver.example'));
  });
});

test('secrets are brought to a new master key, and sign as before', async () => {
  const receiver = await bench.receiverOf();
  const { webhook, secret } = await bench.hookTo(receiver.url);
  await bench.manage('rotateWebhookSecret', 'RotateWebhookSecretInput', { webhookId: webhook.id });
  const anew = createVault(Buffer.alloc(32, 8), [Buffer.alloc(32, 7)]);
  expect((await rotateKeys(bench.platform.db, anew)).secrets).toBeGreaterThan(0);
  const [[left] = []] = await bench.asOwner("select count(*)::int from core.webhook where split_part(secret, ':', 1) <> $1 or split_part(old_secret, ':', 1) <> $1", [anew.keyId]);
  expect(left).toBe(0);
  await bench.register();
  await bench.dispatcherWith({ vault: anew }).turn();
  expect(isSignedWith(secret, receiver.received[0]!, bench.now())).toBe(true);
  expect(JSON.stringify(await bench.asOwner('select row_to_json(w)::text from core.webhook w'))).not.toContain('whsec_');
});
