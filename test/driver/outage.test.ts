import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { startPostgres, type PostgresServer } from '../support/postgres-server.ts';
import type { LoadReport, LoadSettings } from './load.ts';
import { finished, startNode } from './node-child.ts';
import { administer } from './owner.ts';

const soak = Number(process.env['YOUYU_SOAK'] ?? 1);
const limits = { workers: 20, poolSize: 8, poolWaitMs: 800, deadlineMs: 1_200 };
const expectedCodes = ['right', 'failed as it must', 'DATABASE_UNAVAILABLE', 'DATABASE_BUSY', 'DEADLINE_EXCEEDED'];

let server: PostgresServer | undefined;
afterEach(async () => { await server?.remove(); server = undefined; });

type Trouble = (server: PostgresServer) => Promise<void>;

const killed: Trouble = async (victim) => {
  await victim.stop('kill');
  await victim.start();
};
const stoppedAtOnce: Trouble = async (victim) => {
  await victim.stop('immediate');
  await sleep(300); // refuses connections for a while
  await victim.start();
};
const restarted: Trouble = async (victim) => {
  await victim.stop('fast');
  await victim.start();
};
const frozen: Trouble = async (victim) => {
  victim.freeze();
  await sleep(3_000);
  victim.thaw();
};

/** Load in a process of its own, with trouble every second and a half. */
const loadDuring = async (trouble: Trouble, rounds: number): Promise<{ readonly report: LoadReport; readonly stored: ReadonlySet<number> }> => {
  server = await startPostgres();
  await administer(server.url, 'create schema load; create table load.mark (number int primary key)');
  const settings: LoadSettings = { ...limits, url: server.url, durationMs: rounds * 5_000 };
  const ending = finished(startNode('load.ts', [JSON.stringify(settings)]));
  for (let round = 0; round < rounds; round += 1) {
    await sleep(1_500);
    await trouble(server);
  }
  const { code, signal, out, err } = await ending;
  expect({ code, signal, err }).toEqual({ code: 0, signal: null, err: '' });
  const rows = await administer(server.url, 'select number from load.mark');
  return { report: JSON.parse(out) as LoadReport, stored: new Set(rows.map((row) => Number(row['number']))) };
};

test.each([['killed', killed], ['stopped at once', stoppedAtOnce], ['restarted', restarted], ['frozen', frozen]] as const)(
  'a server %s under load: no crash, no wrong result, every request ends in time, and it recovers',
  async (name, trouble) => {
    const { report, stored } = await loadDuring(trouble, (name === 'frozen' ? 1 : 2) * soak);
    console.info(name, JSON.stringify({ ...report, acknowledged: report.acknowledged.length, stored: stored.size }));
    expect(report.wrong).toEqual([]);
    expect(report.untyped).toEqual([]);
    expect(Object.keys(report.outcomes).filter((outcome) => !expectedCodes.includes(outcome))).toEqual([]);
    expect(report.outcomes['right']).toBeGreaterThan(100);
    expect(report.longestMs).toBeLessThan(limits.poolWaitMs + limits.deadlineMs + 500);
    expect(report.recovered).toBe(limits.poolSize * 3);
    expect(report.acknowledged.filter((number) => !stored.has(number))).toEqual([]);
  },
  40_000 * soak,
);
