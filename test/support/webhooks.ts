import { expect } from 'vitest';
import { createAccounts } from '../../src/access/accounts.ts';
import { allPlugins } from '../../src/plugins/index.ts';
import { recordsOf } from '../../src/schema/build.ts';
import { createDispatcher, type Dispatcher, type DispatcherOptions } from '../../src/sync/webhooks/dispatcher.ts';
import { openTestApp, type TestApp } from './app.ts';
import { feedAtRest } from './feed.ts';
import { openReceiver, type Receiver, take } from './receiver.ts';
import { testVault } from './template.ts';

export const integrator = 'demo-integrator';
export const clerk = 'demo-county-clerk';
export const networks = ['127.0.0.0/8'];

interface Managed {
  readonly webhook: { readonly id: string; readonly failures: number; readonly failure: string | null; readonly pausedAt: string | null };
  readonly secret: string;
  readonly errors: readonly { readonly code: string }[];
}

export interface WebhookBench {
  readonly platform: TestApp;
  now(): Date;
  later(ms: number): void;
  asOwner(text: string, params?: readonly unknown[]): Promise<readonly (readonly unknown[])[]>;
  dispatcherWith(options?: Partial<DispatcherOptions>): Dispatcher;
  receiverOf(answer?: Receiver['answer']): Promise<Receiver>;
  manage(name: string, type: string, input: object, as?: string): Promise<Managed>;
  hookTo(url: string, input?: object): Promise<Managed>;
  // biome-ignore lint/suspicious/noExplicitAny: what the test asked for
  stateOf(id: string): Promise<any>;
  register(name?: string, as?: string, county?: string): Promise<void>;
  /** Turns, each an hour later, until nothing is sent any more. */
  untilQuiet(dispatcher: Dispatcher): Promise<void>;
  /** Ends what a test left: its webhooks, its receivers. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export const keysOf = (told: readonly { recordId: string; version: number }[]) => told.map(({ recordId, version }) => `${recordId} ${version}`);

const member = { relation: 'HEAD', sex: 'MALE', bornOn: '1971-02-03', labourAbility: 'FULL', healthState: 'HEALTHY', education: 'PRIMARY' };
const mutationOf = (name: string, type: string): string => `mutation($input: ${type}!) { ${name}(input: $input) { webhook { id url failures failure pausedAt } secret errors { code } } }`;

/** A platform with a clock of its own, dispatchers over it, and receivers on this machine. */
export const openWebhookBench = async (): Promise<WebhookBench> => {
  let now = new Date('2020-12-01T04:00:00Z');
  let open: Receiver[] = [];
  const platform = await openTestApp({ clock: () => now, webhookNetworks: networks });
  const later = (ms: number): void => { now = new Date(now.getTime() + ms); };
  const asOwner = async (text: string, params: readonly unknown[] = []) => (await platform.db.transaction({ scope: 'owner' }, (tx) => tx.query(text, params))).rows;
  const manage = async (name: string, type: string, input: object, as = integrator): Promise<Managed> => {
    const { data, errors } = await platform.ask(mutationOf(name, type), { as, variables: { input } });
    expect(errors).toEqual([]);
    return data[name];
  };
  return {
    platform, later, asOwner, manage,
    now: () => now,
    dispatcherWith: (options = {}) => {
      const dispatcher = createDispatcher({
        db: platform.db, vault: testVault(), accounts: createAccounts(platform.db, allPlugins, () => now.getTime()), records: recordsOf(allPlugins),
        clock: () => now, random: () => 0.5, networks, timeoutMs: 300, report: (error) => { throw error; }, ...options,
      });
      const turn = async (): Promise<number> => {
        await feedAtRest(platform);
        return dispatcher.turn();
      };
      return { ...dispatcher, turn };
    },
    receiverOf: async (answer = take) => {
      const receiver = await openReceiver(answer);
      open.push(receiver);
      return receiver;
    },
    hookTo: (url, input = {}) => manage('createWebhook', 'CreateWebhookInput', { url, recordTypes: ['Household', 'Person'], ...input }),
    stateOf: async (id) => {
      const { data } = await platform.ask('{ webhooks(first: 100) { nodes { id failures failure failedAt deliveredAt pausedAt nextAttemptAt } } }', { as: integrator });
      return data.webhooks.nodes.find((one: { id: string }) => one.id === id);
    },
    register: async (name = '郑十', as = clerk, county = '140224') => {
      const { data: places } = await platform.ask(`{ place(code: "${county}") { descendants(level: VILLAGE, first: 1) { nodes { code } } } }`);
      const input = { villageCode: places.place.descendants.nodes[0].code, registeredOn: '2016-03-01', mainCause: 'ILLNESS', members: [{ ...member, name }] };
      const { data } = await platform.ask('mutation($input: RegisterHouseholdInput!) { registerHousehold(input: $input) { errors { code } } }', { as, variables: { input } });
      expect(data.registerHousehold.errors).toEqual([]);
    },
    untilQuiet: async (dispatcher) => {
      for (let times = 0; times < 40; times += 1) {
        if ((await dispatcher.turn()) === 0) return;
        later(4_000_000);
      }
    },
    clear: async () => {
      for (const receiver of open) await receiver.close();
      open = [];
      await asOwner('update core.webhook set ended_at = now() where ended_at is null');
    },
    close: () => platform.close(),
  };
};
