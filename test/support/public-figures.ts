import { expect } from 'vitest';
import type { TestApp } from './app.ts';

/** A published table as anybody without a token reads it. */
export interface PublicTable {
  readonly id: string;
  readonly population: string;
  readonly isCumulative: boolean;
  readonly dimensions: readonly { readonly id: string; readonly codes: readonly { readonly code: string }[] }[];
  readonly releases: readonly { readonly asOf: string; readonly threshold: number; readonly cellCount: number; readonly hiddenCount: number }[];
}

export interface PublicCell {
  readonly placeCode: string;
  readonly codes: readonly string[];
  readonly value: number | null;
  readonly suppressed: boolean;
}

/** Every published table, with its releases. */
export const publicTables = async ({ ask }: Pick<TestApp, 'ask'>): Promise<readonly PublicTable[]> => {
  const { data, errors } = await ask('{ publishedTables { id population isCumulative dimensions { id codes { code } } releases { asOf threshold cellCount hiddenCount } } }');
  expect(errors).toEqual([]);
  return data.publishedTables;
};

/** All cells of all releases of a table, by date, by pages of the greatest size. */
export const publicCells = async ({ ask }: Pick<TestApp, 'ask'>, id: string): Promise<ReadonlyMap<string, readonly PublicCell[]>> => {
  const byDate = new Map<string, PublicCell[]>();
  for (let after = ''; ;) {
    const { data, errors } = await ask(`{ publishedTable(id: "${id}") { releases { asOf cells(first: 200 ${after}) { nodes { placeCode codes value suppressed } pageInfo { hasNextPage endCursor } } } } }`);
    expect(errors).toEqual([]);
    const { releases } = data.publishedTable as { releases: { asOf: string; cells: { nodes: PublicCell[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }[] };
    // releases of one table may differ in length with the map; a cursor is a place in each
    for (const { asOf, cells } of releases) byDate.set(asOf, [...(byDate.get(asOf) ?? []), ...cells.nodes]);
    const going = releases.find(({ cells }) => cells.pageInfo.hasNextPage);
    if (!going) return byDate;
    after = `after: "${going.cells.pageInfo.endCursor}"`;
  }
};
