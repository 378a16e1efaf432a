import { PlatformError } from '../errors.ts';
import type { CubeCell } from './cube.ts';
import type { Cell } from './picture.ts';

/** Cells get their numbers as they are met; a margin that two tables share is one cell. */
export const createCells = (threshold: number) => {
  const cells: Cell[] = [];
  const numbers = new Map<string, number>();
  const put = (name: string, cell: Omit<Cell, 'key' | 'width'>, width: number): void => {
    const at = numbers.get(name);
    if (at === undefined) {
      numbers.set(name, cells.length);
      cells.push({ ...cell, key: name, width });
      return;
    }
    const there = cells[at] as Cell;
    if (!there.hidden && cell.value !== null && there.value !== cell.value) throw new PlatformError('PUBLICATION_DATA_CHANGED');
    if (there.hidden && there.value === null && cell.value !== null) cells[at] = { ...there, value: cell.value };
  };
  return {
    cells,
    at: (name: string): number | undefined => numbers.get(name),
    addReleased: (moment: string, counts: ReadonlyMap<string, number | null>, width: number): void => {
      for (const [key, value] of counts) put(`${moment}/${key}`, { value, hidden: value === null, free: false }, width);
    },
    addCounted: (moment: string, counted: readonly CubeCell[]): void => {
      for (const { key, value } of counted) put(`${moment}/${key}`, { value, hidden: false, free: true }, threshold);
    },
  };
};

export type Cells = ReturnType<typeof createCells>;
