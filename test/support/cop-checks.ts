/** How a check reaches a server. */
export interface Target {
  readonly send: (request: Request) => Promise<Response>;
  readonly headers: Readonly<Record<string, string>>;
}

interface Found {
  // biome-ignore lint/suspicious/noExplicitAny: the checks look into answers of any shape
  readonly json: any;
  readonly text: string;
}

const url = 'http://test/graphql';

const read = async (response: Response): Promise<Found> => {
  const text = await response.text();
  try {
    return { json: JSON.parse(text), text };
  } catch {
    return { json: undefined, text };
  }
};

const post = async ({ send, headers }: Target, body: unknown): Promise<Found> =>
  read(await send(new Request(url, { method: 'POST', headers: { accept: '*/*', 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })));

const ask = (target: Target, query: string): Promise<Found> => post(target, { query, operationName: 'cop' });

const get = async ({ send, headers }: Target, query?: string, accept = '*/*'): Promise<Found> =>
  read(await send(new Request(query === undefined ? url : `${url}?query=${encodeURIComponent(query)}`, { headers: { accept, ...headers } })));

type Check = readonly [title: string, finds: (target: Target) => Promise<boolean>];

/** What graphql-cop (github.com/dolevf/graphql-cop) tries, with its queries, and what it counts as a finding. */
export const copChecks: readonly Check[] = [
  ['Alias Overloading', async (target) => Boolean((await ask(target, `query cop { ${Array.from({ length: 101 }, (_, at) => `alias${at}:__typename \n`).join('')} }`)).json?.data?.alias100)],
  ['Array-based Query Batching', async (target) => {
    const { json } = await post(target, Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' })));
    return Object.keys(json ?? {}).length >= 10;
  }],
  ['Directive Overloading', async (target) => (await ask(target, 'query cop { __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }')).json?.errors?.length === 10],
  ['Introspection-based Circular Query', async (target) =>
    (await ask(target, 'query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }')).json?.data?.__schema?.types?.length > 25],
  ['Field Duplication', async (target) => Boolean((await ask(target, `query cop { ${'__typename \n'.repeat(500)}} `)).json?.data?.__typename)],
  ['Field Suggestions', async (target) => Boolean((await ask(target, 'query cop { __schema { directive } }')).json?.errors?.[0]?.message?.includes('Did you mean'))],
  ['Mutation is allowed over GET', async (target) => Boolean((await get(target, 'mutation cop {__typename}')).json?.data?.__typename)],
  ['GET Method Query Support', async (target) => Boolean((await get(target, 'query cop {__typename}')).json?.data?.__typename)],
  ['GraphQL IDE', async (target) => {
    const { text } = await get(target, undefined, 'text/html');
    return ['graphiql.min.css', 'GraphQL Playground', 'GraphiQL', 'graphql-playground'].some((word) => text.includes(word));
  }],
  ['Introspection', async (target) => Boolean((await ask(target, 'query cop { __schema { types { name fields { name } } } }')).json?.data?.__schema?.types)],
  ['POST based url-encoded query', async ({ send, headers }) => {
    const body = new URLSearchParams({ query: 'query cop { __typename }' }).toString();
    const { json } = await read(await send(new Request(url, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body })));
    return Boolean(json?.data?.__typename);
  }],
  ['Trace Mode', async (target) => {
    const { json } = await ask(target, 'query cop { __typename }');
    return Boolean(json?.errors?.[0]?.extensions?.tracing ?? json?.extensions?.tracing);
  }],
  ['Unhandled Errors Detection', async (target) => {
    const { json } = await ask(target, 'qwerty cop { abc }');
    return Boolean(json?.errors?.[0]?.extensions?.exception ?? json?.extensions?.exception);
  }],
];

/** Titles of what was found. */
export const findings = async (target: Target): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const [title, finds] of copChecks) if (await finds(target)) found.push(title);
  return found;
};
