import { type CubeCell, type Line, linesOf, type PlaceTree } from './cube.ts';
import type { Population, PublishedTable } from './define.ts';

/** A table of one date that everybody can read, or that is about to be released. */
export interface DatedTable {
  readonly table: PublishedTable;
  readonly asOf: string;
  readonly tree: PlaceTree;
  readonly threshold: number;
}

/** What was released: the count of each cell, null where it is hidden. */
export interface ReleasedTable extends DatedTable {
  readonly counts: ReadonlyMap<string, number | null>;
}

/** What is to be released, with every count. */
export interface CountedTable extends DatedTable {
  readonly cells: readonly CubeCell[];
}

export interface Assembly {
  readonly counted: readonly CountedTable[];
  /** Releases of the same and of covering populations, of all dates. */
  readonly released: readonly ReleasedTable[];
  readonly threshold: number;
  /** Names land alike at two dates. */
  landBetween(one: string, other: string): (code: string) => string;
}

/** Counts of one population at one date, as its tables of that date show them together. */
export interface Moment {
  readonly population: Population;
  readonly asOf: string;
  readonly tables: readonly DatedTable[];
  readonly known: ReadonlyMap<string, number | null>;
}

export const momentName = (population: Population, asOf: string): string => `${population.id}@${asOf}`;

/** Later releases never say more of a cell than the first did, and never less. */
const knownTogether = (released: readonly ReleasedTable[]): ReadonlyMap<string, number | null> =>
  new Map(released.flatMap(({ counts }) => [...counts]));

export const momentsOf = ({ counted, released }: Assembly): ReadonlyMap<string, Moment> => {
  const groups = Map.groupBy([...counted, ...released], ({ table, asOf }) => momentName(table.population, asOf));
  return new Map([...groups].map(([name, tables]) => {
    const { table: { population }, asOf } = tables[0] as DatedTable;
    return [name, { population, asOf, tables, known: knownTogether(tables.filter((one): one is ReleasedTable => 'counts' in one)) }];
  }));
};

/** The equations of all tables of a moment, each once. */
export const equationsOf = ({ tables }: Moment): readonly Line[] =>
  [...new Map(tables.flatMap(({ table, tree }) => linesOf(table, tree)).map((line) => [line.id, line])).values()];
