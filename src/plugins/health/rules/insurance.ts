import { Decimal } from 'decimal.js';
import type { PlatformError } from '#errors';
import { householdInLine, type Rule, rowRule, rowsAmong, waitInLine } from '#records';
import { healthError } from '../errors.ts';
import { insuranceEnrolment, insuranceRule } from '../tables/insurance.ts';
import { asDisbursed } from './disbursed.ts';
import { livingMember } from './people.ts';
import { forThePoor } from './poor.ts';
import { fixedOnce, inOrder } from './words.ts';

export type RuleRow = typeof insuranceRule.$inferSelect;
type EnrolmentRow = typeof insuranceEnrolment.$inferSelect;

const ruled: ReadonlySet<string> = new Set(['BASIC_INSURANCE', 'SERIOUS_ILLNESS_INSURANCE', 'MEDICAL_ASSISTANCE']);

const layerRuled = rowRule<RuleRow>('layer is ruled', ({ after: { layer, scheme } }) =>
  ruled.has(layer) && (scheme === 'ANY') === (layer === 'MEDICAL_ASSISTANCE') ? undefined : healthError('HEALTH_RULE_LAYER', {}, ['layer']),
);

const termsPossible = rowRule<RuleRow>('terms are possible', ({ after: { deductible, ratio, ceiling } }) => {
  const share = new Decimal(ratio);
  const isPossible = new Decimal(deductible).greaterThanOrEqualTo(0) && share.greaterThan(0) && share.lessThanOrEqualTo(100) && (ceiling === null || new Decimal(ceiling).greaterThan(0));
  return isPossible ? undefined : healthError('HEALTH_RULE_TERMS', {}, ['ratio']);
});

/** What two rules must share to be about the same thing. */
export const slotOf = ({ countyCode, layer, scheme, service, tier, beneficiaries }: RuleRow): string => [countyCode, layer, scheme, service, tier, beneficiaries].join('/');

const overlapFault = (row: RuleRow, others: readonly RuleRow[]): PlatformError | undefined => {
  const inForce = others.find(({ status }) => status === 'IN_FORCE');
  if (inForce) return healthError('HEALTH_RULE_ALREADY_IN_FORCE', { code: inForce.code }, ['status']);
  const later = others.find(({ supersededOn }) => supersededOn !== null && row.effectiveOn !== null && row.effectiveOn < supersededOn);
  return later && healthError('HEALTH_RULE_OVERLAPS', { date: later.supersededOn as string }, ['on']);
};

/** For one thing one rule holds at a time: the old one is superseded first, and dates never overlap. */
const oneInForce: Rule<RuleRow> = {
  name: 'one in force',
  check: async (ctx, drafts) => {
    const counties = drafts.filter(({ after }) => after.status === 'IN_FORCE').map(({ after }) => after.countyCode);
    await waitInLine(ctx, counties);
    const rows = await rowsAmong(ctx, insuranceRule, insuranceRule.countyCode, counties);
    return drafts.map(({ before, after }) => {
      if (after.status !== 'IN_FORCE' || before?.status === 'IN_FORCE') return undefined;
      return overlapFault(after, rows.filter((row) => row.id !== after.id && slotOf(row) === slotOf(after)));
    });
  },
};

const terms = ['documentNumber', 'layer', 'scheme', 'service', 'tier', 'beneficiaries', 'deductible', 'deductibleBasis', 'ratio', 'ceiling'] as const;

export const insuranceRuleRules: readonly Rule<RuleRow>[] = [
  layerRuled, termsPossible, inOrder<RuleRow>(['effectiveOn', 'supersededOn']), fixedOnce<RuleRow>(new Set(['IN_FORCE', 'SUPERSEDED']), terms), oneInForce,
];

const subsidyWithinPremium = rowRule<EnrolmentRow>('subsidy within premium', ({ after: { premium, subsidy } }) =>
  subsidy !== null && (premium === null || new Decimal(subsidy).greaterThan(premium))
    ? healthError('HEALTH_SUBSIDY_EXCEEDS_PREMIUM', { premium: premium ?? '0.00' }, ['subsidy']) : undefined,
);

/** People enrol for a year from the autumn before it to its end. */
const enrolledForYear = rowRule<EnrolmentRow>('enrolled for the year', ({ after: { enrolledOn, year } }) => {
  const isInTime = enrolledOn === null || (enrolledOn >= `${year - 1}-09-01` && enrolledOn <= `${year}-12-31`);
  return isInTime ? undefined : healthError('HEALTH_ENROLMENT_YEAR', { year }, ['enrolledOn']);
});

/** Rules of an enrolment: the subsidy is for poor people, within the premium, and paid once. */
export const enrolmentRules: readonly Rule<EnrolmentRow>[] = [
  subsidyWithinPremium,
  enrolledForYear,
  inOrder<EnrolmentRow>(['enrolledOn', 'subsidyDueOn', 'subsidyPaidOn']),
  fixedOnce<EnrolmentRow>(new Set(['ENROLLED', 'SUBSIDY_DUE', 'SUBSIDY_PAID']), ['scheme', 'premium']),
  fixedOnce<EnrolmentRow>(new Set(['SUBSIDY_DUE', 'SUBSIDY_PAID']), ['subsidy']),
  fixedOnce<EnrolmentRow>(new Set(['SUBSIDY_PAID']), ['disbursementId']),
  householdInLine,
  livingMember<EnrolmentRow>('enrolledOn'),
  forThePoor<EnrolmentRow>(({ before, after }) => after.subsidy !== null && before?.subsidy !== after.subsidy),
  asDisbursed<EnrolmentRow>(insuranceEnrolment, ({ subsidy }) => subsidy),
];
