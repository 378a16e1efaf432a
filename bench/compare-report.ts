import type { Client } from './ask.ts';
import type { Cluster } from './cluster.ts';
import { inRounds, type Sample, throughput } from './compare-ways.ts';
import { median, milliseconds, quantile, spread, table } from './figures.ts';
import type { BenchOptions } from './options.ts';
import { machineLoad } from './processes.ts';
import { say } from './say.ts';
import { assertEqualAnswers, type Setting } from './setting.ts';

const latenciesOf = (samples: readonly Sample[]): readonly number[] => samples.flatMap(({ latencies }) => latencies);

/** Compares the ways, question by question, and prints what each cost. */
export const compareWays = async (cluster: Cluster, setting: Setting, client: Client, options: BenchOptions, statements: ReadonlyMap<string, number>): Promise<string> => {
  const [ratios, costs]: [string[][], string[][]] = [[], []];
  const memory = new Map<string, number[]>();
  for (const question of options.questions) {
    await assertEqualAnswers(client, setting, question);
    const samples = await inRounds(client, setting.servers, setting.targetOf(question), options.load, options.rounds, cluster.pid);
    const rates = new Map([...samples].map(([{ way }, own]) => [way, own.map(throughput)]));
    const ours = rates.get('youyu') ?? [];
    ratios.push([question.name, ...options.ways.filter((way) => way !== 'youyu').map((way) => spread(ours.map((rate, round) => rate / (rates.get(way)?.[round] ?? Number.NaN))))]);
    for (const [{ way }, own] of samples) {
      const latencies = latenciesOf(own);
      memory.set(way, [...(memory.get(way) ?? []), ...own.map((sample) => sample.memory)]);
      costs.push([question.name, way, median(own.map(throughput)).toFixed(1), milliseconds(quantile(latencies, 0.5)), milliseconds(quantile(latencies, 0.99)),
        milliseconds(median(own.map(({ serverMs }) => serverMs))), milliseconds(median(own.map(({ databaseMs }) => databaseMs))), String(statements.get(`${way}/${question.name}`) ?? '')]);
    }
    say(`${question.name}: ${ratios.at(-1)?.slice(1).join(', ')}; load of the machine ${machineLoad()}`);
  }
  const peers = options.ways.filter((way) => way !== 'youyu');
  return [
    `Throughput of the platform as a multiple of each peer's (median of ${options.rounds} rounds, middle half):`, '', table(['question', ...peers], ratios), '',
    table(['question', 'way', 'requests/s', 'p50 ms', 'p99 ms', 'server CPU ms', 'database CPU ms', 'statements'], costs), '',
    table(['way', 'memory under load MB: median', 'most', 'start s', 'of it schema s'], setting.servers.map(({ way, startMs, schemaMs }) => (
      [way, median(memory.get(way) ?? []).toFixed(0), Math.max(...(memory.get(way) ?? [])).toFixed(0), (startMs / 1000).toFixed(1), (schemaMs / 1000).toFixed(1)]))),
  ].join('\n');
};
