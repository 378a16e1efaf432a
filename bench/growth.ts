import type { Client } from './ask.ts';
import type { Cluster } from './cluster.ts';
import { inRounds, type Sample, throughput } from './compare-ways.ts';
import { milliseconds, quantile, spread, table } from './figures.ts';
import { burst, type Target } from './load.ts';
import type { BenchOptions } from './options.ts';
import { residentMemory } from './processes.ts';
import { say } from './say.ts';
import type { RunningWay } from './servers/start.ts';
import { openSetting, type Setting } from './setting.ts';

type Place = readonly [size: number, database: string];

/** Middle latency, and the time a request takes as a multiple of that at the smallest size, round by round. */
const cell = (own: readonly Sample[], smallest: readonly Sample[]): string => {
  const middle = `${milliseconds(quantile(own.flatMap(({ latencies }) => latencies), 0.5))} ms`;
  if (own === smallest) return middle;
  return `${middle}, × ${spread(own.map((sample, round) => throughput(smallest[round] as Sample) / throughput(sample)))}`;
};

/** The same questions of the platform over databases of several sizes in the same rounds; ratios of time to the smallest. */
export const growth = async (cluster: Cluster, places: readonly Place[], client: Client, options: BenchOptions): Promise<string> => {
  const settings = new Map<RunningWay, Setting>();
  try {
    for (const [, database] of places) {
      const setting = await openSetting(cluster, database, ['youyu']);
      for (const server of setting.servers) settings.set(server, setting);
    }
    const rows: (readonly string[])[] = [];
    for (const question of options.questions) {
      const targetOf = (server: RunningWay): Target => (settings.get(server) as Setting).targetOf(question)(server);
      const samples = [...(await inRounds(client, [...settings.keys()], targetOf, options.load, options.rounds, cluster.pid)).values()];
      rows.push([question.name, ...samples.map((own) => cell(own, samples[0] ?? []))]);
      say(`growth of ${question.name}: ${rows.at(-1)?.slice(1).join('; ')}`);
    }
    return table(['question', ...places.map(([size]) => `${size} households`)], rows);
  } finally {
    for (const setting of settings.values()) await setting.stop();
  }
};

/** Memory of the platform while everything is asked of it, in megabytes: after a tenth of the time, at the end, at most. */
export const soak = async (cluster: Cluster, database: string, client: Client, options: BenchOptions): Promise<string> => {
  const setting = await openSetting(cluster, database, ['youyu']);
  const [server] = setting.servers;
  if (!server) throw new Error('the platform did not start');
  const memory: number[] = [];
  const until = performance.now() + options.soak * 1000;
  let requests = 0;
  try {
    while (performance.now() < until) {
      for (const question of options.questions) {
        requests += (await burst(client, setting.targetOf(question)(server), options.load)).requests;
        memory.push(residentMemory(server.pid));
      }
    }
  } finally {
    await setting.stop();
  }
  const tenth = memory[Math.floor(memory.length / 10)] ?? 0;
  return `Memory of the platform over ${options.soak} s and ${requests} requests: ${tenth.toFixed(0)} MB at a tenth, ${(memory.at(-1) ?? 0).toFixed(0)} MB at the end, ${Math.max(...memory).toFixed(0)} MB at most.`;
};
