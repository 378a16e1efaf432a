import type { County, Village } from './places.ts';
import { createRandom } from './random.ts';

/** What is settled for all households before any is written: where they live and when they exit. */
export interface Outline {
  readonly counties: readonly CountyOutline[];
  readonly households: number;
}

/** A county's share of the demo. Its households are numbered through, counties one after the other. */
export interface CountyOutline {
  readonly county: County;
  readonly firstIndex: number;
  readonly count: number;
  readonly villages: readonly Village[];
  /** By place in the county: 0 for households that are not poor, else the year of exit; 9999 for none so far. */
  readonly exitYears: Uint16Array;
}

const notPoor = 0;
/** Exit year of the few that are still registered on the last day. */
export const noExit = 9999;
const notPoorShare = 0.1;
const householdsPerVillage = 3;

/**
 * The policy's plan in units of 10,000 people: 50, 56, 55, 46 and 25 of 232. Of the last 25 two are
 * held back, so that the demo has households that are still registered.
 */
const exitPlan: readonly (readonly [year: number, tenThousands: number])[] = [[2016, 50], [2017, 56], [2018, 55], [2019, 46], [2020, 23], [noExit, 2]];
const planTotal = 232;

/** 灵丘县, where the demo's county accounts work, and 大同县, which became 云州区. */
const featured = new Set(['140224', '140215']);
const featuredCount = 8;

/** Counties in the order in which a small demo takes them: those featured first. */
const inOrder = (counties: readonly County[], seed: string): readonly County[] => {
  const shuffled = createRandom(`${seed}/counties`).shuffled(counties);
  return [...shuffled.filter(({ code }) => featured.has(code)), ...shuffled.filter(({ code }) => !featured.has(code))];
};

/** One household for each county first, then by number of villages, the largest remainders up. */
const counts = (counties: readonly County[], households: number): readonly number[] => {
  const chosen = counties.slice(0, households);
  const floor = chosen.map(({ code }) => (featured.has(code) ? Math.max(1, Math.min(featuredCount, Math.floor(households / counties.length))) : 1));
  const rest = households - floor.reduce((sum, count) => sum + count, 0);
  const villages = chosen.reduce((sum, county) => sum + county.villages.length, 0);
  const shares = chosen.map((county) => (rest * county.villages.length) / villages);
  const whole = shares.map(Math.floor);
  const left = rest - whole.reduce((sum, count) => sum + count, 0);
  const byRemainder = shares.map((share, at) => [share - whole[at]!, at] as const).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  for (const [, at] of byRemainder.slice(0, left)) whole[at]! += 1;
  return whole.map((count, at) => count + floor[at]!);
};

/** How late a household is to exit: later in counties that left the list later. */
const lateness = (county: County, random: () => number): number => (county.exitYear - 2017) * 0.6 + (random() + random()) * 0.75;

/** Cuts the poor households, ordered by lateness, where the plan's years end. */
const setExitYears = (outlines: readonly CountyOutline[], seed: string): void => {
  const { random } = createRandom(`${seed}/exits`);
  const poor: (readonly [lateness: number, outline: CountyOutline, at: number])[] = [];
  for (const outline of outlines) {
    for (let at = 0; at < outline.count; at += 1) if (random() >= notPoorShare) poor.push([lateness(outline.county, random), outline, at]);
  }
  poor.sort(([a], [b]) => a - b);
  let planned = 0;
  let done = 0;
  for (const [year, tenThousands] of exitPlan) {
    planned += tenThousands;
    const until = Math.round((poor.length * planned) / planTotal);
    for (; done < until; done += 1) poor[done]![1].exitYears[poor[done]![2]] = year;
  }
};

const villagesFor = ({ code, villages }: County, count: number, seed: string): readonly Village[] =>
  createRandom(`${seed}/villages/${code}`).shuffled(villages).slice(0, Math.ceil(count / householdsPerVillage));

/** Spreads the households over the counties and their villages, and over the years of exit. */
export const createOutline = (counties: readonly County[], households: number, seed: string): Outline => {
  const ordered = inOrder(counties, seed);
  let firstIndex = 0;
  const outlines = counts(ordered, households).map((count, at): CountyOutline => {
    const county = ordered[at]!;
    const outline = { county, firstIndex, count, villages: villagesFor(county, count, seed), exitYears: new Uint16Array(count).fill(notPoor) };
    firstIndex += count;
    return outline;
  });
  setExitYears(outlines, seed);
  return { counties: outlines, households };
};
