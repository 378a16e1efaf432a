import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { PlatformError } from '../errors.ts';
import { keysOfFile, keysOfUrl, type RemoteOptions } from './jwks.ts';
import { type ProviderKey, providerEndpoint, providerKey, rules } from './test-provider.ts';
import { createVerifier, type TokenVerifier } from './tokens.ts';

const [first, second] = await Promise.all([providerKey('first'), providerKey('second')]);

const outcome = (verifier: TokenVerifier, token: string): Promise<string> =>
  verifier.check(token).then(({ subject }) => subject, (error: unknown) => (error instanceof PlatformError ? error.code : String(error)));

const jwksText = (...keys: readonly ProviderKey[]): string => JSON.stringify({ keys: keys.map(({ publicJwk }) => publicJwk) });

const inFile = (...keys: readonly ProviderKey[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'youyu-jwks-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'jwks.json');
  writeFileSync(file, jwksText(...keys));
  let now = 0;
  const verifier = createVerifier(keysOfFile(file, () => now), rules);
  return { file, folder, verifier, later: () => { now += 2_000; } };
};

const atUrl = async (keys: readonly ProviderKey[], options: RemoteOptions = {}) => {
  const endpoint = await providerEndpoint(keys);
  onTestFinished(() => endpoint.close());
  return { endpoint, verifier: createVerifier(keysOfUrl(endpoint.url, { timeoutMs: 200, ...options }), rules) };
};

test('a file that was replaced gives its new keys without a restart', async () => {
  const { file, folder, verifier, later } = inFile(first);
  expect([await outcome(verifier, await first.sign()), await outcome(verifier, await second.sign())]).toEqual(['someone', 'TOKEN_INVALID']);
  writeFileSync(join(folder, 'next'), jwksText(second));
  renameSync(join(folder, 'next'), file);
  later();
  expect([await outcome(verifier, await first.sign()), await outcome(verifier, await second.sign())]).toEqual(['TOKEN_INVALID', 'someone']);
});

test('a file half written, emptied or gone leaves the keys as they were, until it is whole again', async () => {
  const { file, verifier, later } = inFile(first);
  for (const text of [jwksText(second).slice(0, 40), '', '{"keys":[]}', 'null']) {
    writeFileSync(file, text);
    later();
    expect([await outcome(verifier, await first.sign()), await outcome(verifier, await second.sign())]).toEqual(['someone', 'TOKEN_INVALID']);
  }
  rmSync(file);
  later();
  expect(await outcome(verifier, await first.sign())).toBe('someone');
  writeFileSync(file, jwksText(second));
  later();
  expect(await outcome(verifier, await second.sign())).toBe('someone');
});

test('keys of an endpoint are fetched once and kept', async () => {
  const { endpoint, verifier } = await atUrl([first]);
  for (let turn = 0; turn < 20; turn += 1) expect(await outcome(verifier, await first.sign())).toBe('someone');
  expect(endpoint.asked()).toBe(1);
});

test('a new key id makes us ask again, a made-up one not each time', async () => {
  const { endpoint, verifier } = await atUrl([first], { cooldownMs: 0 });
  await outcome(verifier, await first.sign());
  endpoint.serve([first, second]);
  expect(await outcome(verifier, await second.sign())).toBe('someone');
  const cautious = await atUrl([first], { cooldownMs: 60_000 });
  for (let turn = 0; turn < 20; turn += 1) expect(await outcome(cautious.verifier, await second.sign())).toBe('TOKEN_INVALID');
  expect(cautious.endpoint.asked()).toBe(1);
});

test('a key that the provider withdrew is gone once the keys have been fetched again', async () => {
  const { endpoint, verifier } = await atUrl([first, second], { maxAgeMs: 0 });
  expect(await outcome(verifier, await first.sign())).toBe('someone');
  endpoint.serve([second]);
  expect(await outcome(verifier, await first.sign())).toBe('TOKEN_INVALID');
});

test.each(['error', 'nonsense', 'silent'] as const)('while the endpoint answers with %s known keys go on and no other comes in', async (how) => {
  const { endpoint, verifier } = await atUrl([first], { maxAgeMs: 0, cooldownMs: 60_000 });
  expect(await outcome(verifier, await first.sign())).toBe('someone');
  endpoint.serve([first, second]);
  endpoint.behave(how);
  for (let turn = 0; turn < 5; turn += 1) {
    expect([await outcome(verifier, await first.sign()), await outcome(verifier, await second.sign())]).toEqual(['someone', 'TOKEN_INVALID']);
  }
  // asked once at first, once in vain, and then left alone for a while
  expect(endpoint.asked()).toBe(2);
});

test('an endpoint that comes back is asked again after the pause', async () => {
  let now = 0;
  const { endpoint, verifier } = await atUrl([first], { maxAgeMs: 0, cooldownMs: 30_000, now: () => now });
  endpoint.behave('error');
  expect(await outcome(verifier, await first.sign())).toBe('SIGN_IN_UNAVAILABLE');
  endpoint.behave('well');
  expect(await outcome(verifier, await first.sign())).toBe('SIGN_IN_UNAVAILABLE');
  now += 30_000;
  expect(await outcome(verifier, await first.sign())).toBe('someone');
});

test('an endpoint that was never reached opens to nobody', async () => {
  const { endpoint, verifier } = await atUrl([first]);
  await endpoint.close();
  for (const token of [await first.sign(), await second.sign()]) expect(await outcome(verifier, token)).toBe('SIGN_IN_UNAVAILABLE');
  expect(await outcome(verifier, 'x')).toBe('TOKEN_INVALID');
});
