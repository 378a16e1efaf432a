import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../support/app.ts';
import { openSpools } from '../support/open-spools.ts';
import { tableState } from '../support/table-state.ts';

const clerk = 'demo-county-clerk';
let platform: TestApp;
let numbers: readonly string[];
beforeAll(async () => {
  platform = await openTestApp();
  const { data } = await platform.ask('{ households(first: 3) { nodes { registrationNumber } } }', { as: clerk });
  numbers = data.households.nodes.map(({ registrationNumber }: { registrationNumber: string }) => registrationNumber);
});
afterAll(() => platform?.close());

const post = async (path: string, body: string | ReadableStream | undefined, as?: string, method = 'POST'): Promise<{ readonly status: number; readonly body: Record<string, unknown>; readonly code: unknown }> => {
  const headers = as ? { authorization: `Bearer ${await platform.tokenOf(as)}` } : {};
  const response = await platform.app.fetch(new Request(`http://test${path}`, { method, headers, ...(body === undefined ? {} : { body, duplex: 'half' }) } as RequestInit));
  const answer = (await response.json()) as { errors?: readonly { extensions: { code: string } }[] };
  return { status: response.status, body: answer as Record<string, unknown>, code: answer.errors?.[0]?.extensions.code };
};

const needs = (): string => `户编号,类型,年度\r\n${numbers.map((number) => `${number},CREDIT,1930`).join('\r\n')}\r\n${numbers[0]},WRONG,1930\r\n`;

test('a file in parts is imported; its report says what became of every row', async () => {
  const text = needs();
  const parts = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (let at = 0; at < text.length; at += 7) controller.enqueue(Buffer.from(text.slice(at, at + 7)));
      controller.close();
    },
  });
  const dry = await post('/import/Need?dryRun=1&file=needs.csv', text, clerk);
  expect([dry.status, dry.body]).toMatchObject([200, { dryRun: true, rows: 4, created: 3, quarantined: 1, file: 'needs.csv' }]);
  const real = await post('/import/Need', parts, clerk);
  expect([real.status, real.body]).toMatchObject([200, { dryRun: false, rows: 4, created: 3, quarantined: 1, faultsByCode: { CELL_NO_CODE: 1 } }]);
  expect((await post('/import/need', text, clerk)).body).toMatchObject({ rows: 4, created: 0, unchanged: 3, quarantined: 1 });
});

test('who may not, may not; nothing is left behind', async () => {
  const before = await tableState(platform);
  const refused = async (...args: Parameters<typeof post>) => {
    const { status, code } = await post(...args);
    return `${status} ${String(code)}`;
  };
  expect(await refused('/import/Need', needs())).toBe('401 UNAUTHENTICATED');
  expect(await refused('/import/Need', needs(), 'demo-province-viewer')).toBe('403 FORBIDDEN');
  expect(await refused('/import/Nothing', needs(), clerk)).toBe('404 IMPORT_RECORD_UNKNOWN');
  expect(await refused('/import/Household', needs(), 'demo-province-viewer')).toMatch(/^40[34] /);
  expect(await refused('/import/Need', undefined, clerk, 'GET')).toBe('405 UPLOAD_TYPE');
  expect(await refused('/import/Need', '', clerk)).toBe('400 FILE_EMPTY');
  expect(await refused('/import/Need', 'a,b\n1,2\n', clerk)).toBe('400 IMPORT_COLUMNS_UNKNOWN');
  expect(await refused('/import/Need?county=140000', needs(), clerk)).toBe('403 COUNTY_OUT_OF_REACH');
  expect(await refused('/import/Need?file=11010519491231002X.csv', needs(), clerk)).toBe('400 ID_NUMBER_IN_ADDRESS');
  expect(await tableState(platform)).toEqual(before);
  expect(openSpools()).toEqual([]);
});

describe('a file that takes its time', () => {
  const slowly = () => {
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({ start: (given) => { controller = given; } });
    const text = needs().replaceAll('1930', '1931');
    controller?.enqueue(Buffer.from(text.slice(0, 20)));
    return { body, finish: () => { controller?.enqueue(Buffer.from(text.slice(20))); controller?.close(); } };
  };
  const send = async (to: TestApp, body: ReadableStream, signal?: AbortSignal): Promise<Response> =>
    to.app.fetch(new Request('http://test/import/Need', { method: 'POST', headers: { authorization: `Bearer ${await to.tokenOf(clerk)}` }, body, duplex: 'half', signal } as RequestInit));

  test('is answered before it is there; meanwhile it has no name on the disk and one of the places, and its report follows', async () => {
    const single = await openTestApp({ guards: { concurrent: 1 } });
    try {
      const { body, finish } = slowly();
      const response = await send(single, body);
      expect(response.status).toBe(200);
      expect(openSpools()).toEqual([expect.stringMatching(/ \(deleted\)$/)].slice(0, existsSync('/proc/self/fd') ? 1 : 0));
      expect((await single.ask('{ viewer { name } }', { as: clerk })).errors[0]?.extensions['code']).toBe('TOO_MANY_CONCURRENT');
      finish();
      expect(JSON.parse(await response.text())).toMatchObject({ rows: 4, created: 3, quarantined: 1 });
      expect((await single.ask('{ viewer { name } }', { as: clerk })).errors).toEqual([]);
      expect(openSpools()).toEqual([]);
    } finally {
      await single.close();
    }
  }, 60_000);

  test('may be left before its report: the process goes on, and so do imports', async () => {
    const { body, finish } = slowly();
    const response = await send(platform, body);
    await response.body?.cancel();
    await sleep(6_000); // a blank would be due
    finish();
    while (openSpools().length > 0) await sleep(20);
    expect((await post('/import/Need', needs().replaceAll('1930', '1931'), clerk)).body).toMatchObject({ rows: 4, quarantined: 1 });
  }, 60_000);
});
