import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished, type Finished } from '../driver/node-child.ts';

const carried = join(process.cwd(), 'node_modules/.bin/node');

/** The node that the project brings. */
export const node = existsSync(carried) ? carried : process.execPath;

type Settings = Readonly<Record<string, string>>;

/** Settings and what a process needs, nothing else of ours: neither npm's variables nor the runner's. */
export const environment = (settings: Settings): NodeJS.ProcessEnv => {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'SystemRoot'].map((name) => [name, process.env[name]]);
  return { ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)), PORT: '0', ...settings };
};

const startChild = (args: readonly string[], settings: Settings): ChildProcess =>
  spawn(node, ['src/main.ts', ...args], { env: environment(settings), stdio: ['ignore', 'pipe', 'pipe'] });

/** Runs a command of the platform to its end. */
export const run = (args: readonly string[], settings: Settings = {}): Promise<Finished> => finished(startChild(args, settings));

/** What a process must never print: anything like a resident ID number, and the master key of its folder. */
export const secretsIn = (text: string, folder?: string): readonly string[] => {
  const keyFile = folder && join(folder, 'master.key');
  const key = keyFile && existsSync(keyFile) ? readFileSync(keyFile, 'utf8') : undefined;
  return [...(text.match(/(?<!\d)[1-9]\d{16}[\dXx](?!\d)/g) ?? []), ...(key && text.includes(key) ? ['the master key'] : [])];
};

/** An answer over HTTP. */
export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  readonly data: any;
  readonly codes: readonly string[];
  readonly text: string;
}

export interface Asking {
  /** A token, or the subject of a demo account whose token was printed. */
  readonly as?: string;
  readonly variables?: object;
  /** A trusted document in place of the query. */
  readonly documentId?: string;
}

/** A running service. */
export interface Service {
  /** `http://127.0.0.1:<port>` */
  readonly base: string;
  readonly pid: number;
  readonly child: ChildProcess;
  /** Everything printed so far. */
  readonly out: () => string;
  readonly err: () => string;
  token(subject: string): string;
  ask(query: string, options?: Asking): Promise<Reply>;
  /** Status of a page; 0 where nobody listens. */
  status(path: string): Promise<number>;
  /** Resolves when the text has been printed. */
  said(text: string): Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<Finished>;
  readonly end: Promise<Finished>;
}

const recorded = (child: ChildProcess) => {
  let [out, err] = ['', ''];
  const listeners = new Set<() => void>();
  const hear = (stream: NodeJS.ReadableStream | null, add: (text: string) => void): void => {
    stream?.on('data', (chunk: Buffer) => {
      add(chunk.toString());
      for (const listener of listeners) listener();
    });
  };
  hear(child.stdout, (text) => { out += text; });
  hear(child.stderr, (text) => { err += text; });
  return { out: () => out, err: () => err, listeners };
};

/** Token that was printed under an account's name. */
export const printedToken = (out: string, subject: string): string => {
  const token = new RegExp(`^  ${subject}: .*\\n  (\\S+)$`, 'm').exec(out)?.[1];
  if (!token) throw new Error(`no token of ${subject} was printed`);
  return token;
};

const post = async (base: string, asked: object, token: string | undefined): Promise<Reply> => {
  const response = await fetch(`${base}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(asked),
  });
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text) as { data: unknown; errors?: { extensions?: { code?: string } }[] };
  return { status: response.status, data, codes: errors.map(({ extensions }) => String(extensions?.code)), text };
};

/** Waits until a child of `src/main.ts serve` is ready, and speaks with it. */
export const attach = async (child: ChildProcess): Promise<Service> => {
  const end = finished(child);
  const { out, err, listeners } = recorded(child);
  const said = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!out().includes(text) && !err().includes(text)) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      void end.then(({ code, signal }) => { look(); reject(new Error(`ended (${signal ?? code}) without saying "${text}":\n${err()}`)); });
      look();
    });
  await said('Ready: ');
  const base = /Ready: (\S+)\/graphql/.exec(out())?.[1] ?? '';
  const token = (subject: string): string => printedToken(out(), subject);
  return {
    base, child, end, out, err, said, token,
    pid: child.pid ?? 0,
    ask: (query, { as, variables, documentId } = {}) => post(base, documentId ? { documentId, variables } : { query, variables }, as?.startsWith('demo-') ? token(as) : as),
    status: (path) => fetch(`${base}${path}`, { headers: { connection: 'close' } }).then(({ status }) => status, () => 0),
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return end;
    },
  };
};

/** Starts the service as `npm start` does and waits until it is ready. */
export const startService = (settings: Settings): Promise<Service> => attach(startChild(['serve'], settings));
