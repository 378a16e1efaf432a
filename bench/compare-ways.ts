import type { Client } from './ask.ts';
import { type Burst, burst, type Load, type Target } from './load.ts';
import { databaseTime, processorTime, residentMemory } from './processes.ts';
import type { RunningWay } from './servers/start.ts';

/** One burst of one way, with what it cost. */
export interface Sample extends Burst {
  /** Processor time in milliseconds a request: of the way's own process, and of the database server. */
  readonly serverMs: number;
  readonly databaseMs: number;
  readonly memory: number;
}

const sampled = async (client: Client, server: RunningWay, target: Target, load: Load, postmaster: number): Promise<Sample> => {
  const before = [processorTime(server.pid), databaseTime(postmaster)] as const;
  const found = await burst(client, target, load);
  const [own, database] = [processorTime(server.pid) - before[0], databaseTime(postmaster) - before[1]];
  return { ...found, serverMs: (own * 1000) / found.requests, databaseMs: (database * 1000) / found.requests, memory: residentMemory(server.pid) };
};

export const throughput = ({ requests, seconds }: Burst): number => requests / seconds;

/**
 * Asks the same of several servers in rounds, one after the other, another one first each time: so that what else the
 * machine does falls on all alike. Answers the samples of each server, round by round.
 */
export const inRounds = async (
  client: Client, servers: readonly RunningWay[], targetOf: (server: RunningWay) => Target, load: Load, rounds: number, postmaster: number,
): Promise<ReadonlyMap<RunningWay, readonly Sample[]>> => {
  const samples = new Map<RunningWay, Sample[]>(servers.map((server) => [server, []]));
  for (const server of servers) await burst(client, targetOf(server), { ...load, seconds: load.seconds / 2 }); // warms plans and caches
  for (let round = 0; round < rounds; round += 1) {
    const first = round % servers.length;
    for (const server of [...servers.slice(first), ...servers.slice(0, first)]) {
      samples.get(server)?.push(await sampled(client, server, targetOf(server), load, postmaster));
    }
  }
  return samples;
};
