import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { exportJWK, generateKeyPair, importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import { PlatformError } from '../errors.ts';
import { fixedKeys, type KeySource } from './jwks.ts';

/** Every way of signing that may be allowed: with a private key. `none` and shared secrets are not among them. */
export const knownAlgorithms = ['EdDSA', 'ES256', 'ES384', 'ES512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'] as const;
export type TokenAlgorithm = (typeof knownAlgorithms)[number];

export const defaultAlgorithms: readonly TokenAlgorithm[] = ['EdDSA', 'ES256', 'RS256'];

/** Whom we trust to say who somebody is. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  /** The ways of signing that are taken; what the token says about itself decides nothing. */
  readonly algorithms?: readonly TokenAlgorithm[];
  /** The clock by which tokens expire; tests set it. */
  readonly clock?: () => Date;
}

const clockSkewSeconds = 60;

/** No token of ours or of a provider comes near; longer ones are not even decoded. */
const longestToken = 8_192;
const longestSubject = 200;

/** What a good token says: who, and until when. What they may do stands in our tables. */
export interface TokenClaims {
  readonly subject: string;
  /** When it ends, in milliseconds since 1970. */
  readonly until: number;
}

export interface TokenVerifier {
  /**
   * What a token says.
   * @throws PlatformError TOKEN_INVALID for a wrong signature, issuer, audience, time or shape;
   * SIGN_IN_UNAVAILABLE where the provider's keys could never be fetched
   */
  check(token: string): Promise<TokenClaims>;
}

/** Checks tokens against the public keys of an identity provider, or against these. */
export const createVerifier = (keys: KeySource | readonly JWK[], { issuer, audience, algorithms = defaultAlgorithms, clock = () => new Date() }: TokenRules): TokenVerifier => {
  const source = typeof keys === 'function' ? keys : fixedKeys(keys);
  return {
    check: async (token) => {
      if (token.length > longestToken) throw new PlatformError('TOKEN_INVALID');
      try {
        const { payload: { sub, exp } } = await jwtVerify(token, source, {
          algorithms: [...algorithms], issuer, audience, clockTolerance: clockSkewSeconds, requiredClaims: ['sub', 'exp'], currentDate: clock(),
        });
        if (typeof sub !== 'string' || sub === '' || sub.length > longestSubject || exp === undefined) throw new PlatformError('TOKEN_INVALID');
        return { subject: sub, until: (exp + clockSkewSeconds) * 1000 };
      } catch (cause) {
        if (cause instanceof PlatformError) throw cause;
        throw new PlatformError('TOKEN_INVALID', {}, { cause });
      }
    },
  };
};

/** Signs tokens for development and demos; in production an identity provider does. */
export interface TokenSigner {
  readonly publicKeys: readonly JWK[];
  sign(subject: string, lifetime?: string): Promise<string>;
}

const algorithm = 'EdDSA';

const publicPart = ({ kty, crv, x, kid }: JWK): JWK => ({ kty: kty as string, crv: crv as string, x: x as string, kid: kid as string, alg: algorithm, use: 'sig' });

const newKey = async (): Promise<JWK> => {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: 'development', alg: algorithm };
};

const keyFrom = async (file: string | undefined): Promise<JWK> => {
  if (file && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as JWK;
  const key = await newKey();
  if (file) writeFileSync(file, JSON.stringify(key), { mode: 0o600 });
  return key;
};

/** A signer whose key is kept in the file, made at first use; without a file the key lives in memory. */
export const createSigner = async ({ issuer, audience }: TokenRules, file?: string): Promise<TokenSigner> => {
  const jwk = await keyFrom(file);
  const key = await importJWK(jwk, algorithm);
  return {
    publicKeys: [publicPart(jwk)],
    sign: (subject, lifetime = '30d') =>
      new SignJWT().setProtectedHeader({ alg: algorithm, kid: jwk.kid as string }).setSubject(subject).setIssuer(issuer)
        .setAudience(audience).setIssuedAt().setExpirationTime(lifetime).sign(key),
  };
};
