import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { PlatformError } from '../errors.ts';

/** A data folder held by this process alone. */
export interface FolderLock {
  /** The folder, without symbolic links: two names of one folder are one lock. */
  readonly folder: string;
  release(): void;
}

const heldHere = new Set<string>();
const sqliteBusy = 5;

/**
 * SQLite's lock on an empty file is a lock of the operating system. It is never stale: it ends with
 * the process, however that ends, so there is no takeover to race for, and no pid that a
 * container or a reused number could make a lie. Node itself offers no such lock.
 */
const tryLock = (file: string): DatabaseSync | undefined => {
  const handle = new DatabaseSync(file, { timeout: 0 });
  try {
    handle.exec('begin exclusive');
    return handle;
  } catch (error) {
    handle.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) return undefined;
    throw error;
  }
};

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

/** When a process began, on Linux: a pid alone may have been given to another process since. */
const startOf = (pid: string | number): string => read(`/proc/${pid}/stat`).replace(/^.*\) /s, '').split(' ')[19] ?? '';

/** The lock says only that somebody holds it; this note beside it says who. */
const writeHolder = (file: string): void => {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, `${process.pid} ${startOf(process.pid)}\n`);
  renameSync(draft, file);
};

const isAlive = (pid: string, start: string): boolean => {
  if (start) return startOf(pid) === start;
  try {
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
};

/** Locks, or answers the pid of the holder. A holder that has just begun is given time to write its note. */
const lockOrHolder = async (folder: string): Promise<DatabaseSync | string> => {
  for (const until = Date.now() + 2_000; ; await sleep(25)) {
    const handle = tryLock(join(folder, 'lock'));
    if (handle) return handle;
    const [pid = '?', start = ''] = read(join(folder, 'holder')).trim().split(' ');
    if (isAlive(pid, start) || Date.now() > until) return pid;
  }
};

/** Takes a data folder for this process, or throws `FOLDER_LOCKED` with the holder's pid. */
export const lockFolder = async (dataDir: string): Promise<FolderLock> => {
  mkdirSync(dataDir, { recursive: true });
  const folder = realpathSync(dataDir);
  if (heldHere.has(folder)) throw new PlatformError('FOLDER_LOCKED', { folder, pid: process.pid });
  heldHere.add(folder);
  try {
    const handle = await lockOrHolder(folder);
    if (typeof handle === 'string') throw new PlatformError('FOLDER_LOCKED', { folder, pid: handle });
    writeHolder(join(folder, 'holder'));
    return { folder, release: () => release(folder, handle) };
  } catch (error) {
    heldHere.delete(folder);
    throw error;
  }
};

// the lock file stays: if it were removed, two processes could lock two files of one name
const release = (folder: string, handle: DatabaseSync): void => {
  if (!heldHere.delete(folder)) return;
  rmSync(join(folder, 'holder'), { force: true });
  handle.close();
};
