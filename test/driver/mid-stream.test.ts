import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres, type PostgresServer } from '../support/postgres-server.ts';
import { finished, startNode } from './node-child.ts';
import type { LoadReport } from './load.ts';
import { administer } from './owner.ts';

const soak = Number(process.env['YOUYU_SOAK'] ?? 1);
let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
  await administer(server.url, 'create schema load; create table load.mark (number int primary key)');
});
afterAll(() => server?.remove());

test('10,000 mixed operations, one in ten failing mid-stream, give no wrong result', async () => {
  const operations = 10_000 * soak;
  const settings = { url: server.url, workers: 20, operations, poolSize: 10, poolWaitMs: 5_000, deadlineMs: 10_000 };
  const { code, out, err } = await finished(startNode('load.ts', [JSON.stringify(settings)]));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const report = JSON.parse(out) as LoadReport;
  expect(report.wrong).toEqual([]);
  expect(report.untyped).toEqual([]);
  expect(report.outcomes).toEqual({ right: operations * 0.95, 'failed as it must': operations * 0.05 });
  const [stored] = await administer(server.url, 'select count(*)::int as stored from load.mark');
  expect(stored).toEqual({ stored: report.acknowledged.length });
}, 60_000 * soak);
