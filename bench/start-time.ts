import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endsWithUs } from './children.ts';
import type { Cluster } from './cluster.ts';
import { median, table } from './figures.ts';

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
};

const isReady = (port: number): Promise<boolean> => fetch(`http://127.0.0.1:${port}/ready`).then(({ ok }) => ok, () => false);

/** The key of `benchVault`, as the service takes it. */
const masterKey = Buffer.alloc(32, 7).toString('base64');

/** Seconds from the start of the command `serve` until it takes requests; it is stopped then. */
export const startTime = async (settings: Readonly<Record<string, string>>): Promise<number> => {
  const port = await freePort();
  const from = performance.now();
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: String(port), YOUYU_MASTER_KEY: masterKey, ...settings };
  const child = spawn(process.execPath, ['src/main.ts', 'serve'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => { said = (said + chunk.toString()).slice(-4_000); });
  const ended = once(child, 'exit');
  endsWithUs(child);
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error(`the service did not start: ${said}`);
    await sleep(20);
  }
  const seconds = (performance.now() - from) / 1000;
  child.kill('SIGTERM');
  await ended;
  return seconds;
};

const threeTimes = async (settings: () => Promise<Readonly<Record<string, string>>>): Promise<string> => {
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1) times.push(await startTime(await settings()));
  return `${median(times).toFixed(1)} s (${Math.min(...times).toFixed(1)}-${Math.max(...times).toFixed(1)})`;
};

/** How long `serve` takes until it takes requests: over the data, over an empty database, over an embedded demo that is there. */
export const starts = async (cluster: Cluster, database: string): Promise<string> => {
  const full = await threeTimes(async () => ({ DATABASE_URL: cluster.urlOf('youyu_owner', database), YOUYU_DEMO: 'off' }));
  const empty = await threeTimes(async () => {
    await cluster.administer('postgres', async (sql) => {
      await sql.unsafe('drop database if exists bench_empty with (force)');
      await sql.unsafe('create database bench_empty owner youyu_owner');
    });
    return { DATABASE_URL: cluster.urlOf('youyu_owner', 'bench_empty'), YOUYU_DEMO: 'off' };
  });
  const folder = mkdtempSync(join(tmpdir(), 'youyu-bench-'));
  try {
    const first = await startTime({ YOUYU_DATA_DIR: folder });
    const again = await threeTimes(async () => ({ YOUYU_DATA_DIR: folder }));
    return table(['start', 'median of three (least-most)'], [
      ['PostgreSQL with the data', full], ['PostgreSQL, empty: tables and reference data are made', empty], ['embedded, first: the demo is told', `${first.toFixed(1)} s`], ['embedded, demo there', again]]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
