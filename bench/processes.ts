import { readFileSync } from 'node:fs';
import { serverProcesses } from '../test/support/postgres-processes.ts';

const ticksPerSecond = 100;

/** Processor time of a process so far, in seconds; none once it has ended. */
export const processorTime = (pid: number): number => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  } catch {
    return 0;
  }
};

/** The same for a database server with all its processes. */
export const databaseTime = (postmaster: number): number => serverProcesses(postmaster).reduce((sum, pid) => sum + processorTime(pid), 0);

/** Memory of a process that is its own or mapped now, in megabytes. */
export const residentMemory = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

/** The load of the machine, as the average over the last minute. */
export const machineLoad = (): number => Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0]);
