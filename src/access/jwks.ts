import { statSync, readFileSync } from 'node:fs';
import { createLocalJWKSet, createRemoteJWKSet, errors, type JSONWebKeySet, type JWK, type JWTVerifyGetKey } from 'jose';
import { PlatformError } from '../errors.ts';

/** Where the public keys of the identity provider come from: finds the one that a token names. */
export type KeySource = JWTVerifyGetKey;

/** Keys that never change: those of the development signer, and of tests. */
export const fixedKeys = (keys: readonly JWK[]): KeySource => createLocalJWKSet({ keys: [...keys] });

const readKeys = (file: string): JSONWebKeySet => {
  const { keys } = JSON.parse(readFileSync(file, 'utf8')) as { keys: unknown };
  if (!Array.isArray(keys) || keys.length === 0) throw new Error(`no keys in ${file}`);
  return { keys: keys as JWK[] };
};

const lookAgainMs = 1_000;

/**
 * Keys of a file, which is read again when it has changed. A file that cannot be read just now, half
 * written or being replaced, leaves the keys as they were.
 * @throws Error when it cannot be read at first
 */
export const keysOfFile = (file: string, now: () => number = Date.now): KeySource => {
  const printOf = (): string => {
    const { mtimeMs, size, ino } = statSync(file);
    return [mtimeMs, size, ino].join();
  };
  let print = printOf();
  let keys = fixedKeys(readKeys(file).keys);
  let looked = now();
  const refresh = (): void => {
    if (now() - looked < lookAgainMs) return;
    looked = now();
    try {
      const present = printOf();
      if (present === print) return;
      keys = fixedKeys(readKeys(file).keys);
      print = present;
    } catch {
      // what we have stays good; the next look may find a whole file
    }
  };
  return (header, token) => {
    refresh();
    return keys(header, token);
  };
};

export interface RemoteOptions {
  /** Longest wait for the endpoint. */
  readonly timeoutMs?: number;
  /** How long an unknown key id, or a failure, keeps us from asking again. */
  readonly cooldownMs?: number;
  /** After so long the keys are fetched again, so that a withdrawn one goes. */
  readonly maxAgeMs?: number;
  readonly now?: () => number;
}

/**
 * Keys of an endpoint, kept and fetched again in time. While it cannot be reached the known keys go
 * on, and it is not asked for each token; a key never seen stays unknown. Nothing opens by a failure.
 */
export const keysOfUrl = (url: URL, { timeoutMs = 5_000, cooldownMs = 30_000, maxAgeMs = 600_000, now = Date.now }: RemoteOptions = {}): KeySource => {
  const remote = createRemoteJWKSet(url, { timeoutDuration: timeoutMs, cooldownDuration: cooldownMs, cacheMaxAge: maxAgeMs });
  let failedAt = Number.NEGATIVE_INFINITY;
  const known: KeySource = (header, token) => {
    const keys = remote.jwks();
    if (!keys) throw new PlatformError('SIGN_IN_UNAVAILABLE');
    return createLocalJWKSet(keys)(header, token);
  };
  return async (header, token) => {
    if (now() - failedAt < cooldownMs) return known(header, token);
    try {
      return await remote(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys || error instanceof errors.JOSENotSupported) throw error;
      failedAt = now();
      return known(header, token);
    }
  };
};
