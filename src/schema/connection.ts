import type { ObjectRef } from '@pothos/core';
import type { Page } from '../records/page.ts';
import type { Builder } from './builder.ts';

/** What a connection field answers: the page, and the total only if somebody asks. */
export interface Connection<T> {
  readonly page: Page<T>;
  total(): Promise<number>;
}

interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

export type ConnectionRef<T> = ObjectRef<never, Connection<T>, Connection<T>>;

const edgesOf = <T>({ page }: Connection<T>): Edge<T>[] => page.nodes.map((node) => ({ node, cursor: page.cursorOf(node) }));

const pageInfoOf = <T>(connection: Connection<T>) => {
  const { page } = connection;
  const [first, last] = [page.nodes.at(0), page.nodes.at(-1)];
  return {
    hasNextPage: page.hasNextPage,
    hasPreviousPage: page.hasPreviousPage,
    startCursor: first === undefined ? null : page.cursorOf(first),
    endCursor: last === undefined ? null : page.cursorOf(last),
  };
};

/** The Relay connection and edge types over a node type, with `totalCount` and the `nodes` shortcut. */
export const connectionType = <T>(builder: Builder, name: string, node: ObjectRef<never, T, T>): ConnectionRef<T> => {
  const edge = builder.objectRef<Edge<T>>(`${name}Edge`).implement({
    fields: (t) => ({
      cursor: t.exposeString('cursor', {}),
      node: t.field({ type: node as never, resolve: ({ node: value }) => value as never }),
    }),
  });
  return builder.objectRef<Connection<T>>(`${name}Connection`).implement({
    fields: (t) => ({
      edges: t.field({ type: [edge], resolve: edgesOf as never }),
      nodes: t.field({ type: [node] as never, resolve: (({ page }: Connection<T>) => page.nodes) as never }),
      pageInfo: t.field({ type: builder.pageInfoRef(), resolve: pageInfoOf as never }),
      totalCount: t.int({
        description: '总数,只在请求时计算 / All rows of the list; counted only when asked for',
        resolve: (connection) => connection.total(),
      }),
    }),
  }) as unknown as ConnectionRef<T>;
};

/** A page whose nodes are changed one by one, e.g. given the date they are seen at; cursors stay. */
export const mapPage = <A, B>(page: Page<A>, change: (node: A) => B): Page<B> => {
  const origin = new Map<B, A>();
  const nodes = page.nodes.map((node) => {
    const changed = change(node);
    origin.set(changed, node);
    return changed;
  });
  return { ...page, nodes, cursorOf: (node) => page.cursorOf(origin.get(node) as A) };
};
