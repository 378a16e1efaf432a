import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { connect, isRetryable, sqlState, type ConnectOptions } from '../../src/db/connect.ts';
import type { Database } from '../../src/db/database.ts';
import { openConnection } from '../../src/db/engine-postgres.ts';
import { startPostgres, type PostgresServer } from '../support/postgres-server.ts';
import { startNode } from './node-child.ts';
import { administer } from './owner.ts';

const owner = { scope: 'owner' } as const;
const unavailable = { code: 'DATABASE_UNAVAILABLE' };
const opened: Database[] = [];
let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
  await administer(server.url, 'create table item (number int)');
}, 180_000);
afterAll(() => server?.remove());
afterEach(async () => { for (const database of opened.splice(0)) await database.close(); });

const open = async (options: ConnectOptions = {}): Promise<Database> => {
  const database = await connect({ url: server.url, poolSize: 3, ...options });
  opened.push(database);
  return database;
};
const backendPid = async (database: Database): Promise<unknown> =>
  (await database.transaction(owner, (tx) => tx.query('select pg_backend_pid()'))).rows[0]?.[0];
const activity = async (): Promise<readonly Record<string, unknown>[]> =>
  administer(server.superuserUrl, "select pid, state, query from pg_stat_activity where application_name = 'youyu'");
const direct = (deadlineMs = 5_000): ReturnType<typeof openConnection> => openConnection({ url: server.url, deadlineMs }, 2_000);

test('after a loss in mid-transaction nothing more is sent, not even on a new connection', async () => {
  const database = await open({ poolSize: 1 });
  const errors: unknown[] = [];
  const work = database.transaction(owner, async (tx) => {
    await tx.query('insert into item values (1)');
    const [pid] = (await tx.query('select pg_backend_pid()')).rows[0] ?? [];
    await administer(server.superuserUrl, `select pg_terminate_backend(${Number(pid)})`);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await tx.query('insert into item values (2)').catch((error: unknown) => errors.push(error));
      await sleep(30);
    }
    expect(await activity()).toEqual([]);
  });
  await expect(work).rejects.toMatchObject(unavailable);
  expect(errors).toMatchObject([unavailable, unavailable, unavailable]);
  expect(await administer(server.url, 'select * from item')).toEqual([]);
  expect(await backendPid(database)).toBeTypeOf('number');
});

test('a loss during a savepoint, at commit and at rollback is told as such', async () => {
  const database = await open();
  const die = 'select pg_terminate_backend(pg_backend_pid())';
  await expect(database.transaction(owner, (tx) => tx.savepoint(() => tx.query(die)))).rejects.toMatchObject(unavailable);
  const atCommit = database.transaction(owner, async (tx) => { void tx.query(die); });
  await expect(atCommit).rejects.toMatchObject({ ...unavailable, details: { commit: 'unknown' } });
  const own = new Error('own');
  const atRollback = database.transaction(owner, (tx) => { void tx.query(die); return Promise.reject(own); });
  await expect(atRollback).rejects.toBe(own);
  expect(await backendPid(database)).toBeTypeOf('number');
});

test('a deadline also stops the statement on the server', async () => {
  const database = await open({ poolSize: 1 });
  const cut = database.transaction({ ...owner, deadlineMs: 300 }, (tx) => tx.query('select pg_sleep(30)'));
  await expect(cut).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  await sleep(300);
  expect(await activity()).toEqual([]);
});

test('a process frozen in mid-transaction does not keep its locks', async () => {
  const settings = { url: server.url, workers: 1, poolSize: 1, poolWaitMs: 1_000, deadlineMs: 1_000, durationMs: 60_000 };
  await administer(server.url, 'create schema load; create table load.mark (number int primary key)');
  const child = startNode('load.ts', [JSON.stringify(settings)]);
  await sleep(1_500);
  child.kill('SIGSTOP');
  await sleep(1_500);
  const left = (await activity()).filter(({ state }) => state !== 'idle');
  child.kill('SIGKILL');
  expect(left).toEqual([]);
});

test('no server, no such database, no such role: refused at once, and the cause is kept for the log', async () => {
  const url = new URL(server.url);
  url.pathname = '/nowhere';
  const absent = await open({ url: url.href });
  await expect(backendPid(absent)).rejects.toMatchObject({ ...unavailable, cause: { message: expect.stringContaining('nowhere') as string } });
  url.port = '1';
  const nobody = await open({ url: url.href });
  const from = performance.now();
  await expect(backendPid(nobody)).rejects.toMatchObject(unavailable);
  expect(performance.now() - from).toBeLessThan(500);
});

test('a statement that strays outside a transaction cannot write', async () => {
  const connection = await direct();
  await expect(connection.send('insert into item values (3)', [])).rejects.toMatchObject({ state: '25006' });
  await connection.close();
});

test('a result the driver has spoilt is refused, and its connection with it', async () => {
  const connection = await direct();
  await connection.send('select 1 / (3 - g) from generate_series(1, 9) g', []).catch(() => undefined);
  // no rollback in between, so the fault of the driver shows; if it does not, the driver has been mended
  await expect(connection.send('select g from generate_series(1, 4) g', [])).rejects.toMatchObject({ code: 'WRONG_ROW_COUNT' });
  expect(connection.alive).toBe(false);
  await expect(connection.send('select 1', [])).rejects.toMatchObject({ code: 'WRONG_ROW_COUNT' });
});

test('statements the driver would choke on are refused before they are sent', async () => {
  const database = await open();
  await expect(database.transaction(owner, (tx) => tx.query('select 1', Array.from({ length: 65_600 }, () => 1)))).rejects.toBeInstanceOf(RangeError);
  await expect(database.transaction(owner, (tx) => tx.query('select 1\0'))).rejects.toBeInstanceOf(RangeError);
  await expect(database.transaction(owner, (tx) => tx.query('select $1::text', ['a\0b']))).rejects.toMatchObject({ state: '22021' });
  await expect(database.transaction(owner, (tx) => tx.query('select $1::int', []))).rejects.toMatchObject({ state: '08P01' });
  expect(await backendPid(database)).toBeTypeOf('number');
});

test('a connection with a thousand prepared statements is replaced', async () => {
  const database = await open({ poolSize: 1, deadlineMs: 20_000 });
  const first = await backendPid(database);
  expect(await backendPid(database)).toBe(first);
  await database.transaction(owner, async (tx) => {
    for (let number = 0; number < 1_000; number += 1) await tx.query(`select ${number}`);
  });
  expect(await backendPid(database)).not.toBe(first);
});

test('a migration under prepared statements costs each connection one failure that can be run again', async () => {
  const database = await open({ poolSize: 1 });
  const read = (table: string): Promise<unknown> => database.transaction(owner, async (tx) => (await tx.query(`select * from ${table}`)).rows);
  for (const table of ['one', 'two']) await administer(server.url, `create table ${table} (a int); insert into ${table} values (1)`);
  expect([await read('one'), await read('two')]).toEqual([[[1]], [[1]]]);
  for (const table of ['one', 'two']) await administer(server.url, `alter table ${table} add b int default 2`);
  const refusal = await read('one').catch((error: unknown) => error);
  expect([sqlState(refusal), isRetryable(refusal)]).toEqual(['0A000', true]);
  expect([await read('one'), await read('two')]).toEqual([[[1, 2]], [[1, 2]]]);
});
