import { createHash } from 'node:crypto';

/** Seeded randomness: the same name gives the same numbers on every machine. */
export interface Random {
  /** A number in [0, 1). */
  random(): number;
  /** A whole number in [low, high]. */
  between(low: number, high: number): number;
  /** One of these. */
  pick<T>(from: readonly T[]): T;
  /** One of these values, as often as its weight says. */
  weighted<T>(from: readonly (readonly [value: T, weight: number])[]): T;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** The same things in another order. */
  shuffled<T>(from: readonly T[]): T[];
}

/** sfc32 (Chris Doty-Humphrey's PractRand): 128 bits of state, passes its own suite, four lines. */
const sfc32 = (name: string): (() => number) => {
  const seed = createHash('sha256').update(name).digest();
  let [a, b, c, d] = [0, 4, 8, 12].map((at) => seed.readInt32LE(at)) as [number, number, number, number];
  return () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return (t >>> 0) / 4_294_967_296;
  };
};

const weightedFrom = <T>(from: readonly (readonly [T, number])[], at: number): T => {
  let rest = at * from.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of from) if ((rest -= weight) < 0) return value;
  return from.at(-1)![0];
};

const shuffledBy = <T>(from: readonly T[], between: Random['between']): T[] => {
  const all = [...from];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = between(0, at);
    [all[at], all[other]] = [all[other]!, all[at]!];
  }
  return all;
};

/** A generator of its own for every name, so that one part of the demo does not shift another. */
export const createRandom = (name: string): Random => {
  const random = sfc32(name);
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  return {
    random,
    between,
    pick: (from) => from[between(0, from.length - 1)]!,
    weighted: (from) => weightedFrom(from, random()),
    chance: (probability) => random() < probability,
    shuffled: (from) => shuffledBy(from, between),
  };
};
