import { type Rule, rowRule } from '#records';
import { relocationError } from '../errors.ts';
import type { fundPooling } from '../tables/finance.ts';
import { inOrder } from './progress.ts';

type PoolingRow = typeof fundPooling.$inferSelect;

/** Facilities are those of a site; what is restored is the land that was left. */
const siteOfUse = rowRule<PoolingRow>('site of the use', ({ after: { use, siteId } }) =>
  (use === 'SITE_FACILITY') === (siteId !== null) ? undefined : relocationError('RELOCATION_POOLING_SITE', {}, ['siteId']),
);

export const poolingRules: readonly Rule<PoolingRow>[] = [siteOfUse, inOrder<PoolingRow>(['pooledOn', 'spentOn'])];
