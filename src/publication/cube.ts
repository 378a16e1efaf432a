import { type CountedGroup, type PublishedTable, total } from './define.ts';

/** The places of a date: the province, its cities, their counties. */
export interface PlaceTree {
  readonly province: string;
  readonly cities: ReadonlyMap<string, readonly string[]>;
}

/** A count of the table: a place, and a code or TOTAL for each dimension. */
export interface CubeCell {
  /** Equal in all tables of the population, so that shared margins are one and the same. */
  readonly key: string;
  readonly place: string;
  readonly codes: readonly string[];
  readonly value: number;
}

/** An equation everybody knows: the parts add up to the whole. */
export interface Line {
  /** Says which line it is on every date. */
  readonly id: string;
  readonly whole: string;
  readonly parts: readonly string[];
}

type Shape = Pick<PublishedTable, 'dimensions'>;

/** Key of a count among all of its population and date; totals are left out. */
export const keyOf = ({ dimensions }: Shape, place: string, codes: readonly string[]): string =>
  [place, ...dimensions.flatMap(({ id }, at) => (codes[at] === total ? [] : [`${id}=${codes[at]}`])).sort()].join('/');

const product = (lists: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  lists.reduce<readonly (readonly string[])[]>((done, list) => done.flatMap((codes) => list.map((code) => [...codes, code])), [[]]);

/** Every combination of codes and totals, totals first. */
export const combinations = ({ dimensions }: Shape): readonly (readonly string[])[] => product(dimensions.map(({ values }) => [total, ...values]));

/** Places of the tree, from the province down. */
export const placesOf = ({ province, cities }: PlaceTree): readonly string[] => [province, ...cities.keys(), ...[...cities.values()].flat()];

const cityOfCounty = ({ cities }: PlaceTree): ReadonlyMap<string, string> =>
  new Map([...cities].flatMap(([city, counties]) => counties.map((county) => [county, city] as const)));

/** The whole table with its totals, from the counts of the counties. */
export const cubeOf = (table: Shape, tree: PlaceTree, groups: readonly CountedGroup[]): readonly CubeCell[] => {
  const counts = new Map<string, number>();
  const cities = cityOfCounty(tree);
  for (const { county, codes, count } of groups) {
    const city = cities.get(county);
    if (city === undefined) throw new Error(`a count for ${county}, which the map of the date does not have`);
    const sums = product(codes.map((code) => [total, code]));
    for (const place of [tree.province, city, county]) {
      for (const sum of sums) {
        const key = keyOf(table, place, sum);
        counts.set(key, (counts.get(key) ?? 0) + count);
      }
    }
  }
  const all = combinations(table);
  return placesOf(tree).flatMap((place) => all.map((codes) => {
    const key = keyOf(table, place, codes);
    return { key, place, codes, value: counts.get(key) ?? 0 };
  }));
};

const placeLines = (table: Shape, tree: PlaceTree): readonly Line[] => {
  const nests: readonly (readonly [string, readonly string[]])[] = [[tree.province, [...tree.cities.keys()]], ...tree.cities];
  return combinations(table).flatMap((codes) => nests.map(([place, parts]) => {
    const whole = keyOf(table, place, codes);
    return { id: `${whole}+place`, whole, parts: parts.map((part) => keyOf(table, part, codes)) };
  }));
};

const codeLines = (table: Shape, tree: PlaceTree): readonly Line[] =>
  table.dimensions.flatMap(({ id, values }, at) => {
    const totals = combinations(table).filter((codes) => codes[at] === total);
    return placesOf(tree).flatMap((place) => totals.map((codes) => {
      const whole = keyOf(table, place, codes);
      return { id: `${whole}+${id}`, whole, parts: values.map((code) => keyOf(table, place, codes.with(at, code))) };
    }));
  });

/** All equations between the counts of the table. */
export const linesOf = (table: Shape, tree: PlaceTree): readonly Line[] => [...placeLines(table, tree), ...codeLines(table, tree)];
