import { solver } from '../../src/publication/solver.ts';

/** Everything an attacker has: counts by name (null where hidden), sums he knows to hold, and what he knows to be no greater. */
export interface Loot {
  readonly counts: ReadonlyMap<string, number | null>;
  readonly sums: readonly { readonly whole: string; readonly parts: readonly string[] }[];
  readonly orders: readonly { readonly lesser: string; readonly greater: string }[];
}

/** What he learned of a hidden count. */
export interface Learned {
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

interface Row {
  readonly terms: readonly (readonly [name: string, sign: number])[];
  readonly least: number;
  readonly most: number;
}

const rowOf = ({ counts }: Loot, terms: readonly (readonly [string, number])[], isSum: boolean): Row => {
  const known = terms.reduce((sum, [name, sign]) => sum + sign * (counts.get(name) ?? 0), 0);
  return { terms: terms.filter(([name]) => counts.get(name) === null), least: -known, most: isSum ? -known : Infinity };
};

const rowsOf = (loot: Loot): readonly Row[] => [
  ...loot.sums.map(({ whole, parts }) => rowOf(loot, [[whole, -1], ...parts.map((part) => [part, 1] as const)], true)),
  ...loot.orders.map(({ lesser, greater }) => rowOf(loot, [[greater, 1], [lesser, -1]], false)),
].filter(({ terms }) => terms.length > 0);

/** Hidden counts that hang together, with the rows that tie them. */
const parts = (names: readonly string[], rows: readonly Row[]): readonly (readonly [readonly string[], readonly Row[]])[] => {
  const rowsByName = new Map<string, Row[]>();
  for (const row of rows) for (const [name] of row.terms) rowsByName.set(name, [...(rowsByName.get(name) ?? []), row]);
  const seen = new Set<string>();
  const found: (readonly [readonly string[], readonly Row[]])[] = [];
  for (const first of names) {
    if (seen.has(first)) continue;
    seen.add(first);
    const [inside, tied] = [[first], new Set<Row>()];
    for (const name of inside) {
      for (const row of rowsByName.get(name) ?? []) {
        tied.add(row);
        for (const [other] of row.terms) {
          if (seen.has(other)) continue;
          seen.add(other);
          inside.push(other);
        }
      }
    }
    found.push([inside, [...tied]]);
  }
  return found;
};

const sparse = (rows: readonly Row[], column: ReadonlyMap<string, number>) => {
  const starts = [0];
  const [indices, values]: [number[], number[]] = [[], []];
  for (const { terms } of rows) {
    for (const [name, sign] of terms) {
      indices.push(column.get(name)!);
      values.push(sign);
    }
    starts.push(indices.length);
  }
  return { format: 'csr' as const, numRows: rows.length, numCols: column.size, starts: Int32Array.from(starts), indices: Int32Array.from(indices), values: Float64Array.from(values) };
};

/**
 * Finds the least and the greatest value of every hidden count with a linear program, and answers
 * those that lie within less than `width`. He knows that nothing hidden counts nobody. What cannot
 * be told within `far` he leaves alone. Shares nothing with the publisher's check but the library.
 */
export const attackWithLinearPrograms = async (loot: Loot, width: number, far = 100_000): Promise<{ readonly hidden: number; readonly learned: readonly Learned[] }> => {
  const highs = await solver();
  const names = [...loot.counts].flatMap(([name, count]) => (count === null ? [name] : []));
  const learned: Learned[] = [];
  for (const [inside, rows] of parts(names, rowsOf(loot))) {
    const column = new Map(inside.map((name, at) => [name, at]));
    const model = highs.createModel({
      numCols: inside.length, numRows: rows.length, colCost: new Float64Array(inside.length),
      colLower: new Float64Array(inside.length).fill(1), colUpper: new Float64Array(inside.length).fill(far),
      rowLower: rows.map(({ least }) => least), rowUpper: rows.map(({ most }) => most), matrix: sparse(rows, column),
    });
    model.options.set({ output_flag: false, presolve: 'off', simplex_strategy: 4 });
    const [min, max] = [new Float64Array(inside.length).fill(Infinity), new Float64Array(inside.length).fill(-Infinity)];
    const isWide = (at: number): boolean => max[at]! - min[at]! >= width - 1e-4;
    const solve = (): void => {
      model.run();
      if (model.getModelStatus() !== highs.constants.modelStatus.optimal) throw new Error(`the attacker's model has status ${model.getModelStatus()}`);
      for (const [at, count] of Float64Array.from(model.getSolution().colValue).entries()) {
        min[at] = Math.min(min[at]!, count);
        max[at] = Math.max(max[at]!, count);
      }
    };
    for (const [at, name] of inside.entries()) {
      for (const sign of [1, -1]) {
        if (isWide(at)) break;
        model.changeColCost(at, sign);
        solve();
        model.changeColCost(at, 0);
      }
      if (!isWide(at)) learned.push({ name, min: min[at]!, max: max[at]! });
    }
    model.dispose();
  }
  return { hidden: names.length, learned };
};

/** Counts he knows exactly: whole numbers leave him one possibility. */
export const recovered = ({ learned }: { readonly learned: readonly Learned[] }): readonly Learned[] =>
  learned.filter(({ min, max }) => Math.ceil(min - 1e-4) >= Math.floor(max + 1e-4));
