import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { endsWithUs } from '../children.ts';
import type { Way } from '../queries/question.ts';
import type { ServerOrder } from './sign-in.ts';

/** A server of one way of asking, in a process of its own. */
export interface RunningWay {
  readonly way: Way;
  readonly url: string;
  readonly pid: number;
  /** From the start of the process until it takes requests, and of it what building the schema took. */
  readonly startMs: number;
  readonly schemaMs: number;
  stop(): Promise<void>;
}

const programs: Readonly<Record<Way, string>> = { youyu: './youyu.ts', sql: './sql.ts', postgraphile: '../peers/postgraphile.mjs', pothos: '../peers/pothos.mjs' };

/** @throws Error with what the process said when it ends instead of taking requests */
export const startWay = async (way: Way, order: ServerOrder): Promise<RunningWay> => {
  const from = performance.now();
  const program = fileURLToPath(new URL(programs[way], import.meta.url));
  const env = { ...process.env, NODE_ENV: 'production', GRAPHILE_ENV: 'production' };
  const child = spawn(process.execPath, [program, JSON.stringify(order)], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => { said = (said + chunk.toString()).slice(-20_000); });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  endsWithUs(child);
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), once(child, 'exit')])) as [unknown];
  if (typeof line !== 'string') throw new Error(`${way} did not start: ${said}`);
  const { url, schemaMs } = JSON.parse(line) as { url: string; schemaMs: number };
  return { way, url, schemaMs, pid: child.pid as number, startMs: Math.round(performance.now() - from), stop };
};
