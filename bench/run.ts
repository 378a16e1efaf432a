import { cpus } from 'node:os';
import { createClient } from './ask.ts';
import { openCluster } from './cluster.ts';
import { compareWays } from './compare-report.ts';
import { countStatements } from './count-statements.ts';
import { ensureData } from './data/fill.ts';
import { growth, soak } from './growth.ts';
import { type BenchOptions, readOptions } from './options.ts';
import { installPeers } from './peers-install.ts';
import { machineLoad } from './processes.ts';
import { openSetting } from './setting.ts';
import { starts } from './start-time.ts';

// Compares the platform with others that answer the same questions from the same tables under the same rules of
// access. docs/performance.md tells what it does and what it found. `npm run bench -- --households 30000 --rounds 5`

const print = (text: string): void => void process.stdout.write(`${text}\n\n`);

const isPeer = (way: string): boolean => way === 'postgraphile' || way === 'pothos';

const heading = (options: BenchOptions, version: string): string =>
  `${options.households} households; ${cpus().length} processors (${cpus()[0]?.model}); node ${process.version}, PostgreSQL ${version}; `
  + `${options.load.concurrency} at a time, ${options.load.seconds} s a burst, ${options.rounds} rounds; load of the machine at the start ${machineLoad()}.`;

const run = async (options: BenchOptions): Promise<void> => {
  if (options.ways.some(isPeer)) installPeers();
  const cluster = await openCluster(options.folder);
  const client = createClient(options.load.concurrency);
  try {
    const database = await ensureData(cluster, options.households, options);
    print(heading(options, cluster.version));
    const statements = await countStatements(cluster, database, client, options);
    const setting = await openSetting(cluster, database, options.ways);
    try {
      print(await compareWays(cluster, setting, client, options, statements));
    } finally {
      await setting.stop();
    }
    if (options.starts) print(await starts(cluster, database));
    if (options.sizes.length > 0) {
      const databases: (readonly [number, string])[] = [];
      for (const size of options.sizes) databases.push([size, await ensureData(cluster, size, options)]);
      print(await growth(cluster, databases, client, options));
    }
    if (options.soak > 0) print(await soak(cluster, database, client, options));
  } finally {
    client.close();
    await cluster.close();
  }
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1)); // servers are ended with it
await run(readOptions(process.argv.slice(2)));
