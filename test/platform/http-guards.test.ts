import { createYoga } from 'graphql-yoga';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../support/app.ts';
import { copChecks, findings } from '../support/cop-checks.ts';
import { documentIdOf } from '../support/trusted.ts';

let service: TestApp;
let production: TestApp;
const page = 'https://data.example';
beforeAll(async () => {
  service = await openTestApp({ corsOrigins: [page, 'https://other.example'] });
  production = await openTestApp({ production: true });
});
afterAll(async () => {
  await service?.close();
  await production?.close();
});

const get = (query: string, headers: Record<string, string> = {}, to = service) =>
  to.app.fetch(new Request(`http://test/graphql?query=${encodeURIComponent(query)}`, { headers }));
const post = (query: string, headers: Record<string, string> = {}, to = service) =>
  to.app.fetch(new Request('http://test/graphql', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query }) }));
const codeOf = async (response: Response): Promise<string | undefined> => ((await response.json()) as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code;

describe('what graphql-cop looks for', () => {
  test('is found, all but what nobody has, on a server without guards: the checks can find', async () => {
    const bare = createYoga({ schema: service.app.schema, logging: false, batching: true });
    expect(await findings({ send: async (request) => bare.fetch(request), headers: {} })).toEqual([
      'Alias Overloading', 'Array-based Query Batching', 'Directive Overloading', 'Field Duplication', 'Field Suggestions', 'GET Method Query Support', 'GraphQL IDE',
      'Introspection', 'POST based url-encoded query',
    ]);
  });

  test.each(['nobody', 'demo-county-clerk', 'demo-integrator'])('is not there in production, for %s', async (as) => {
    const headers: Record<string, string> = as === 'nobody' ? {} : { authorization: `Bearer ${await production.tokenOf(as)}` };
    expect(copChecks).toHaveLength(13);
    expect(await findings({ send: production.app.fetch, headers })).toEqual([]);
  });
});

describe('requests that a page of another site can make a browser send', () => {
  test('a GET without any header of its own is refused, with the reason', async () => {
    for (const headers of [{}, { accept: 'application/json' }, { 'content-type': 'text/plain' }, { 'content-type': 'application/x-www-form-urlencoded' }, { cookie: 'a=b' }, { origin: page }] as Record<string, string>[]) {
      const response = await get('{ __typename }', headers);
      expect([response.status, await codeOf(response)]).toEqual([403, 'CROSS_SITE_REQUEST']);
    }
  });

  test('a GET with a header that needs permission first is answered', async () => {
    for (const headers of [{ 'x-graphql-yoga-csrf': '1' }, { 'x-requested-with': 'x' }, { 'content-type': 'application/json' }, { authorization: `Bearer ${await service.tokenOf('demo-county-clerk')}` }] as Record<string, string>[]) {
      expect((await get('{ __typename }', headers)).status).toBe(200);
    }
  });

  test('a mutation never goes by GET', async () => {
    const response = await get('mutation { __typename }', { 'x-graphql-yoga-csrf': '1' });
    expect([response.status, await codeOf(response)]).toEqual([405, 'BAD_REQUEST']);
  });
});

describe('pages of other origins', () => {
  const cors = ({ headers }: Response): Record<string, string> => Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));
  const preflight = (origin: string, to = service) => to.app.fetch(new Request('http://test/graphql', {
    method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization, content-type' },
  }));

  test('those on the list may ask, without cookies', async () => {
    expect(cors(await preflight(page))).toMatchObject({ 'access-control-allow-origin': page, 'access-control-allow-methods': 'GET, POST', 'access-control-max-age': '600' });
    const response = await post('{ __typename }', { origin: page });
    expect(cors(response)).toMatchObject({ 'access-control-allow-origin': page });
    expect(cors(response)).not.toHaveProperty('access-control-allow-credentials');
    expect(response.headers.get('vary')).toContain('Origin');
  });

  test.each(['https://evil.example', 'null', 'https://data.example.evil', 'http://data.example', ''])('%j may not', async (origin) => {
    expect(cors(await preflight(origin))).toEqual({});
    expect(cors(await post('{ __typename }', { origin }))).toEqual({});
  });

  test('without a list there is no permission to ask for', async () => {
    const response = await preflight(page, production);
    expect(response.status).toBe(405);
    expect(cors(response)).toEqual({});
    expect(cors(await post('{ __typename }', { origin: page }, production))).toEqual({});
  });
});

describe('headers', () => {
  const always = {
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
  const answers = async (to: TestApp): Promise<readonly (readonly [string, Response])[]> => {
    const at = (path: string, init?: RequestInit) => to.app.fetch(new Request(`http://test${path}`, init));
    return [
      ['a document', await at('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ documentId: documentIdOf('Counties') }) })],
      ['of a caller who is signed in', await post('{ viewer { name } }', { authorization: `Bearer ${await to.tokenOf('demo-integrator')}` }, to)],
      ['an error', await post('{ nothing', {}, to)],
      ['a bad token', await post('{ __typename }', { authorization: 'Bearer x' }, to)],
      ['a refusal', await get('{ __typename }', {}, to)],
      ['another method', await at('/graphql', { method: 'PUT' })],
      ['another type', await at('/graphql', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' })],
      ['another address', await at('/elsewhere')],
      ['/health', await at('/health')],
      ['/ready', await at('/ready')],
    ];
  };

  test('are on every answer, and none tells what the server is made of', async () => {
    for (const [what, { headers }] of await answers(service)) {
      expect({ what, ...Object.fromEntries(headers) }).toMatchObject({ what, ...always });
      for (const name of ['server', 'x-powered-by', 'x-yoga-id', 'strict-transport-security']) expect([what, name, headers.get(name)]).toEqual([what, name, null]);
    }
  });

  test('in production browsers are told to insist on TLS', async () => {
    for (const [what, { headers }] of await answers(production)) expect({ what, ...Object.fromEntries(headers) }).toMatchObject({ what, ...always, 'strict-transport-security': 'max-age=31536000' });
  });
});
