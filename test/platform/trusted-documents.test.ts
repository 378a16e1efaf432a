import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { type FieldNode, parse, print, visit } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstQuery, publicQuery } from '../../src/server/examples.ts';
import { checkDocuments, fittingDocuments } from '../../src/server/trusted-documents.ts';
import { CountiesDocument, FirstHouseholdsDocument, HouseholdCardDocument } from '../generated/trusted/graphql.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { documentIdOf, trustedDocuments } from '../support/trusted.ts';
import { codesOf, type Letter, type Reply } from '../support/wire.ts';

const own = 'query Own($first: Int) { places(first: $first) { totalCount } }';
const idOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;
const clerk = 'demo-county-clerk';

let production: TestApp;
beforeAll(async () => {
  production = await openTestApp({ production: true, documents: new Map([[idOf(own), own]]) });
});
afterAll(() => production?.close());

const send = async ({ method = 'POST', path = '/graphql', headers = {}, body }: Letter, as?: string): Promise<Reply & { readonly cache: string | null }> => {
  const authorization = as ? { authorization: `Bearer ${await production.tokenOf(as)}` } : {};
  const response = await production.app.fetch(new Request(`http://test${path}`, { method, headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...authorization, ...headers }, ...(body ? { body } : {}) }));
  const text = await response.text();
  const { errors = [] } = JSON.parse(text) as { errors?: Reply['errors'] };
  return { status: response.status, text, errors, cache: response.headers.get('cache-control') };
};

const byId = (documentId: string, variables?: object, as?: string) => send({ body: JSON.stringify({ documentId, variables }) }, as);
const byText = (query: string, as?: string) => send({ body: JSON.stringify({ query }) }, as);
const byAddress = (documentId: string, as?: string, more = '', headers: Record<string, string> = { 'x-graphql-yoga-csrf': '1' }) =>
  send({ method: 'GET', path: `/graphql?documentId=${encodeURIComponent(documentId)}${more}`, headers }, as);

describe('in production', () => {
  test('a trusted document runs by its id, in the form of the standard and in that of older clients', async () => {
    const { status, text } = await byId(documentIdOf('Counties'));
    expect(status).toBe(200);
    expect(JSON.parse(text).data).toMatchObject({ before: { totalCount: 119 }, after: { totalCount: 117 } });
    const hash = documentIdOf('Counties').replace('sha256:', '');
    for (const sha256Hash of [hash, `sha256:${hash}`]) {
      expect((await send({ body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash } } }) })).text).toBe(text);
    }
    expect(JSON.parse((await byId(idOf(own), { first: 1 })).text).data.places.totalCount).toBeGreaterThan(100);
  });

  test('the typed client knows the ids', async () => {
    for (const document of [CountiesDocument, FirstHouseholdsDocument, HouseholdCardDocument]) {
      const { documentId } = document.__meta__ as { documentId: string };
      expect(trustedDocuments.get(documentId)).toContain('query');
      expect((await byId(documentId, { registrationNumber: '1402240000000001' }, clerk)).errors).toEqual([]);
    }
  });

  test('what a document gives still depends on who asks', async () => {
    const names = async (as?: string) => (await byId(documentIdOf('FirstHouseholds'), undefined, as)).text;
    expect(JSON.parse(await names(clerk)).data.place.households.edges).toHaveLength(5);
    expect(JSON.parse(await names('demo-province-viewer')).extensions.masked.length).toBeGreaterThan(0);
    expect(await names()).not.toContain('edges');
  });

  test.each<[string, string | undefined]>([['nobody', undefined], ['a clerk', clerk], ['the province', 'demo-province-clerk'], ['an administrator', 'demo-security']])('free text of %s is refused with 403, whatever it asks', async (_, as) => {
    for (const query of ['{ __typename }', '{ places { totalCount } }', publicQuery, 'mutation { __typename }', '{', 'x'.repeat(2_000), ' { __schema { types { name } } }']) {
      const reply = await byText(query, as);
      expect([reply.status, ...codesOf(reply)]).toEqual([403, 'DOCUMENT_NOT_TRUSTED']);
    }
    const both = await send({ body: JSON.stringify({ query: '{ viewer { name } }', documentId: documentIdOf('Counties') }) }, as);
    expect(codesOf(both)).toEqual(['DOCUMENT_NOT_TRUSTED']);
  });

  test('an integrator may post free text, within the same limits; in an address nobody may', async () => {
    const as = 'demo-integrator';
    expect((await byText('{ households(first: 1) { totalCount } }', as)).errors).toEqual([]);
    expect(codesOf(await byText(`{ ${Array.from({ length: 16 }, (_, at) => `a${at}: viewer { name }`).join(' ')} }`, as))).toEqual(['GRAPHQL_LIMIT_EXCEEDED']);
    expect(new Set(codesOf(await byText('{ __schema { queryType { name } } }', as)))).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
    const inAddress = await send({ method: 'GET', path: '/graphql?query={viewer{name}}' }, as);
    expect([inAddress.status, ...codesOf(inAddress)]).toEqual([403, 'DOCUMENT_NOT_TRUSTED']);
  });

  test('an id that nobody knows, one that is none, and nothing at all', async () => {
    for (const id of ['sha256:0', 'x', '', '__proto__', 'constructor', '../trusted.json']) {
      const reply = await byId(id);
      expect([reply.status, ...codesOf(reply)]).toEqual([404, 'DOCUMENT_UNKNOWN']);
    }
    for (const body of ['{}', '{"documentId": 5}', '{"documentId": null}', '{"extensions": {"persistedQuery": null}}', '{"query": ""}']) {
      const reply = await send({ body });
      expect([reply.status, ...codesOf(reply)]).toEqual([400, 'BAD_REQUEST']);
    }
  });

  test('by GET a document may be kept by a proxy when its answer is the same for everybody, and only then', async () => {
    const id = documentIdOf('PublicPlaces');
    const open = await byAddress(id, undefined, '&variables={"asOf":"2016-07-31","first":2}');
    expect([open.status, open.cache]).toEqual([200, 'public, max-age=60']);
    expect(JSON.parse(open.text).data.places.totalCount).toBe(58);
    for (const reply of [
      await byAddress(id, clerk),
      await byAddress(documentIdOf('FirstHouseholds')), // an answer with errors
      await byAddress(id, undefined, '', { 'x-graphql-yoga-csrf': '1', 'x-youyu-cost': '1' }),
      await byAddress('sha256:0'),
      await byAddress(id, undefined, '&variables={"first":201}'),
      await byId(id),
    ]) expect(reply.cache).toBe('no-store');
  });

  test('by GET it needs a header that no page of another site can send', async () => {
    const reply = await byAddress(documentIdOf('Counties'), undefined, '', {});
    expect([reply.status, ...codesOf(reply)]).toEqual([403, 'CROSS_SITE_REQUEST']);
  });
});

/** What a document asks, however its fields are ordered. */
const asked = (text: string): readonly string[] => {
  const paths: string[] = [];
  const at: string[] = [];
  const label = ({ alias, name, arguments: given = [] }: FieldNode): string => `${alias?.value ?? ''}:${name.value}(${given.map(print).join()})`;
  visit(parse(text), { Field: { enter: (node) => { at.push(label(node)); paths.push(at.join(' ')); }, leave: () => { at.pop(); } } });
  return paths.sort();
};

describe('the list', () => {
  test('every id is the hash of its text, and every document is in the list', () => {
    for (const [id, text] of trustedDocuments) expect(id).toBe(idOf(text));
    expect(trustedDocuments.size).toBe(readdirSync('src/server/documents').filter((file) => file.endsWith('.graphql')).length);
  });

  test('all fit the graph and the limits; without a plugin those that need it are left out', () => {
    const { schema } = production.app;
    expect([...fittingDocuments(schema, 10_000).keys()]).toEqual([...trustedDocuments.keys()]);
    expect(fittingDocuments(schema, 60).size).toBeLessThan(trustedDocuments.size);
  });

  test('the four queries of the README and the one of the query page are among them', () => {
    const shown = [...readFileSync('README.md', 'utf8').matchAll(/--data-urlencode 'query=([^']+)'/g)].map(([, text]) => String(text));
    expect(shown).toHaveLength(4);
    const trusted = [...trustedDocuments.values()].map((text) => asked(text));
    for (const text of [...shown, firstQuery, publicQuery]) expect(trusted).toContainEqual(asked(text));
  });

  test.each([
    ['is no GraphQL', 'query Bad {', /Syntax Error/],
    ['asks for what is not there', 'query Bad { nothing }', /Cannot query field "nothing"/],
    ['costs too much', 'query Bad { households(first: 200) { nodes { incomes(first: 200) { nodes { id } } } } }', /it costs 40603, more than the 10000 allowed/],
    ['costs too much by a default', 'query Bad($n: Int = 200) { households(first: $n) { nodes { incomes(first: $n) { nodes { id } } } } }', /it costs/],
    ['is too deep', 'query Bad { households { nodes { members { household { members { household { members { household { members { household { id } } } } } } } } } } }', /depth limit of 10 exceeded/i],
    ['has too many aliases', `query Bad { ${Array.from({ length: 16 }, (_, at) => `a${at}: __typename`).join(' ')} }`, /aliases limit of 15 exceeded/i],
    ['has too many tokens', `query Bad { ${'viewer { name } '.repeat(300)} }`, /token/i],
    ['repeats itself', `query Bad { ${'__typename '.repeat(50)} }`, /Repeats limit of 15 exceeded/],
    ['is too long', `query Bad { places(search: "${'x'.repeat(50_000)}") { totalCount } }`, /50000 characters/],
    ['goes in a circle', 'query Bad { ...a } fragment a on Query { ...b } fragment b on Query { ...a }', /Cannot spread fragment|limit/],
    ['asks for the schema', 'query Bad { __schema { types { name } } }', /introspection/i],
    ['has too long a list', `query Bad { households(filter: { registrationNumber: { in: [${'"1" '.repeat(501)}] } }) { totalCount } }`, /takes at most 500 items/],
  ])('a document that %s stops the start, by name', (_, text, reason) => {
    const check = () => checkDocuments(production.app.schema, new Map([[idOf(own), own], [idOf(text), text]]), 10_000);
    expect(check).toThrowError(reason);
    expect(check).toThrowError(expect.objectContaining({ code: 'DOCUMENT_INVALID', details: expect.objectContaining({ id: idOf(text), name: 'Bad' }) }));
  });
});
