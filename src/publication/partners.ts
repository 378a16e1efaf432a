import type { Board, Equation, PastEquation } from './picture.ts';
import { isSmall } from './picture.ts';

/** Equations that a cell would break: it would stand hidden and alone in them. */
const breaks = ({ picture, of, hidden }: Board, cell: number): number =>
  (of[cell] ?? []).filter((at) => {
    const { whole, parts } = picture.equations[at] as Equation;
    return hidden[whole] === 0 && parts.every((part) => hidden[part] === 0);
  }).length;

/** The cell that costs least to hide: it breaks the fewest equations, and counts few. */
export const cheapest = (board: Board, cells: readonly number[]): number | undefined => {
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const cell of cells) {
    if (!board.isSpare(cell)) continue;
    const cost = breaks(board, cell) * 1e9 + board.countOf(cell);
    if (cost < least) [best, least] = [cell, cost];
  }
  return best;
};

const hideOne = (board: Board, { whole, parts }: Equation): boolean => {
  const cell = cheapest(board, parts) ?? (board.isSpare(whole) ? whole : undefined);
  if (cell === undefined) return false;
  board.hide(cell);
  return true;
};

const sumOf = (board: Board, cells: readonly number[]): number => cells.reduce((sum, cell) => sum + board.countOf(cell), 0);

/** Whether what is hidden in an equation could be otherwise by as much as it must. Everything hidden counts at least one. */
const isVague = (board: Board, { whole, parts }: Equation): boolean => {
  const hiddenParts = parts.filter((part) => !board.isKnown(part));
  if (!board.isKnown(whole)) return hiddenParts.length > 0;
  if (hiddenParts.length === 0) return true;
  const rest = board.countOf(whole) - sumOf(board, parts.filter(board.isKnown));
  return hiddenParts.length > 1 && rest - hiddenParts.length >= 2 * board.picture.threshold;
};

/** Whether the hidden of an equation, taken together, changed by a small number since another date. */
const changesLittle = (board: Board, { whole }: Equation, { wholeThen, parts }: PastEquation): boolean => {
  if (!board.isKnown(whole)) return false;
  const known = parts.filter(({ cells, before }) => before !== null && cells.every(board.isKnown));
  if (known.length === parts.length) return false;
  const now = board.countOf(whole) - known.reduce((sum, { cells }) => sum + sumOf(board, cells), 0);
  const then = wholeThen - known.reduce((sum, part) => sum + (part.before ?? 0), 0);
  return isSmall(now - then, board.picture.threshold);
};

const pastOfEquations = ({ picture }: Board): ReadonlyMap<number, readonly PastEquation[]> => Map.groupBy(picture.pastEquations, ({ equation }) => equation);

/** Hides cells until no equation by itself says too much, about today or about what has changed. */
export const createSettler = (board: Board) => {
  const { picture, of } = board;
  const past = pastOfEquations(board);
  const settleOne = (at: number): void => {
    const equation = picture.equations[at] as Equation;
    while (!isVague(board, equation) && hideOne(board, equation));
    for (const one of past.get(at) ?? []) while (changesLittle(board, equation, one) && hideOne(board, equation));
  };
  // what was hidden at another date may matter where nothing is hidden now
  let due = new Set<number>(past.keys());
  return (): void => {
    for (;;) {
      for (const cell of board.taken()) for (const at of of[cell] ?? []) due.add(at);
      if (due.size === 0) return;
      const now = due;
      due = new Set();
      for (const at of now) settleOne(at);
    }
  };
};
