import { Decimal } from 'decimal.js';
import { type Rule, rowRule, rowsAmong, waitInLine } from '#records';
import { relocationError } from '../errors.ts';
import { relocationStandard } from '../tables/standard.ts';
import { fixedOnce, inOrder } from './progress.ts';

type StandardRow = typeof relocationStandard.$inferSelect;

const withinCost = rowRule<StandardRow>('within cost', ({ after: { costPerHousehold, subsidyPerHousehold, ownSharePerHousehold } }) =>
  new Decimal(subsidyPerHousehold).plus(ownSharePerHousehold).greaterThan(costPerHousehold) ? relocationError('RELOCATION_STANDARD_SUM', {}, ['costPerHousehold']) : undefined,
);

/** A county has one standard in force at a time: the old one is superseded first. */
const oneInForce: Rule<StandardRow> = {
  name: 'one in force',
  check: async (ctx, drafts) => {
    const counties = drafts.filter(({ after }) => after.status === 'IN_FORCE').map(({ after }) => after.countyCode);
    await waitInLine(ctx, counties);
    const inForce = (await rowsAmong(ctx, relocationStandard, relocationStandard.countyCode, counties)).filter(({ status }) => status === 'IN_FORCE');
    return drafts.map(({ after }) => {
      if (after.status !== 'IN_FORCE') return undefined;
      const other = inForce.find((row) => row.countyCode === after.countyCode && row.id !== after.id);
      if (!other) inForce.push(after);
      return other && relocationError('RELOCATION_STANDARD_ALREADY_IN_FORCE', { edition: other.edition }, ['status']);
    });
  },
};

const values = ['personsPerHousehold', 'costPerHousehold', 'subsidyPerHousehold', 'ownSharePerHousehold'] as const;

export const standardRules: readonly Rule<StandardRow>[] = [
  withinCost,
  inOrder<StandardRow>(['effectiveOn', 'supersededOn']),
  fixedOnce<StandardRow>(new Set(['IN_FORCE', 'SUPERSEDED']), values),
  oneInForce,
];
