import { firstQuery } from './examples.ts';
import type { IdeOptions } from './ide.ts';

/** The query page. Loaded only when it is wanted: it is nine megabytes of text. */
export const loadIde = async (token?: string): Promise<IdeOptions> => {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return { render: renderGraphiQL as IdeOptions['render'], query: firstQuery, ...(token ? { token } : {}) };
};
