import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { afterEach, beforeAll, expect, inject, test } from 'vitest';
import { publicQuery } from '../../src/server/examples.ts';
import { copyOf } from './filled-folder.ts';
import { attach, node, secretsIn, type Service, startService } from './service.ts';

const first = inject('firstRun');
let folder: string;
let service: Service | undefined;

const start = async (settings: Readonly<Record<string, string>> = {}): Promise<Service> => {
  service = await startService({ YOUYU_DATA_DIR: folder, ...settings });
  return service;
};

beforeAll(() => { folder = copyOf(first.folder); });
afterEach(async () => {
  if (!service) return;
  if (service.child.exitCode === null && service.child.signalCode === null) await service.stop('SIGKILL');
  expect(secretsIn(service.out() + service.err(), folder)).toEqual([]);
  service = undefined;
});

/** A request whose second half waits until it is asked for. */
const slowRequest = async (base: string) => {
  const { hostname, port } = new URL(base);
  const body = JSON.stringify({ query: publicQuery });
  const socket = connect(Number(port), hostname);
  socket.write(`POST /graphql HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body.slice(0, 20)}`);
  let answer = '';
  socket.on('data', (chunk: Buffer) => { answer += chunk.toString(); });
  const closed = new Promise<string>((resolve) => { socket.once('close', () => resolve(answer)); });
  await new Promise((resolve) => setTimeout(resolve, 300)); // the first half has arrived
  return { finish: (): Promise<string> => { socket.write(body.slice(20)); return closed; } };
};

const until = async (condition: () => Promise<boolean>): Promise<void> => {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50));
};

test('SIGTERM: not ready at once, still answering for the delay, then closed but for what is under way', async () => {
  const { base, status, ask, child, said, end } = await start({ YOUYU_DRAIN_DELAY_MS: '3000' });
  expect(await Promise.all(['/health', '/ready'].map(status))).toEqual([200, 200]);
  const slow = await slowRequest(base);
  child.kill('SIGTERM');
  await said('Stopping');
  expect(await Promise.all(['/health', '/ready'].map(status))).toEqual([200, 503]);
  expect((await ask(publicQuery)).status).toBe(200);
  await until(async () => (await status('/health')) === 0);
  expect(child.exitCode).toBeNull();
  const answer = await slow.finish();
  expect(answer).toContain('HTTP/1.1 200');
  expect(answer).toContain(first.publicAnswer);
  const { code, err } = await end;
  expect(code).toBe(0);
  expect(err).toMatch(/Stopped\n$/);
});

test('a second signal ends it at once', async () => {
  const { base, child, said, end } = await start({ YOUYU_DRAIN_DELAY_MS: '60000' });
  await slowRequest(base);
  child.kill('SIGINT');
  await said('Stopping');
  child.kill('SIGINT');
  expect(await end).toMatchObject({ code: null, signal: 'SIGINT' });
});

test('under npm it ends in order when the shell between them dies of the signal', async () => {
  const shell = spawn('sh', ['-c', `"${node}" src/main.ts serve; true`], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: '0', YOUYU_DATA_DIR: folder, npm_lifecycle_event: 'start' },
  });
  const { end } = await attach(shell);
  shell.kill('SIGTERM');
  expect((await end).err).toMatch(/Stopped\n$/); // the pipe closes with the last process that holds it
});
