import highs, { type Highs } from 'highs';

// its types describe a CommonJS module, Node gets the other one
const load = highs as unknown as (typeof highs)['default'];

let loading: Promise<Highs> | undefined;

/** The solver, loaded when somebody publishes: most processes never do. */
export const solver = (): Promise<Highs> => {
  loading ??= load();
  return loading;
};
