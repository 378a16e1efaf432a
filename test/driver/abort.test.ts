import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database, Transaction } from '../../src/db/database.ts';
import { PlatformError } from '../../src/errors.ts';
import { engines, type EngineUnderTest } from './engines.ts';
import { administer } from './owner.ts';

describe.each(engines)('a transaction that nobody waits for any more, on %s', (_name, start) => {
  let engine: EngineUnderTest;
  let database: Database;
  const said: string[] = [];

  beforeAll(async () => {
    engine = await start();
    database = await engine.open({ poolSize: 1, poolWaitMs: 20_000, deadlineMs: 30_000, onStatement: (text) => said.push(text) });
    await database.transaction({ scope: 'owner' }, (tx) => tx.query('create table item (number int primary key)'));
  }, 180_000);
  afterAll(async () => { await database?.close(); await engine?.close(); });
  beforeEach(() => { said.length = 0; });

  const begin = (signal: AbortSignal, work: (tx: Transaction) => Promise<unknown>): Promise<unknown> =>
    database.transaction({ scope: 'owner', signal }, work).then(() => 'done', (error: unknown) => (error instanceof PlatformError ? error.code : error));
  const count = async (): Promise<unknown> => (await database.transaction({ scope: 'owner' }, (tx) => tx.query('select count(*)::int from item'))).rows[0]?.[0];

  test('is not begun when it is known before', async () => {
    expect(await begin(AbortSignal.abort(), (tx) => tx.query('select 1'))).toBe('CALLER_GONE');
    expect(said).toEqual([]);
  });

  test('gives the reason of the signal where that is an error of the platform', async () => {
    expect(await begin(AbortSignal.abort(new PlatformError('DEADLINE_EXCEEDED')), (tx) => tx.query('select 1'))).toBe('DEADLINE_EXCEEDED');
  });

  test('keeps nothing, though all its statements were done', async () => {
    const gone = new AbortController();
    expect(await begin(gone.signal, async (tx) => {
      await tx.query('insert into item values (1)');
      gone.abort();
    })).toBe('CALLER_GONE');
    expect(await count()).toBe(0);
  });

  test('sends no further statement', async () => {
    const gone = new AbortController();
    const { promise: finished, resolve: finish } = Promise.withResolvers<unknown>();
    expect(await begin(gone.signal, async (tx) => {
      await tx.query('select 1');
      gone.abort();
      await sleep(1);
      await tx.query('select 2').then(() => finish('sent'), (error: PlatformError) => finish(error.code));
    })).toBe('CALLER_GONE');
    expect(await finished).not.toBe('sent');
    expect(said).not.toContain('select 2');
    expect(await count()).toBe(0);
  });

  test('stops waiting for a connection, which then goes to the next', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const holder = database.transaction({ scope: 'owner' }, () => held);
    const gone = new AbortController();
    const waiting = begin(gone.signal, (tx) => tx.query('insert into item values (2)'));
    gone.abort();
    expect(await waiting).toBe('CALLER_GONE');
    release();
    await holder;
    expect(await count()).toBe(0);
    expect(await begin(new AbortController().signal, (tx) => tx.query('select 1'))).toBe('done');
  });

  test('leaves no listener on a signal that lives on', async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
    signal.addEventListener = ((...args: Parameters<typeof add>) => { listeners += 1; add(...args); }) as never;
    signal.removeEventListener = ((...args: Parameters<typeof remove>) => { listeners -= 1; remove(...args); }) as never;
    for (let time = 0; time < 3; time += 1) expect(await begin(signal, (tx) => tx.query('select 1'))).toBe('done');
    expect(listeners).toBe(0);
  });

  test('ends the statement that is running, on the server too', async () => {
    if (!engine.superuserUrl) return; // the embedded engine works in this process and cannot be cut
    const running = async (): Promise<number> =>
      (await administer(engine.superuserUrl as string, "select 1 from pg_stat_activity where application_name = 'youyu' and query like '%pg_sleep%' and state = 'active'") as readonly unknown[]).length;
    const gone = new AbortController();
    const working = begin(gone.signal, (tx) => tx.query('select pg_sleep(60)'));
    while ((await running()) === 0) await sleep(20);
    gone.abort();
    expect(await working).toBe('CALLER_GONE');
    while ((await running()) > 0) await sleep(20);
    expect(await count()).toBe(0);
  });
});
