import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { PlatformError } from '../errors.ts';

/** A data folder held by this process alone. */
export interface FolderLock {
  /** The folder, without symbolic links: two names of one folder are one lock. */
  readonly folder: string;
  release(): void;
}

const heldHere = new Set<string>();

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
    if (error instanceof Error && 'errcode' in error && error.errcode === 5) return undefined; // SQLITE_BUSY
    throw error;
  }
};

/** Linux tells when a process began; it makes the note about the holder exact for a human reader. */
const processStart = (): string => {
  try {
    return readFileSync('/proc/self/stat', 'utf8').replace(/^.*\) /, '').split(' ')[19] ?? '';
  } catch {
    return '';
  }
};

/** The lock says only that somebody holds it; this note beside it says who. */
const writeHolder = (file: string): void => {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, `${process.pid} ${processStart()} ${new Date().toISOString()}\n`);
  renameSync(draft, file);
};

const readHolder = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').split(' ')[0] ?? '?';
  } catch {
    return '?';
  }
};

const lockPatiently = async (file: string): Promise<DatabaseSync | undefined> => {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const handle = tryLock(file);
    if (handle) return handle;
    await sleep(20); // lets a holder that has just begun write who it is
  }
  return undefined;
};

/** Takes a data folder for this process, or throws `FOLDER_LOCKED` with the holder's pid. */
export const lockFolder = async (dataDir: string): Promise<FolderLock> => {
  mkdirSync(dataDir, { recursive: true });
  const folder = realpathSync(dataDir);
  const [lockFile, holderFile] = [`${folder}.lock`, `${folder}.pid`];
  if (heldHere.has(folder)) throw new PlatformError('FOLDER_LOCKED', { folder, pid: process.pid });
  heldHere.add(folder);
  const handle = await lockPatiently(lockFile).catch((error: unknown) => { heldHere.delete(folder); throw error; });
  if (!handle) {
    heldHere.delete(folder);
    throw new PlatformError('FOLDER_LOCKED', { folder, pid: readHolder(holderFile) });
  }
  writeHolder(holderFile);
  const release = (): void => {
    if (!heldHere.delete(folder)) return;
    rmSync(holderFile, { force: true });
    handle.close(); // the lock file stays: removing it would let two processes lock two files of one name
  };
  return { folder, release };
};
