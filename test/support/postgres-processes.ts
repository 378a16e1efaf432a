import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const parentOf = (pid: string): number => {
  try {
    // the name in brackets may hold spaces; state and parent follow it
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[1]);
  } catch {
    return -1; // ended meanwhile
  }
};

const childrenByProc = (pid: number): number[] =>
  readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === pid).map(Number);

const childrenByPs = (pid: number): number[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child, parent]) => (child !== undefined && parent === pid ? [child] : []));

/** The postmaster first, so that it starts no more, then all its server processes. */
export const serverProcesses = (postmaster: number): readonly number[] =>
  [postmaster, ...(existsSync('/proc/self/stat') ? childrenByProc(postmaster) : childrenByPs(postmaster))];
