import type { Cells } from './cells.ts';
import type { Line } from './cube.ts';
import { type Assembly, type Moment, momentName } from './moments.ts';
import type { Order, Past, PastEquation } from './picture.ts';

const placeOf = (key: string): string => key.split('/', 1)[0] as string;

/** The same cell key with the land in place of the code. */
const onLand = (land: (code: string) => string) => (key: string): string => {
  const place = placeOf(key);
  return land(place) + key.slice(place.length);
};

/** Cells of a moment by the land they are of. */
const byLand = (keys: Iterable<string>, land: (code: string) => string): ReadonlyMap<string, readonly string[]> => Map.groupBy(keys, onLand(land));

const sumKnown = (known: ReadonlyMap<string, number | null>, keys: readonly string[]): number | null => {
  const counts = keys.map((key) => known.get(key) ?? null);
  return counts.includes(null) ? null : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
};

/** The moment that is being released. */
export interface Present {
  readonly name: string;
  readonly keys: readonly string[];
  /** Its equations with their numbers in the picture. */
  readonly lines: readonly (readonly [line: Line, number: number])[];
}

/** What a moment before or after says about the cells and equations of this one. */
export const comparedWith = (now: Present, then: Moment, land: (code: string) => string, cells: Cells): { readonly past: readonly Past[]; readonly equations: readonly PastEquation[] } => {
  const here = byLand(now.keys, land);
  const there = byLand(then.known.keys(), land);
  const pastOf = (name: string): Past => ({
    cells: (here.get(name) ?? []).map((key) => cells.at(`${now.name}/${key}`) as number),
    before: there.has(name) ? sumKnown(then.known, there.get(name) ?? []) : null,
  });
  const shared = [...here.keys()].filter((name) => there.has(name));
  const equations = now.lines.flatMap(([{ whole, parts }, equation]): PastEquation[] => {
    const wholeName = onLand(land)(whole);
    const { before: wholeThen } = pastOf(wholeName);
    if (wholeThen === null || (here.get(wholeName)?.length ?? 0) > 1) return [];
    return [{ equation, wholeThen, parts: [...new Set(parts.map(onLand(land)))].map(pastOf) }];
  });
  return { past: shared.map(pastOf), equations };
};

/** A count that can only grow is at no date above what it is at the next. */
export const growth = (moments: readonly Moment[], cells: Cells, landBetween: Assembly['landBetween'], keysOf: (moment: Moment) => readonly string[]): readonly Order[] => {
  const ordered = moments.toSorted((a, b) => (a.asOf < b.asOf ? -1 : 1));
  return ordered.slice(1).flatMap((later, at) => {
    const earlier = ordered[at] as Moment;
    const land = landBetween(earlier.asOf, later.asOf);
    const [before, after] = [byLand(keysOf(earlier), land), byLand(keysOf(later), land)];
    const numbers = ({ population, asOf }: Moment, keys: readonly string[]): readonly number[] => keys.map((key) => cells.at(`${momentName(population, asOf)}/${key}`) as number);
    return [...before].flatMap(([name, keys]) => (after.has(name) ? [{ lesser: numbers(earlier, keys), greater: numbers(later, after.get(name) ?? []) }] : []));
  });
};

/** Nobody is in a group of households without being in it as a person. */
export const coverage = (moment: Moment, cells: Cells, keysOf: (moment: Moment) => readonly string[]): readonly Order[] => {
  const { population, asOf } = moment;
  return keysOf(moment).flatMap((key) => {
    const [greater, lesser] = [cells.at(`${momentName(population, asOf)}/${key}`), cells.at(`${population.covers}@${asOf}/${key}`)];
    return greater === undefined || lesser === undefined ? [] : [{ lesser: [lesser], greater: [greater] }];
  });
};
