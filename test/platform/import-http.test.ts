import { afterAll, beforeAll, expect, test } from 'vitest';
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
  expect(await tableState(platform)).toEqual(before);
  expect(openSpools()).toEqual([]);
});
