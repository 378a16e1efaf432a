import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { TestApp } from './app.ts';

export interface FeedNode {
  readonly kind: string;
  readonly recordType: string;
  readonly recordId: string;
  readonly version: number;
  readonly fields: readonly string[];
  readonly node: { readonly id: string; readonly [field: string]: unknown } | null;
}

export interface FeedPage {
  readonly nodes: readonly FeedNode[];
  readonly end: string;
  readonly more: boolean;
}

const selection = 'nodes { kind recordType recordId version fields node { id ... on Person { name } ... on Household { address status } } } pageInfo { hasNextPage endCursor }';

export interface FeedArgs {
  readonly after?: string | undefined;
  readonly first?: number;
  readonly types?: readonly string[];
}

const query = `query Pull($first: Int, $after: String, $types: [String!]) { changes(first: $first, after: $after, recordTypes: $types) { ${selection} } }`;

/** What a page or a refusal is. */
export const askFeed = ({ ask }: TestApp, as: string | undefined, { after, first, types }: FeedArgs = {}) => ask(query, { as, variables: { first, after, types } });

/**
 * Waits until all that was written is below the horizon. Transactions of every database of a server hold it
 * back, those of other tests too.
 */
export const feedAtRest = async ({ db }: Pick<TestApp, 'db'>): Promise<void> => {
  const waiting = 'select exists (select from core.change_entry where xid >= pg_snapshot_xmin(pg_current_snapshot()))';
  const isWaiting = () => db.transaction({ scope: { counties: '*', domains: '*', actor: 'test' }, readOnly: true }, async (tx) => (await tx.query(waiting)).rows[0]?.[0]);
  while (await isWaiting()) await sleep(20);
};

/** A page of all that was written before the call. */
export const pull = async (platform: TestApp, as: string, args: FeedArgs = {}): Promise<FeedPage> => {
  await feedAtRest(platform);
  const { data, errors } = await askFeed(platform, as, args);
  expect(errors).toEqual([]);
  const { nodes, pageInfo } = data.changes;
  return { nodes, end: pageInfo.endCursor, more: pageInfo.hasNextPage };
};

/** Everything after a cursor, page by page. */
export const pullAll = async (platform: TestApp, as: string, args: FeedArgs = {}): Promise<FeedPage> => {
  const nodes: FeedNode[] = [];
  for (let after = args.after; ;) {
    const page: FeedPage = await pull(platform, as, { first: 200, ...args, after });
    nodes.push(...page.nodes);
    after = page.end;
    if (!page.more) return { nodes, end: page.end, more: false };
  }
};
