import { expect, test } from 'vitest';
import { PlatformError } from '../errors.ts';
import { rememberTokens } from './remembered-tokens.ts';
import { providerKey, rules } from './test-provider.ts';
import { createVerifier } from './tokens.ts';

const key = await providerKey('one');

test('a token is checked again after a second, and a key that was withdrawn is gone then', async () => {
  let [keys, checks, now] = [[key.publicJwk], 0, 0];
  const verifier = rememberTokens({
    check: (token) => {
      checks += 1;
      return createVerifier(keys, rules).check(token);
    },
  }, () => now);
  const token = await key.sign();
  const claims = await verifier.check(token);
  keys = [];
  now = 999;
  expect(await verifier.check(token)).toEqual(claims);
  expect(checks).toBe(1);
  now = 1_000;
  await expect(verifier.check(token)).rejects.toThrow(PlatformError);
});

test('what was refused is not remembered', async () => {
  let keys: (typeof key.publicJwk)[] = [];
  const verifier = rememberTokens({ check: (token) => createVerifier(keys, rules).check(token) });
  const token = await key.sign();
  await expect(verifier.check(token)).rejects.toThrow(PlatformError);
  keys = [key.publicJwk];
  expect(await verifier.check(token)).toMatchObject({ subject: 'someone' });
});
