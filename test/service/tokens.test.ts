import { auditServer } from 'graphql-http';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { copyOf } from './filled-folder.ts';
import { type Service, startService } from './service.ts';

let service: Service;
let signingKey: JWK;

beforeAll(async () => {
  const folder = copyOf(inject('firstRun').folder);
  signingKey = JSON.parse(readFileSync(join(folder, 'signing-key.json'), 'utf8')) as JWK;
  service = await startService({ YOUYU_DATA_DIR: folder });
});
afterAll(() => service.stop());

interface Claims {
  readonly sub?: string;
  readonly iss?: string;
  readonly aud?: string;
  /** Seconds from now; null for none. */
  readonly exp?: number | null;
  readonly key?: JWK;
}

const seconds = (fromNow: number): number => Math.floor(Date.now() / 1000) + fromNow;

const sign = async ({ sub = 'demo-county-clerk', iss = 'youyu', aud = 'youyu', exp = 600, key = signingKey }: Claims = {}): Promise<string> => {
  const token = new SignJWT({ sub, iss, aud, iat: seconds(-3600), ...(exp === null ? {} : { exp: seconds(exp) }) });
  return token.setProtectedHeader({ alg: 'EdDSA', kid: 'development' }).sign(await importJWK(key, 'EdDSA'));
};

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const unsigned = (alg: string): string => `${base64({ alg })}.${base64({ sub: 'demo-county-clerk', iss: 'youyu', aud: 'youyu', exp: seconds(600) })}.`;

const foreign = async (): Promise<string> =>
  sign({ key: await exportJWK((await generateKeyPair('EdDSA', { extractable: true })).privateKey) });

const altered = async (): Promise<string> => {
  const [header, , signature] = (await sign({ sub: 'demo-city-viewer' })).split('.');
  const [, claims] = (await sign({ sub: 'demo-province-clerk' })).split('.');
  return `${header}.${claims}.${signature}`;
};

/** Signed with the public key as if it were a shared secret. */
const confused = (): Promise<string> =>
  new SignJWT({ sub: 'demo-county-clerk', iss: 'youyu', aud: 'youyu', exp: seconds(600) })
    .setProtectedHeader({ alg: 'HS256', kid: 'development' }).sign(Buffer.from(JSON.stringify({ ...signingKey, d: undefined })));

const whoAmI = '{ viewer { name } }';

test('a good token is one', async () => {
  expect((await service.ask(whoAmI, { as: await sign() })).data.viewer.name).toBe('演示·灵丘县经办');
});

test.each<[string, () => string | Promise<string>]>([
  ['without signature (alg none)', () => unsigned('none')],
  ['signed with the public key as a secret', confused],
  ['of another key', foreign],
  ['with the claims of another', altered],
  ['expired', () => sign({ exp: -120 })],
  ['without an end', () => sign({ exp: null })],
  ['of another issuer', () => sign({ iss: 'someone' })],
  ['for another audience', () => sign({ aud: 'payroll' })],
  ['of nobody we know', () => sign({ sub: 'demo-nobody' })],
  ['that is none', () => 'garbage'],
  ['of more than 8 kB', async () => `${await sign()}${'A'.repeat(8_192)}`],
  ['that names a key nobody has', async () => { const [, ...rest] = (await sign()).split('.'); return [base64({ alg: 'EdDSA', kid: 'nobody' }), ...rest].join('.'); }],
])('a token %s is refused with 401 and TOKEN_INVALID, data or no data', async (_, make) => {
  const as = await make();
  for (const query of [whoAmI, '{ __typename }']) {
    const { status, codes, data, text } = await service.ask(query, { as });
    expect({ status, codes, data }).toEqual({ status: 401, codes: ['TOKEN_INVALID'], data: undefined });
    expect(text).not.toContain(as);
  }
});

test('whatever is wrong with a token, the answer is the same to the last byte', async () => {
  const tokens = [await sign({ exp: -120 }), await sign({ aud: 'payroll' }), await foreign(), unsigned('none'), await sign({ sub: 'demo-nobody' }), 'garbage', `${await sign()}${'A'.repeat(8_192)}`];
  const answers = await Promise.all(tokens.map(async (token) => {
    const response = await fetch(`${service.base}/graphql?query={__typename}`, { headers: { authorization: `Bearer ${token}`, 'x-request-id': 'same' } });
    return [response.status, response.headers.get('www-authenticate'), await response.text()];
  }));
  expect(answers).toEqual(answers.map(() => [401, 'Bearer error="invalid_token"', answers[0]?.[2]]));
});

test('another scheme than Bearer is refused too', async () => {
  const response = await fetch(`${service.base}/graphql?query={__typename}`, { headers: { authorization: 'Basic dXNlcjpwYXNz' } });
  expect(response.status).toBe(401);
  expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
});

test('the server keeps to GraphQL over HTTP in all 61 points', async () => {
  // its GETs bring no header at all, as a page of another site could send them
  const fetchFn: typeof fetch = (input, init) => fetch(input, { ...init, headers: { ...(init?.method === 'POST' ? {} : { 'x-graphql-yoga-csrf': '1' }), ...init?.headers } });
  const results = await auditServer({ url: `${service.base}/graphql`, fetchFn });
  const notOk = results.filter(({ status }) => status !== 'ok').map(({ id, name, ...rest }) => ({ id, name, reason: 'reason' in rest ? rest.reason : undefined }));
  expect(notOk).toEqual([]);
  expect(results).toHaveLength(61);
});

test('/ leads to the query page, and other addresses say that nothing is there', async () => {
  const home = await fetch(`${service.base}/`, { redirect: 'manual' });
  expect([home.status, home.headers.get('location')]).toEqual([302, '/graphql']);
  expect(await service.status('/nothing')).toBe(404);
});
