import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { connect, type ConnectOptions } from '../../src/db/connect.ts';
import { finished, startNode } from '../driver/node-child.ts';
import { killableCopy } from '../support/killable-copy.ts';

const soak = Number(process.env.YOUYU_SOAK ?? 1);
const isServer = inject('template').engine === 'postgres';

let options: ConnectOptions;
let village: string;
let remove = (): void => undefined;

beforeAll(async () => {
  ({ options, remove } = await killableCopy());
  [[village]] = (await rows("select village_code from core.household where county_code = '140224' limit 1")) as [[string]];
});
afterAll(() => remove());

const rows = async (text: string): Promise<readonly (readonly unknown[])[]> => {
  const db = await connect(options);
  try {
    return await db.transaction({ scope: { counties: '*', actor: 'test', domains: '*' }, readOnly: true }, async (tx) => (await tx.query(text)).rows);
  } finally {
    await db.close();
  }
};

/** How many households there are of each write, and how many writes have any. */
const effects = async (): Promise<unknown> =>
  (await rows("select count(*)::int, count(distinct address)::int from core.household where address like 'write %'"))[0];

const writer = (writes: number) => startNode('../support/keyed-writer.ts', [JSON.stringify(options), String(writes), village]);

interface Told {
  readonly at: string;
  readonly kind: string;
  readonly print: string;
}

const toldBy = (out: string): Told[] => [...out.matchAll(/^(\d+) (first|again) (\S+)$/gm)].map(([, at, kind, print]) => ({ at, kind, print }) as Told);

describe('writes with keys', () => {
  const killed = (isServer ? 150 : 30) * soak;
  const writes = 2 * killed;

  test('of processes that are killed at any moment have one effect each once they have come through', async () => {
    let kills = 0;
    for (let at = 0; at < 4 * soak; at += 1) {
      const child = writer(killed);
      const end = finished(child);
      await Promise.race([new Promise((resolve) => child.stdout?.once('data', resolve)), end]);
      await sleep(randomInt(10, 400));
      child.kill('SIGKILL');
      if ((await end).signal === 'SIGKILL') kills += 1;
    }
    expect(kills).toBeGreaterThan(0);
    const { code, err } = await finished(writer(killed));
    expect([code, err]).toEqual([0, '']);
    expect(await effects()).toEqual([killed, killed]);
  }, 300_000 * soak);

  test('sent three times at once, by every process there is, have one effect and one answer each', async () => {
    const before = ((await effects()) as [number, number])[1];
    const ends = await Promise.all((isServer ? [1, 2] : [1]).map(() => finished(writer(writes))));
    for (const { code, err } of ends) expect([code, err]).toEqual([0, '']);
    const told = ends.flatMap(({ out }) => toldBy(out));
    expect(told.length).toBe(writes * 3 * ends.length);
    expect(told.filter(({ kind }) => kind === 'first').length).toBe(writes - before);
    expect(new Set(told.map(({ at, print }) => `${at} ${print}`)).size).toBe(writes);
    expect(await effects()).toEqual([writes, writes]);
  }, 300_000 * soak);
});
