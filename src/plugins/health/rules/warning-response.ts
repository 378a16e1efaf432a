import { type Rule, householdInLine, rowRule } from '#records';
import { only } from '#rules';
import { healthError } from '../errors.ts';
import type { warningResponse } from '../tables/warning.ts';
import { warnedKey, warningsOf } from '../warnings/of-households.ts';
import { fixedOnce, inOrder } from './words.ts';

type ResponseRow = typeof warningResponse.$inferSelect;

const inItsYear = rowRule<ResponseRow>('in its year or later', ({ after: { year, openedOn } }) =>
  Number(openedOn.slice(0, 4)) < year ? healthError('HEALTH_DATES_OUT_OF_ORDER', { earlier: 'year', later: 'openedOn' }, ['openedOn']) : undefined,
);

/** A case is opened for a household that is on the list, at the level it has there. */
const asOnTheList: Rule<ResponseRow> = {
  name: 'as on the list',
  check: async (ctx, drafts) => {
    const warnings = await warningsOf(ctx, drafts.map(({ after }) => after));
    return drafts.map(({ after }) => {
      const its = warnings.get(warnedKey(after));
      if (!its) return healthError('HEALTH_NOT_WARNED', {}, ['year']);
      return its.level === after.level ? undefined : healthError('HEALTH_WARNING_LEVEL', {}, ['level']);
    });
  },
};

/** Rules of the response to a warning. */
export const responseRules: readonly Rule<ResponseRow>[] = [
  fixedOnce<ResponseRow>(new Set(['OPENED', 'MEASURE_TAKEN', 'CLOSED']), ['level']),
  fixedOnce<ResponseRow>(new Set(['MEASURE_TAKEN', 'CLOSED']), ['measure']),
  inOrder<ResponseRow>(['openedOn', 'measureOn', 'closedOn']),
  inItsYear,
  householdInLine,
  only(({ before }) => before === undefined, asOnTheList),
];
