import type { TestApp } from './app.ts';
import type { Loot } from './attacker.ts';
import { type PublicCell, publicCells, publicTables } from './public-figures.ts';

/** Which places lie in which on a date, and what became of counties, as anybody can ask. */
const placesOn = async ({ ask }: Pick<TestApp, 'ask'>, asOf: string): Promise<ReadonlyMap<string, { readonly parent: string | null; readonly successors: readonly string[] }>> => {
  const found = new Map<string, { parent: string | null; successors: string[] }>();
  for (const level of ['PROVINCE', 'CITY', 'COUNTY']) {
    const { data } = await ask(`{ places(level: ${level}, asOf: "${asOf}", includeStatistical: true, first: 200) { nodes { code parent { code } successors { code } } } }`);
    for (const { code, parent, successors } of data.places.nodes) found.set(code, { parent: parent?.code ?? null, successors: successors.map((one: { code: string }) => one.code) });
  }
  return found;
};

/** A table of a date with its sums, as an attacker writes them down. */
export interface Sheet {
  readonly population: string;
  readonly asOf: string;
  readonly isCumulative: boolean;
  readonly counts: ReadonlyMap<string, number | null>;
  readonly sums: readonly { readonly whole: string; readonly parts: readonly string[] }[];
}

const nameOf = (dimensions: readonly string[], place: string, codes: readonly string[]): string =>
  [place, ...dimensions.map((dimension, at) => [dimension, codes[at]]).filter(([, code]) => code !== 'TOTAL').map((pair) => pair.join(':')).sort()].join(' ');

const sheetOf = (table: { readonly population: string; readonly isCumulative: boolean; readonly dimensions: readonly { readonly id: string }[] }, asOf: string, cells: readonly PublicCell[], places: Awaited<ReturnType<typeof placesOn>>): Sheet => {
  const dimensions = table.dimensions.map(({ id }) => id);
  const name = (place: string, codes: readonly string[]): string => nameOf(dimensions, place, codes);
  const sums = new Map<string, { whole: string; parts: string[] }>();
  const add = (axis: string, whole: string, part: string): void => {
    const sum = sums.get(`${whole}|${axis}`) ?? { whole, parts: [] };
    sums.set(`${whole}|${axis}`, sum);
    sum.parts.push(part);
  };
  for (const { placeCode, codes } of cells) {
    const parent = places.get(placeCode)?.parent;
    if (parent) add('place', name(parent, codes), name(placeCode, codes));
    for (const [at, code] of codes.entries()) if (code !== 'TOTAL') add(dimensions[at]!, name(placeCode, codes.with(at, 'TOTAL')), name(placeCode, codes));
  }
  return { ...table, asOf, counts: new Map(cells.map(({ placeCode, codes, value }) => [name(placeCode, codes), value])), sums: [...sums.values()] };
};

/** Everything published, from the public answers alone. */
export const sheets = async (app: Pick<TestApp, 'ask'>): Promise<{ readonly sheets: readonly Sheet[]; readonly renamed: ReadonlyMap<string, string> }> => {
  const found: Sheet[] = [];
  const maps = new Map<string, Awaited<ReturnType<typeof placesOn>>>();
  for (const table of await publicTables(app)) {
    for (const [asOf, cells] of await publicCells(app, table.id)) {
      if (!maps.has(asOf)) maps.set(asOf, await placesOn(app, asOf));
      found.push(sheetOf(table, asOf, cells, maps.get(asOf)!));
    }
  }
  const successions = [...maps.values()].flatMap((places) => [...places].flatMap(([code, { successors }]) => successors.map((next) => [code, next] as const)));
  const into = Map.groupBy(new Map(successions.map((pair) => [pair.join(), pair])).values(), ([, next]) => next);
  const renamed = [...into].filter(([, from]) => from.length === 1).map(([next, from]) => [from[0]![0], next] as const);
  return { sheets: found, renamed: new Map(renamed.filter(([code]) => successions.filter(([old]) => old === code).every(([, next]) => next === successions.find(([old]) => old === code)?.[1]))) };
};

/** The same count at another date: a county that only got another code is the same county. */
export const underNewCode = (renamed: ReadonlyMap<string, string>, name: string): string => name.replace(/^\d+/, (code) => renamed.get(code) ?? code);

/** Sheets side by side: equal totals are one count, persons are never fewer than households, and what grows never falls. */
export const lootOf = (all: readonly Sheet[], renamed: ReadonlyMap<string, string>, linkDates = true): Loot => {
  const counts = new Map<string, number | null>();
  const sums = all.flatMap(({ population, asOf, counts: mine, sums: own }) => {
    const at = (name: string): string => `${population}@${asOf} ${name}`;
    for (const [name, count] of mine) {
      const known = counts.get(at(name));
      if (known != null && count !== null && known !== count) throw new Error(`two tables differ in ${at(name)}`);
      counts.set(at(name), known ?? count);
    }
    return own.map(({ whole, parts }) => ({ whole: at(whole), parts: parts.map(at) }));
  });
  const orders = [...counts.keys()].filter((name) => name.startsWith('core.poor_households@'))
    .map((lesser) => ({ lesser, greater: lesser.replace('core.poor_households@', 'core.poor_persons@') }))
    .filter(({ greater }) => counts.has(greater));
  const growing = Map.groupBy(all.filter(({ isCumulative }) => isCumulative), ({ population }) => population);
  for (const [population, group] of linkDates ? growing : []) {
    const dates = [...new Set(group.map(({ asOf }) => asOf))].sort();
    for (const [at, later] of dates.slice(1).entries()) {
      for (const { counts: mine } of group.filter(({ asOf }) => asOf === dates[at])) {
        for (const name of mine.keys()) {
          const greater = [`${population}@${later} ${name}`, `${population}@${later} ${underNewCode(renamed, name)}`].find((one) => counts.has(one));
          if (greater) orders.push({ lesser: `${population}@${dates[at]} ${name}`, greater });
        }
      }
    }
  }
  return { counts, sums, orders };
};

/** Pairs of published counts of the same group at two dates that differ by few people. */
export const smallChanges = (all: readonly Sheet[], renamed: ReadonlyMap<string, string>, threshold: number): readonly string[] => {
  const found = new Set<string>();
  for (const one of all) {
    for (const other of all) {
      if (one.population !== other.population || one.asOf >= other.asOf) continue;
      for (const [name, count] of one.counts) {
        const later = other.counts.get(name) ?? other.counts.get(underNewCode(renamed, name));
        const change = count == null || later == null ? 0 : Math.abs(later - count);
        if (change > 0 && change < threshold) found.add(`${one.population} ${name}: ${one.asOf} ${count}, ${other.asOf} ${later}`);
      }
    }
  }
  return [...found];
};

/** Sums of what is hidden in a line, where it is the same at two dates, that differ by few people. */
export const smallHiddenChanges = (all: readonly Sheet[], renamed: ReadonlyMap<string, string>, threshold: number): readonly string[] => {
  const found = new Set<string>();
  for (const one of all) {
    for (const other of all) {
      if (one.population !== other.population || one.asOf >= other.asOf) continue;
      const lines = new Map(other.sums.map((sum) => [`${sum.whole}|${[...sum.parts].sort().join()}`, sum]));
      for (const { whole, parts } of one.sums) {
        const [wholeLater, partsLater] = [underNewCode(renamed, whole), parts.map((part) => underNewCode(renamed, part))];
        if (!lines.has(`${wholeLater}|${[...partsLater].sort().join()}`)) continue;
        const [before, after] = [one.counts.get(whole), other.counts.get(wholeLater)];
        const known = parts.map((part, at) => [one.counts.get(part) ?? null, other.counts.get(partsLater[at]!) ?? null] as const).filter(([a, b]) => a !== null && b !== null);
        if (before == null || after == null || known.length === parts.length) continue;
        const change = Math.abs(after - before - known.reduce((sum, [a, b]) => sum + b! - a!, 0));
        if (change > 0 && change < threshold) found.add(`${one.population} rest of ${whole}: ${one.asOf} to ${other.asOf} by ${change}`);
      }
    }
  }
  return [...found];
};
