import type { Client } from './ask.ts';
import type { Cluster } from './cluster.ts';
import type { BenchOptions } from './options.ts';
import { openSetting } from './setting.ts';
import { openCountingDoor } from './statements.ts';

/** Statements of one request of each question, by way, counted at a door before the database; the third request, when everything is remembered. */
export const countStatements = async (cluster: Cluster, database: string, client: Client, { ways: chosen, questions }: BenchOptions): Promise<ReadonlyMap<string, number>> => {
  const door = await openCountingDoor(Number(new URL(cluster.urlOf('postgres', database)).port));
  const setting = await openSetting(cluster, database, chosen, door.port);
  const counts = new Map<string, number>();
  try {
    for (const server of setting.servers) {
      for (const question of questions) {
        const { url, token, bodies } = setting.targetOf(question)(server);
        for (const body of bodies.slice(0, 3)) {
          door.take();
          await client.send(url, token, body);
        }
        counts.set(`${server.way}/${question.name}`, door.take());
      }
    }
    return counts;
  } finally {
    await setting.stop();
    door.close();
  }
};
