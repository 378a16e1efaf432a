/** A count in the public picture, known or hidden. */
export interface Cell {
  readonly key: string;
  /** The true count; null where it was hidden by an earlier release, since nobody keeps those. */
  readonly value: number | null;
  readonly hidden: boolean;
  /** Whether it is being released now, so that it can still be hidden. */
  readonly free: boolean;
  /** Range that must stay possible while it is hidden. */
  readonly width: number;
}

/** An equation between counts, by index: the parts add up to the whole. */
export interface Equation {
  readonly whole: number;
  readonly parts: readonly number[];
}

/** Counts whose sum is never above that of others. */
export interface Order {
  readonly lesser: readonly number[];
  readonly greater: readonly number[];
}

/** The same group of people at another date: indexes here, and how many they were there, null if nobody can tell. */
export interface Past {
  readonly cells: readonly number[];
  readonly before: number | null;
}

/** An equation at another date: the whole there, and the parts there, joined where places were merged. */
export interface PastEquation {
  readonly equation: number;
  readonly wholeThen: number;
  readonly parts: readonly Past[];
}

/** Everything an attacker can lay side by side, and what is about to be added. */
export interface Picture {
  readonly threshold: number;
  readonly cells: readonly Cell[];
  readonly equations: readonly Equation[];
  readonly orders: readonly Order[];
  readonly past: readonly Past[];
  readonly pastEquations: readonly PastEquation[];
}

/** Which cells are hidden, as it is being decided. */
export interface Board {
  readonly picture: Picture;
  /** Equations each cell stands in. */
  readonly of: readonly (readonly number[])[];
  /** Orders each cell stands in. */
  readonly ordersOf: readonly (readonly number[])[];
  readonly hidden: Uint8Array;
  isKnown(cell: number): boolean;
  /** The count of a known cell. */
  countOf(cell: number): number;
  /** Whether hiding it would help anybody: only counts above zero that are released now. */
  isSpare(cell: number): boolean;
  hide(cell: number): void;
  /** Cells hidden since this was last asked. */
  taken(): readonly number[];
}

const placesIn = (count: number, groups: readonly (readonly number[])[]): readonly (readonly number[])[] => {
  const of: number[][] = Array.from({ length: count }, () => []);
  for (const [at, cells] of groups.entries()) for (const cell of cells) of[cell]?.push(at);
  return of;
};

/** A board over a picture; hiding is the only move. */
export const createBoard = (picture: Picture): Board => {
  const { cells } = picture;
  const hidden = Uint8Array.from(cells, (cell) => Number(cell.hidden));
  let fresh = cells.flatMap((cell, at) => (cell.hidden ? [at] : []));
  const countOf = (cell: number): number => cells[cell]?.value ?? 0;
  return {
    picture,
    of: placesIn(cells.length, picture.equations.map(({ whole, parts }) => [whole, ...parts])),
    ordersOf: placesIn(cells.length, picture.orders.map(({ lesser, greater }) => [...lesser, ...greater])),
    hidden,
    countOf,
    isKnown: (cell) => hidden[cell] === 0,
    isSpare: (cell) => hidden[cell] === 0 && cells[cell]?.free === true && countOf(cell) > 0,
    hide: (cell) => {
      if (hidden[cell] === 1) return;
      hidden[cell] = 1;
      fresh.push(cell);
    },
    taken: () => {
      const taken = fresh;
      fresh = [];
      return taken;
    },
  };
};

/** A count of 1 to below the threshold tells about few people; so does such a change. None at all tells about nobody. */
export const isSmall = (count: number, threshold: number): boolean => count !== 0 && Math.abs(count) < threshold;
