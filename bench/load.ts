import type { Client } from './ask.ts';

export interface Burst {
  readonly requests: number;
  readonly seconds: number;
  /** In milliseconds, of every request. */
  readonly latencies: readonly number[];
}

export interface Load {
  /** How many ask at the same time, each as soon as it has its answer. */
  readonly concurrency: number;
  readonly seconds: number;
}

/** What is asked over and over, a body after the other. */
export interface Target {
  readonly url: string;
  readonly token: string;
  readonly bodies: readonly string[];
}

/** Asks for a time; requests that have begun are waited for and counted, and so is their time. */
export const burst = async (client: Client, { url, token, bodies }: Target, { concurrency, seconds }: Load): Promise<Burst> => {
  const latencies: number[] = [];
  const from = performance.now();
  let turn = 0;
  const one = async (): Promise<void> => {
    while (performance.now() - from < seconds * 1000) {
      const asked = performance.now();
      await client.send(url, token, bodies[(turn += 1) % bodies.length] as string);
      latencies.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, one));
  return { requests: latencies.length, seconds: (performance.now() - from) / 1000, latencies };
};
