import type { Highs, Model } from 'highs';
import { PlatformError } from '../errors.ts';
import { type Component, componentsOf } from './components.ts';
import type { Board } from './picture.ts';

/** A hidden count that can be told too closely from what is known. */
export interface Exposed {
  readonly cell: number;
  readonly min: number;
  readonly max: number;
}

/** Slack for what a solver takes for equal. */
const tolerance = 1e-5;
const farAway = 1e6;
const roundsWithoutGain = 3;
/** So many exposed counts are enough to go on hiding before the next attack. */
const enough = 30;

/** The same numbers every time: a release is computed alike wherever it is computed. */
const createNoise = (): (() => number) => {
  let state = 0x9e3779b9;
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5;
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 0x80000000 - 1;
  };
};

/** Lets others have their turn: the solver works in the thread that answers requests. */
const pause = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

interface Search {
  readonly component: Component;
  readonly model: Model;
  readonly columns: Int32Array;
  /** Least and greatest count seen in any picture that agrees with everything known. */
  readonly min: Float64Array;
  readonly max: Float64Array;
}

const isWide = ({ component, min, max }: Search, at: number): boolean =>
  (max[at] as number) - (min[at] as number) >= (component.widths[at] as number) - tolerance;

const see = ({ min, max }: Search, counts: Float64Array): void => {
  for (const [at, count] of counts.entries()) {
    if (count < (min[at] as number)) min[at] = count;
    if (count > (max[at] as number)) max[at] = count;
  }
};

const modelOf = (highs: Highs, { lower, upper, rows }: Component): Model => {
  const starts = new Int32Array(rows.length + 1);
  for (const [at, { columns }] of rows.entries()) starts[at + 1] = (starts[at] as number) + columns.length;
  const model = highs.createModel();
  model.options.set({ output_flag: false, presolve: 'off', solver: 'simplex', simplex_strategy: 4 });
  model.passModel({
    numCols: lower.length, numRows: rows.length,
    colCost: new Float64Array(lower.length), colLower: lower, colUpper: upper,
    rowLower: rows.map(({ least }) => least), rowUpper: rows.map(({ most }) => most),
    matrix: {
      format: 'csr', numRows: rows.length, numCols: lower.length, starts,
      indices: Int32Array.from(rows.flatMap(({ columns }) => columns)), values: Float64Array.from(rows.flatMap(({ signs }) => signs)),
    },
  });
  return model;
};

/** Solves as the model stands; undefined where nothing agrees with everything known. */
const solved = (highs: Highs, model: Model): Float64Array | undefined => {
  model.run();
  return model.getModelStatus() === highs.constants.modelStatus.optimal ? Float64Array.from(model.getSolution().colValue) : undefined;
};

const all = ({ lower }: Component) => ({ kind: 'range', from: 0, to: lower.length - 1 }) as const;

const near = ({ lower, upper }: Component, center: Float64Array, reach: number): readonly [Float64Array, Float64Array] =>
  [center.map((count, at) => Math.max(lower[at] as number, count - reach)), center.map((count, at) => Math.min(upper[at] as number, count + reach))];

/**
 * Pushes all counts that still seem narrow at once, in random directions and not far: one solution
 * shows of many counts that they could be otherwise.
 */
const pushAll = async (highs: Highs, search: Search, center: Float64Array): Promise<void> => {
  const { model, component, columns } = search;
  const noise = createNoise();
  const narrow = (): number => columns.reduce((count, at) => count + Number(!isWide(search, at)), 0);
  model.changeColsBounds(all(component), ...near(component, center, Math.max(...component.widths)));
  let left = narrow();
  for (let idle = 0; left > 0 && idle < roundsWithoutGain;) {
    model.changeColsCost(all(component), Float64Array.from(columns, (at) => (isWide(search, at) ? 0 : noise())));
    const counts = solved(highs, model);
    if (counts === undefined) return;
    see(search, counts);
    await pause();
    const now = narrow();
    idle = now < left ? 0 : idle + 1;
    left = now;
  }
};

/** Finds out about each count that still seems narrow how small and how great it can be. */
const pushEach = async (highs: Highs, search: Search, center: Float64Array): Promise<readonly Exposed[]> => {
  const { model, component, columns, min, max } = search;
  model.changeColsBounds(all(component), ...near(component, center, farAway));
  model.changeColsCost(all(component), new Float64Array(columns.length));
  const exposed: Exposed[] = [];
  for (const at of columns) {
    if (exposed.length >= enough) break;
    for (const direction of [1, -1]) {
      if (isWide(search, at)) break;
      model.changeColCost(at, direction);
      const counts = solved(highs, model);
      model.changeColCost(at, 0);
      if (counts === undefined) break; // the solver gave up: what cannot be shown to be safe is not
      see(search, counts);
    }
    await pause();
    if (!isWide(search, at)) exposed.push({ cell: component.cells[at] as number, min: min[at] as number, max: max[at] as number });
  }
  return exposed;
};

/** Figures that were mended between two releases may contradict what everybody assumes. */
const agrees = ({ rows, lower }: Component, counts: Float64Array): boolean =>
  counts.every((count, at) => count >= (lower[at] as number)) && rows.every(({ columns, signs, least, most }) => {
    const sum = columns.reduce((done, column, at) => done + (signs[at] as number) * (counts[column] as number), 0);
    return sum >= least && sum <= most;
  });

const attackOne = async (highs: Highs, component: Component): Promise<readonly Exposed[] | undefined> => {
  const model = modelOf(highs, component);
  try {
    const truth = component.truth !== undefined && agrees(component, component.truth) ? component.truth : solved(highs, model);
    if (truth === undefined) return undefined;
    const columns = Int32Array.from(component.lower.keys());
    const search: Search = { component, model, columns, min: Float64Array.from(truth), max: Float64Array.from(truth) };
    await pushAll(highs, search, truth);
    return await pushEach(highs, search, truth);
  } finally {
    model.dispose();
  }
};

const contradiction = (): never => {
  throw new PlatformError('PUBLICATION_DATA_CHANGED');
};

/**
 * What an attacker with a linear program learns from everything known: the hidden counts whose
 * possible values lie closer together than they must. An assumption that known figures contradict
 * (a growing count that fell) is of no use to him, so that part is tried without it.
 */
export const attack = async (highs: Highs, board: Board): Promise<readonly Exposed[]> => {
  const found: Exposed[] = [];
  for (const component of componentsOf(board, true)) {
    const exposed = await attackOne(highs, component);
    if (exposed !== undefined) found.push(...exposed);
    else for (const part of componentsOf(board, false, component.cells)) found.push(...((await attackOne(highs, part)) ?? contradiction()));
  }
  return found;
};
