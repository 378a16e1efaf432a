/** Every path within an answer that leads to a value, list positions left out: which fields had something to load. */
export const pathsOf = (value: unknown, path = ''): readonly string[] => {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, path));
  if (typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, `${path}.${key}`));
};

export interface Covered<T> {
  /** At most `few` of the items. */
  readonly some: readonly T[];
  /** Those and more, none of which has a path that `some` lacks. */
  readonly many: readonly T[];
}

/**
 * Few items that between them have as many paths as possible, and many that add none: a list of
 * either must load the same things, so any difference in statements comes from the number of rows.
 */
export const coverOf = <T>(items: readonly (readonly [item: T, paths: ReadonlySet<string>])[], few: number, many: number): Covered<T> => {
  const covered = new Set<string>();
  const gain = (paths: ReadonlySet<string>): number => [...paths].filter((path) => !covered.has(path)).length;
  let rest = [...items];
  const some: T[] = [];
  while (some.length < few && rest.length > 0) {
    const best = rest.reduce((a, b) => (gain(b[1]) > gain(a[1]) ? b : a));
    for (const path of best[1]) covered.add(path);
    some.push(best[0]);
    rest = rest.filter((one) => one !== best);
  }
  const others = rest.filter(([, paths]) => gain(paths) === 0).map(([item]) => item);
  return { some, many: [...some, ...others].slice(0, many) };
};
