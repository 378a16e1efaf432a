import { expect } from 'vitest';
import type { TestApp } from './app.ts';

interface Page {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly startCursor: string | null; readonly endCursor: string | null };
}

export interface Walk {
  readonly as?: string;
  readonly size: number;
  readonly backward: boolean;
  /** Filter, order and whatever else the list is asked with. */
  readonly args?: string;
}

const pageSelection = 'totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

/** Wraps the list into what it stands in: `(list) => '{ place(code: "140224") { ' + list + ' } }'`. */
export type Frame = (list: string) => string;

const within = (data: unknown, list: string): Page =>
  typeof data === 'object' && data !== null && list in data ? (data as Record<string, Page>)[list] as Page : within(Object.values(data as object)[0], list);

/** One page of a list, checked in itself: its cursors are those of its edges. */
export const readPage = async ({ ask }: TestApp, list: string, args: string, as: string | undefined, frame: Frame): Promise<Page> => {
  const { data, errors } = await ask(frame(`${list}(${args}) { ${pageSelection} }`), { as });
  expect(errors).toEqual([]);
  const page = within(data, list);
  expect(page.pageInfo.startCursor).toBe(page.edges.at(0)?.cursor ?? null);
  expect(page.pageInfo.endCursor).toBe(page.edges.at(-1)?.cursor ?? null);
  return page;
};

/**
 * Walks a list page by page from one end to the other and answers its ids in the order of the list.
 * On the way every page must be full but the last, and say rightly whether more lie on either side.
 */
export const walk = async (platform: TestApp, list: string, { as, size, backward, args = '' }: Walk, frame: Frame = (text) => `{ ${text} }`): Promise<readonly string[]> => {
  const pages: string[][] = [];
  for (let cursor: string | null = null, more = true; more;) {
    const ends = backward ? `last: ${size} ${cursor ? `before: "${cursor}"` : ''}` : `first: ${size} ${cursor ? `after: "${cursor}"` : ''}`;
    const { edges, pageInfo, totalCount } = await readPage(platform, list, `${ends} ${args}`, as, frame);
    const seen = pages.flat().length + edges.length;
    const { hasNextPage, hasPreviousPage } = pageInfo;
    expect(backward ? [hasPreviousPage, hasNextPage] : [hasNextPage, hasPreviousPage]).toEqual([seen < totalCount, pages.length > 0]);
    if (seen < totalCount) expect(edges).toHaveLength(size);
    pages.push(edges.map(({ node }) => node.id));
    more = seen < totalCount;
    cursor = backward ? pageInfo.startCursor : pageInfo.endCursor;
    if (more) expect(cursor).not.toBeNull();
  }
  return (backward ? pages.reverse() : pages).flat();
};
