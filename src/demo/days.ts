import type { Random } from './random.ts';

/** The last day of the demo's history. */
export const demoToday = '2020-12-31';

const dayMs = 86_400_000;

/** A civil date so many days later. */
export const daysAfter = (day: string, count: number): string => new Date(Date.parse(day) + count * dayMs).toISOString().slice(0, 10);

export const yearOf = (day: string): number => Number(day.slice(0, 4));

/** Years lived on a day. */
export const ageOn = (bornOn: string, day: string): number => yearOf(day) - yearOf(bornOn) - (day.slice(5) < bornOn.slice(5) ? 1 : 0);

/** A day between two, both included. */
export const dayBetween = (rng: Random, first: string, last: string): string =>
  daysAfter(first, rng.between(0, Math.round((Date.parse(last) - Date.parse(first)) / dayMs)));

/** A day between two years, both included, that the demo has reached. */
export const dayIn = (rng: Random, firstYear: number, lastYear: number): string => {
  const last = `${lastYear}-12-31`;
  return dayBetween(rng, `${firstYear}-01-01`, last < demoToday ? last : demoToday);
};
