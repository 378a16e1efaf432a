import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres, type PostgresServer } from '../support/postgres-server.ts';
import { flakyNetwork } from './flaky-network.ts';
import type { LoadReport, LoadSettings } from './load.ts';
import { finished, startNode } from './node-child.ts';
import { administer } from './owner.ts';

const soak = Number(process.env['YOUYU_SOAK'] ?? 1);
let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
  await administer(server.url, 'create schema load; create table load.mark (number int primary key)');
});
afterAll(() => server?.remove());

test('connections cut, reset, halved and silenced at random: no crash, no wrong result, no lost commit', async () => {
  const url = new URL(server.url);
  const network = await flakyNetwork(Number(url.port));
  url.port = String(network.port);
  const durationMs = 12_000 * soak;
  const settings: LoadSettings = { url: url.href, workers: 20, poolSize: 8, poolWaitMs: 600, deadlineMs: 600, durationMs };
  const ending = finished(startNode('load.ts', [JSON.stringify(settings)]));
  await sleep(1_000);
  network.harm = 0.01;
  await sleep(durationMs - 2_500);
  network.harm = 0;
  const { code, signal, out, err } = await ending;
  await network.close();
  expect({ code, signal, err }).toEqual({ code: 0, signal: null, err: '' });
  const report = JSON.parse(out) as LoadReport;
  const rows = await administer(server.url, 'select number from load.mark');
  const stored = new Set(rows.map((row) => Number(row['number'])));
  console.info('harmed', network.harmed, JSON.stringify({ ...report, acknowledged: report.acknowledged.length, stored: stored.size }));
  expect(network.harmed).toBeGreaterThan(100);
  expect({ wrong: report.wrong, untyped: report.untyped }).toEqual({ wrong: [], untyped: [] });
  expect(report.longestMs).toBeLessThan(2_000);
  expect(report.recovered).toBe(24);
  expect(report.acknowledged.filter((number) => !stored.has(number))).toEqual([]);
}, 30_000 + 15_000 * soak);
