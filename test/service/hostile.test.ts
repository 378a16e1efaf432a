import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { publicQuery } from '../../src/server/examples.ts';
import { type Hostile, hostileRequests } from '../support/hostile-shapes.ts';
import { type Answered, hostileBytes, sendBytes, slowRequests } from '../support/hostile-sockets.ts';
import { copyOf } from './filled-folder.ts';
import { secretsIn, type Service, startService } from './service.ts';

const seed = Number(process.env['YOUYU_TEST_SEED'] ?? 2016);
const folder = copyOf(inject('firstRun').folder);
const mebibyte = 1_048_576;

let service: Service;
beforeAll(async () => {
  service = await startService({ YOUYU_DATA_DIR: folder, YOUYU_IDE: 'off', NODE_OPTIONS: '--expose-gc --import ./test/service/report-memory.ts' });
});
afterAll(async () => {
  await service.stop();
  expect(secretsIn(service.out() + service.err(), folder)).toEqual([]);
});

/** Bytes the process holds once it has thrown away what it can. */
const memory = async (): Promise<number> => {
  const before = service.err().length;
  service.child.kill('SIGUSR2');
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const said = /memory: (\d+)\n/.exec(service.err().slice(before))?.[1];
    if (said) return Number(said);
  }
};

/** What is not as a refusal should be; undefined for nothing. */
const fault = ({ status, text }: Answered, codes: readonly string[]): string | undefined => {
  if (status < 400 || status > 499) return `status ${status}: ${text.slice(0, 200)}`;
  if (!text.startsWith('{')) return `no JSON: ${text.slice(0, 200)}`;
  const { data, errors = [] } = JSON.parse(text) as { data?: unknown; errors?: readonly { extensions?: { code?: string; requestId?: string; messages?: { zh?: string; en?: string } } }[] };
  if (data) return `data: ${text.slice(0, 200)}`;
  if (text.length > 20_000) return `${text.length} characters of answer`;
  for (const { extensions: { code, messages, requestId } = {} } of errors) {
    if (!code || !codes.includes(code)) return `code ${code}, not ${codes.join(' or ')}`;
    if (!/\p{Script=Han}/u.test(messages?.zh ?? '') || !/[a-z]/.test(messages?.en ?? '') || !requestId) return `untyped ${JSON.stringify(messages)}`;
  }
  return errors.length > 0 ? undefined : `no error: ${text.slice(0, 200)}`;
};

const ask = async ({ method = 'POST', path = '/graphql', headers = {}, body }: Hostile, token: string | undefined): Promise<Answered> => {
  const response = await fetch(`${service.base}${path}`, {
    method,
    headers: { accept: 'application/graphql-response+json', ...(token && !headers['authorization'] && method === 'POST' ? { authorization: `Bearer ${token}` } : {}), ...headers },
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, text: await response.text() };
};

/** A good client that goes on asking until it is told to end, and what it was answered. */
const goodClient = (as?: string) => {
  const query = as ? '{ households(first: 3) { totalCount nodes { registrationNumber members { name relation } } } }' : publicQuery;
  const answers: string[] = [];
  let on = true;
  const asking = (async () => {
    while (on) {
      answers.push((await service.ask(query, as ? { as } : {})).text);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  })();
  return {
    end: async (): Promise<readonly string[]> => {
      on = false;
      await asking;
      return answers;
    },
  };
};

/** Runs the work over all items, a few at a time. */
const several = async <T>(items: readonly T[], work: (item: T) => Promise<void>, lanes = 4): Promise<void> => {
  const left = [...items];
  await Promise.all(Array.from({ length: lanes }, async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  }));
};

const rightAnswers = async (): Promise<readonly string[]> => {
  const clients = [goodClient(), goodClient('demo-county-clerk')];
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  return Promise.all(clients.map(async ({ end }) => (await end())[0] as string));
};

test('500 hostile shapes are all refused, the memory stays what it was, and good clients get right answers all the time', async () => {
  const right = await rightAnswers();
  for (const text of right) expect(JSON.parse(text).errors).toBeUndefined();
  const port = Number(new URL(service.base).port);
  const token = service.token('demo-province-clerk');
  const requests = hostileRequests(425, seed);
  const bytes = hostileBytes(75, seed);
  await several(hostileRequests(250, seed + 1), async (one) => { await ask(one, token).catch(() => undefined); }); // what is loaded at first use is loaded
  const before = await memory();
  const clients = [goodClient(), goodClient('demo-county-clerk')];
  const faults: string[] = [];
  const note = (what: string, problem: string | undefined): void => { if (problem) faults.push(`${what}: ${problem}`); };
  const started = performance.now();

  const slow = Promise.all(slowRequests.map(async ([what, first, more]) => note(what, fault(await sendBytes(port, first, more), ['REQUEST_TIMEOUT']))));
  let turn = 0;
  await several(requests, async (one) => {
    turn += 1;
    note(one.what, await ask(one, turn % 2 ? token : undefined).then((answer) => fault(answer, one.codes), (error: unknown) => `no answer: ${String((error as Error).cause ?? error)}`));
  });
  await several(bytes, async (one) => {
    const answer = await sendBytes(port, one.bytes);
    note(one.what, one.status.includes(answer.status) ? fault(answer, one.codes) : `status ${answer.status}, not ${one.status.join(' or ')}`);
  });
  const took = performance.now() - started;
  await slow;

  expect([...new Set(faults)]).toEqual([]);
  for (const [at, client] of clients.entries()) {
    const answers = await client.end();
    expect(answers.length).toBeGreaterThan(20);
    expect(answers.filter((text) => text !== right[at])).toEqual([]);
  }
  const grown = (await memory()) - before;
  process.stdout.write(`hostile shapes: ${requests.length + bytes.length} in ${Math.round(took)} ms, memory ${(grown / mebibyte).toFixed(1)} MiB more\n`);
  expect(grown).toBeLessThan(50 * mebibyte);
  expect(service.err()).not.toMatch(/"level":"error"|uncaught|unhandled/i);
});
