import type { Identity } from '../../access/identity.ts';
import { PlatformError } from '../../errors.ts';

/**
 * Of the caller's counties this one alone.
 * @throws PlatformError COUNTY_OUT_OF_REACH
 */
export const narrowed = (identity: Identity, county: string | undefined): Identity => {
  if (county === undefined) return identity;
  const { scope } = identity;
  if (scope.counties !== '*' && !scope.counties.includes(county)) throw new PlatformError('COUNTY_OUT_OF_REACH', { code: county });
  return { ...identity, scope: { ...scope, counties: [county], villages: [], households: [] } };
};
