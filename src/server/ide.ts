import type { YogaServerOptions } from 'graphql-yoga';

type Options = YogaServerOptions<object, object>;

/** The query page: rendered from files of the package, so that it needs no other network. */
export interface IdeOptions {
  readonly render: NonNullable<Options['renderGraphiQL']>;
  /** Query shown at first. */
  readonly query?: string;
  /** Token sent by the page; only for demo data. */
  readonly token?: string;
}

/** Of the page's own settings yoga's types leave out the query, which it passes on all the same. */
type PageOptions = Exclude<Options['graphiql'], undefined | boolean> & { readonly query?: string };

/**
 * Settings of the query page, or false for none. The token is not kept in the browser: one of an
 * earlier run would be shown again, and refused. `query` and not `defaultQuery`, which is empty
 * when the page is loaded again.
 */
export const ideOf = (ide: IdeOptions | undefined): Exclude<Options['graphiql'], undefined> =>
  ide === undefined
    ? false
    : ({
        title: 'Youyu 右玉',
        shouldPersistHeaders: false,
        ...(ide.query ? { query: ide.query } : {}),
        ...(ide.token ? { headers: JSON.stringify({ authorization: `Bearer ${ide.token}` }) } : {}),
      } as PageOptions);
