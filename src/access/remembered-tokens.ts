import type { TokenClaims, TokenVerifier } from './tokens.ts';

/** A key that was withdrawn, or a token that ended, is gone after that at the latest. */
const rememberedMs = 1_000;
const manyTokens = 10_000;

interface Remembered {
  readonly claims: TokenClaims;
  readonly until: number;
}

/**
 * Remembers for a second what good tokens say: checking a signature is a good part of the work of a small query, and
 * callers send the same token again and again.
 */
export const rememberTokens = (verifier: TokenVerifier, now: () => number = Date.now): TokenVerifier => {
  const good = new Map<string, Remembered>();
  return {
    check: async (token) => {
      const known = good.get(token);
      if (known && now() < known.until) return known.claims;
      const claims = await verifier.check(token);
      if (good.size >= manyTokens) good.clear();
      good.set(token, { claims, until: now() + rememberedMs });
      return claims;
    },
  };
};
