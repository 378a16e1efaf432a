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

/** Settings of the query page, or false for none. */
export const ideOf = (ide: IdeOptions | undefined): Exclude<Options['graphiql'], undefined> =>
  ide === undefined
    ? false
    : {
        title: 'Youyu 右玉',
        ...(ide.query ? { defaultQuery: ide.query } : {}),
        ...(ide.token ? { headers: JSON.stringify({ authorization: `Bearer ${ide.token}` }) } : {}),
      };
