import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createLocalJWKSet, exportJWK, generateKeyPair, importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import { PlatformError } from '../errors.ts';

/** Whom we trust to say who somebody is. The algorithm is fixed, so `none` and downgrades are no question. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
}

const algorithm = 'EdDSA';
const clockSkewSeconds = 60;

export interface TokenVerifier {
  /**
   * The subject of a token.
   * @throws PlatformError TOKEN_INVALID for a wrong signature, issuer, audience or time
   */
  subjectOf(token: string): Promise<string>;
}

/** Checks tokens against the public keys of a JWKS. */
export const createVerifier = (keys: readonly JWK[], { issuer, audience }: TokenRules): TokenVerifier => {
  const keySet = createLocalJWKSet({ keys: [...keys] });
  return {
    subjectOf: async (token) => {
      try {
        const { payload } = await jwtVerify(token, keySet, { algorithms: [algorithm], issuer, audience, clockTolerance: clockSkewSeconds, requiredClaims: ['sub', 'exp'] });
        return payload.sub as string;
      } catch (cause) {
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
