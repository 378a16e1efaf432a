import { expect, test } from 'vitest';
import { SignJWT } from 'jose';
import { PlatformError } from '../errors.ts';
import { createVerifier } from './tokens.ts';
import { providerKey, rules, secondsFromNow } from './test-provider.ts';

const key = await providerKey('one');
const verifier = createVerifier([key.publicJwk], rules);

const codeOf = async (token: string, by = verifier): Promise<string> => {
  const error = await by.check(token).then(() => undefined, (thrown: unknown) => thrown);
  return error instanceof PlatformError ? error.code : String(error);
};

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = { sub: 'someone', iss: rules.issuer, aud: rules.audience, exp: secondsFromNow(600) };
const withPart = (token: string, index: number, text: string): string => token.split('.').map((part, at) => (at === index ? text : part)).join('.');

test('a good token says who and until when, the skew of clocks included', async () => {
  const exp = secondsFromNow(600);
  expect(await verifier.check(await key.sign({ exp }))).toEqual({ subject: 'someone', until: (exp + 60) * 1000 });
});

test('a minute of difference between clocks is forgiven, more is not', async () => {
  expect(await codeOf(await key.sign({ exp: secondsFromNow(-50) }))).toBe('undefined');
  expect(await codeOf(await key.sign({ nbf: secondsFromNow(50) }))).toBe('undefined');
  expect(await codeOf(await key.sign({ exp: secondsFromNow(-70) }))).toBe('TOKEN_INVALID');
  expect(await codeOf(await key.sign({ nbf: secondsFromNow(70) }))).toBe('TOKEN_INVALID');
});

test.each<[string, () => string | Promise<string>]>([
  ['is empty', () => ''],
  ['is no token', () => 'a.b'],
  ['has alg none and no signature', () => `${base64({ alg: 'none' })}.${base64(claims)}.`],
  ['has alg none and a signature', async () => withPart(await key.sign(), 0, base64({ alg: 'none', kid: 'one' }))],
  ['is signed with the public key as a shared secret', () => new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'one' }).sign(Buffer.from(JSON.stringify(key.publicJwk)))],
  ['is signed with the public key itself as a shared secret', () => new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'one' }).sign(Buffer.from(key.publicJwk.x as string, 'base64url'))],
  ['brings its own key', async () => (await providerKey('one')).sign({}, { jwk: (await providerKey('one')).publicJwk })],
  ['names a key nobody has', () => key.sign({}, { kid: 'two' })],
  ['has the claims of another', async () => withPart(await key.sign(), 1, base64({ ...claims, sub: 'another' }))],
  ['has a changed signature', async () => withPart(await key.sign(), 2, 'A'.repeat(86))],
  ['comes from another issuer', () => key.sign({ iss: 'https://other.example' })],
  ['has no issuer', () => key.sign({ iss: undefined })],
  ['is for another audience', () => key.sign({ aud: 'payroll' })],
  ['is for nobody', () => key.sign({ aud: undefined })],
  ['has no subject', () => key.sign({ sub: undefined })],
  ['has an empty subject', () => key.sign({ sub: '' })],
  ['has a subject that is no text', () => key.sign({ sub: { $ne: '' } })],
  ['has a subject of any length', () => key.sign({ sub: 'x'.repeat(201) })],
  ['has no end', () => key.sign({ exp: undefined })],
  ['has an end that is no time', () => key.sign({ exp: 'never' })],
  ['is longer than 8 kB', () => key.sign({ more: 'x'.repeat(8_192) })],
  ['asks for an extension we do not know', () => key.sign({}, { crit: ['x'], x: 1 }).catch(() => `${base64({ alg: 'EdDSA', kid: 'one', crit: ['x'], x: 1 })}.${base64(claims)}.AA`)],
])('a token that %s is refused as every other', async (_, make) => {
  expect(await codeOf(await make())).toBe('TOKEN_INVALID');
});

test('what is refused says nothing of why', async () => {
  const errors = await Promise.all([key.sign({ exp: 1 }), key.sign({ aud: 'x' }), 'x'].map(async (token) => verifier.check(await token).catch((error: PlatformError) => error.messages)));
  expect(new Set(errors.map((messages) => JSON.stringify(messages))).size).toBe(1);
});

test.each(['ES256', 'RS256'])('%s is taken where it is allowed, and only there', async (alg) => {
  const other = await providerKey('other', alg);
  const token = await other.sign();
  expect(await codeOf(token, createVerifier([other.publicJwk], rules))).toBe('undefined');
  expect(await codeOf(token, createVerifier([other.publicJwk], { ...rules, algorithms: ['EdDSA'] }))).toBe('TOKEN_INVALID');
});

test('an algorithm of the provider that is not on our list is refused', async () => {
  const other = await providerKey('other', 'PS256');
  expect(await codeOf(await other.sign(), createVerifier([other.publicJwk], rules))).toBe('TOKEN_INVALID');
});

test('time is that of the clock given', async () => {
  const later = createVerifier([key.publicJwk], { ...rules, clock: () => new Date(Date.now() + 700_000) });
  const token = await key.sign();
  expect(await codeOf(token)).toBe('undefined');
  expect(await codeOf(token, later)).toBe('TOKEN_INVALID');
});
