import { daysAfter } from './days.ts';
import type { DemoKit } from './kit.ts';

/** The civil date so many days later. */
export const later = daysAfter;

type Day = string | null | undefined;
const given = (days: readonly Day[]): string[] => days.filter((day): day is string => day != null).sort();

/** The first of these days, or null without any. */
export const firstOf = (days: readonly Day[]): string | null => given(days)[0] ?? null;
/** The last of these days, or null without any. */
export const lastOf = (days: readonly Day[]): string | null => given(days).at(-1) ?? null;

/** Walks through steps, each so many days after the one before, as far as history goes. */
export const reach = <S extends string>(
  kit: DemoKit,
  start: string,
  steps: readonly (readonly [step: S, low: number, high: number])[],
): ReadonlyMap<S, string> => {
  const reached = new Map<S, string>();
  let day = start;
  for (const [step, low, high] of steps) {
    day = later(day, kit.between(low, high));
    if (day > kit.today) break;
    reached.set(step, day);
  }
  return reached;
};

/** The last step reached, or what held before the first. */
export const standing = <S extends string>(reached: ReadonlyMap<S, string>, initial: S): S => [...reached.keys()].at(-1) ?? initial;

/** Whole yuan as an amount. */
export const yuan = (amount: number): string => `${Math.round(amount)}.00`;
