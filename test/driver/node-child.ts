import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const carriedNode = join(process.cwd(), 'node_modules/.bin/node');

/** Runs a script of this folder in a process of its own, so that an uncaught error shows as its death. */
export const startNode = (script: string, args: readonly string[]): ChildProcess =>
  spawn(existsSync(carriedNode) ? carriedNode : process.execPath, [join(import.meta.dirname, script), ...args], { stdio: ['pipe', 'pipe', 'pipe'] });

/** What a finished process said. */
export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** Waits for the end of a process. Call it at once, or output is lost. */
export const finished = (child: ChildProcess): Promise<Finished> =>
  new Promise((resolve) => {
    let [out, err] = ['', ''];
    child.stdout?.on('data', (chunk: Buffer) => { out += chunk.toString(); });
    child.stderr?.on('data', (chunk: Buffer) => { err += chunk.toString(); });
    child.once('close', (code, signal) => resolve({ code, signal, out, err }));
  });
