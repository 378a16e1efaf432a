import type { Importer, IntakeRow } from './importer.ts';
import { groupsBrokenBy, isReadable } from './settle.ts';

/** Keys of groups that are one: each leads to another, and in the end to the first. */
const createUnion = () => {
  const next = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    for (let up = next.get(root); up !== undefined; up = next.get(root)) root = up;
    return root;
  };
  return {
    rootOf,
    join: (a: string, b: string): void => {
      const [left, right] = [rootOf(a), rootOf(b)];
      if (left !== right) next.set(left, right);
    },
  };
};

/**
 * Ids of what the rows of a batch wait with in quarantine: the rows of their group, and the row that could not be
 * read and may be one of them. A row that belongs to nothing stands for itself.
 */
export const groupIds = ({ groupOf }: Importer, rows: readonly IntakeRow[]): ((at: number, id: string) => string) => {
  if (!groupOf) return (_, id) => id;
  const union = createUnion();
  const keys = rows.map((row, at) => {
    if (isReadable(row)) return `group ${groupOf(row)}`;
    for (const group of groupsBrokenBy(groupOf, rows, at)) union.join(`row ${at}`, `group ${group}`);
    return `row ${at}`;
  });
  const ids = new Map<string, string>();
  return (at, id) => {
    const root = union.rootOf(keys[at] as string);
    const known = ids.get(root) ?? id;
    ids.set(root, known);
    return known;
  };
};
