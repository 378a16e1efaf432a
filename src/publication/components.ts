import type { Board, Equation, Order } from './picture.ts';
import { createUnion } from './union.ts';

interface Row {
  readonly columns: readonly number[];
  readonly signs: readonly number[];
  readonly least: number;
  readonly most: number;
}

/** Hidden cells that hang together, and all that is known about them, as a linear program has it. */
export interface Component {
  readonly cells: readonly number[];
  readonly rows: readonly Row[];
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly widths: Float64Array;
  /** The true counts; undefined where one was hidden earlier. */
  readonly truth: Float64Array | undefined;
}

/** A row over cells of the board, before its columns are numbered. */
interface Fact {
  readonly cells: readonly number[];
  readonly signs: readonly number[];
  readonly least: number;
  readonly most: number;
}

/** What is known and what is hidden of a weighed sum. */
const weighed = (board: Board, terms: readonly (readonly [sign: number, cells: readonly number[]])[]) => {
  const [cells, signs]: [number[], number[]] = [[], []];
  let known = 0;
  for (const [sign, group] of terms) {
    for (const cell of group) {
      if (board.isKnown(cell)) known += sign * board.countOf(cell);
      else {
        cells.push(cell);
        signs.push(sign);
      }
    }
  }
  return { cells, signs, known };
};

const equationFact = (board: Board, { whole, parts }: Equation): Fact => {
  const { known, ...rest } = weighed(board, [[-1, [whole]], [1, parts]]);
  return { ...rest, least: -known, most: -known };
};

const orderFact = (board: Board, { lesser, greater }: Order): Fact => {
  const { known, ...rest } = weighed(board, [[1, greater], [-1, lesser]]);
  return { ...rest, least: -known, most: Number.POSITIVE_INFINITY };
};

const factsOf = (board: Board, ordered: boolean): readonly Fact[] => [
  ...board.picture.equations.map((equation) => equationFact(board, equation)),
  ...(ordered ? board.picture.orders.map((order) => orderFact(board, order)) : []),
].filter(({ cells }) => cells.length > 0);

const componentOf = ({ picture, countOf }: Board, cells: readonly number[], facts: readonly Fact[]): Component => {
  const column = new Map(cells.map((cell, at) => [cell, at]));
  const isTold = cells.every((cell) => picture.cells[cell]?.value !== null);
  return {
    cells,
    rows: facts.map(({ cells: inside, ...fact }) => ({ ...fact, columns: inside.map((cell) => column.get(cell) as number) })),
    lower: new Float64Array(cells.length).fill(1), // nothing that counts nobody is ever hidden, and everybody may know that
    upper: new Float64Array(cells.length).fill(Number.POSITIVE_INFINITY),
    widths: Float64Array.from(cells, (cell) => picture.cells[cell]?.width as number),
    truth: isTold ? Float64Array.from(cells, countOf) : undefined,
  };
};

/** The hidden cells, or these of them, in parts that say nothing about each other. */
export const componentsOf = (board: Board, ordered: boolean, among?: readonly number[]): readonly Component[] => {
  const wanted = among && new Set(among);
  const cells = [...board.hidden.keys()].filter((cell) => board.hidden[cell] === 1 && (wanted?.has(cell) ?? true));
  const facts = factsOf(board, ordered).filter(({ cells: [first] }) => wanted?.has(first as number) ?? true);
  const union = createUnion(board.hidden.length);
  for (const { cells: [first, ...others] } of facts) for (const other of others) union.join(first as number, other);
  const factsByRoot = Map.groupBy(facts, ({ cells: [first] }) => union.find(first as number));
  return [...Map.groupBy(cells, union.find)].map(([root, inside]) => componentOf(board, inside, factsByRoot.get(root) ?? []));
};
