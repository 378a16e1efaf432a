import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { postgresBinaries } from './postgres-binaries.ts';
import { serverProcesses } from './postgres-processes.ts';

/** How a server is stopped: `fast` is orderly, `immediate` skips the checkpoint, `kill` is SIGKILL. */
export type StopMode = 'fast' | 'immediate' | 'kill';

/** A real PostgreSQL of a test's own, removed from disk by `remove`. */
export interface PostgresServer {
  /** Database owned by a role that is no superuser, so that row security binds it. */
  readonly url: string;
  readonly superuserUrl: string;
  readonly version: string;
  /** The postmaster's process id; another one after `start`. */
  readonly pid: number;
  /** Stops the server; it can be started again. */
  stop(mode?: StopMode): Promise<void>;
  start(): Promise<void>;
  /** Stops every server process from running (SIGSTOP), as a hung disk or network does. */
  freeze(): void;
  thaw(): void;
  /** Makes a database owned by the test role, and answers its url. */
  createDatabase(name: string): Promise<string>;
  /** Stops the server and removes it from disk. */
  remove(): Promise<void>;
}

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
};

/** PostgreSQL refuses to run as root, so root hands over to `nobody`. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

const settings: readonly string[] = [
  'fsync=off', 'synchronous_commit=on', 'full_page_writes=off', 'shared_buffers=32MB', 'max_connections=60',
  'unix_socket_directories=', 'listen_addresses=127.0.0.1', 'logging_collector=off', 'log_min_messages=fatal',
];

const initialise = (bin: string, home: string): void => {
  if (existsSync(join(home, 'data/PG_VERSION'))) return;
  if (nobody.uid) chownSync(home, nobody.uid, nobody.gid);
  const flags = ['-D', join(home, 'data'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync', '--no-instructions'];
  execFileSync(join(bin, 'initdb'), flags, { ...nobody, cwd: home, stdio: ['ignore', 'ignore', 'pipe'] });
};

/** The postmaster writes `ready` as the eighth line of its pid file. */
const untilReady = async (home: string, child: ChildProcess, complaints: () => string): Promise<void> => {
  for (const until = Date.now() + 30_000; Date.now() < until; await sleep(20)) {
    if (child.exitCode !== null) break;
    const file = join(home, 'data/postmaster.pid');
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    if (lines[0] === String(child.pid) && lines[7]?.trim() === 'ready') return;
  }
  throw new Error(`PostgreSQL did not start: ${complaints()}`);
};

const launch = async (bin: string, home: string, port: number, more: readonly string[]): Promise<ChildProcess> => {
  const flags = ['-D', join(home, 'data'), '-p', String(port), ...[...settings, ...more].flatMap((setting) => ['-c', setting])];
  const child = spawn(join(bin, 'postgres'), flags, { ...nobody, cwd: home, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => { said = (said + chunk.toString()).slice(-2_000); });
  await untilReady(home, child, () => said);
  return child;
};

const signals = { fast: 'SIGINT', immediate: 'SIGQUIT', kill: 'SIGKILL' } as const;

const signalAll = (pid: number, signal: NodeJS.Signals): void => {
  for (const one of serverProcesses(pid)) {
    try { process.kill(one, signal); } catch { /* it has just ended */ }
  }
};

const halt = async (child: ChildProcess, mode: StopMode): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) return;
  const ended = once(child, 'exit');
  if (mode === 'kill') signalAll(child.pid, 'SIGKILL');
  else child.kill(signals[mode]);
  await ended;
};

const administer = async <T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> => {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
};

/** Where a server keeps its data, if it is to be kept, and settings beside those of all. */
export interface ServerOptions {
  /** A folder that stays when the server is removed, and is gone on with when it is there; an absolute path. */
  readonly home?: string;
  readonly settings?: readonly string[];
}

const ownerRole = `do $$ begin create role youyu_owner login createrole nosuperuser; exception when duplicate_object then null; end $$`;

/** Starts a server. `bin` chooses the binaries; otherwise see `postgresBinaries`. */
export const startPostgres = async (bin: string = postgresBinaries(), { home: kept, settings: more = [] }: ServerOptions = {}): Promise<PostgresServer> => {
  if (kept !== undefined) mkdirSync(kept, { recursive: true });
  const home = kept ?? mkdtempSync(join(tmpdir(), 'youyu-pg-'));
  initialise(bin, home);
  const port = await freePort();
  let child = await launch(bin, home, port, more);
  const clean = (): void => {
    if (child.pid && child.exitCode === null && child.signalCode === null) signalAll(child.pid, 'SIGKILL');
    if (kept === undefined) rmSync(home, { recursive: true, force: true });
  };
  process.once('exit', clean); // a failed run leaves nothing behind
  const urlOf = (role: string, database: string): string => `postgres://${role}@127.0.0.1:${port}/${database}`;
  const superuserUrl = urlOf('postgres', 'postgres');
  const createDatabase = async (name: string): Promise<string> => {
    await administer(superuserUrl, (sql) => sql.unsafe(`create database "${name}" owner youyu_owner`));
    return urlOf('youyu_owner', name);
  };
  const version = await administer(superuserUrl, async (sql) => {
    await sql.unsafe(ownerRole);
    return String((await sql.unsafe('show server_version'))[0]?.['server_version']);
  });
  return {
    url: kept === undefined ? await createDatabase('youyu') : urlOf('youyu_owner', 'youyu'),
    superuserUrl, version, createDatabase,
    get pid() { return child.pid ?? 0; },
    stop: (mode = 'fast') => halt(child, mode),
    async start() { child = await launch(bin, home, port, more); },
    freeze: () => signalAll(child.pid ?? 0, 'SIGSTOP'),
    thaw: () => signalAll(child.pid ?? 0, 'SIGCONT'),
    async remove() {
      await halt(child, kept === undefined ? 'kill' : 'fast');
      process.removeListener('exit', clean);
      clean();
    },
  };
};
