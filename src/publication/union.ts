/** Joins numbers into groups; `find` gives the number that stands for the group. */
export const createUnion = (size: number) => {
  const parent = Int32Array.from({ length: size }, (_, at) => at);
  const find = (at: number): number => {
    let root = at;
    while (parent[root] !== root) root = parent[root] as number;
    for (let step = at; step !== root;) {
      const next = parent[step] as number;
      parent[step] = root;
      step = next;
    }
    return root;
  };
  return { find, join: (a: number, b: number): void => { parent[find(a)] = find(b); } };
};
