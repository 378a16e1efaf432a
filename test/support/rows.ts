import { expect } from 'vitest';
import type { TestApp } from './app.ts';
import type { Node } from './ordering.ts';

/** More rows than that are read in one county, so that everything can be tried in reasonable time. */
const many = 250;

/** Who reads a list: the province where it is short, else a county. What belongs to no county stays long. */
export const readerOf = async ({ ask }: TestApp, list: string): Promise<string> => {
  const { data } = await ask(`{ ${list} { totalCount } }`, { as: 'demo-province-clerk' });
  return data[list].totalCount > many && list !== 'allocations' ? 'demo-county-clerk' : 'demo-province-clerk';
};

/** All rows of a list with these fields, by pages as large as can be. */
export const allRows = async ({ ask }: TestApp, list: string, selection: string, as: string, args = ''): Promise<readonly Node[]> => {
  const rows: Node[] = [];
  for (let after = ''; ;) {
    const { data, errors } = await ask(`{ ${list}(first: 200 ${after} ${args}) { nodes { id ${selection} } pageInfo { hasNextPage endCursor } } }`, { as });
    expect(errors).toEqual([]);
    const { nodes, pageInfo } = data[list];
    rows.push(...nodes);
    if (!pageInfo.hasNextPage) return rows;
    after = `after: "${pageInfo.endCursor}"`;
  }
};
