import type { Highs } from 'highs';
import { attack, type Exposed } from './attack.ts';
import { cheapest, createSettler } from './partners.ts';
import { type Board, createBoard, type Equation, isSmall, type Order, type Picture } from './picture.ts';

/** Which rules hold. All do; tests switch one off to see that it is needed. */
export interface Rules {
  /** Changes by few people since another date are hidden. */
  readonly changes: boolean;
  /** Hidden counts get company, so that no sum gives them away. */
  readonly partners: boolean;
  /** What is about to be released is attacked first. */
  readonly attack: boolean;
}

export const allRules: Rules = { changes: true, partners: true, attack: true };

/** What is released of a picture, or that nothing of it can be. */
export interface Protection {
  readonly hidden: Uint8Array;
  /** What could still be told; empty unless there was nothing left to hide. */
  readonly exposed: readonly Exposed[];
  readonly attacks: number;
}

const hideSmall = (board: Board): void => {
  const { cells, threshold } = board.picture;
  for (const cell of cells.keys()) if (board.isSpare(cell) && isSmall(board.countOf(cell), threshold)) board.hide(cell);
};

const hideChanges = (board: Board): void => {
  const { past, threshold } = board.picture;
  for (const { cells, before } of past) {
    if (before === null || !cells.every(board.isKnown)) continue;
    const now = cells.reduce((sum, cell) => sum + board.countOf(cell), 0);
    const cell = isSmall(now - before, threshold) ? cheapest(board, cells) : undefined;
    if (cell !== undefined) board.hide(cell);
  }
};

const neighbours = ({ of, ordersOf, picture }: Board, cell: number): readonly number[] => [
  ...(of[cell] ?? []).flatMap((at) => {
    const { whole, parts } = picture.equations[at] as Equation;
    return [...parts, whole];
  }),
  ...(ordersOf[cell] ?? []).flatMap((at) => {
    const { lesser, greater } = picture.orders[at] as Order;
    return [...lesser, ...greater];
  }),
];

/** Hides the nearest cell that is left to hide: in an equation of the exposed one, else beyond other hidden ones. */
const hideNear = (board: Board, exposed: number): boolean => {
  const seen = new Set([exposed]);
  for (let ring = [exposed]; ring.length > 0;) {
    const around = ring.flatMap((cell) => neighbours(board, cell)).filter((cell) => !seen.has(cell));
    const spare = cheapest(board, around);
    if (spare !== undefined) {
      board.hide(spare);
      return true;
    }
    for (const cell of around) seen.add(cell);
    ring = [...new Set(around)].filter((cell) => !board.isKnown(cell));
  }
  return false;
};

/** One cell for each exposed one, unless what was hidden for another is near it. */
const hideAround = (board: Board, exposed: readonly Exposed[]): boolean => {
  const touched = new Set<number>();
  let any = false;
  for (const { cell } of exposed) {
    if ((board.of[cell] ?? []).some((at) => touched.has(at))) continue;
    any = hideNear(board, cell) || any;
    for (const at of board.of[cell] ?? []) touched.add(at);
  }
  return any;
};

/** Decides what to hide of a picture so that neither sums nor dates nor a linear program tell what was hidden. */
export const protect = async (highs: Highs, picture: Picture, rules: Rules = allRules): Promise<Protection> => {
  const board = createBoard(rules.changes ? picture : { ...picture, past: [], pastEquations: [] });
  hideSmall(board);
  hideChanges(board);
  const settle = createSettler(board);
  for (let attacks = 1; ; attacks += 1) {
    if (rules.partners) settle();
    const exposed = rules.attack ? await attack(highs, board) : [];
    if (exposed.length === 0 || !hideAround(board, exposed)) return { hidden: board.hidden, exposed, attacks };
  }
};
