import { type Cells, createCells } from './cells.ts';
import { comparedWith, coverage, growth } from './compare.ts';
import type { Line } from './cube.ts';
import { type Assembly, type CountedTable, equationsOf, type Moment, momentName, momentsOf, type ReleasedTable } from './moments.ts';
import type { Order, Picture } from './picture.ts';

/** A picture, and where the cells of what is to be released stand in it. */
export interface Assembled {
  readonly picture: Picture;
  indexOf(table: CountedTable, key: string): number;
}

const isCounted = (one: object): one is CountedTable => 'cells' in one;

const keysOf = ({ tables }: Moment): readonly string[] => {
  const keys = tables.flatMap((one) => (isCounted(one) ? one.cells.map(({ key }) => key) : [...(one as ReleasedTable).counts.keys()]));
  return [...new Set(keys)];
};

const fill = (cells: Cells, moments: readonly Moment[]): void => {
  for (const { population, asOf, tables } of moments) {
    const name = momentName(population, asOf);
    // what was released first: it says which of the shared margins are fixed
    for (const one of tables) if (!isCounted(one)) cells.addReleased(name, (one as ReleasedTable).counts, one.threshold);
    for (const one of tables) if (isCounted(one)) cells.addCounted(name, one.cells);
  }
};

const numbered = (cells: Cells, name: string, { whole, parts }: Line) => {
  const at = (key: string): number => cells.at(`${name}/${key}`) as number;
  return { whole: at(whole), parts: parts.map(at) };
};

/** Lays out everything that is known or about to be known and may say something about each other. */
export const assemble = (assembly: Assembly): Assembled => {
  const moments = [...momentsOf(assembly).values()];
  const dates = new Set(assembly.counted.map(({ asOf }) => asOf));
  const inPicture = moments.filter(({ population, asOf }) => population.cumulative || dates.has(asOf));
  const cells = createCells(assembly.threshold);
  fill(cells, inPicture);
  const lines = inPicture.flatMap((moment) => {
    const name = momentName(moment.population, moment.asOf);
    return equationsOf(moment).map((line) => ({ line, name, moment }));
  });
  const now = inPicture.filter(({ asOf }) => dates.has(asOf));
  const comparisons = now.flatMap((moment) => {
    const name = momentName(moment.population, moment.asOf);
    const present = { name, keys: keysOf(moment), lines: lines.flatMap((one, at) => (one.moment === moment ? [[one.line, at] as const] : [])) };
    return moments
      .filter(({ population, asOf }) => population.id === moment.population.id && !dates.has(asOf))
      .map((then) => comparedWith(present, then, assembly.landBetween(moment.asOf, then.asOf), cells));
  });
  const growing = Map.groupBy(inPicture.filter(({ population }) => population.cumulative), ({ population }) => population.id);
  const orders: readonly Order[] = [
    ...[...growing.values()].flatMap((dated) => growth(dated, cells, assembly.landBetween, keysOf)),
    ...now.filter(({ population }) => population.covers).flatMap((moment) => coverage(moment, cells, keysOf)),
  ];
  return {
    picture: {
      threshold: assembly.threshold,
      cells: cells.cells,
      equations: lines.map(({ line, name }) => numbered(cells, name, line)),
      orders,
      past: comparisons.flatMap(({ past }) => past),
      pastEquations: comparisons.flatMap(({ equations }) => equations),
    },
    indexOf: ({ table, asOf }, key) => cells.at(`${momentName(table.population, asOf)}/${key}`) as number,
  };
};
